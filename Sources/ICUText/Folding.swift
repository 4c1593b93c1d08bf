internal import EmbeddedFolding
package import Kernel

/// The table that folds script, width and case. What ICU makes of traditional characters is kept as data: asking it at every
/// start took longer than all else, and another release of ICU would read the same text otherwise.
package enum Folding {
    package static func table() -> FoldTable {
        var map = [UInt16](0...UInt16.max)
        foldScript(&map)
        foldWidthAndCase(&map)
        return FoldTable(map)
    }

    /// The file of the pairs as it was when the program was built.
    package static var simplified: [UInt8] {
        Array(UnsafeBufferPointer(start: chancery_simplified_bytes(), count: chancery_simplified_count()))
    }

    /// A line a character: traditional, tab, simplified.
    private static func foldScript(_ map: inout [UInt16]) {
        let file = simplified
        let bytes = file.span
        var at = 0
        while at < bytes.count {
            if bytes[at] != UInt8(ascii: "#") {
                let (traditional, length) = decodeScalar(bytes, at: at)
                map[Int(traditional)] = UInt16(decodeScalar(bytes, at: at + length + 1).scalar)
            }
            while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { at += 1 }
            at += 1
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
