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
    /// What it was compiled from.
    private let rows: LexiconBuilder

    /// The date room alone, without the other lexicons' cost.
    package static func dateReader(report: @escaping (Diagnostic) -> Void) throws -> DateReader {
        let fold = Folding.table()
        let files = LexiconLayer.builtIn.files.filter { $0.name == LexiconTable.dates.fileName }
        let rows = LexiconBuilder(layers: [LexiconLayer(files)], report: report)
        return try DateReader(LexiconRows.dates(rows.others), fold: fold)
    }

    /// The lexicons that ship with the user's laid over them, compiled.
    package static func load(overlays: [String] = [], replacing: String? = nil, report: @escaping (Diagnostic) -> Void)
        throws -> Pipeline
    {
        try load(layers: Lexicon.layers(overlays: overlays, replacing: replacing, report: report), report: report)
    }

    package static func load(layers: [LexiconLayer], report: @escaping (Diagnostic) -> Void) throws -> Pipeline {
        let rows = LexiconBuilder(layers: layers, report: report)
        return try Pipeline(rows, fold: Folding.table(), report: report)
    }

    /// Other lexicons than this pipeline's, compiled with what does not depend on them.
    package func with(
        layers: [LexiconLayer], leavingOut: Set<RowName> = [], report: @escaping (Diagnostic) -> Void = { _ in }
    ) throws -> Pipeline {
        let rows = LexiconBuilder(layers: layers, leavingOut: leavingOut, report: report)
        return try Pipeline(rows, fold: lexicon.fold, like: leavingOut.isEmpty ? self : nil, report: report)
    }

    /// The same lexicons with one more layer over them.
    package func with(overlay: LexiconLayer, report: @escaping (Diagnostic) -> Void) throws -> Pipeline {
        try Pipeline(rows.with([overlay], report: report), fold: lexicon.fold, like: self, report: report)
    }

    /// What is different between these lexicons and later ones, and for which texts.
    package func change(to new: Pipeline) -> LexiconChange {
        var change = LexiconChange(lexicon, new.lexicon)
        if !events.knowsNames(as: new.events) { change.makeGeneral() }
        return change
    }

    /// What another pipeline has made of the same files is taken from there.
    private init(
        _ rows: LexiconBuilder, fold: FoldTable, like other: Pipeline? = nil, report: @escaping (Diagnostic) -> Void
    ) throws {
        self.rows = rows
        func isSame(_ tables: LexiconTable...) -> Pipeline? {
            other.flatMap { other in tables.allSatisfy { other.lexicon.hasSameFiles($0, as: rows) } ? other : nil }
        }
        let sameDates = isSame(.dates)?.dates
        let sameOptions = isSame(.sources, .boilerplate)?.readOptions
        // The tables that other rooms compile for themselves are compiled beside the rest.
        let others = rows.others
        let beside = Background {
            Result {
                let options =
                    sameOptions
                    ?? ReadOptions(
                        sources: SourceTable(LexiconRows.sources(others)),
                        boilerplate: BoilerplateTable(LexiconRows.boilerplate(others)))
                return (dates: try sameDates ?? DateReader(LexiconRows.dates(others), fold: fold), options: options)
            }
        }
        lexicon = Lexicon(rows, fold: fold)
        (dates, readOptions) = try beside.result().get()
        matcher = Matcher(lexicon)
        events = EventStage(lexicon, report: report)
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

    /// A forum's name may be a gathering (东亚峰会).
    private func isGathering(_ mention: Mention) -> Bool {
        mention.row(in: .parties).map { pipeline.lexicon.parties[$0].isOrganisation } ?? false
    }

    package mutating func run(_ article: Article) throws -> Trace {
        let mentions = pipeline.matcher.mentions(in: article, scratch: &scratch)
        // Where nothing tells of an event there is none, and the slower stages rest.
        guard mentions.contains(where: { $0.isA(.meetings) || isGathering($0) }) else {
            return Trace(article: article, sentences: [], mentions: mentions, dates: [], events: [], rejections: [])
        }
        let sentences = try segmenter.sentences(of: article)
        let tense = TenseReader(article: article, mentions: mentions, lexicon: pipeline.lexicon)
        let dates = pipeline.dates.read(article) { block, date in tense.tense(block, date) }
        let result = pipeline.events.run(article, sentences: sentences, mentions: mentions, dates: dates)
        // What is the same in all that tells events apart was told twice.
        var ids: Set<String> = []
        let offsets = ScalarOffsets(article)
        var events = result.events
            .map { EventWording.complete($0, article: article, sentences: sentences, offsets: offsets) }
            .filter { ids.insert($0.id).inserted }
        EventWording.hang(&events)
        return Trace(
            article: article, sentences: sentences, mentions: mentions, dates: dates, events: events,
            rejections: result.rejections)
    }
}
