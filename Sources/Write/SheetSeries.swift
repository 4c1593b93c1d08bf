#if !WITHOUT_XLSX
    internal import CXlsxWriter
    import Kernel

    /// A table of a workbook: one sheet, and as many further ones as its rows need.
    struct SheetSeries {
        struct Column {
            enum Kind { case text, day, number, link, status }

            var name: String
            var kind: Kind
            /// The width, in digits, beyond which a column is not widened for a cell.
            var widest: Int
        }

        /// Excel follows no more links on one sheet, and the library keeps each of them in memory; the cells behind them
        /// hold the address as text.
        static let linkLimit = 65_530
        /// The longest address that is linked, in bytes: Excel takes 2,079 characters, and the library turns one byte into
        /// three where it must escape it.
        static let longestLink = 693
        /// The longest text that a cell holds, in UTF-16 units.
        static let textLimit = 32_767
        /// The first day of the calendar of Excel that is not shifted by its 29 February 1900.
        private static let firstDay: Int32 = -25_508
        private static let serialOfEpoch: Int32 = 25_569

        private(set) var sheets: [UnsafeMutablePointer<lxw_worksheet>] = []
        private let name: String
        private let columns: [Column]
        private let rowLimit: Int
        /// Rows on the last sheet, below the header.
        private var rows = 0
        private var links = 0
        private var widths: [Int]

        init(_ name: String, _ columns: [Column], _ rowLimit: Int) {
            self.name = name
            self.columns = columns
            self.rowLimit = rowLimit
            // A header needs room for the button of its filter.
            widths = columns.map { DisplayWidth.of($0.name) + 4 }
        }

        mutating func open(_ book: UnsafeMutablePointer<lxw_workbook>, _ styles: Workbook.Styles) throws(WriteFailure) {
            let title = sheets.isEmpty ? name : "\(name) \(sheets.count + 1)"
            guard let sheet = workbook_add_worksheet(book, title) else {
                throw WriteFailure("no sheet can be added to the workbook: \(DiskRoom.lastError)")
            }
            sheets.append(sheet)
            rows = 0
            links = 0
            for (index, column) in columns.enumerated() {
                worksheet_write_string(sheet, 0, UInt16(index), column.name, styles.header)
            }
            worksheet_freeze_panes(sheet, 1, 0)
        }

        mutating func add(
            _ cells: [String], _ book: UnsafeMutablePointer<lxw_workbook>, _ styles: Workbook.Styles
        ) throws(WriteFailure) {
            if rows == rowLimit {
                finishSheet(styles)
                // A disk that is full shows here, and not after the next million rows.
                if let sheet = sheets.last, chy_sheet_bytes(sheet) < 0 {
                    throw WriteFailure("there is no room left on the disk for the rows of the workbook")
                }
                try open(book, styles)
            }
            guard let sheet = sheets.last else { return }
            rows += 1
            let row = UInt32(rows)
            for index in columns.indices where !cells[index].isEmpty {
                write(cells[index], columns[index].kind, sheet, row, UInt16(index), styles)
                if widths[index] < columns[index].widest {
                    widths[index] = max(widths[index], min(columns[index].widest, DisplayWidth.of(cells[index]) + 2))
                }
            }
        }

        private mutating func write(
            _ cell: String, _ kind: Column.Kind, _ sheet: UnsafeMutablePointer<lxw_worksheet>, _ row: UInt32,
            _ column: UInt16, _ styles: Workbook.Styles
        ) {
            switch kind {
            case .day:
                if let day = CivilDate(iso: cell), day.dayNumber >= SheetSeries.firstDay {
                    worksheet_write_number(
                        sheet, row, column, Double(day.dayNumber + SheetSeries.serialOfEpoch), styles.date)
                    return
                }
            case .number:
                if let number = Int(cell) {
                    worksheet_write_number(sheet, row, column, Double(number), nil)
                    return
                }
            case .link:
                // Nothing but the web: a link to a file or a script would be one that an article chose.
                if links < SheetSeries.linkLimit, cell.utf8.count <= SheetSeries.longestLink,
                    cell.hasPrefix("https://") || cell.hasPrefix("http://"), !CellText.needsCare(cell),
                    worksheet_write_url(sheet, row, column, cell, nil) == LXW_NO_ERROR
                {
                    links += 1
                    return
                }
            case .text, .status: break
            }
            worksheet_write_string(sheet, row, column, CellText.fitted(cell), nil)
        }

        /// What needs to know all rows: widths, filter, colours.
        func finish(_ styles: Workbook.Styles) { finishSheet(styles) }

        private func finishSheet(_ styles: Workbook.Styles) {
            guard let sheet = sheets.last else { return }
            let last = UInt32(rows)
            for (index, width) in widths.enumerated() {
                worksheet_set_column(sheet, UInt16(index), UInt16(index), Double(width), nil)
            }
            worksheet_autofilter(sheet, 0, 0, last, UInt16(columns.count - 1))
            guard rows > 0 else { return }
            for (index, column) in columns.enumerated() where column.kind == .status {
                for (status, format) in styles.statuses {
                    // The library copies the text.
                    var text = Array("\"\(status.rawValue)\"".utf8CString)
                    text.withUnsafeMutableBufferPointer { text in
                        var rule = lxw_conditional_format()
                        rule.type = UInt8(LXW_CONDITIONAL_TYPE_CELL.rawValue)
                        rule.criteria = UInt8(LXW_CONDITIONAL_CRITERIA_EQUAL_TO.rawValue)
                        rule.value_string = text.baseAddress
                        rule.format = format
                        worksheet_conditional_format_range(sheet, 1, UInt16(index), last, UInt16(index), &rule)
                    }
                }
            }
        }
    }

    /// Text as a cell of a workbook can hold it.
    package enum CellText {
        /// Whether a text must be changed at all: hardly any must.
        static func needsCare(_ text: String) -> Bool {
            var text = text
            return text.withUTF8 { bytes in
                if bytes.count > SheetSeries.textLimit { return true }
                for index in bytes.indices {
                    let byte = bytes[index]
                    if byte < 0x20 && byte != 10 && byte != 9 { return true }
                    if byte == UInt8(ascii: "_"), index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "x") {
                        return true
                    }
                    if byte == 0xEF, index + 2 < bytes.count, bytes[index + 1] == 0xBF, bytes[index + 2] >= 0xBE {
                        return true
                    }
                }
                return false
            }
        }

        /// The text without what XML forbids, with what Excel would take for an escape escaped, and cut where a cell ends.
        package static func fitted(_ text: String) -> String {
            guard needsCare(text) else { return text }
            var out = String.UnicodeScalarView()
            var units = 0
            let scalars = Array(text.unicodeScalars)
            for (index, scalar) in scalars.enumerated() {
                switch scalar.value {
                case 0..<9, 11...31, 0xFFFE, 0xFFFF: continue
                default: break
                }
                // Seven units, should it be an escape's underline.
                if units > SheetSeries.textLimit - 8 {
                    out.append("…")
                    break
                }
                if scalar == "_", isEscape(scalars, index) {
                    out.append(contentsOf: "_x005F_".unicodeScalars)
                    units += 7
                    continue
                }
                out.append(scalar)
                units += scalar.value > 0xFFFF ? 2 : 1
            }
            return String(out)
        }

        /// `_x000D_`: Excel reads a control character in it.
        private static func isEscape(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
            guard index + 6 < scalars.count, scalars[index + 1] == "x", scalars[index + 6] == "_" else { return false }
            return scalars[(index + 2)...(index + 5)].allSatisfy { $0.properties.isASCIIHexDigit }
        }
    }
#endif
