package import Kernel
package import Read

/// Runs the pipeline over inputs on several threads, and hands out the results in the order of the input whatever the
/// number of threads is.
package struct Extraction: Sendable {
    package var pipeline: Pipeline
    package var paths: [String]
    package var options: ReadOptions
    package var jobs: Int
    /// Whether an article, by its id and content, need not go through the stages again; asked by one thread at a time or
    /// several.
    package var isKnown: (@Sendable (_ id: String, _ content: String) throws -> Bool)?

    package init(pipeline: Pipeline, paths: [String], options: ReadOptions, jobs: Int) {
        self.pipeline = pipeline
        self.paths = paths
        self.options = options
        self.jobs = max(1, jobs)
    }

    /// What came of one batch of raw items.
    package struct Batch: Sendable {
        package var traces: [Trace] = []
        /// What each of `traces` was made from (`Article.content`), in a run that asks `isKnown`.
        package var contents: [String] = []
        /// The ids of articles that are known, with the number of traces that come before each.
        package var known: [(id: String, before: Int)] = []
        package var problems: [Diagnostic] = []
        package var bytes = 0
    }

    /// Items of a batch: enough that handing over costs nothing, few enough that memory stays flat.
    private static let batchItems = 64
    private static let batchBytes = 1 << 20

    /// Calls `body` with every batch in order; stops early where it returns false.
    package func run(_ body: (Batch) throws -> Bool) async throws {
        try await withThrowingTaskGroup(of: (Int, Batch).self) { group in
            var intake = Intake(paths: paths, options: options)
            var started = 0
            var nextOut = 0
            var waiting: [Int: Batch] = [:]
            var isDone = false
            // A worker is lent to one batch at a time.
            let workers = WorkerPool(pipeline, options)
            while true {
                while !isDone, started - nextOut < jobs * 2 {
                    var items: [RawItem] = []
                    var problems: [Diagnostic] = []
                    var bytes = 0
                    while items.count < Extraction.batchItems, bytes < Extraction.batchBytes {
                        guard let step = intake.next() else {
                            isDone = true
                            break
                        }
                        switch step {
                        case .item(let item):
                            bytes += item.bytes.count
                            items.append(item)
                        case .problem(let problem): problems.append(problem)
                        }
                    }
                    if items.isEmpty, problems.isEmpty { break }
                    let number = started
                    started += 1
                    let found = problems
                    let batch = items
                    let size = bytes
                    if jobs == 1 {
                        waiting[number] = try workers.run(batch, found, size, isKnown)
                        break
                    }
                    group.addTask { (number, try workers.run(batch, found, size, isKnown)) }
                }
                if let batch = waiting.removeValue(forKey: nextOut) {
                    nextOut += 1
                    if try !body(batch) {
                        group.cancelAll()
                        return
                    }
                    continue
                }
                guard nextOut < started, let (number, batch) = try await group.next() else { break }
                waiting[number] = batch
            }
        }
    }
}

/// The workers that no batch is using.
private final class WorkerPool: @unchecked Sendable {
    private struct Crew {
        var worker: Worker
        var reader: ArticleReader
    }

    private let pipeline: Pipeline
    private let options: ReadOptions
    private let idle = Locked<[Crew]>([])

    init(_ pipeline: Pipeline, _ options: ReadOptions) {
        self.pipeline = pipeline
        self.options = options
    }

    func run(
        _ items: [RawItem], _ problems: [Diagnostic], _ bytes: Int, _ isKnown: (@Sendable (String, String) throws -> Bool)?
    ) throws -> Extraction.Batch {
        var crew = try idle.withLock { $0.popLast() } ?? Crew(worker: Worker(pipeline), reader: ArticleReader(options))
        var batch = Extraction.Batch()
        batch.problems = problems
        batch.bytes = bytes
        for item in items {
            let read = crew.reader.read(item)
            batch.problems += read.problems
            for article in read.articles {
                guard let isKnown else {
                    batch.traces.append(try crew.worker.run(article))
                    continue
                }
                let article = WorkerPool.named(article)
                let content = article.content
                if try isKnown(article.id, content) {
                    batch.known.append((article.id, batch.traces.count))
                } else {
                    batch.traces.append(try crew.worker.run(article))
                    batch.contents.append(content)
                }
            }
        }
        idle.withLock { $0.append(crew) }
        return batch
    }

    /// What came through a pipe without an id is named by its place in the pipe, and another one's place tomorrow: to be
    /// remembered from run to run it is named by what it says.
    private static func named(_ article: Article) -> Article {
        guard article.origin.path == "-", article.id.hasPrefix("-") else { return article }
        var article = article
        article.id = ""
        article.id = "text-" + article.content.prefix(16)
        return article
    }
}
