internal import Kernel

/// A person or place of one character would be found in every other word.
struct OneCharacterName: LexiconRule {
    func check(_ lexicon: CheckedLexicon, _ report: (Diagnostic) -> Void) {
        for table in [LexiconTable.people, .places] {
            for entry in lexicon.rows(table) {
                for column in CheckedLexicon.nameColumns(of: table) {
                    for text in entry.list(column) where lexicon.key(text).unicodeScalars.count <= 1 {
                        report(
                            Diagnostic(
                                .error, "one-character", at: entry.origin, "the name \"\(text)\" has but one character",
                                hint: "write the name in full"))
                    }
                }
            }
        }
    }
}
