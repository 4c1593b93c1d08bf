import Lexicon

extension Lexicon {
    /// Whether one of these rows of cues.tsv is this cue.
    func isCue(_ rows: [Int], _ name: String) -> Bool { rows.contains { cues[$0].cue == name } }

    /// Whether one of these rows of cues.tsv is one of these cues.
    func isCue(_ rows: [Int], among names: [String]) -> Bool {
        !rows.isEmpty && rows.contains { names.contains(cues[$0].cue) }
    }
}
