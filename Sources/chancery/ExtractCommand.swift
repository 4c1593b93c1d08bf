internal import Glibc
internal import Kernel
internal import Pipeline
internal import Read
internal import Write

/// `chancery extract`
enum ExtractCommand {
    static let name = "extract"

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
        var options = try Setup.readOptions(arguments, pipeline)
        options.output = target
        let jobs = try Setup.jobs(arguments)
        var writer = format.writer(columns, toFile: target != nil, names: pipeline.reviewNames)
        var output = try OutputFile(arguments)
        var report = SweepReport(arguments, countsWarnings: true)
        var bytes: [UInt8] = []
        writer.begin(into: &bytes)
        var held: [Event] = []
        let extraction = Extraction(pipeline: pipeline, paths: paths, options: options, jobs: jobs)
        try await extraction.run { batch in
            report.tell(batch.problems)
            for trace in batch.results {
                if writer.wantsArticles, trace.events.contains(where: filter.passes) {
                    writer.add(pipeline.review(trace), into: &bytes)
                }
                for event in trace.events where filter.passes(event) {
                    if order == nil { writer.add(event, into: &bytes) } else { held.append(event) }
                }
            }
            try output.write(bytes)
            bytes.removeAll(keepingCapacity: true)
            report.step(batch)
            return true
        }
        if let order {
            for event in order.sorted(held) { writer.add(event, into: &bytes) }
        }
        writer.end(into: &bytes)
        report.clear()
        try output.write(bytes)
        try output.finish()
        return report.status
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
