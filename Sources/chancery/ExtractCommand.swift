internal import Kernel
internal import Lexicon
internal import Pipeline
internal import Read
internal import Write

/// `chancery extract`
enum ExtractCommand {
    static let name = "extract"

    static func run(_ arguments: Arguments) async throws -> Int32 {
        let inputs = try ExtractInputs(arguments)
        let filter = try EventFilter(arguments)
        let target = arguments["output"]
        let format = try OutputFormat(arguments, target: target)
        try inputs.refuse(target)
        let columns = try format.columns(arguments)
        let order = try SortOrder(arguments, for: format)
        // What cannot be written is told before anything is read.
        if let target { try OutputPlace(target).rehearse() }
        // An archive's events are known already: reading one needs no lexicons but for what they call things.
        let pipeline = inputs.paths.isEmpty && !format.needsLexicons ? nil : try Setup.pipeline(arguments)
        let extraction = try pipeline.map { try extractionOf(inputs.paths, $0, arguments) }
        let output = try format.output(
            columns, to: target, arguments, fold: pipeline?.lexicon.fold, names: pipeline?.reviewNames)
        var progress = Progress(arguments)
        var held: [Event] = []
        var unread = 0

        func tell(_ problem: Diagnostic) throws {
            if problem.severity != .note { unread += 1 }
            progress.clear()
            Terminal.printError("chancery: " + problem.description)
            try output.add(problem)
        }
        func take(_ report: ArticleReport) throws {
            try output.add(report)
            for event in report.events {
                if order == nil { try output.add(event) } else { held.append(event) }
            }
        }

        for path in inputs.archives {
            var reader = ArchiveReader(path: path)
            while true {
                var report: ArticleReport?
                do throws(WriteFailure) {
                    report = try reader.next()
                } catch {
                    try tell(Diagnostic(.error, "unreadable", at: Origin(path: path), error.message))
                }
                guard var report else { break }
                report.events = report.events.filter(filter.passes)
                if output.wantsReview { report.review = ReviewArticle(article: report.article) }
                try take(report)
            }
        }
        if var extraction, !inputs.paths.isEmpty {
            extraction.isKnown = (output as? ArchiveOutput)?.isKnown
            try await extraction.run { batch in
                for problem in batch.problems { try tell(problem) }
                var known = batch.known[...]
                for (index, trace) in batch.traces.enumerated() {
                    while let next = known.first, next.before <= index { output.skip(known.removeFirst().id) }
                    let content = batch.contents.isEmpty ? "" : batch.contents[index]
                    var report = ArticleReport(
                        article: trace.article, events: trace.events.filter(filter.passes), content: content)
                    if output.wantsReview, !report.events.isEmpty {
                        report.review = extraction.pipeline.review(trace)
                    }
                    try take(report)
                }
                for left in known { output.skip(left.id) }
                progress.step(articles: batch.traces.count + batch.known.count, bytes: batch.bytes)
                return true
            }
        }
        if let order {
            for event in order.sorted(held) { try output.add(event) }
        }
        progress.clear()
        try output.finish()
        return unread > 0 ? 3 : 0
    }

    private static func extractionOf(_ paths: [String], _ pipeline: Pipeline, _ arguments: Arguments) throws(UsageError)
        -> Extraction
    {
        var options = try Setup.readOptions(arguments, pipeline)
        options.output = arguments["output"]
        return Extraction(pipeline: pipeline, paths: paths, options: options, jobs: try Setup.jobs(arguments))
    }
}
