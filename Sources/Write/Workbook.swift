#if !WITHOUT_XLSX
    internal import CXlsxWriter
    package import Kernel

    /// An XLSX workbook with the sheets Events, Participants, Articles and Problems, written row by row: the rows wait in files
    /// beside it, so that memory does not grow with them. What overflows a sheet goes on in a further one (`Events 2`).
    package final class Workbook {
        /// The rows of a sheet below its header, as many as the format can hold.
        package static let rowLimit = 1_048_575

        private let path: String
        private let folder: String
        private let book: UnsafeMutablePointer<lxw_workbook>
        private let styles: Styles
        private var events: SheetSeries
        private var participants: SheetSeries
        private var articles: SheetSeries
        private var problems: SheetSeries
        private let eventColumns: [String]
        private var isOpen = true
        /// The newest day of publication: the workbook bears it as its date, so that the same events give the same file.
        private var newest: CivilDate?

        struct Styles {
            let header: UnsafeMutablePointer<lxw_format>?
            let date: UnsafeMutablePointer<lxw_format>?
            let statuses: [(status: EventStatus, format: UnsafeMutablePointer<lxw_format>?)]
        }

        /// Writes to `path` itself: the caller gives a temporary one and puts the file in its place when it is finished.
        package init(
            path: String, columns: [String] = EventTable.columns, rowLimit: Int = Workbook.rowLimit
        ) throws(WriteFailure) {
            self.path = path
            let slash = path.lastIndex(of: "/")
            folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
            var opened: UnsafeMutablePointer<lxw_workbook>?
            folder.withCString { folder in
                // The rows of a million events outgrow a /tmp that lies in memory; who names the output has room there. The
                // library frees the name with the workbook and only reads it before that.
                var options = lxw_workbook_options()
                options.constant_memory = 1
                options.tmpdir = UnsafeMutablePointer(mutating: folder)
                opened = workbook_new_opt(path, &options)
            }
            guard let opened else { throw WriteFailure("there is no memory for a workbook") }
            book = opened
            styles = Workbook.styles(book)
            eventColumns = columns
            events = SheetSeries("Events", Workbook.columns(columns), rowLimit)
            participants = SheetSeries("Participants", Workbook.columns(ParticipantTable.columns), rowLimit)
            articles = SheetSeries("Articles", Workbook.columns(ArticleRow.columns), rowLimit)
            problems = SheetSeries("Problems", Workbook.columns(ProblemTable.columns), rowLimit)
            do throws(WriteFailure) {
                try events.open(book, styles)
                try participants.open(book, styles)
                try articles.open(book, styles)
                try problems.open(book, styles)
            } catch {
                lxw_workbook_free(book)
                isOpen = false
                throw error
            }
        }

        deinit { if isOpen { lxw_workbook_free(book) } }

        package func add(_ event: Event) throws(WriteFailure) {
            if let published = event.published, published > newest ?? published - 1 { newest = published }
            try events.add(EventTable.row(event, eventColumns), book, styles)
            for person in event.people { try participants.add(ParticipantTable.row(event, person), book, styles) }
        }

        package func add(_ article: ArticleRow) throws(WriteFailure) { try articles.add(article.row, book, styles) }

        package func add(_ problem: Diagnostic) throws(WriteFailure) {
            try problems.add(ProblemTable.row(problem), book, styles)
        }

        /// Puts the sheets together and writes the file.
        package func finish() throws(WriteFailure) {
            guard isOpen else { return }
            isOpen = false
            let sheets = [events, participants, articles, problems].flatMap(\.sheets)
            events.finish(styles)
            participants.finish(styles)
            articles.finish(styles)
            problems.finish(styles)
            let sizes = sheets.map { chy_sheet_bytes($0) }
            // The library writes a sheet out again before it packs it, and does not look whether that went well.
            guard !sizes.contains(-1), DiskRoom.isThere(for: (sizes.max() ?? 0) + (1 << 20), in: folder) else {
                lxw_workbook_free(book)
                throw WriteFailure("there is no room left on the disk for the rows of the workbook")
            }
            if sizes.reduce(0, +) > 3 << 30 { chy_workbook_use_zip64(book) }
            describe()
            let result = workbook_close(book)
            guard result == LXW_NO_ERROR else { throw WriteFailure(Workbook.message(result)) }
        }

        private func describe() {
            // Without a time the library takes the present one.
            let created = Int(newest?.dayNumber ?? 10_957) * 86_400
            "Chancery".withCString { company in
                var properties = lxw_doc_properties()
                properties.company = UnsafeMutablePointer(mutating: company)
                properties.created = max(created, 1)
                workbook_set_properties(book, &properties)
            }
        }

        static func message(_ result: lxw_error) -> String {
            // What went wrong is in errno where the system said no; the library's own words are for programmers.
            let reason = DiskRoom.lastError
            return reason.isEmpty ? String(cString: lxw_strerror(result)) : reason
        }

        // MARK: - Columns

        private static func columns(_ names: [String]) -> [SheetSeries.Column] {
            names.map { name in
                switch name {
                case "start", "end", "first_reported", "published": .init(name: name, kind: .day, widest: 12)
                case "reports", "events", "line": .init(name: name, kind: .number, widest: 12)
                case "url": .init(name: name, kind: .link, widest: 48)
                case "status": .init(name: name, kind: .status, widest: 14)
                case "evidence", "message", "hint": .init(name: name, kind: .text, widest: 80)
                case "title", "people", "path": .init(name: name, kind: .text, widest: 56)
                default: .init(name: name, kind: .text, widest: 32)
                }
            }
        }

        private static func styles(_ book: UnsafeMutablePointer<lxw_workbook>) -> Styles {
            let header = workbook_add_format(book)
            format_set_bold(header)
            format_set_bg_color(header, 0xE8ECF1)
            format_set_bottom(header, UInt8(LXW_BORDER_THIN.rawValue))
            let date = workbook_add_format(book)
            format_set_num_format(date, "yyyy-mm-dd")
            format_set_align(date, UInt8(LXW_ALIGN_LEFT.rawValue))
            let colours: [(EventStatus, UInt32, UInt32)] = [
                (.held, 0xE2F3E5, 0x1B5E2A), (.planned, 0xE1ECFA, 0x174A86), (.proposed, 0xFFF4D6, 0x7A5300),
                (.cancelled, 0xFBE3E1, 0x8C1D18), (.denied, 0xECE7F1, 0x4B2E6B),
            ]
            let statuses = colours.map { status, back, front in
                let format = workbook_add_format(book)
                format_set_bg_color(format, back)
                format_set_font_color(format, front)
                return (status: status, format: format)
            }
            return Styles(header: header, date: date, statuses: statuses)
        }
    }
#endif
