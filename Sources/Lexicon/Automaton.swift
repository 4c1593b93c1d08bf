package import Kernel

/// All terms of the lexicons as one trie over folded characters, packed into two arrays (a double array): the child of a
/// state under a character's code is one addition and one comparison away. Characters get codes by frequency, so that
/// the busy rows lie close together; a character that no term holds has code 0 and ends a walk at once.
package struct Automaton: Sendable {
    @usableFromInline var codes: [UInt16]
    @usableFromInline var base: [Int32]
    @usableFromInline var check: [Int32]
    /// The pattern that ends in a state, or -1.
    @usableFromInline var pattern: [Int32]

    /// The code of what a walk steps over.
    @inlinable static var joint: UInt16 { UInt16.max }
    private static let root: Int32 = 0

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
        var builder = Builder(patterns, codes: codeOfFolded, width: ranked.count + 1)
        builder.build()
        base = builder.base
        check = builder.check
        pattern = builder.pattern
    }

    /// Places the states breadth first, each with its children at the first offset where all of them find a free slot. What
    /// is left of a pattern that shares no more with others is laid down at once.
    private struct Builder {
        var base: [Int32]
        var check: [Int32]
        var pattern: [Int32]
        private let patterns: PatternList
        private let codes: [UInt16]
        private let width: Int
        /// From a slot that is taken, a step towards the next one that is free.
        private var towardsFree: [Int32]
        /// No slot before this one is free.
        private var lowestFree = 1
        /// Room for several children at once is searched for from where it was last hard to find: what lies before is too
        /// full to be worth a second look.
        private var roomy = 0
        private static let patience = 24

        /// `width`: more than any code.
        init(_ patterns: PatternList, codes: [UInt16], width: Int) {
            self.patterns = patterns
            self.codes = codes
            self.width = width
            // A state a character, if no two patterns began alike.
            let size = patterns.units.count + width * 2
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

        private mutating func take(_ slot: Int, for parent: Int) {
            grow(to: slot + 2)
            check[slot] = Int32(parent)
            towardsFree[slot] = Int32(slot + 1)
        }

        private func fits(_ children: [Child], at offset: Int) -> Bool {
            for child in children where offset + child.code <= 0 || check[offset + child.code] >= 0 { return false }
            return true
        }

        /// A state that is still to be given children, and the patterns that go through it.
        private struct Job {
            var state: Int32
            var depth: Int32
            var patterns: Range<Int32>
        }

        private struct Child {
            var code: Int
            var patterns: Range<Int32>
        }

        mutating func build() {
            take(0, for: 0)
            if patterns.count == 0 { return }
            var queue = [Job(state: Automaton.root, depth: 0, patterns: 0..<Int32(patterns.count))]
            queue.reserveCapacity(patterns.count)
            var head = 0
            var children: [Child] = []
            while head < queue.count {
                var job = queue[head]
                head += 1
                // Sorted, a pattern that ends in this state stands before those that go on.
                let state = Int(job.state)
                if patterns.length(Int(job.patterns.lowerBound)) == Int(job.depth) {
                    pattern[state] = job.patterns.lowerBound
                    job.patterns = job.patterns.dropFirst()
                }
                branch(job, into: &children)
                guard let first = children.first else { continue }
                let offset = offset(for: children, first: first.code)
                base[state] = Int32(offset)
                for child in children { take(offset + child.code, for: state) }
                for child in children {
                    if child.patterns.count == 1 {
                        layRest(
                            of: Int(child.patterns.lowerBound), from: Int(job.depth) + 1, state: offset + child.code)
                    } else {
                        queue.append(
                            Job(state: Int32(offset + child.code), depth: job.depth + 1, patterns: child.patterns))
                    }
                }
            }
        }

        /// The patterns of a state by their next character.
        private func branch(_ job: Job, into children: inout [Child]) {
            children.removeAll(keepingCapacity: true)
            let units = patterns.units.span
            let bounds = patterns.bounds.span
            var at = Int(job.patterns.lowerBound)
            let end = Int(job.patterns.upperBound)
            while at < end {
                let unit = units[Int(bounds[at] + job.depth)]
                let first = at
                at += 1
                while at < end, units[Int(bounds[at] + job.depth)] == unit { at += 1 }
                children.append(Child(code: Int(codes[Int(unit)]), patterns: Int32(first)..<Int32(at)))
            }
        }

        /// A base is an offset: child = base + code, and never negative.
        private mutating func offset(for children: [Child], first code: Int) -> Int {
            if children.count == 1 { return single(code) - code }
            var slot = free(from: max(code, roomy))
            var tries = 0
            while !fits(children, at: slot - code) {
                slot = free(from: slot + 1)
                tries += 1
            }
            if tries > Builder.patience { roomy = slot }
            return slot - code
        }

        /// A free slot for an only child.
        private mutating func single(_ code: Int) -> Int {
            lowestFree = free(from: lowestFree)
            return lowestFree >= code ? lowestFree : free(from: code)
        }

        /// The states of the one pattern that goes on from a state, to its end.
        private mutating func layRest(of number: Int, from depth: Int, state: Int) {
            var state = state
            for at in Int(patterns.bounds[number]) + depth..<Int(patterns.bounds[number + 1]) {
                let code = Int(codes[Int(patterns.units[at])])
                let next = single(code)
                base[state] = Int32(next - code)
                take(next, for: state)
                state = next
            }
            pattern[state] = Int32(number)
        }
    }

    /// Calls `body` with every pattern that begins at some character of `bytes`: pattern, start, end. One walk a character,
    /// each no longer than the longest pattern.
    @inlinable @inline(__always)
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
