internal import Kernel

/// What goes into the search of an archive beside the evidence itself.
struct ArchiveSearch {
    let fold: FoldTable?

    /// The text with its ideographs simplified; empty where that changes nothing.
    func simplified(_ text: [UInt8]) -> [UInt8] {
        guard let fold else { return [] }
        var out: [UInt8] = []
        // Up to here the text is in `out`, once anything is.
        var copied = 0
        let bytes = text.span
        var index = 0
        while index < bytes.count {
            let (scalar, length) = decodeScalar(bytes, at: index)
            if ArchiveSearch.isIdeograph(scalar), fold(scalar) != scalar,
                let simple = Unicode.Scalar(fold(scalar)), let encoded = UTF8.encode(simple)
            {
                out += text[copied..<index]
                out += encoded
                copied = index + length
            }
            index += length
        }
        return copied == 0 ? [] : out + text[copied...]
    }

    private static func isIdeograph(_ value: UInt32) -> Bool {
        (0x3400...0x9FFF).contains(value) || (0xF900...0xFAFF).contains(value)
    }

    /// Every two neighbours in the texts, as words: `会晤` is found as a whole word is. Spaces and the ASCII signs part
    /// neighbours, since no one searches for them.
    static func pairs(_ texts: [UInt8]...) -> [UInt8] {
        var out: [UInt8] = []
        for text in texts {
            let bytes = text.span
            // Where the last character began, if it can be the first of a pair.
            var last: Int?
            var index = 0
            while index < bytes.count {
                let (scalar, length) = decodeScalar(bytes, at: index)
                let isSign = scalar < 0x80 && !isLetterOrDigit(UInt8(scalar))
                if let last, !isSign {
                    out += text[last..<index + length]
                    out.append(0x20)
                }
                last = isSign ? nil : index
                index += length
            }
        }
        return out
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte | 0x20 {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): true
        default: (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
    }
}
