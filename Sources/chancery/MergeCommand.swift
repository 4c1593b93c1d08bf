internal import Glibc
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
        if format == .html { throw UsageError(message: "merge writes no review page", hint: "extract does") }
        if let target { try OutputFile.refuse(target, among: arguments.operands) }
        let columns = try format.columns(arguments)
        let order = try SortOrder(arguments)
        let jobs = try Setup.jobs(arguments)
        let pipeline = try Setup.pipeline(arguments)
        var report = SweepReport(arguments)
        var merging = Merging(pipeline.lexicon)
        let intake = EventIntake(paths: arguments.operands, format: arguments["from"].flatMap { ReadFormat(name: $0) })
        await merging.read(intake, jobs: jobs) { report.tell($0) }
        var output = try OutputFile(arguments)
        var writer = format.writer(columns, toFile: target != nil, names: pipeline.reviewNames)
        var bytes: [UInt8] = []
        writer.begin(into: &bytes)
        let merged = await merging.merged(asOf: asOf, jobs: jobs)
        if arguments.has("explain") {
            report.clear()
            for id in arguments.all("explain") {
                guard let number = merged.number(of: id) else {
                    throw UsageError(message: "there is no event \(id)", hint: "the ids stand in the first column")
                }
                try output.write(Array(MergeWording.text(number, of: merged).utf8))
            }
            try output.finish()
            return report.status
        }
        try output.write(bytes)
        bytes.removeAll()
        try await MergedTable.write(merged, filter, order, jobs: jobs, &writer) { try output.write($0) }
        writer.end(into: &bytes)
        report.clear()
        try output.write(bytes)
        try output.finish()
        return report.status
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
    /// Gives `put` pieces of the table, from its second part on: what `writer` begins and ends with is the caller's.
    static func write(
        _ merged: Merged, _ filter: EventFilter, _ order: SortOrder?, jobs: Int, _ writer: inout any EventFormat,
        _ put: ([UInt8]) throws -> Void
    ) async throws {
        var table = writer
        var bytes: [UInt8] = []
        var held: [Event] = []
        try await Merging.forEach(merged, jobs: jobs) { event in
            guard filter.passes(event) else { return }
            if order == nil { table.add(event, into: &bytes) } else { held.append(event) }
            if bytes.count >= 1 << 16 {
                try put(bytes)
                bytes.removeAll(keepingCapacity: true)
            }
        }
        if let order { for event in order.sorted(held) { table.add(event, into: &bytes) } }
        try put(bytes)
        writer = table
    }
}
