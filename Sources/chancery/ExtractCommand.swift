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
        if let target { try OutputFile.refuse(target, among: paths) }
        let columns = try format.columns(arguments)
        let order = try SortOrder(arguments)
        let pipeline = try Setup.pipeline(arguments)
        var options = try Setup.readOptions(arguments, pipeline)
        options.output = target
        let jobs = try Setup.jobs(arguments)
        // A review page shows events in the article that tells of them.
        let isMerging = !arguments.has("per-article") && format != .html
        let asOf = try AsOf.day(arguments)
        if asOf != nil, !isMerging {
            throw UsageError(message: "--as-of goes with merging", hint: "leave out --per-article")
        }
        var merging = Merging(pipeline.lexicon)
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
                if isMerging {
                    for event in trace.events { merging.add(event) }
                    continue
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
        if isMerging {
            let merged = await merging.merged(asOf: asOf, jobs: jobs)
            try output.write(bytes)
            bytes.removeAll()
            try await MergedTable.write(merged, filter, order, jobs: jobs, &writer) { try output.write($0) }
        } else if let order {
            for event in order.sorted(held) { writer.add(event, into: &bytes) }
        }
        writer.end(into: &bytes)
        report.clear()
        try output.write(bytes)
        try output.finish()
        return report.status
    }
}
