package import Kernel

/// One lexicon file as it stands: its header and its rows, each with the line it stands on.
package struct TSVTable: Sendable {
    package struct Row: Sendable {
        package var line: Int
        package var cells: [String]
    }

    package var path: String
    package var columns: [String]
    package var rows: [Row]

    /// Reads a file and reports what is malformed; rows that cannot be read are left out.
    package init(path: String, bytes: [UInt8], report: (Diagnostic) -> Void) {
        self.path = path
        columns = []
        rows = []
        guard let text = String(validating: bytes, as: UTF8.self) else {
            let line = TSVTable.firstBadLine(bytes)
            report(
                Diagnostic(
                    .error, "not-utf8", at: Origin(path: path, line: line), "this is not UTF-8 text",
                    hint: "save the file as UTF-8 (in a spreadsheet: \"Unicode text\" or \"CSV UTF-8\" with tabs)"))
            return
        }
        var number = 0
        for part in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            var body = part
            if number == 1, body.starts(with: [0xEF, 0xBB, 0xBF]) {
                body = body.dropFirst(3)
                report(
                    Diagnostic(
                        .warning, "byte-order-mark", at: Origin(path: path, line: 1), "the file begins with a byte-order mark",
                        hint: "save it as UTF-8 without BOM"))
            }
            if body.last == UInt8(ascii: "\r") { body = body.dropLast() }
            if body.isEmpty || body.first == UInt8(ascii: "#") { continue }
            if body.count > TSVTable.longestLine {
                report(
                    Diagnostic(
                        .error, "long-line", at: Origin(path: path, line: number),
                        "this line is \(body.count) bytes long; a row has at most \(TSVTable.longestLine)",
                        hint: "look for a missing line break"))
                continue
            }
            let cells = body.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false).map {
                String(Substring($0))
            }
            if columns.isEmpty {
                columns = cells
                continue
            }
            if cells.contains(where: { $0.count >= 2 && $0.hasPrefix("\"") && $0.hasSuffix("\"") }) {
                report(
                    Diagnostic(
                        .error, "quoted-cell", at: Origin(path: path, line: number), "a cell stands in quotation marks",
                        hint: "export from the spreadsheet without quoting; cells hold plain text"))
                continue
            }
            if cells.count > columns.count {
                report(
                    Diagnostic(
                        .error, "cells", at: Origin(path: path, line: number),
                        "the row has \(cells.count) cells, the header \(columns.count)",
                        hint: "look for a tab too many"))
                continue
            }
            rows.append(Row(line: number, cells: cells + Array(repeating: "", count: columns.count - cells.count)))
        }
        if columns.isEmpty {
            report(
                Diagnostic(
                    .error, "no-header", at: Origin(path: path), "the file has no header row",
                    hint: "the first line that is not a comment names the columns, separated by tabs"))
        }
    }

    /// A row of the largest table is a few hundred bytes; far more is an accident.
    private static let longestLine = 64 * 1024

    private static func firstBadLine(_ bytes: [UInt8]) -> Int {
        var line = 1
        for part in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            if String(validating: part, as: UTF8.self) == nil { return line }
            line += 1
        }
        return 1
    }

    package func column(_ name: String) -> Int? { columns.firstIndex(of: name) }
}

extension StringProtocol {
    /// The items of a cell that holds a list.
    package var list: [String] {
        isEmpty ? [] : split(separator: "|").map { String($0) }
    }
}
