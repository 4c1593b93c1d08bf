/// Text within XML and HTML.
enum MarkupText {
    /// With its marks as entities, and what `isBarred` finds as U+FFFD.
    static func escaped(_ text: String, isBarred: (Unicode.Scalar) -> Bool) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out.append(contentsOf: "&amp;".unicodeScalars)
            case "<": out.append(contentsOf: "&lt;".unicodeScalars)
            case ">": out.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": out.append(contentsOf: "&quot;".unicodeScalars)
            default: out.append(isBarred(scalar) ? "\u{FFFD}" : scalar)
            }
        }
        return String(out)
    }
}
