internal import ICUText
internal import Kernel

/// Names in traditional characters: the matcher folds script, so such a spelling finds nothing more, and as a row's name it
/// would be written to the table.
struct TraditionalSpelling: LexiconRule {
    func check(_ lexicon: CheckedLexicon, _ report: (Diagnostic) -> Void) {
        let standard = (try? Charset.characters(of: "GB2312")) ?? []
        for table in LexiconTable.allCases {
            for entry in lexicon.rows(table) {
                for column in CheckedLexicon.nameColumns(of: table) {
                    for text in entry.list(column) {
                        guard let folded = simplified(text, lexicon.fold, standard) else { continue }
                        report(
                            Diagnostic(
                                .warning, "traditional-spelling", at: entry.origin,
                                "\"\(text)\" in \"\(column)\" is written in traditional characters",
                                hint: "write \"\(folded)\""))
                    }
                }
            }
        }
    }

    /// The text in simplified characters, where that is another. The fold also takes rarer simplified characters for
    /// commoner ones (阪 for 坂): what the mainland's basic set has is not traditional.
    private func simplified(_ text: String, _ fold: FoldTable, _ standard: Set<UInt32>) -> String? {
        var out = String.UnicodeScalarView()
        var isOther = false
        for scalar in text.unicodeScalars {
            guard scalar.properties.isIdeographic, !standard.contains(scalar.value),
                let folded = Unicode.Scalar(fold(scalar.value)), folded != scalar
            else {
                out.append(scalar)
                continue
            }
            isOther = true
            out.append(folded)
        }
        return isOther ? String(out) : nil
    }
}
