package import Dates
internal import Events
internal import ICUText
package import Kernel
package import Lexicon
internal import Match
package import Read
internal import Segment

/// All stages in their order. Compiled once from the lexicons and shared by every worker.
package struct Pipeline: Sendable {
    package let lexicon: Lexicon
    let matcher: Matcher
    let dates: DateReader
    let events: EventStage
    package let readOptions: ReadOptions

    package init(lexicon: Lexicon, report: (Diagnostic) -> Void) throws {
        self.lexicon = lexicon
        matcher = Matcher(lexicon)
        dates = try DateReader(LexiconRows.dates(lexicon), fold: lexicon.fold)
        events = EventStage(lexicon, report: report)
        readOptions = ReadOptions(
            sources: SourceTable(LexiconRows.sources(lexicon)),
            boilerplate: BoilerplateTable(LexiconRows.boilerplate(lexicon)))
    }

    /// The date room alone, without the other lexicons' cost.
    package static func dateReader(report: @escaping (Diagnostic) -> Void) throws -> DateReader {
        let fold = try Folding.table()
        let files = LexiconFiles.builtIn().filter { $0.name == LexiconTable.dates.fileName }
        let rows = LexiconBuilder(layers: [files.map { ($0.name, "Lexicons/" + $0.name, $0.bytes) }], report: report)
        return try DateReader(LexiconRows.dates(Lexicon(rows, fold: fold)), fold: fold)
    }

    /// The lexicons that ship with the user's laid over them, compiled.
    package static func load(overlays: [String] = [], replacing: String? = nil, report: @escaping (Diagnostic) -> Void)
        throws -> Pipeline
    {
        let fold = try Folding.table()
        let lexicon = Lexicon.load(overlays: overlays, replacing: replacing, fold: fold, report: report)
        return try Pipeline(lexicon: lexicon, report: report)
    }
}

/// Everything that the stages found in one article.
package struct Trace: Sendable {
    package var article: Article
    package var sentences: [Sentence]
    package var mentions: [Mention]
    package var dates: [DateMention]
    package var events: [Event]
    package var rejections: [Rejection]

    /// After the article was given another id: two inputs had the same.
    mutating func adoptArticleID() {
        for index in events.indices {
            events[index].doc = article.id
            events[index].reports = [article.id]
            events[index].id = EventWording.id(events[index])
        }
        EventWording.hang(&events)
    }
}

/// What one thread needs to run the stages: the iterators and buffers that cannot be shared.
package struct Worker {
    private let pipeline: Pipeline
    private let segmenter: Segmenter
    private var scratch = Matcher.Scratch()

    package init(_ pipeline: Pipeline) throws {
        self.pipeline = pipeline
        segmenter = try Segmenter()
    }

    package mutating func run(_ article: Article) throws -> Trace {
        let mentions = pipeline.matcher.mentions(in: article, scratch: &scratch)
        // Where nothing tells of an event there is none, and the slower stages rest.
        guard mentions.contains(where: { $0.isA(.meetings) }) else {
            return Trace(article: article, sentences: [], mentions: mentions, dates: [], events: [], rejections: [])
        }
        let sentences = try segmenter.sentences(of: article)
        let tense = TenseReader(mentions: mentions, lexicon: pipeline.lexicon)
        let dates = pipeline.dates.read(article) { block, offset in tense.tense(block, offset) }
        let result = pipeline.events.run(article, sentences: sentences, mentions: mentions, dates: dates)
        var events = result.events.map { EventWording.complete($0, article: article, sentences: sentences) }
        EventWording.hang(&events)
        return Trace(
            article: article, sentences: sentences, mentions: mentions, dates: dates, events: events,
            rejections: result.rejections)
    }
}
