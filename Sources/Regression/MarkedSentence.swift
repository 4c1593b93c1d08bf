internal import Kernel
internal import Pipeline

/// The sentences behind a difference, with what was found in them.
extension CaseResult {
    package struct MarkedSentence: Sendable {
        package enum Mark: Sendable { case mention, trigger }

        package struct Piece: Sendable {
            package var text: String
            package var mark: Mark?
        }

        package var pieces: [Piece]
    }

    /// Those that a found row rests on. For a row that was not found, those that name somebody it expects or that hold what was
    /// rejected; for want of such, how the article begins.
    package func sentences(of difference: CaseDifference) -> [MarkedSentence] {
        guard let number = difference.article else { return [] }
        let trace = traces[number]
        let triggers =
            difference.event.map { $0.reasons.map(\.trigger) } ?? trace.rejections.map(\.trigger)
        let spans = trace.sentences.map(\.span)
        var chosen = spans.filter { span in triggers.contains { span.contains($0) } }
        if difference.event == nil {
            let column = columns.firstIndex(of: "people")
            let names = column.flatMap { difference.expected?[$0] }.map(CaseColumns.items) ?? []
            chosen = spans.filter { span in
                chosen.contains(span) || names.contains { trace.article.string(span).contains($0) }
            }
        }
        if chosen.isEmpty {
            chosen = trace.article.blocks.indices.prefix(2).map { block in
                TextSpan(block: block, start: 0, end: trace.article.blocks[block].text.count)
            }
        }
        return chosen.map { CaseResult.marked($0, triggers, trace) }
    }

    private static func marked(_ span: TextSpan, _ triggers: [TextSpan], _ trace: Trace) -> MarkedSentence {
        var marks: [(span: TextSpan, mark: MarkedSentence.Mark)] = triggers.filter(span.contains).map { ($0, .trigger) }
        for mention in trace.mentions where span.contains(mention.span) {
            let isNamed = mention.isA(.people) || mention.isA(.parties) || mention.isA(.offices) || mention.isA(.places)
            if isNamed, !marks.contains(where: { $0.span.overlaps(mention.span) }) {
                marks.append((mention.span, .mention))
            }
        }
        for date in trace.dates where span.contains(date.span) {
            if !marks.contains(where: { $0.span.overlaps(date.span) }) { marks.append((date.span, .mention)) }
        }
        marks.sort { $0.span.before($1.span) }
        var pieces: [MarkedSentence.Piece] = []
        var at = span.start
        func take(_ end: Int32, _ mark: MarkedSentence.Mark?) {
            guard end > at else { return }
            let piece = TextSpan(block: Int(span.block), start: Int(at), end: Int(end))
            pieces.append(MarkedSentence.Piece(text: trace.article.string(piece), mark: mark))
            at = end
        }
        for mark in marks where mark.span.start >= at {
            take(mark.span.start, nil)
            take(mark.span.end, mark.mark)
        }
        take(span.end, nil)
        return MarkedSentence(pieces: pieces)
    }
}
