internal import Kernel
internal import Lexicon
internal import Read
internal import Write

/// Reads Chinese news and finds the diplomatic events in it. Made once, used for any number of articles, from any thread.
///
///     let chancery = try Chancery()
///     let events = try chancery.events(text: "王毅12月1日在河内同越南外长裴青山举行会谈。", published: "2023-12-02")
///
/// It looks nothing up: the same article has the same events on every machine.
public struct Chancery: Sendable {
    private let pipeline: Pipeline
    /// Those that no call is using.
    private let workers = Locked<[Worker]>([])

    /// Loads the lexicons that come with the library, with the folders of `overlays` laid over them in their order: a row
    /// with a known id replaces that row, any other is added.
    public init(overlays: [String] = []) throws(ChanceryError) {
        let problems = Locked<[Diagnostic]>([])
        do {
            pipeline = try Pipeline.load(overlays: overlays) { problem in problems.withLock { $0.append(problem) } }
        } catch {
            throw ChanceryError(messages: ["\(error)"])
        }
        let errors = problems.withLock { $0.filter { $0.severity == .error } }
        if !errors.isEmpty { throw ChanceryError(messages: errors.map(\.description)) }
    }

    /// The events of one article, in the order in which it tells of them.
    ///
    /// - Parameters:
    ///   - title: the headline; its events are the main ones.
    ///   - text: plain text, its paragraphs separated by line ends.
    ///   - published: the day of publication as `2023-12-02`, or an instant, from which 昨天 and 26日 are counted. Without
    ///     it such dates stay open.
    ///   - source: the name of the medium or its party's code where known; it tells whose day an instant belongs to.
    public func events(
        title: String = "", text: String, published: String = "", source: String = ""
    ) throws(ChanceryError) -> [DiplomaticEvent] {
        var json = JSONText()
        json.object { json in
            json.field("id", "article")
            json.field("title", title)
            json.field("published", published)
            json.field("source", source)
            json.field("text", text)
        }
        return try events(in: json.bytes, format: .json)
    }

    /// The events of a file's bytes: HTML, Markdown, a feed, JSON lines; in any charset that the command line reads.
    public func events(in bytes: [UInt8], format: ArticleFormat) throws(ChanceryError) -> [DiplomaticEvent] {
        let item = RawItem(origin: Origin(path: "article"), format: format.readFormat, bytes: bytes)
        do {
            var worker = try workers.withLock { $0.popLast() } ?? Worker(pipeline)
            defer { workers.withLock { $0.append(worker) } }
            let read = ArticleReader(pipeline.readOptions).read(item)
            let errors = read.problems.filter { $0.severity == .error }
            if read.articles.isEmpty, !errors.isEmpty { throw ChanceryError(messages: errors.map(\.description)) }
            var events: [DiplomaticEvent] = []
            for article in read.articles { events += try worker.run(article).events.map(DiplomaticEvent.init) }
            return events
        } catch let error as ChanceryError {
            throw error
        } catch {
            throw ChanceryError(messages: ["\(error)"])
        }
    }
}
