internal import Glibc
internal import Kernel
internal import Pipeline
internal import Synchronization
internal import Write

/// An archive that workers ask, while the run writes to it.
final class SharedArchive: @unchecked Sendable {
    private let archive: Archive
    private let mutex = Mutex<Void>(())

    init(_ archive: sending Archive) { self.archive = archive }

    func holds(_ id: String, _ content: String, _ maker: String) throws -> Bool {
        try mutex.withLock { _ in try archive.holds(id, content: content, maker: maker) }
    }

    func add(_ reports: [ArticleReport]) throws {
        try mutex.withLock { _ in try archive.add(reports) }
    }
}

/// `-o events.sqlite`: adds to what is there, batch by batch.
final class ArchiveOutput: TableOutput {
    /// Seconds of work that are lost, at worst, when the program is killed.
    private static let batchSeconds = 1.0

    private let target: String
    private let archive: SharedArchive
    /// The program, the lexicons and the filters: with others, the same article has other events.
    private let maker: String
    private let filters: String
    private var waiting: [ArticleReport] = []
    private var waitingEvents = 0
    private var lastFlush = Terminal.seconds
    /// The ids of the articles of this run.
    private var seen: Set<UInt64> = []

    init(target: String, arguments: Arguments, fold: FoldTable?) throws(OutputFailure) {
        self.target = target
        do throws(WriteFailure) {
            archive = SharedArchive(
                try Archive(path: target, fold: fold) {
                    Terminal.printError("chancery: waiting for another program that writes to \(target)")
                })
        } catch {
            throw OutputFailure(message: "\(target) cannot be written: \(error.message)")
        }
        let lexicons = LexiconVersion.of(
            overlays: arguments.all("lexicons"), replacing: Terminal.environment("CHANCERY_LEXICONS"))
        filters = ArchiveOutput.filters(arguments)
        maker = "chancery \(Commands.version), lexicons \(lexicons)" + filters
    }

    private static func filters(_ arguments: Arguments) -> String {
        Commands.filters.map(\.name).filter(arguments.has).map { name in
            ", \(name) \(arguments.list(name).sorted().joined(separator: ","))"
        }.joined()
    }

    /// Whether an article is there as it is, asked by the workers.
    var isKnown: (@Sendable (_ id: String, _ content: String) throws -> Bool)? {
        let (archive, maker) = (archive, maker)
        return { id, content in try archive.holds(id, content, maker) }
    }

    func add(_ report: ArticleReport) throws {
        guard isFirst(report.article.id, of: report.article.origin) else { return }
        var report = report
        // What comes from another archive was made by whoever made that.
        report.maker = report.maker.isEmpty ? maker : report.maker + filters
        if report.content.isEmpty { report.content = report.article.content }
        waiting.append(report)
        waitingEvents += report.events.count
        if waiting.count >= Archive.batchArticles || waitingEvents >= Archive.batchEvents
            || Terminal.seconds - lastFlush > ArchiveOutput.batchSeconds
        {
            try flush()
        }
    }

    func skip(_ id: String) { seen.insert(ContentHash.short(id)) }

    /// Of two articles of one id the first of a run is kept: else each run would put one in the place of the other.
    private func isFirst(_ id: String, of origin: Origin) -> Bool {
        if seen.insert(ContentHash.short(id)).inserted { return true }
        let told = Diagnostic(
            .warning, "duplicate-id", at: origin, "another article of this run has the id \(id); this one is left out",
            hint: "give each article an id of its own")
        Terminal.printError("chancery: " + told.description)
        return false
    }

    func add(_ row: Event) {}
    func add(_ problem: Diagnostic) {}

    func finish() throws { try flush() }

    private func flush() throws {
        do {
            try archive.add(waiting)
        } catch let error as WriteFailure {
            throw OutputFailure(message: "\(target) cannot be written: \(error.message)")
        }
        waiting.removeAll(keepingCapacity: true)
        waitingEvents = 0
        lastFlush = Terminal.seconds
    }
}
