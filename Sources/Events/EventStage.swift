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

    /// Whether people whom no row names look the same to both.
    package func knowsNames(as other: EventStage) -> Bool { names.isSame(as: other.names) }

    package struct Result: Sendable {
        package var events: [Event] = []
        package var rejections: [Rejection] = []
    }

    package func run(_ article: Article, sentences: [Sentence], mentions: [Mention], dates: [DateMention]) -> Result {
        var assembler = Assembler(
            lexicon: lexicon, patterns: patterns, names: names, article: article, sentences: sentences,
            mentions: mentions, dates: dates)
        var mentionsRead = 0
        var datesRead = 0
        for (number, sentence) in sentences.enumerated() {
            let here = EventStage.next(in: sentence.span, of: mentions, after: &mentionsRead, \.span)
            let days = EventStage.next(in: sentence.span, of: dates, after: &datesRead, \.span)
            assembler.read(number, mentions: mentions[here], dateRange: days)
        }
        assembler.finish()
        let resolver = Resolver(
            lexicon: lexicon, article: article, sentences: sentences, dates: dates, everyone: assembler.everyone,
            whereabouts: assembler.whereabouts)
        return Result(events: resolver.events(assembler.candidates), rejections: assembler.rejections)
    }

    /// Of things in the order of the text, those that begin in a sentence; `read` is where the search for the next goes on.
    static func next<Thing>(
        in sentence: TextSpan, of things: [Thing], after read: inout Int, _ span: (Thing) -> TextSpan
    ) -> Range<Int> {
        func isBefore(_ thing: TextSpan, _ end: Int32) -> Bool {
            thing.block < sentence.block || (thing.block == sentence.block && thing.start < end)
        }
        var first = read
        while first < things.count, isBefore(span(things[first]), sentence.start) { first += 1 }
        read = first
        while read < things.count, isBefore(span(things[read]), sentence.end) { read += 1 }
        return first..<read
    }
}
