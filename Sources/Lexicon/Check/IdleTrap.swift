internal import Kernel

/// A trap that holds no name which it could keep from being found.
struct IdleTrap: LexiconRule {
    func check(_ lexicon: CheckedLexicon, _ report: (Diagnostic) -> Void) {
        let compiled = lexicon.lexicon
        for entry in lexicon.rows(.traps) {
            for text in entry.list("text") {
                var holds = false
                let bytes = Array(text.utf8)
                compiled.automaton.forEachMatch(in: bytes.span) { pattern, _, _ in
                    if compiled.readings[pattern].contains(where: { $0.entry.table != .traps }) { holds = true }
                }
                if !holds {
                    report(
                        Diagnostic(
                            .warning, "idle-trap", at: entry.origin, "nothing that is looked for stands in \"\(text)\"",
                            hint: "take it out, or add the name that it is mistaken for"))
                }
            }
        }
    }
}
