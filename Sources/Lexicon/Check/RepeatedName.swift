internal import Kernel

/// A row that has one name twice, if only by script, width or dots: the second is of no use.
struct RepeatedName: LexiconRule {
    func check(_ lexicon: CheckedLexicon, _ report: (Diagnostic) -> Void) {
        for table in LexiconTable.allCases {
            for entry in lexicon.rows(table) {
                var seen: [String: String] = [:]
                for column in CheckedLexicon.nameColumns(of: table) {
                    for text in entry.list(column) {
                        let key = lexicon.key(text)
                        if let first = seen[key] {
                            let same =
                                first == text
                                ? "\"\(text)\" stands here twice" : "\"\(text)\" is found wherever \"\(first)\" is"
                            report(
                                Diagnostic(
                                    .warning, "repeated-name", at: entry.origin, same, hint: "take out \"\(text)\""))
                        } else {
                            seen[key] = text
                        }
                    }
                }
            }
        }
    }
}
