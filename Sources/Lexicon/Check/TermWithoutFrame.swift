internal import Kernel

/// A meeting term whose frame no row of frames.tsv has: it can never make an event.
struct TermWithoutFrame: LexiconRule {
    func check(_ lexicon: CheckedLexicon, _ report: (Diagnostic) -> Void) {
        let frames = Set(lexicon.rows(.frames).map { $0["frame"] })
        for entry in lexicon.rows(.meetings) where !frames.contains(entry["frame"]) {
            report(
                Diagnostic(
                    .error, "no-frame", at: entry.origin, "no row of frames.tsv is of the frame \"\(entry["frame"])\"",
                    hint: "the frames are \(frames.sorted().joined(separator: ", "))"))
        }
    }
}
