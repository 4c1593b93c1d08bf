package import Kernel

/// One row of the vocabulary of dates, as it stands in the file: cells by column name.
package struct DateTermRow: Sendable {
    package let cells: [String: String]
    package let origin: Origin

    package init(cells: [String: String], origin: Origin) {
        self.cells = cells
        self.origin = origin
    }

    /// The columns that decide; `source` and `note` are for people.
    package static let columns = ["id", "terms", "class", "value", "where", "part", "days", "source", "note"]

    func cell(_ column: String) -> String { cells[column] ?? "" }
}

/// Rows that cannot be compiled, each named by file and line.
package struct DateTermError: Error, CustomStringConvertible {
    package let diagnostics: [Diagnostic]

    package var description: String { diagnostics.map(\.description).joined(separator: "\n") }
}
