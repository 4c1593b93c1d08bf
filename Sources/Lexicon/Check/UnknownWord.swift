internal import Kernel

/// Cells that take one of a few words and hold another, in columns that the readers of rows let pass.
struct UnknownWord: LexiconRule {
    private static let columns: [(table: LexiconTable, column: String, words: [String])] = [
        (.tenures, "acting", ["yes", "no", "beside"]),
        (.cues, "reach", ["word", "before", "after", "clause", "sentence"]),
    ]

    func check(_ lexicon: CheckedLexicon, _ report: (Diagnostic) -> Void) {
        for (table, column, words) in UnknownWord.columns {
            for entry in lexicon.rows(table) {
                let cell = entry[column]
                if cell.isEmpty || words.contains(cell) { continue }
                report(
                    Diagnostic(
                        .error, "unknown-word", at: entry.origin, "the cell \"\(column)\" holds \"\(cell)\"",
                        hint: "it is empty or one of \(words.joined(separator: ", "))"))
            }
        }
    }
}
