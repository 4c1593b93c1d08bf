package import Kernel
package import Read

/// Runs the pipeline over inputs on several threads, and hands out the results in the order of the input whatever the
/// number of threads is.
package struct Extraction: Sendable {
    package var pipeline: Pipeline
    /// Whether an article, by its id and content, need not go through the stages again; asked by one thread at a time or
    /// several.
    package var isKnown: (@Sendable (_ id: String, _ content: String) throws -> Bool)?
    private let sweep: Sweep

    package init(pipeline: Pipeline, paths: [String], options: ReadOptions, jobs: Int) {
        self.pipeline = pipeline
        sweep = Sweep(paths: paths, options: options, jobs: jobs)
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

    private enum Finding: Sendable {
        case trace(Trace)
        case known(Article)
    }

    /// Calls `body` with every batch in order; stops early where it returns false.
    package func run(_ body: (Batch) throws -> Bool) async throws {
        var ledger = ArticleLedger()
        let pipeline = pipeline
        let isKnown = isKnown
        try await sweep.run(
            worker: { try Worker(pipeline) }, look: { try Extraction.look(&$0, $1, isKnown) }
        ) { found in
            var batch = Batch(problems: found.problems, bytes: found.bytes)
            for finding in found.results { try admit(finding, &ledger, &batch) }
            return try body(batch)
        }
    }

    private static func look(
        _ worker: inout Worker, _ article: Article, _ isKnown: (@Sendable (String, String) throws -> Bool)?
    ) throws -> Finding {
        guard let isKnown else { return .trace(try worker.run(article)) }
        let article = named(article)
        return try isKnown(article.id, article.content) ? .known(article) : .trace(try worker.run(article))
    }

    private func admit(_ finding: Finding, _ ledger: inout ArticleLedger, _ batch: inout Batch) throws {
        var article =
            switch finding {
            case .trace(let trace): trace.article
            case .known(let article): article
            }
        let id = article.id
        if let problem = ledger.admit(&article) { batch.problems.append(problem) }
        let content = isKnown == nil ? "" : article.content
        // Under another id it is another article, and may be known as that or not.
        let keepsID = article.id == id
        if !keepsID, let isKnown, try isKnown(article.id, content) {
            batch.known.append((article.id, batch.traces.count))
            return
        }
        switch finding {
        case .known where keepsID:
            batch.known.append((id, batch.traces.count))
            return
        case .known:
            var worker = try Worker(pipeline)
            batch.traces.append(try worker.run(article))
        case .trace(var trace):
            if !keepsID {
                trace.article = article
                trace.adoptArticleID()
            }
            batch.traces.append(trace)
        }
        if isKnown != nil { batch.contents.append(content) }
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
