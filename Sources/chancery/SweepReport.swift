internal import Kernel
internal import Pipeline

/// What a run over many articles tells on standard error: what could not be read, and how far it is.
struct SweepReport {
    private var progress: Progress
    private let countsWarnings: Bool
    /// Inputs that could not be read, or not as they are meant.
    private var unread = 0

    /// `countsWarnings`: whether the exit status speaks of what was read with doubts, too.
    init(_ arguments: Arguments, countsWarnings: Bool = false) {
        progress = Progress(arguments)
        self.countsWarnings = countsWarnings
    }

    var status: Int32 { unread > 0 ? 3 : 0 }

    mutating func tell(_ problems: [Diagnostic]) {
        for problem in problems {
            if problem.severity == .error || (countsWarnings && problem.severity == .warning) { unread += 1 }
            progress.clear()
            Terminal.printError("chancery: " + problem.description)
        }
    }

    mutating func step<Result>(_ batch: Sweep.Batch<Result>) {
        progress.step(articles: batch.results.count, bytes: batch.bytes)
    }

    mutating func clear() { progress.clear() }
}
