internal import Kernel
package import Read

/// Runs the pipeline over inputs on several threads, and hands out the results in the order of the input whatever the
/// number of threads is.
package struct Extraction: Sendable {
    package var pipeline: Pipeline
    private let sweep: Sweep

    package init(pipeline: Pipeline, paths: [String], options: ReadOptions, jobs: Int) {
        self.pipeline = pipeline
        sweep = Sweep(paths: paths, options: options, jobs: jobs)
    }

    /// Calls `body` with every batch in order; stops early where it returns false.
    package func run(_ body: (Sweep.Batch<Trace>) throws -> Bool) async throws {
        var ledger = ArticleLedger()
        let pipeline = pipeline
        try await sweep.run(worker: { try Worker(pipeline) }, look: { try $0.run($1) }) { found in
            var batch = found
            for index in batch.results.indices {
                let id = batch.results[index].article.id
                if let problem = ledger.admit(&batch.results[index].article) { batch.problems.append(problem) }
                if batch.results[index].article.id != id { batch.results[index].adoptArticleID() }
            }
            return try body(batch)
        }
    }
}
