package import Kernel

/// All terms of the lexicons as one trie over folded characters, packed into two arrays (a double array): the child of a
/// state under a character's code is one addition and one comparison away. Characters get codes by frequency, so that
/// the busy rows lie close together; a character that no term holds has code 0 and ends a walk at once.
package struct Automaton: Sendable {
    private var codes: [UInt16]
    private var base: [Int32]
    private var check: [Int32]
    /// The pattern that ends in a state, or -1.
    private var pattern: [Int32]

    private static let root: Int32 = 0
    private static let joint = UInt16.max

    /// Dots and dashes join the parts of foreign names, and every source has its own or none: terms are kept without them,
    /// and a walk steps over them.
    package static func isJoint(_ folded: UInt32) -> Bool { folded == 0xB7 || folded == UInt32(UInt8(ascii: "-")) }

    /// A term as the automaton holds it; nil for one that it cannot hold.
    package static func key(_ term: String, fold: FoldTable) -> [UInt16]? {
        var key: [UInt16] = []
        for scalar in term.unicodeScalars {
            let folded = fold(scalar.value)
            guard folded < 0x10000 else { return nil }
            if !isJoint(folded) { key.append(UInt16(folded)) }
        }
        return key.isEmpty ? nil : key
    }

    /// A pattern's number is its place in the list.
    init(_ patterns: PatternList, fold: FoldTable) {
        var count = [Int32](repeating: 0, count: 65_536)
        for unit in patterns.units { count[Int(unit)] += 1 }
        let ranked = (0..<65_536).filter { count[$0] > 0 }.sorted { (count[$0], $1) > (count[$1], $0) }
        var codeOfFolded = [UInt16](repeating: 0, count: 65_536)
        for (rank, unit) in ranked.enumerated() { codeOfFolded[unit] = UInt16(rank + 1) }
        codes = [UInt16](repeating: 0, count: 65_536)
        for unit in 0..<65_536 {
            let folded = fold(UInt32(unit))
            codes[unit] = Automaton.isJoint(folded) ? Automaton.joint : codeOfFolded[Int(folded)]
        }
        var builder = Builder(patterns, width: ranked.count + 1)
        builder.build(codes: codeOfFolded)
        base = builder.base
        check = builder.check
        pattern = builder.pattern
    }

    /// Places the states breadth first, each with its children at the first offset where all of them find a free slot.
    private struct Builder {
        var base: [Int32]
        var check: [Int32]
        var pattern: [Int32]
        private let patterns: PatternList
        private let width: Int
        /// From a slot that is taken, a step towards the next one that is free.
        private var towardsFree: [Int32]

        init(_ patterns: PatternList, width: Int) {
            self.patterns = patterns
            self.width = width
            let size = patterns.units.count / 2 + width * 2
            base = Array(repeating: 0, count: size)
            check = Array(repeating: -1, count: size)
            pattern = Array(repeating: -1, count: size)
            towardsFree = Array(0..<Int32(size))
        }

        private mutating func grow(to count: Int) {
            guard count > base.count else { return }
            let old = base.count
            let more = max(count, old * 3 / 2) - old
            base.append(contentsOf: repeatElement(0, count: more))
            check.append(contentsOf: repeatElement(-1, count: more))
            pattern.append(contentsOf: repeatElement(-1, count: more))
            towardsFree.append(contentsOf: Int32(old)..<Int32(old + more))
        }

        /// The first free slot from `slot` on; the steps that lead there are made longer for the next search.
        private mutating func free(from slot: Int) -> Int {
            grow(to: slot + width + 1)
            var at = slot
            while Int(towardsFree[at]) != at {
                let next = Int(towardsFree[at])
                grow(to: next + width + 1)
                towardsFree[at] = towardsFree[next]
                at = next
            }
            return at
        }

        private mutating func take(_ slot: Int, for parent: Int32) {
            grow(to: slot + 2)
            check[slot] = parent
            towardsFree[slot] = Int32(slot + 1)
        }

        private static let patience = 24
        private var roomy = 0

        private func fits(_ children: [(code: Int, first: Int32, end: Int32)], at offset: Int) -> Bool {
            for child in children where offset + child.code <= 0 || check[offset + child.code] >= 0 { return false }
            return true
        }

        mutating func build(codes: [UInt16]) {
            struct Job {
                var state: Int32
                var depth: Int32
                var first: Int32
                var end: Int32
            }
            take(0, for: 0)
            var queue = [Job(state: Automaton.root, depth: 0, first: 0, end: Int32(patterns.count))]
            queue.reserveCapacity(patterns.units.count)
            var head = 0
            var children: [(code: Int, first: Int32, end: Int32)] = []
            while head < queue.count {
                let job = queue[head]
                head += 1
                children.removeAll(keepingCapacity: true)
                var at = Int(job.first)
                // Sorted, a pattern that ends in this state stands before those that go on.
                if at < Int(job.end), patterns.length(at) == Int(job.depth) {
                    pattern[Int(job.state)] = Int32(at)
                    at += 1
                }
                while at < Int(job.end) {
                    let unit = patterns.units[Int(patterns.bounds[at] + job.depth)]
                    let first = at
                    at += 1
                    while at < Int(job.end), patterns.units[Int(patterns.bounds[at] + job.depth)] == unit { at += 1 }
                    children.append((Int(codes[Int(unit)]), Int32(first), Int32(at)))
                }
                guard let first = children.first else { continue }
                // A base is an offset: child = base + code, and never negative. Room for several children at once is searched
                // for from where it was last hard to find: what lies before is too full to be worth a second look.
                var slot = free(from: children.count == 1 ? first.code : max(first.code, roomy))
                var tries = 0
                while !fits(children, at: slot - first.code) {
                    slot = free(from: slot + 1)
                    tries += 1
                }
                if tries > Builder.patience { roomy = slot }
                let offset = slot - first.code
                base[Int(job.state)] = Int32(offset)
                for child in children {
                    take(offset + child.code, for: job.state)
                    queue.append(
                        Job(state: Int32(offset + child.code), depth: job.depth + 1, first: child.first, end: child.end)
                    )
                }
            }
        }
    }

    /// Calls `body` with every pattern that begins at some character of `bytes`: pattern, start, end. One walk a character,
    /// each no longer than the longest pattern.
    @inline(__always)
    package func forEachMatch(in bytes: Span<UInt8>, _ body: (Int, Int, Int) -> Void) {
        var start = 0
        let count = bytes.count
        while start < count {
            let (scalar, length) = decodeScalar(bytes, at: start)
            let next = start + length
            defer { start = next }
            guard scalar < 0x10000 else { continue }
            let code = codes[Int(scalar)]
            if code == 0 || code == Automaton.joint { continue }
            var state = base[0] + Int32(code)
            if state >= Int32(check.count) || check[Int(state)] != 0 || state == 0 { continue }
            var at = next
            while true {
                let found = pattern[Int(state)]
                if found >= 0 { body(Int(found), start, at) }
                if at >= count { break }
                let (following, width) = decodeScalar(bytes, at: at)
                guard following < 0x10000 else { break }
                let code = codes[Int(following)]
                if code == 0 { break }
                if code == Automaton.joint {
                    at += width
                    continue
                }
                let child = base[Int(state)] + Int32(code)
                if child >= Int32(check.count) || check[Int(child)] != state { break }
                state = child
                at += width
            }
        }
    }

}
