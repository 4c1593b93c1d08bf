internal import Kernel
internal import Merge
internal import Pipeline
internal import Read
internal import Write

/// `chancery extract`
enum ExtractCommand {
    static let name = "extract"

    static func run(_ arguments: Arguments) async throws -> Int32 {
        let inputs = try ExtractInputs(arguments)
        let target = arguments["output"]
        let format = try OutputFormat(arguments, target: target)
        try inputs.refuse(target)
        let columns = try format.columns(arguments)
        // An archive keeps what each article says, and a page for review shows it there.
        let isMerging = !arguments.has("per-article") && format != .html && format != .sqlite
        let asOf = try AsOf.day(arguments)
        if asOf != nil, !isMerging {
            throw UsageError(
                message: "--as-of goes with merging", hint: "leave out --per-article; html and sqlite are not merged")
        }
        var rows = RowOrder(filter: try EventFilter(arguments), order: try SortOrder(arguments, for: format))
        // What cannot be written is told before anything is read.
        if let target { try OutputPlace(target).rehearse() }
        // An archive's events are known already: most outputs of them need no lexicons.
        var loaded: Pipeline?
        func pipeline() throws -> Pipeline {
            if let loaded { return loaded }
            let pipeline = try Setup.pipeline(arguments)
            loaded = pipeline
            return pipeline
        }
        if isMerging { rows.merging = Merging(try pipeline().lexicon) }
        let extraction = inputs.paths.isEmpty ? nil : try extractionOf(inputs.paths, pipeline(), arguments)
        let output = try format.output(columns, to: target, arguments, pipeline)
        var report = SweepReport(arguments, countsWarnings: true)
        rows.areKept = inputs.archives.count == 1
        for path in inputs.archives { try readArchive(path, into: output, &rows, &report) }
        rows.areKept = false
        if let extraction { try await extract(extraction, into: output, &rows, &report) }
        try await rows.finish(output, asOf: asOf, jobs: try Setup.jobs(arguments))
        report.clear()
        try output.finish()
        return report.status
    }

    private static func extractionOf(_ paths: [String], _ pipeline: Pipeline, _ arguments: Arguments) throws(UsageError)
        -> Extraction
    {
        var options = try Setup.readOptions(arguments, pipeline)
        options.output = arguments["output"]
        return Extraction(pipeline: pipeline, paths: paths, options: options, jobs: try Setup.jobs(arguments))
    }

    private static func extract(
        _ given: Extraction, into output: any TableOutput, _ rows: inout RowOrder, _ report: inout SweepReport
    ) async throws {
        var extraction = given
        extraction.isKnown = output.isKnown
        try await extraction.run { batch in
            try report.tell(batch.problems, to: output)
            for finding in batch.results { try take(finding, extraction.pipeline, output, &rows) }
            report.step(batch)
            return true
        }
    }

    private static func take(
        _ finding: Extraction.Finding, _ pipeline: Pipeline, _ output: any TableOutput, _ rows: inout RowOrder
    ) throws {
        switch finding {
        case .known(let article): output.skip(article.id)
        case .trace(let trace, let content):
            var found = ArticleReport(article: trace.article, events: rows.taking(trace.events), content: content)
            if output.wantsReview, !found.events.isEmpty { found.review = pipeline.review(trace) }
            try rows.add(found, to: output)
        }
    }

    private static func readArchive(
        _ path: String, into output: any TableOutput, _ rows: inout RowOrder, _ report: inout SweepReport
    ) throws {
        var reader = ArchiveReader(path: path)
        while true {
            var found: ArticleReport
            do throws(WriteFailure) {
                guard let next = try reader.next() else { return }
                found = next
            } catch {
                try report.tell([Diagnostic(.error, "unreadable", at: Origin(path: path), error.message)], to: output)
                return
            }
            found.events = rows.taking(found.events)
            if output.wantsReview { found.review = ReviewArticle(article: found.article) }
            try rows.add(found, to: output)
        }
    }
}

extension SweepReport {
    /// Problems stand on standard error, and in outputs that have a place for them.
    fileprivate mutating func tell(_ problems: [Diagnostic], to output: any TableOutput) throws {
        tell(problems)
        for problem in problems { try output.add(problem) }
    }
}

/// Which events become rows, and when: at once, or in an order of their own when all are there.
private struct RowOrder {
    let filter: EventFilter
    let order: SortOrder?
    /// Reports of many articles are put together when all are there.
    var merging: Merging?
    /// Whether what comes now comes out of the one archive that is read, where events keep their ids.
    var areKept = false
    private var held: [Event] = []

    init(filter: EventFilter, order: SortOrder?) {
        self.filter = filter
        self.order = order
    }

    /// The events of one article that pass; merging takes all of them, for what passes is told of what is merged.
    mutating func taking(_ events: [Event]) -> [Event] {
        if merging != nil { for event in events { merging?.add(event, isKept: areKept) } }
        return events.filter(filter.passes)
    }

    mutating func add(_ report: ArticleReport, to output: any TableOutput) throws {
        try output.add(report)
        if merging != nil { return }
        for event in report.events {
            if order == nil { try output.add(event) } else { held.append(event) }
        }
    }

    mutating func finish(_ output: any TableOutput, asOf: CivilDate?, jobs: Int) async throws {
        if let merging {
            let merged = await merging.merged(asOf: asOf, jobs: jobs)
            try await MergedTable.write(merged, filter, order, jobs: jobs, output)
            return
        }
        guard let order else { return }
        for event in order.sorted(held) { try output.add(event) }
    }
}
