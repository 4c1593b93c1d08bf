internal import Kernel

/// A row that stands before the one it should follow: sorted files read well in a diff.
struct UnsortedRows: LexiconRule {
    func check(_ lexicon: CheckedLexicon, _ report: (Diagnostic) -> Void) {
        for table in LexiconTable.allCases {
            var last: CheckedEntry?
            for entry in lexicon.rows(table) {
                if let last, last.origin.path == entry.origin.path,
                    !last.id.utf8.lexicographicallyPrecedes(entry.id.utf8)
                {
                    report(
                        Diagnostic(
                            .warning, "unsorted", at: entry.origin, "\"\(entry.id)\" stands behind \"\(last.id)\"",
                            hint: "sort the rows by id"))
                }
                last = entry
            }
        }
    }
}
