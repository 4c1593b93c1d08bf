internal import Kernel

/// Names in traditional characters: the matcher folds script, so such a spelling finds nothing more, and as a row's name it
/// would be written to the table.
struct TraditionalSpelling: LexiconRule {
    func check(_ lexicon: CheckedLexicon, _ report: (Diagnostic) -> Void) {
        for table in LexiconTable.allCases {
            for entry in lexicon.rows(table) {
                for column in CheckedLexicon.nameColumns(of: table) {
                    for text in entry.list(column) {
                        guard let folded = simplified(text, lexicon.fold) else { continue }
                        let isName = column == "name"
                        report(
                            Diagnostic(
                                isName ? .error : .warning, "traditional-spelling", at: entry.origin,
                                "\"\(text)\" in \"\(column)\" is written in traditional characters", hint: "write \"\(folded)\""))
                    }
                }
            }
        }
    }

    /// The text in simplified characters, where that is another.
    private func simplified(_ text: String, _ fold: FoldTable) -> String? {
        var out = String.UnicodeScalarView()
        var isOther = false
        for scalar in text.unicodeScalars {
            guard scalar.properties.isIdeographic, let folded = Unicode.Scalar(fold(scalar.value)), folded != scalar else {
                out.append(scalar)
                continue
            }
            isOther = true
            out.append(folded)
        }
        return isOther ? String(out) : nil
    }
}
