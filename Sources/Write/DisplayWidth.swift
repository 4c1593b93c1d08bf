/// How many columns of a terminal a text takes: East Asian wide characters take two, combining marks none.
package enum DisplayWidth {
    package static func of(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + of($1) } }

    package static func of(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0: 0
        case 0x300...0x36F, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0xFE00...0xFE0F, 0xFEFF: 0
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
            0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF,
            0x20000...0x3FFFD:
            2
        default: 1
        }
    }

    /// The text cut to a width, with an ellipsis where something was cut off, and filled with spaces.
    package static func fitted(_ text: String, to width: Int, filled: Bool = true) -> String {
        let whole = of(text)
        if whole <= width { return filled ? text + String(repeating: " ", count: width - whole) : text }
        var out = String.UnicodeScalarView()
        var used = 0
        for scalar in text.unicodeScalars {
            let next = of(scalar)
            if used + next > width - 1 { break }
            out.append(scalar)
            used += next
        }
        let cut = String(out) + "…"
        return filled ? cut + String(repeating: " ", count: max(0, width - used - 1)) : cut
    }
}
