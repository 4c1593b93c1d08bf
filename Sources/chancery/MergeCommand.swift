internal import Kernel
internal import Merge
internal import Pipeline
internal import Read
internal import Write

/// `chancery merge`
enum MergeCommand {
    static let name = "merge"

    static func run(_ arguments: Arguments) async throws -> Int32 {
        let filter = try EventFilter(arguments)
        let asOf = try AsOf.day(arguments)
        let target = arguments["output"]
        let format = try OutputFormat(arguments, target: target)
        if format == .html || format == .sqlite {
            throw UsageError(
                message: "merge writes no \(format.rawValue)", hint: "it keeps articles, which extract reads")
        }
        try ExtractInputs.refuse(target, among: arguments.operands)
        let columns = try format.columns(arguments)
        let order = try SortOrder(arguments, for: format)
        if let target { try OutputPlace(target).rehearse() }
        let jobs = try Setup.jobs(arguments)
        let pipeline = try Setup.pipeline(arguments)
        var report = SweepReport(arguments)
        var merging = Merging(pipeline.lexicon)
        let archives = arguments.operands.filter(ExtractInputs.isArchive)
        for path in archives { read(path, isKept: archives.count == 1, into: &merging, &report) }
        let tables = arguments.operands.filter { !ExtractInputs.isArchive($0) }
        let intake = EventIntake(paths: tables, format: arguments["from"].flatMap { ReadFormat(name: $0) })
        await merging.read(intake, jobs: jobs) { report.tell($0) }
        let merged = await merging.merged(asOf: asOf, jobs: jobs)
        report.clear()
        if arguments.has("explain") {
            try explain(arguments.all("explain"), merged)
            return report.status
        }
        let output = try format.output(columns, to: target, arguments) { pipeline }
        try await MergedTable.write(merged, filter, order, jobs: jobs, output)
        try output.finish()
        return report.status
    }

    /// What the articles of an archive say. One archive keeps its events' ids; of several none is older.
    private static func read(
        _ path: String, isKept: Bool, into merging: inout Merging, _ report: inout SweepReport
    ) {
        var reader = ArchiveReader(path: path)
        while true {
            do throws(WriteFailure) {
                guard let found = try reader.next() else { return }
                for event in found.events { merging.add(event, isKept: isKept) }
            } catch {
                report.tell([Diagnostic(.error, "unreadable", at: Origin(path: path), error.message)])
                return
            }
        }
    }

    private static func explain(_ ids: [String], _ merged: Merged) throws {
        var output = OutputFile()
        for id in ids {
            guard let number = merged.number(of: id) else {
                throw UsageError(message: "there is no event \(id)", hint: "the ids stand in the first column")
            }
            try output.write(Array(MergeWording.text(number, of: merged).utf8))
        }
        try output.finish()
    }
}

/// `--as-of`
enum AsOf {
    static func day(_ arguments: Arguments) throws(UsageError) -> CivilDate? {
        guard let date = try Setup.date(arguments, "as-of") else { return nil }
        return date.lastDay
    }
}

/// The events of a merge, written.
enum MergedTable {
    static func write(
        _ merged: Merged, _ filter: EventFilter, _ order: SortOrder?, jobs: Int, _ output: any TableOutput
    ) async throws {
        if order == nil, let format = output.rowFormat {
            // Bytes are made where events are made; here they are only put in their order.
            try await Merging.forEach(merged, jobs: jobs) { event, bytes in
                if filter.passes(event) { format.row(event, into: &bytes) }
            } body: { bytes in
                try output.add(rows: bytes)
            }
            return
        }
        var held: [Event] = []
        try await Merging.forEach(merged, jobs: jobs) { event, events in
            if filter.passes(event) { events.append(event) }
        } body: { (events: [Event]) in
            if order == nil { for event in events { try output.add(event) } } else { held += events }
        }
        if let order { for event in order.sorted(held) { try output.add(event) } }
    }
}
