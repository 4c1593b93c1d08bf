internal import Kernel

/// A pattern of a frame that no meeting term uses: it can never match.
struct UnusedFrame: LexiconRule {
    func check(_ lexicon: CheckedLexicon, _ report: (Diagnostic) -> Void) {
        let used = Set(lexicon.rows(.meetings).map { $0["frame"] })
        for entry in lexicon.rows(.frames) where !used.contains(entry["frame"]) {
            report(
                Diagnostic(
                    .warning, "unused-frame", at: entry.origin, "no meeting term uses the frame \"\(entry["frame"])\"",
                    hint: "name the frame in a row of meetings.tsv, or delete the pattern"))
        }
    }
}
