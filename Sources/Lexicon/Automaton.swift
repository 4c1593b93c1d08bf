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

    /// `patterns` are folded strings without doubles; a pattern's number is its place in the list.
    package init(patterns: [[UInt16]], fold: FoldTable) {
        var count = [Int32](repeating: 0, count: 65_536)
        for pattern in patterns { for unit in pattern { count[Int(unit)] += 1 } }
        let ranked = (0..<65_536).filter { count[$0] > 0 }.sorted { (count[$0], $1) > (count[$1], $0) }
        var codeOfFolded = [UInt16](repeating: 0, count: 65_536)
        for (rank, unit) in ranked.enumerated() { codeOfFolded[unit] = UInt16(rank + 1) }
        codes = (0..<65_536).map { codeOfFolded[Int(fold(UInt32($0)))] }
        for dot in 0..<65_536 where Automaton.isJoint(fold(UInt32(dot))) { codes[dot] = Automaton.joint }

        // Sorted, the patterns lie as the trie's depth-first walk meets them.
        let coded = patterns.map { $0.map { codeOfFolded[Int($0)] } }
        let order = coded.indices.sorted { coded[$0].lexicographicallyPrecedes(coded[$1]) }
        base = []
        check = []
        pattern = []
        var builder = Builder(width: ranked.count + 1)
        builder.build(coded: coded, order: order)
        base = builder.base
        check = builder.check
        pattern = builder.pattern
    }

    /// The states to place, breadth first; each takes the first free base from where the last search ended.
    private struct Builder {
        var base: [Int32]
        var check: [Int32]
        var pattern: [Int32]
        let width: Int
        private var firstFree = 1

        init(width: Int) {
            self.width = width
            let size = max(1 << 12, width * 4)
            base = Array(repeating: 0, count: size)
            check = Array(repeating: -1, count: size)
            pattern = Array(repeating: -1, count: size)
        }

        private mutating func grow(to count: Int) {
            guard count > base.count else { return }
            let more = max(count, base.count * 2) - base.count
            base.append(contentsOf: repeatElement(0, count: more))
            check.append(contentsOf: repeatElement(-1, count: more))
            pattern.append(contentsOf: repeatElement(-1, count: more))
        }

        mutating func build(coded: [[UInt16]], order: [Int]) {
            struct Job {
                var state: Int32
                var depth: Int
                var range: Range<Int>
            }
            check[0] = 0
            var queue = [Job(state: Automaton.root, depth: 0, range: 0..<order.count)]
            var head = 0
            var children: [(code: UInt16, range: Range<Int>)] = []
            while head < queue.count {
                let job = queue[head]
                head += 1
                children.removeAll(keepingCapacity: true)
                var at = job.range.lowerBound
                while at < job.range.upperBound {
                    let word = coded[order[at]]
                    if word.count == job.depth {
                        pattern[Int(job.state)] = Int32(order[at])
                        at += 1
                        continue
                    }
                    let code = word[job.depth]
                    var end = at + 1
                    while end < job.range.upperBound, coded[order[end]].count > job.depth,
                        coded[order[end]][job.depth] == code
                    { end += 1 }
                    children.append((code, at..<end))
                    at = end
                }
                guard let first = children.first else { continue }
                while firstFree < check.count, check[firstFree] >= 0 { firstFree += 1 }
                // A base is an offset: child = base + code. The search runs over free slots for the first child.
                var slot = max(firstFree, Int(first.code))
                while true {
                    grow(to: slot + width + 1)
                    if check[slot] < 0 {
                        let offset = slot - Int(first.code)
                        if children.allSatisfy({ check[offset + Int($0.code)] < 0 }) {
                            base[Int(job.state)] = Int32(offset)
                            for child in children {
                                let state = Int32(offset + Int(child.code))
                                check[Int(state)] = job.state
                                queue.append(Job(state: state, depth: job.depth + 1, range: child.range))
                            }
                            break
                        }
                    }
                    slot += 1
                }
            }
            grow(to: base.count)
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

    package var stateCount: Int { check.lazy.filter { $0 >= 0 }.count }
}
