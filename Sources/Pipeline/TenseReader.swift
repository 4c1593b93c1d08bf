internal import Dates
import Kernel
import Lexicon

/// Whether the words around a place in the text speak of what was or of what is to come: which way a bare day points.
struct TenseReader {
    private let cues: [(block: Int32, start: Int32, end: Int32)]

    init(mentions: [Mention], lexicon: Lexicon) {
        cues = mentions.compactMap { mention in
            guard let row = mention.row(in: .cues), lexicon.cues[row].cue == "planned",
                lexicon.cues[row].reach == "before"
            else { return nil }
            return (mention.span.block, mention.span.start, mention.span.end)
        }
    }

    /// A cue of the future within a few characters before or behind.
    func tense(_ block: Int, _ offset: Int) -> Tense {
        for cue in cues where Int(cue.block) == block {
            if Int(cue.start) >= offset - 36, Int(cue.start) <= offset + 36 { return .future }
        }
        return .unknown
    }
}
