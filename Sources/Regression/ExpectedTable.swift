internal import Kernel
internal import Lexicon

/// The rows that a case expects, as somebody wrote them: TSV with the columns that matter.
package struct ExpectedTable: Sendable {
    package struct Row: Sendable {
        package var line: Int
        package var cells: [String]
    }

    package let columns: [String]
    package private(set) var rows: [Row] = []
    /// Where the header stands.
    let headerLine: Int

    /// nil where there is no header; what is wrong is reported with its line.
    init?(path: String, bytes: [UInt8], report: (Diagnostic) -> Void) {
        let table = TSVTable(path: path, bytes: bytes, report: report)
        guard !table.columns.isEmpty else { return nil }
        columns = table.columns
        headerLine = table.headerLine
        let header = Origin(path: path, line: table.headerLine)
        for name in columns where !CaseColumns.all.contains(name) {
            report(
                Diagnostic(
                    .error, "unknown-column", at: header, "no column is called \"\(name)\"",
                    hint: "the columns are \(CaseColumns.all.joined(separator: ", "))"))
        }
        for row in table.rows {
            let cells = columns.indices.map { table.cell(row, $0) }
            for (column, cell) in zip(columns, cells) {
                guard let problem = CaseColumns.problem(column, cell) else { continue }
                report(
                    Diagnostic(
                        .error, column == "date" ? "bad-date" : "unknown-word", at: table.origin(row),
                        "the cell \"\(column)\" holds \"\(cell)\"", hint: problem))
            }
            rows.append(Row(line: row.line, cells: cells))
        }
    }
}
