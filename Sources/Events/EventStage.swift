package import Kernel
package import Lexicon

/// Mentions and dates in, events of the article out.
package struct EventStage: Sendable {
    let lexicon: Lexicon
    private let patterns: [String: [FramePattern]]
    private let names: NameShapes

    package init(_ lexicon: Lexicon, report: (Diagnostic) -> Void) {
        self.lexicon = lexicon
        let cues = Set(lexicon.cues.map(\.cue))
        var patterns: [String: [FramePattern]] = [:]
        for (row, frame) in lexicon.frames.enumerated() {
            let origin = lexicon.origin(EntryRef(.frames, row))
            let pattern = FramePattern(frame, row: row, cues: cues) { problem in
                report(
                    Diagnostic(
                        .error, "bad-pattern", at: origin, "the pattern \"\(frame.pattern)\" \(problem)",
                        hint: "see docs/lexicons.md for what a pattern is made of"))
            }
            if let pattern { patterns[frame.frame, default: []].append(pattern) }
        }
        self.patterns = patterns
        names = NameShapes(lexicon)
    }

    package struct Result: Sendable {
        package var events: [Event] = []
        package var rejections: [Rejection] = []
    }

    package func run(_ article: Article, sentences: [Sentence], mentions: [Mention], dates: [DateMention]) -> Result {
        var assembler = Assembler(
            lexicon: lexicon, patterns: patterns, names: names, article: article, sentences: sentences,
            mentions: mentions, dates: dates)
        var firstMention = 0
        var firstDate = 0
        for (number, sentence) in sentences.enumerated() {
            while firstMention < mentions.count,
                mentions[firstMention].span.block < sentence.span.block
                    || (mentions[firstMention].span.block == sentence.span.block
                        && mentions[firstMention].span.start < sentence.span.start)
            { firstMention += 1 }
            var end = firstMention
            while end < mentions.count, mentions[end].span.block == sentence.span.block,
                mentions[end].span.start < sentence.span.end
            { end += 1 }
            while firstDate < dates.count,
                dates[firstDate].span.block < sentence.span.block
                    || (dates[firstDate].span.block == sentence.span.block
                        && dates[firstDate].span.start < sentence.span.start)
            { firstDate += 1 }
            var dateEnd = firstDate
            while dateEnd < dates.count, dates[dateEnd].span.block == sentence.span.block,
                dates[dateEnd].span.start < sentence.span.end
            { dateEnd += 1 }
            assembler.read(number, mentions: mentions[firstMention..<end], dateRange: firstDate..<dateEnd)
            firstMention = end
            firstDate = dateEnd
        }
        let resolver = Resolver(
            lexicon: lexicon, article: article, sentences: sentences, dates: dates, everyone: assembler.everyone)
        return Result(events: resolver.events(assembler.candidates), rejections: assembler.rejections)
    }
}
