internal import Dates
import Kernel
import Lexicon

/// Whether the words around a date speak of what is to come: which way a bare day points.
struct TenseReader {
    private struct Mark {
        var block: Int32
        var start: Int32
        /// A cue of the future, or else a word of speech, behind which something else is told.
        var isFuture: Bool
    }

    /// In the order of the text.
    private var marks: [Mark] = []
    private let article: Article
    /// How far a cue may stand from the date, in bytes: a dozen characters.
    private static let reach = 36

    init(article: Article, mentions: [Mention], lexicon: Lexicon) {
        self.article = article
        for mention in mentions {
            guard let row = mention.row(in: .cues) else { continue }
            let cue = lexicon.cues[row]
            let isFuture = cue.cue == "planned" && cue.reach == "before"
            if isFuture || cue.cue == "speech" || cue.cue == "announce" {
                marks.append(Mark(block: mention.span.block, start: mention.span.start, isFuture: isFuture))
            }
        }
    }

    /// A cue of the future shortly before the date or behind it, in its sentence; but 15日表示，将…: what is told is to come,
    /// not the telling, and 25日抵达，将…: what comes next is to come.
    func tense(_ block: Int, _ date: Range<Int>) -> Tense {
        let offset = date.lowerBound
        var at = first(block, offset - TenseReader.reach)
        while at < marks.count, Int(marks[at].block) == block, Int(marks[at].start) <= offset + TenseReader.reach {
            let mark = marks[at]
            at += 1
            let start = Int(mark.start)
            if start < offset {
                if mark.isFuture, !ends(.sentence, block, start, offset) { return .future }
            } else {
                guard mark.isFuture, !ends(.sentence, block, date.upperBound, start) else { return .unknown }
                // 25日，将…: a day that stands alone is of the next clause.
                let rest = afterComma(block, date.upperBound) ?? date.upperBound
                return rest <= start && !ends(.clause, block, rest, start) ? .future : .unknown
            }
        }
        return .unknown
    }

    /// The place behind a comma right there.
    private func afterComma(_ block: Int, _ offset: Int) -> Int? {
        let bytes = article.blocks[block].text
        guard offset < bytes.count else { return nil }
        let (scalar, width) = decodeScalar(bytes.span, at: offset)
        return scalar == 0xFF0C ? offset + width : nil
    }

    private func first(_ block: Int, _ offset: Int) -> Int {
        var low = 0
        var high = marks.count
        while low < high {
            let middle = (low + high) / 2
            let mark = marks[middle]
            if (Int(mark.block), Int(mark.start)) < (block, offset) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private enum Stretch { case clause, sentence }

    private func ends(_ stretch: Stretch, _ block: Int, _ from: Int, _ to: Int) -> Bool {
        let bytes = article.blocks[block].text
        let text = bytes.span
        var at = from
        while at < to {
            let (scalar, width) = decodeScalar(text, at: at)
            switch scalar {
            case 0x3002, 0xFF01, 0xFF1F: return true
            case 0xFF0C, 0xFF1B: if stretch == .clause { return true }
            default: break
            }
            at += width
        }
        return false
    }
}
