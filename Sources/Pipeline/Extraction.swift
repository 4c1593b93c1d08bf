package import Kernel
package import Read

/// Runs the pipeline over inputs on several threads, and hands out the results in the order of the input whatever the
/// number of threads is.
package struct Extraction: Sendable {
    package var pipeline: Pipeline
    /// Whether an article, by its id and content, need not go through the stages again; asked by any thread.
    package var isKnown: (@Sendable (_ id: String, _ content: String) throws -> Bool)?
    private let sweep: Sweep

    package init(pipeline: Pipeline, paths: [String], options: ReadOptions, jobs: Int) {
        self.pipeline = pipeline
        sweep = Sweep(paths: paths, options: options, jobs: jobs)
    }

    /// What became of one article.
    package enum Finding: Sendable {
        /// `content` is what the trace was made from (`Article.content`) in a run that asks `isKnown`, else empty.
        case trace(Trace, content: String)
        case known(Article)

        /// Where the stages went over it.
        package var trace: Trace? { if case .trace(let trace, _) = self { trace } else { nil } }

        package var article: Article {
            switch self {
            case .trace(let trace, _): trace.article
            case .known(let article): article
            }
        }
    }

    /// Calls `body` with every batch in order; stops early where it returns false.
    package func run(_ body: (Sweep.Batch<Finding>) throws -> Bool) async throws {
        var ledger = ArticleLedger()
        let (pipeline, isKnown) = (pipeline, isKnown)
        try await sweep.run(
            worker: { try Worker(pipeline) }, look: { try Extraction.look(&$0, $1, isKnown) }
        ) { found in
            var batch = found
            for index in batch.results.indices {
                var article = batch.results[index].article
                let id = article.id
                if let problem = ledger.admit(&article) { batch.problems.append(problem) }
                if article.id != id { batch.results[index] = try readmit(batch.results[index], as: article) }
            }
            return try body(batch)
        }
    }

    private static func look(
        _ worker: inout Worker, _ article: Article, _ isKnown: (@Sendable (String, String) throws -> Bool)?
    ) throws -> Finding {
        guard let isKnown else { return .trace(try worker.run(article), content: "") }
        let article = named(article)
        let content = article.content
        return try isKnown(article.id, content) ? .known(article) : .trace(try worker.run(article), content: content)
    }

    /// Under another id it is another article, and may be known as that or not.
    private func readmit(_ finding: Finding, as article: Article) throws -> Finding {
        let content = isKnown == nil ? "" : article.content
        if let isKnown, try isKnown(article.id, content) { return .known(article) }
        switch finding {
        case .known:
            var worker = try Worker(pipeline)
            return .trace(try worker.run(article), content: content)
        case .trace(var trace, _):
            trace.article = article
            trace.adoptArticleID()
            return .trace(trace, content: content)
        }
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
