package import Kernel
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

    /// What came of one batch of raw items.
    package struct Batch: Sendable {
        package var traces: [Trace] = []
        package var problems: [Diagnostic] = []
        package var bytes = 0
    }

    /// Calls `body` with every batch in order; stops early where it returns false.
    package func run(_ body: (Batch) throws -> Bool) async throws {
        var ledger = ArticleLedger()
        let pipeline = pipeline
        try await sweep.run(worker: { try Worker(pipeline) }, look: { try $0.run($1) }) { found in
            var batch = Batch(traces: found.results, problems: found.problems, bytes: found.bytes)
            for index in batch.traces.indices {
                let id = batch.traces[index].article.id
                if let problem = ledger.admit(&batch.traces[index].article) { batch.problems.append(problem) }
                if batch.traces[index].article.id != id { batch.traces[index].adoptArticleID() }
            }
            return try body(batch)
        }
    }
}
