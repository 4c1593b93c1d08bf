internal import Kernel
internal import Lexicon
internal import Pipeline
internal import Write

/// The format of a table, by `--to`, by the ending of `-o`, or by what standard output is.
enum OutputFormat: String {
    case csv, tsv, jsonl, md, table
    case xlsx, ics, sqlite, html

    init(_ arguments: Arguments, target: String?) throws(UsageError) {
        if let name = arguments["to"], let format = OutputFormat(rawValue: name) {
            self = format
            return
        }
        guard let target else {
            self = Terminal.outputIsTerminal ? .table : .csv
            return
        }
        let ending = target.split(separator: ".", omittingEmptySubsequences: false).last.map { $0.lowercased() } ?? ""
        switch ending {
        case "csv": self = .csv
        case "tsv": self = .tsv
        case "jsonl", "ndjson": self = .jsonl
        case "md", "markdown": self = .md
        case "txt": self = .table
        case "xlsx": self = .xlsx
        case "ics": self = .ics
        case "sqlite", "sqlite3", "db": self = .sqlite
        case "html", "htm": self = .html
        default:
            throw UsageError(
                message: "the ending of \(target) tells no format",
                hint: "end it in .csv, .tsv, .jsonl, .xlsx, .sqlite, .ics, .md or .html, or say --to")
        }
    }

    /// The columns to write, all of them known; nil for those that the format has by itself.
    func columns(_ arguments: Arguments) throws(UsageError) -> [String]? {
        guard arguments.has("columns") else { return nil }
        if self == .ics || self == .sqlite || self == .html {
            throw UsageError(message: "--columns means nothing to \(rawValue)")
        }
        let wanted = arguments.list("columns")
        for name in wanted where !EventTable.columns.contains(name) {
            let near = Parser.meant(name, EventTable.columns)
            throw UsageError(
                message: "there is no column \"\(name)\"",
                hint: (near.isEmpty ? "" : near + "; ") + "the columns are "
                    + EventTable.columns.joined(separator: ", "))
        }
        if wanted.isEmpty { throw UsageError(message: "--columns names no column") }
        return wanted
    }

    /// Opens the output; `path` is nil for standard output. The pipeline is asked for by a page, for what its lexicons call
    /// things, and by an archive, for a search in both scripts.
    func output(
        _ columns: [String]?, to path: String?, _ arguments: Arguments, _ pipeline: () throws -> Pipeline
    ) throws -> any TableOutput {
        let table = columns ?? EventTable.columns
        switch self {
        case .csv: return try ByteOutput(DelimitedFormat(.comma, columns: table, withMark: path != nil), target: path)
        case .tsv: return try ByteOutput(DelimitedFormat(.tab, columns: table, withMark: path != nil), target: path)
        case .jsonl: return try ByteOutput(JSONLinesFormat(columns: columns), target: path)
        case .md: return try ByteOutput(MarkdownFormat(columns: table), target: path)
        case .ics: return try ByteOutput(CalendarFormat(), target: path)
        case .html: return try ByteOutput(ReviewPage(names: try pipeline().reviewNames), target: path)
        case .table:
            let format = TerminalFormat(
                width: path != nil ? 160 : Terminal.width, inColour: path == nil && Terminal.wantsColour,
                columns: columns ?? TerminalFormat.columns)
            return try ByteOutput(format, target: path)
        case .sqlite:
            return try ArchiveOutput(
                target: try file(path), arguments: arguments, fold: try pipeline().lexicon.fold)
        case .xlsx:
            #if WITHOUT_XLSX
                throw UsageError(
                    message: "this build of chancery writes no workbooks",
                    hint: "it does without shared libraries, libxlsxwriter among them; write csv, or build it with make"
                )
            #else
                return try WorkbookOutput(target: try file(path), columns: table)
            #endif
        }
    }

    private func file(_ path: String?) throws(UsageError) -> String {
        guard let path else {
            throw UsageError(message: "\(rawValue) needs a file to be written to", hint: "-o events.\(rawValue)")
        }
        return path
    }
}

/// `--sort date`, `--sort -date`
struct SortOrder {
    private let column: String
    private let isDescending: Bool

    init?(_ arguments: Arguments, for format: OutputFormat) throws(UsageError) {
        guard let text = arguments["sort"] else { return nil }
        if format == .sqlite {
            throw UsageError(message: "--sort means nothing to sqlite", hint: "sort what is read from it")
        }
        isDescending = text.hasPrefix("-")
        column = isDescending ? String(text.dropFirst()) : text
        if !EventTable.columns.contains(column) {
            let near = Parser.meant(column, EventTable.columns)
            throw UsageError(
                message: "there is no column \"\(column)\" to sort by",
                hint: (near.isEmpty ? "" : near + "; ") + "the columns are "
                    + EventTable.columns.joined(separator: ", "))
        }
    }

    /// Rows without a value stand last either way; equal rows keep their order.
    func sorted(_ events: [Event]) -> [Event] {
        let keyed = events.enumerated().map { (index: $0, key: key($1), event: $1) }
        return keyed.sorted { a, b in
            if a.key == b.key { return a.index < b.index }
            if a.key.isEmpty || b.key.isEmpty { return b.key.isEmpty }
            return isDescending ? a.key > b.key : a.key < b.key
        }.map(\.event)
    }

    private func key(_ event: Event) -> String {
        switch column {
        case "reports": return Digits.padded(event.reports.count, 9)
        case "date":
            // By its days: written out, a date that is open at its start would come before every year.
            guard let date = event.date, let day = date.firstDay ?? date.lastDay else { return "" }
            return day.iso + " " + date.edtf
        default: return EventTable.cell(event, column)
        }
    }
}
