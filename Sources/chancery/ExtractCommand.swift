internal import Glibc
internal import Kernel
internal import Pipeline
internal import Write

/// `chancery extract`
enum ExtractCommand {
    static func run(_ arguments: Arguments) async throws -> Int32 {
        let paths = arguments.operands.isEmpty ? ["-"] : arguments.operands
        if arguments.operands.isEmpty, isatty(STDIN_FILENO) == 1 {
            throw UsageError(message: "extract needs articles", hint: "name files or folders, or pipe an article in")
        }
        let filter = try EventFilter(arguments)
        let target = arguments["output"]
        let format = try OutputFormat(arguments, target: target)
        if let target { try refuse(target, among: paths) }
        let columns = try format.columns(arguments)
        let order = try SortOrder(arguments)
        let pipeline = try Setup.pipeline(arguments)
        let options = try Setup.readOptions(arguments, pipeline)
        let jobs = try Setup.jobs(arguments)
        let output = try format.output(columns, to: target)
        var progress = Progress(arguments)
        var held: [Event] = []
        var unread = 0
        let extraction = Extraction(pipeline: pipeline, paths: paths, options: options, jobs: jobs)
        try await extraction.run { batch in
            for problem in batch.problems {
                if problem.severity == .error { unread += 1 }
                progress.clear()
                Terminal.printError("chancery: " + problem.description)
                try output.add(problem)
            }
            for trace in batch.traces {
                let events = trace.events.filter(filter.passes)
                try output.add(ArticleReport(article: trace.article, events: events))
                for event in events {
                    if order == nil { try output.add(event) } else { held.append(event) }
                }
            }
            progress.step(articles: batch.traces.count, bytes: batch.bytes)
            return true
        }
        if let order {
            for event in order.sorted(held) { try output.add(event) }
        }
        progress.clear()
        try output.finish()
        return unread > 0 ? 3 : 0
    }

    /// An output that is one of the inputs would eat it.
    private static func refuse(_ target: String, among paths: [String]) throws(UsageError) {
        var own = stat()
        guard stat(target, &own) == 0 else { return }
        for path in paths {
            var other = stat()
            if stat(path, &other) == 0, other.st_dev == own.st_dev, other.st_ino == own.st_ino {
                throw UsageError(message: "\(target) is an input and the output", hint: "write to another file")
            }
        }
        if own.st_mode & S_IFMT == S_IFDIR { throw UsageError(message: "\(target) is a folder", hint: "name a file") }
    }
}
