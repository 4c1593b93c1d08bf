internal import Kernel

/// A row that does not say where its fact can be checked.
struct MissingSource: LexiconRule {
    func check(_ lexicon: CheckedLexicon, _ report: (Diagnostic) -> Void) {
        for table in LexiconTable.allCases {
            for entry in lexicon.rows(table) where entry["source"].isEmpty {
                report(
                    Diagnostic(
                        .warning, "missing-source", at: entry.origin, "the row \"\(entry.id)\" names no source",
                        hint: "name the site or the work where the fact can be checked"))
            }
        }
    }
}
