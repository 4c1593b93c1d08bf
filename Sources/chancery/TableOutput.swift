internal import Kernel
internal import Write

/// Where a run's tables go. Articles and problems come as they are read; the rows of the event table come in its order,
/// which may be after the last article.
protocol TableOutput: AnyObject {
    /// Whether it shows events within their articles (`ArticleReport.review`).
    var wantsReview: Bool { get }
    func add(_ report: ArticleReport) throws
    func add(_ row: Event) throws
    func add(_ problem: Diagnostic) throws
    /// How rows become bytes, where any thread may make them; they are added as such.
    var rowFormat: (any RowFormat)? { get }
    func add(rows bytes: [UInt8]) throws
    /// Whether an article need not be gone through, since the output has what came of it; asked by any thread.
    var isKnown: (@Sendable (_ id: String, _ content: String) throws -> Bool)? { get }
    /// An article that is known.
    func skip(_ id: String)
    /// Puts the output in its place, whole.
    func finish() throws
}

extension TableOutput {
    var wantsReview: Bool { false }
    var rowFormat: (any RowFormat)? { nil }
    func add(rows bytes: [UInt8]) {}
    var isKnown: (@Sendable (_ id: String, _ content: String) throws -> Bool)? { nil }
    func skip(_ id: String) {}
}

/// A format that is bytes from the first row to the last.
final class ByteOutput: TableOutput {
    private var format: any EventFormat
    private var file: OutputFile
    private var bytes: [UInt8] = []

    init(_ format: any EventFormat, target: String?) throws(OutputFailure) {
        self.format = format
        file = try target.map { path throws(OutputFailure) in try OutputFile(path: path) } ?? OutputFile()
        self.format.begin(into: &bytes)
    }

    var wantsReview: Bool { format.wantsArticles }

    func add(_ report: ArticleReport) throws {
        if let review = report.review, !report.events.isEmpty { format.add(review, into: &bytes) }
        // Whoever reads a pipe sees what has been found so far.
        try file.write(bytes)
        bytes.removeAll(keepingCapacity: true)
    }

    func add(_ row: Event) throws {
        format.add(row, into: &bytes)
        if bytes.count >= 1 << 16 {
            try file.write(bytes)
            bytes.removeAll(keepingCapacity: true)
        }
    }

    var rowFormat: (any RowFormat)? { format as? any RowFormat }

    func add(rows: [UInt8]) throws {
        if !bytes.isEmpty {
            try file.write(bytes)
            bytes.removeAll(keepingCapacity: true)
        }
        try file.write(rows)
    }

    func add(_ problem: Diagnostic) {}

    func finish() throws {
        format.end(into: &bytes)
        try file.write(bytes)
        try file.finish()
        if let calendar = format as? CalendarFormat, calendar.leftOut > 0 {
            Terminal.printError(
                "chancery: note: not in the calendar, which takes what was held or is planned on known days: \(calendar.leftOut)"
            )
        }
    }
}

#if !WITHOUT_XLSX
    /// An XLSX workbook.
    final class WorkbookOutput: TableOutput {
        private let place: OutputPlace
        private let workbook: Workbook

        init(target: String, columns: [String]) throws(OutputFailure) {
            place = try OutputPlace(target)
            if place.isDirect { throw place.failure("a workbook cannot be written to a device or a pipe") }
            try place.probe()
            do throws(WriteFailure) {
                workbook = try Workbook(path: place.temporary, columns: columns)
            } catch {
                throw place.failure(error.message)
            }
            Interrupt.remember(place.temporary)
        }

        deinit { place.discard() }

        func add(_ report: ArticleReport) throws {
            try telling { () throws(WriteFailure) in
                try workbook.add(ArticleRow(report.article, events: report.events.count))
            }
        }

        func add(_ row: Event) throws { try telling { () throws(WriteFailure) in try workbook.add(row) } }
        func add(_ problem: Diagnostic) throws { try telling { () throws(WriteFailure) in try workbook.add(problem) } }

        func finish() throws {
            try telling { () throws(WriteFailure) in try workbook.finish() }
            try place.commit()
        }

        private func telling(_ body: () throws(WriteFailure) -> Void) throws(OutputFailure) {
            do throws(WriteFailure) { try body() } catch { throw place.failure(error.message) }
        }
    }
#endif
