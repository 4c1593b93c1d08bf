internal import Kernel

/// A person who never held an office, by the rows.
struct PersonWithoutTenure: LexiconRule {
    func check(_ lexicon: CheckedLexicon, _ report: (Diagnostic) -> Void) {
        let holders = Set(lexicon.rows(.tenures).map { $0["person"] })
        for entry in lexicon.rows(.people) where !holders.contains(entry.id) {
            report(
                Diagnostic(
                    .error, "no-tenure", at: entry.origin, "\"\(entry.id)\" has no term of office",
                    hint: "add a row to tenures.tsv"))
        }
    }
}
