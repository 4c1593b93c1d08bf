internal import Kernel

/// What goes into the search of an archive beside the evidence itself.
struct ArchiveSearch {
    let fold: FoldTable?

    /// The text with its ideographs simplified; empty where that changes nothing.
    func simplified(_ text: String) -> String {
        guard let fold else { return "" }
        var out = String.UnicodeScalarView()
        var changes = false
        for scalar in text.unicodeScalars {
            guard ArchiveSearch.isIdeograph(scalar.value), let simple = Unicode.Scalar(fold(scalar.value)),
                simple != scalar
            else {
                out.append(scalar)
                continue
            }
            out.append(simple)
            changes = true
        }
        return changes ? String(out) : ""
    }

    private static func isIdeograph(_ value: UInt32) -> Bool {
        (0x3400...0x9FFF).contains(value) || (0xF900...0xFAFF).contains(value)
    }

    /// Every two neighbours in the texts, as words: `会晤` is found as a whole word is. Spaces and the ASCII signs part
    /// neighbours, since no one searches for them.
    static func pairs(_ texts: String...) -> String {
        var out = String.UnicodeScalarView()
        for text in texts {
            var last: Unicode.Scalar?
            for scalar in text.unicodeScalars {
                let isSign =
                    scalar.value < 0x80 && !(scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
                if let last, !isSign {
                    out.append(last)
                    out.append(scalar)
                    out.append(" ")
                }
                last = isSign ? nil : scalar
            }
        }
        return String(out)
    }
}
