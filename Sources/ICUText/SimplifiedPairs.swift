internal import CICU

/// What ICU makes of single traditional characters: where the pairs come from that `Folding` goes by. A test holds the two
/// against each other.
package enum SimplifiedPairs {
    /// CJK ideographs in three runs: extension A, the unified block, and the compatibility block.
    private static let ideographs: [ClosedRange<UInt16>] = [0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF]

    /// The characters that have another form, in the order of their code points.
    package static func ofICU() throws(ICUFailure) -> [(traditional: UInt16, simplified: UInt16)] {
        let name = Array("Traditional-Simplified".utf16)
        let transliterator = try icu("opening the Traditional-Simplified transliterator") {
            chy_trans_open(name, Int32(name.count), $0)
        }
        guard let transliterator else { throw ICUFailure(doing: "opening Traditional-Simplified", name: "no result") }
        defer { chy_trans_close(transliterator) }
        var pairs: [(traditional: UInt16, simplified: UInt16)] = []
        // A space between any two keeps ICU's rules for words of several characters from firing. One character may become
        // several or none; such a one keeps its own form.
        for range in ideographs {
            var text: [UInt16] = []
            text.reserveCapacity(range.count * 2)
            for unit in range {
                text.append(unit)
                text.append(0x20)
            }
            var length = Int32(text.count)
            let capacity = length * 2
            text.append(contentsOf: repeatElement(0, count: Int(capacity) - text.count))
            var limit = length
            try text.withUnsafeMutableBufferPointer { buffer throws(ICUFailure) in
                let base = buffer.baseAddress
                try icu("folding traditional characters") {
                    chy_trans_apply(transliterator, base, &length, capacity, 0, &limit, $0)
                }
            }
            var unit = range.lowerBound
            var run: [UInt16] = []
            for code in text[0..<Int(length)] {
                if code == 0x20 {
                    if run.count == 1, run[0] != unit { pairs.append((unit, run[0])) }
                    run.removeAll(keepingCapacity: true)
                    if unit == range.upperBound { break }
                    unit += 1
                } else {
                    run.append(code)
                }
            }
        }
        return pairs
    }
}
