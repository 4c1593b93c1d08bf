internal import Kernel
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

    /// Whether this build can write it.
    var isBuiltIn: Bool {
        #if WITHOUT_XLSX
            self != .xlsx
        #else
            true
        #endif
    }

    /// The columns to write, all of them known.
    func columns(_ arguments: Arguments) throws(UsageError) -> [String] {
        if !isBuiltIn {
            throw UsageError(
                message: "this build of chancery writes no \(rawValue)",
                hint: "it is one without libxlsxwriter; write csv")
        }
        guard arguments.has("columns") else { return self == .table ? TerminalFormat.columns : EventTable.columns }
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

    /// Whether it shows what the lexicons call things, even where nothing is extracted.
    var needsLexicons: Bool { self == .html }

    /// Opens the output; `path` is nil for standard output. `names` are asked for by a page for review.
    func output(
        _ columns: [String], to path: String?, _ arguments: Arguments, fold: FoldTable?,
        names: @autoclosure () -> ReviewNames?
    ) throws -> any TableOutput {
        switch self {
        case .xlsx:
            #if WITHOUT_XLSX
                throw UsageError(message: "this build of chancery writes no xlsx")
            #else
                try WorkbookOutput(target: try needed(path), columns: columns)
            #endif
        case .sqlite: try ArchiveOutput(target: try needed(path), arguments: arguments, fold: fold)
        default: try ByteOutput(writer(columns, toFile: path != nil, names: names()), target: path)
        }
    }

    private func needed(_ path: String?) throws(UsageError) -> String {
        guard let path else {
            throw UsageError(message: "\(rawValue) needs a file to be written to", hint: "-o events.\(rawValue)")
        }
        return path
    }

    private func writer(_ columns: [String], toFile: Bool, names: ReviewNames?) -> any EventFormat {
        switch self {
        case .csv: DelimitedFormat(.comma, columns: columns, withMark: toFile)
        case .tsv: DelimitedFormat(.tab, columns: columns, withMark: toFile)
        case .jsonl: JSONLinesFormat()
        case .md: MarkdownFormat(columns: columns)
        case .ics: CalendarFormat()
        case .html:
            ReviewPage(
                names: names
                    ?? ReviewNames(parties: [], offices: [], fold: FoldTable((0...UInt16.max).map { $0 })))
        case .table, .xlsx, .sqlite:
            TerminalFormat(
                width: toFile ? 160 : Terminal.width, inColour: !toFile && Terminal.wantsColour, columns: columns)
        }
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
        let keyed = events.enumerated().map { (index: $0, key: EventTable.cell($1, column), event: $1) }
        return keyed.sorted { a, b in
            if a.key == b.key { return a.index < b.index }
            if a.key.isEmpty || b.key.isEmpty { return b.key.isEmpty }
            return isDescending ? a.key > b.key : a.key < b.key
        }.map(\.event)
    }
}
