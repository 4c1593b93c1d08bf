package import Kernel
package import Read

/// Runs the pipeline over inputs on several threads, and hands out the results in the order of the input whatever the
/// number of threads is.
package struct Extraction: Sendable {
    package var pipeline: Pipeline
    package var paths: [String]
    package var options: ReadOptions
    package var jobs: Int

    package init(pipeline: Pipeline, paths: [String], options: ReadOptions, jobs: Int) {
        self.pipeline = pipeline
        self.paths = paths
        self.options = options
        self.jobs = max(1, jobs)
    }

    /// What came of one batch of raw items.
    package struct Batch: Sendable {
        package var traces: [Trace] = []
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
                    var steps: [Intake.Step] = []
                    var bytes = 0
                    while steps.count < Extraction.batchItems, bytes < Extraction.batchBytes {
                        guard let step = intake.next() else {
                            isDone = true
                            break
                        }
                        if case .item(let item) = step { bytes += item.bytes.count }
                        steps.append(step)
                    }
                    if steps.isEmpty { break }
                    let number = started
                    started += 1
                    let batch = steps
                    let size = bytes
                    if jobs == 1 {
                        waiting[number] = try workers.run(batch, size)
                        break
                    }
                    group.addTask { (number, try workers.run(batch, size)) }
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

    func run(_ steps: [Intake.Step], _ bytes: Int) throws -> Extraction.Batch {
        var crew = try idle.withLock { $0.popLast() } ?? Crew(worker: Worker(pipeline), reader: ArticleReader(options))
        var batch = Extraction.Batch()
        batch.bytes = bytes
        for step in steps {
            switch step {
            case .problem(let problem): batch.problems.append(problem)
            case .item(let item):
                let read = crew.reader.read(item)
                batch.problems += read.problems
                for article in read.articles { batch.traces.append(try crew.worker.run(article)) }
            }
        }
        idle.withLock { $0.append(crew) }
        return batch
    }
}
