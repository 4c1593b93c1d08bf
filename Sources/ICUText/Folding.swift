internal import CICU
package import Kernel

/// Builds the table that folds script, width and case, by asking ICU once for every character of the Basic
/// Multilingual Plane that has another form.
package enum Folding {
    /// CJK ideographs in three runs: the unified block, extension A, and the compatibility block.
    private static let ideographs: [ClosedRange<UInt16>] = [0x4E00...0x9FFF, 0x3400...0x4DBF, 0xF900...0xFAFF]

    package static func table() throws(ICUFailure) -> FoldTable {
        var map = [UInt16](0...UInt16.max)
        try foldScript(&map)
        foldWidthAndCase(&map)
        return FoldTable(map)
    }

    private static func foldScript(_ map: inout [UInt16]) throws(ICUFailure) {
        let name = Array("Traditional-Simplified".utf16)
        let transliterator = try icu("opening the Traditional-Simplified transliterator") {
            chy_trans_open(name, Int32(name.count), $0)
        }
        guard let transliterator else { throw ICUFailure(doing: "opening Traditional-Simplified", name: "no result") }
        defer { chy_trans_close(transliterator) }
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
                    if run.count == 1 { map[Int(unit)] = run[0] }
                    run.removeAll(keepingCapacity: true)
                    if unit == range.upperBound { break }
                    unit += 1
                } else {
                    run.append(code)
                }
            }
        }
    }

    private static func foldWidthAndCase(_ map: inout [UInt16]) {
        // Full-width ASCII and the ideographic space.
        for unit in 0xFF01...0xFF5E { map[unit] = UInt16(unit - 0xFEE0) }
        map[0x3000] = 0x20
        map[0x00A0] = 0x20
        for unit in 0..<0x250 {
            let lower = u_lower(UInt32(unit))
            if lower < 0x10000 { map[unit] = UInt16(lower) }
        }
        for unit in 0xFF21...0xFF3A { map[unit] = UInt16(unit - 0xFEE0 + 0x20) }
        // The dots inside foreign names, of which every source has its own.
        for dot in [0x2022, 0x2027, 0x30FB, 0xFF65, 0x2219, 0x22C5, 0xFF0E] { map[dot] = 0x00B7 }
        // Dashes that join dates and names.
        for dash in [0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212] { map[dash] = UInt16(UInt8(ascii: "-")) }
    }

    private static func u_lower(_ scalar: UInt32) -> UInt32 {
        guard let value = Unicode.Scalar(scalar) else { return scalar }
        let lower = value.properties.lowercaseMapping.unicodeScalars
        return lower.count == 1 ? lower.first.map(\.value) ?? scalar : scalar
    }
}
