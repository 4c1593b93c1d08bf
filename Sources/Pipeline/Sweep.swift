package import Kernel
package import Read

/// Goes through inputs with several threads, and hands out what is made of each article in the order of the input whatever
/// the number of threads is.
package struct Sweep: Sendable {
    package var paths: [String]
    package var options: ReadOptions
    package var jobs: Int

    package init(paths: [String], options: ReadOptions, jobs: Int) {
        self.paths = paths
        self.options = options
        self.jobs = max(1, jobs)
    }

    /// What came of one batch of raw items.
    package struct Batch<Result: Sendable>: Sendable {
        package var results: [Result] = []
        package var problems: [Diagnostic] = []
        package var bytes = 0
    }

    /// Items of a batch: enough that handing over costs nothing, few enough that memory stays flat.
    private static let batchItems = 64
    private static let batchBytes = 1 << 20

    /// Calls `body` with every batch in order; stops early where it returns false. `worker` makes what one thread needs, and
    /// `look` uses it on one article after the other.
    package func run<Worker, Result: Sendable>(
        worker: @escaping @Sendable () throws -> Worker,
        look: @escaping @Sendable (inout Worker, Article) throws -> Result,
        _ body: (Batch<Result>) throws -> Bool
    ) async throws {
        let options = options
        try await runItems(
            worker: { (worker: try worker(), reader: ArticleReader(options)) },
            look: { crew, item, batch in
                let read = crew.reader.read(item)
                batch.problems += read.problems
                for article in read.articles { batch.results.append(try look(&crew.worker, article)) }
            }, body)
    }

    /// The same over what stands in the files before it is read: `look` makes of one item what there is to make.
    package func runItems<Crew, Result: Sendable>(
        worker: @escaping @Sendable () throws -> Crew,
        look: @escaping @Sendable (inout Crew, RawItem, inout Batch<Result>) throws -> Void,
        _ body: (Batch<Result>) throws -> Bool
    ) async throws {
        try await withThrowingTaskGroup(of: (Int, Batch<Result>).self) { group in
            var intake = Intake(paths: paths, options: options)
            var started = 0
            var nextOut = 0
            var waiting: [Int: Batch<Result>] = [:]
            var isDone = false
            // A worker is lent to one batch at a time.
            let crews = CrewPool(crew: worker, look: look)
            while true {
                while !isDone, started - nextOut < jobs * 2 {
                    // Problems go with the items, so that messages come in the order of the input too.
                    var steps: [Intake.Step] = []
                    var bytes = 0
                    while steps.count < Sweep.batchItems, bytes < Sweep.batchBytes {
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
                        waiting[number] = try crews.run(batch, size)
                        break
                    }
                    group.addTask { (number, try crews.run(batch, size)) }
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

/// The crews that no batch is using: what one thread needs.
private final class CrewPool<Crew, Result: Sendable>: @unchecked Sendable {
    private let crew: @Sendable () throws -> Crew
    private let look: @Sendable (inout Crew, RawItem, inout Sweep.Batch<Result>) throws -> Void
    private let idle = Locked<[Crew]>([])

    init(
        crew: @escaping @Sendable () throws -> Crew,
        look: @escaping @Sendable (inout Crew, RawItem, inout Sweep.Batch<Result>) throws -> Void
    ) {
        self.crew = crew
        self.look = look
    }

    func run(_ steps: [Intake.Step], _ bytes: Int) throws -> Sweep.Batch<Result> {
        var crew = try idle.withLock { $0.popLast() } ?? crew()
        var batch = Sweep.Batch<Result>()
        batch.bytes = bytes
        for step in steps {
            switch step {
            case .problem(let problem): batch.problems.append(problem)
            case .item(let item): try look(&crew, item, &batch)
            }
        }
        idle.withLock { $0.append(crew) }
        return batch
    }
}
