package import Kernel

/// One lexicon file as it stands: its header and its rows, each with the line it stands on. Cells stay bytes of the file
/// until somebody asks for them: most are never looked at as text.
package struct TSVTable: Sendable {
    package struct Row: Sendable {
        package let line: Int
        /// Where its cells begin in `marks`.
        fileprivate let first: Int32
        fileprivate let count: Int32
    }

    package let path: String
    package private(set) var columns: [String] = []
    package private(set) var headerLine = 1
    package private(set) var rows: [Row] = []
    private let bytes: [UInt8]
    /// Where each cell begins; it ends one byte before the next one does. A row has one mark more than it has cells.
    private var marks: [Int32] = []

    /// Reads a file and reports what is malformed; rows that cannot be read are left out.
    package init(path: String, bytes: [UInt8], report: (Diagnostic) -> Void) {
        self.path = path
        self.bytes = bytes
        if let problem = FileEncoding.problem(of: bytes, path: path) {
            report(problem)
            return
        }
        marks.reserveCapacity(bytes.count / 8)
        let tab = UInt8(ascii: "\t")
        let lineFeed = UInt8(ascii: "\n")
        let quote = UInt8(ascii: "\"")
        let span = bytes.span
        var start = 0
        var number = 0
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            start = 3
            report(
                Diagnostic(
                    .warning, "byte-order-mark", at: Origin(path: path, line: 1),
                    "the file begins with a byte-order mark",
                    hint: "save it as UTF-8 without BOM"))
        }
        while start < span.count {
            number += 1
            let origin = Origin(path: path, line: number)
            let firstMark = marks.count
            marks.append(Int32(start))
            var isQuoted = false
            var isEmpty = true
            var end = start
            while end < span.count, span[end] != lineFeed {
                if span[end] == tab {
                    if end - Int(marks[marks.count - 1]) >= 2, span[end - 1] == quote,
                        span[Int(marks[marks.count - 1])] == quote
                    {
                        isQuoted = true
                    }
                    marks.append(Int32(end + 1))
                } else if span[end] != UInt8(ascii: "\r") {
                    isEmpty = false
                }
                end += 1
            }
            let lineStart = start
            start = end + 1
            if end > lineStart, span[end - 1] == UInt8(ascii: "\r") { end -= 1 }
            let last = Int(marks[marks.count - 1])
            if end - last >= 2, span[last] == quote, span[end - 1] == quote { isQuoted = true }
            marks.append(Int32(end + 1))
            let count = marks.count - firstMark - 1
            // A spreadsheet leaves rows of nothing but tabs.
            if isEmpty || span[lineStart] == UInt8(ascii: "#") {
                marks.removeLast(marks.count - firstMark)
                continue
            }
            if let problem = problem(of: count, isQuoted: isQuoted, length: end - lineStart, at: origin) {
                report(problem)
                marks.removeLast(marks.count - firstMark)
                if columns.isEmpty { return }
                continue
            }
            let row = Row(line: number, first: Int32(firstMark), count: Int32(count))
            if columns.isEmpty {
                headerLine = number
                columns = (0..<count).map { cell(row, $0) }
                reportHeader(origin, report)
            } else {
                rows.append(row)
            }
        }
        if columns.isEmpty {
            report(
                Diagnostic(
                    .error, "no-header", at: Origin(path: path, line: 1), "the file has no header row",
                    hint: "the first line that is not a comment names the columns, separated by tabs"))
        }
    }

    /// A row of the largest table is a few hundred bytes; far more is an accident.
    private static let longestLine = 64 * 1024

    private func problem(of count: Int, isQuoted: Bool, length: Int, at origin: Origin) -> Diagnostic? {
        if length > TSVTable.longestLine {
            return Diagnostic(
                .error, "long-line", at: origin,
                "this line is \(length) bytes long; a row has at most \(TSVTable.longestLine)",
                hint: "look for a missing line break")
        }
        if isQuoted {
            return Diagnostic(
                .error, "quoted-cell", at: origin, "a cell stands in quotation marks",
                hint: "export from the spreadsheet without quoting; cells hold plain text")
        }
        if !columns.isEmpty, count > columns.count {
            return Diagnostic(
                .error, "cells", at: origin, "the row has \(count) cells, the header \(columns.count)",
                hint: "look for a tab too many")
        }
        return nil
    }

    private func reportHeader(_ origin: Origin, _ report: (Diagnostic) -> Void) {
        if columns.count == 1, let separator = [",", ";"].first(where: { columns[0].contains($0) }) {
            report(
                Diagnostic(
                    .error, "not-tabs", at: origin, "the header is separated by \"\(separator)\", not by tabs",
                    hint: "export from the spreadsheet as tab-separated text"))
        }
        for (index, name) in columns.enumerated() where columns[..<index].contains(name) {
            report(
                Diagnostic(
                    .error, "duplicate-column", at: origin, "the header names the column \"\(name)\" twice",
                    hint: "delete one of the two"))
        }
    }

    package func column(_ name: String) -> Int? { columns.firstIndex(of: name) }

    /// The row that stands on a line.
    package func row(onLine line: Int) -> Row? {
        var (low, high) = (0, rows.count)
        while low < high {
            let middle = (low + high) / 2
            if rows[middle].line < line { low = middle + 1 } else { high = middle }
        }
        return low < rows.count && rows[low].line == line ? rows[low] : nil
    }

    /// A row as it stands in the file.
    func bytes(of row: Row) -> ArraySlice<UInt8> {
        bytes[Int(marks[Int(row.first)])..<Int(marks[Int(row.first + row.count)]) - 1]
    }

    func holdsSame(as other: TSVTable) -> Bool { bytes == other.bytes }

    /// The bytes of a cell; none where the row ends before the column.
    package func slice(_ row: Row, _ column: Int) -> ArraySlice<UInt8> {
        guard column < Int(row.count) else { return [] }
        let at = Int(row.first) + column
        return bytes[Int(marks[at])..<Int(marks[at + 1]) - 1]
    }

    package func cell(_ row: Row, _ column: Int) -> String { String(decoding: slice(row, column), as: UTF8.self) }

    /// The items of a cell that holds a list.
    package func list(_ row: Row, _ column: Int) -> [String] {
        let cell = slice(row, column)
        if cell.isEmpty { return [] }
        var items: [String] = []
        var start = cell.startIndex
        for at in cell.indices where cell[at] == UInt8(ascii: "|") {
            if at > start { items.append(String(decoding: cell[start..<at], as: UTF8.self)) }
            start = at + 1
        }
        if start < cell.endIndex { items.append(String(decoding: cell[start...], as: UTF8.self)) }
        return items
    }

    package func origin(_ row: Row) -> Origin { Origin(path: path, line: row.line) }
}

extension StringProtocol {
    /// The items of a cell that holds a list.
    package var list: [String] {
        isEmpty ? [] : split(separator: "|").map { String($0) }
    }
}
