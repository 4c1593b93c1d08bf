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
        let carriageReturn = UInt8(ascii: "\r")
        let quote = UInt8(ascii: "\"")
        let span = bytes.span
        let words = span.bytes
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
            let firstMark = marks.count
            marks.append(Int32(start))
            var cell = start
            var isQuoted = false
            var isEmpty = true
            var end = start
            while end < span.count {
                // Most bytes are none of those that matter, and one look tells it of eight.
                if end + 8 <= span.count, !words.hasControls(inEightAt: end) {
                    isEmpty = false
                    end += 8
                    continue
                }
                let byte = span[end]
                if byte > 0x0D {
                    isEmpty = false
                } else if byte == lineFeed {
                    break
                } else if byte == tab {
                    if end - cell >= 2, span[end - 1] == quote, span[cell] == quote { isQuoted = true }
                    cell = end + 1
                    marks.append(Int32(cell))
                } else if byte != carriageReturn {
                    isEmpty = false
                }
                end += 1
            }
            let lineStart = start
            start = end + 1
            if end > lineStart, span[end - 1] == carriageReturn { end -= 1 }
            if end - cell >= 2, span[cell] == quote, span[end - 1] == quote { isQuoted = true }
            marks.append(Int32(end + 1))
            let count = marks.count - firstMark - 1
            // A spreadsheet leaves rows of nothing but tabs.
            if isEmpty || span[lineStart] == UInt8(ascii: "#") {
                marks.removeLast(marks.count - firstMark)
                continue
            }
            if let problem = problem(of: count, isQuoted: isQuoted, length: end - lineStart, line: number) {
                report(problem)
                marks.removeLast(marks.count - firstMark)
                if columns.isEmpty { return }
                continue
            }
            let row = Row(line: number, first: Int32(firstMark), count: Int32(count))
            if columns.isEmpty {
                headerLine = number
                columns = (0..<count).map { self.cell(row, $0) }
                reportHeader(report)
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

    private func problem(of count: Int, isQuoted: Bool, length: Int, line: Int) -> Diagnostic? {
        let isLong = length > TSVTable.longestLine
        guard isLong || isQuoted || (!columns.isEmpty && count > columns.count) else { return nil }
        let origin = Origin(path: path, line: line)
        if isLong {
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
        return Diagnostic(
            .error, "cells", at: origin, "the row has \(count) cells, the header \(columns.count)",
            hint: "look for a tab too many")
    }

    private func reportHeader(_ report: (Diagnostic) -> Void) {
        let origin = Origin(path: path, line: headerLine)
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

    /// A row as it stands in the file.
    func bytes(of row: Row) -> ArraySlice<UInt8> {
        bytes[Int(marks[Int(row.first)])..<Int(marks[Int(row.first + row.count)]) - 1]
    }

    /// Whether the cell of one row stands before another's in the order of bytes.
    func precedes(_ a: Row, _ b: Row, by column: Int) -> Bool {
        let span = bytes.span
        let (one, other) = (range(a, column), range(b, column))
        for (x, y) in zip(one, other) where span[x] != span[y] { return span[x] < span[y] }
        return one.count < other.count
    }

    func holdsSame(as other: TSVTable) -> Bool { bytes == other.bytes }

    /// Where the bytes of a cell are; empty where the row ends before the column.
    private func range(_ row: Row, _ column: Int) -> Range<Int> {
        guard column < Int(row.count) else { return 0..<0 }
        let at = Int(row.first) + column
        return Int(marks[at])..<Int(marks[at + 1]) - 1
    }

    package func isEmpty(_ row: Row, _ column: Int) -> Bool { range(row, column).isEmpty }

    /// The bytes of a cell; none where the row ends before the column.
    package func slice(_ row: Row, _ column: Int) -> ArraySlice<UInt8> { bytes[range(row, column)] }

    package func cell(_ row: Row, _ column: Int) -> String { text(range(row, column)) }

    /// The items of a cell that holds a list.
    package func list(_ row: Row, _ column: Int) -> [String] {
        let cell = range(row, column)
        if cell.isEmpty { return [] }
        let span = bytes.span
        var count = 1
        for at in cell where span[at] == UInt8(ascii: "|") { count += 1 }
        if count == 1 { return [text(cell)] }
        var items: [String] = []
        items.reserveCapacity(count)
        var start = cell.lowerBound
        for at in cell where span[at] == UInt8(ascii: "|") {
            if at > start { items.append(text(start..<at)) }
            start = at + 1
        }
        if start < cell.upperBound { items.append(text(start..<cell.upperBound)) }
        return items
    }

    /// What stands between tabs and bars is UTF-8, for the whole file is: nothing needs to be looked at twice.
    private func text(_ range: Range<Int>) -> String {
        if range.isEmpty { return "" }
        var text = unsafe UTF8Span(unchecked: bytes.span.extracting(range))
        _ = text.checkForASCII()
        return String(copying: text)
    }

    package func origin(_ row: Row) -> Origin { Origin(path: path, line: row.line) }
}

extension RawSpan {
    /// Whether some of the eight bytes from `index` on are less than 0x0E, as tabs and the ends of lines are. Bytes from
    /// 0x80 on are none; below it taking 0x0E away sets the highest bit of those that are less.
    @inline(__always)
    fileprivate func hasControls(inEightAt index: Int) -> Bool {
        let word = unsafe unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
        return (word &- 0x0E0E_0E0E_0E0E_0E0E) & ~word & 0x8080_8080_8080_8080 != 0
    }
}

extension StringProtocol {
    /// The items of a cell that holds a list.
    package var list: [String] {
        isEmpty ? [] : split(separator: "|").map { String($0) }
    }
}
