internal import Kernel

/// Every term of the lexicons in its folded form, sorted and each once, with what it may mean. The characters of all terms
/// lie in one array: sorting and walking them touches no object.
struct PatternList {
    private(set) var units: [UInt16] = []
    /// Where each pattern begins in `units`, and where the last one ends.
    private(set) var bounds: [Int32] = [0]
    private(set) var readings: [[Mention.Reading]] = []

    var count: Int { readings.count }
    func length(_ pattern: Int) -> Int { Int(bounds[pattern + 1] - bounds[pattern]) }

    /// Terms as they come, before they are sorted.
    struct Builder {
        private struct Term {
            /// The first four characters, so that most comparisons are one.
            var head: UInt64
            var start: Int32
            var count: Int32
            var order: Int32
        }

        private let fold: FoldTable
        private var units: [UInt16] = []
        private var terms: [Term] = []
        private var readings: [Mention.Reading] = []

        init(fold: FoldTable) {
            self.fold = fold
            units.reserveCapacity(1 << 18)
            terms.reserveCapacity(1 << 16)
            readings.reserveCapacity(1 << 16)
        }

        mutating func add(_ name: String, _ more: [String], _ entry: EntryRef) {
            add(name, Mention.Reading(entry))
            for term in more { add(term, Mention.Reading(entry)) }
        }

        mutating func add(_ names: [String], _ entry: EntryRef, _ naming: Naming = .name) {
            for term in names { add(term, Mention.Reading(entry, naming)) }
        }

        private mutating func add(_ term: String, _ reading: Mention.Reading) {
            let start = units.count
            let bytes = term.utf8.span
            var at = 0
            while at < bytes.count {
                let (scalar, length) = decodeScalar(bytes, at: at)
                at += length
                let folded = fold(scalar)
                // Nothing outside the Basic Multilingual Plane is held by the automaton.
                guard folded < 0x10000 else {
                    units.removeLast(units.count - start)
                    return
                }
                if !Automaton.isJoint(folded) { units.append(UInt16(folded)) }
            }
            guard units.count > start else { return }
            var head: UInt64 = 0
            for at in start..<start + 4 { head = head << 16 | (at < units.count ? UInt64(units[at]) : 0) }
            terms.append(
                Term(head: head, start: Int32(start), count: Int32(units.count - start), order: Int32(readings.count)))
            readings.append(reading)
        }

        consuming func sorted() -> PatternList {
            let units = units
            terms.sort { a, b in
                if a.head != b.head { return a.head < b.head }
                let shorter = min(a.count, b.count)
                var at: Int32 = 4
                while at < shorter {
                    let (x, y) = (units[Int(a.start + at)], units[Int(b.start + at)])
                    if x != y { return x < y }
                    at += 1
                }
                return a.count != b.count ? a.count < b.count : a.order < b.order
            }
            var list = PatternList()
            list.units.reserveCapacity(units.count)
            list.bounds.reserveCapacity(terms.count + 1)
            list.readings.reserveCapacity(terms.count)
            for (number, term) in terms.enumerated() {
                let reading = readings[Int(term.order)]
                if number > 0, isSame(terms[number - 1], term, units) {
                    let last = list.readings.count - 1
                    if !list.readings[last].contains(where: { $0.entry == reading.entry }) {
                        list.readings[last].append(reading)
                    }
                    continue
                }
                for at in Int(term.start)..<Int(term.start + term.count) { list.units.append(units[at]) }
                list.bounds.append(Int32(list.units.count))
                list.readings.append([reading])
            }
            return list
        }

        private func isSame(_ a: Term, _ b: Term, _ units: [UInt16]) -> Bool {
            guard a.head == b.head, a.count == b.count else { return false }
            for at in 0..<a.count where units[Int(a.start + at)] != units[Int(b.start + at)] { return false }
            return true
        }
    }
}
