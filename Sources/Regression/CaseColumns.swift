internal import Kernel
internal import Write

/// The columns of expected rows: those of the event table, and `doc`, the article of a case that a row is of.
package enum CaseColumns {
    package static let all = ["doc"] + EventTable.columns

    /// What a new case gets.
    static let usual = ["kind", "mode", "status", "date", "parties", "people", "place", "salience"]

    /// The words that a column may hold, if they are few.
    static func words(of column: String) -> [String]? {
        switch column {
        case "kind": EventKind.allCases.map(\.rawValue)
        case "mode": EventMode.allCases.map(\.rawValue)
        case "status": EventStatus.allCases.map(\.rawValue)
        case "salience": Salience.allCases.map(\.rawValue)
        default: nil
        }
    }

    /// A cell that stands for whatever is found.
    static let anything = "*"

    static func isList(_ column: String) -> Bool { column == "parties" || column == "people" }

    /// How much a column says of whether two rows are one event.
    static func weight(_ column: String) -> Int {
        switch column {
        case "parties": 4
        case "people", "date", "kind", "evidence": 3
        case "place", "status", "start", "end": 2
        default: 1
        }
    }

    /// What is wrong with a cell as somebody wrote it; nil where nothing is.
    static func problem(_ column: String, _ cell: String) -> String? {
        if cell.isEmpty || cell == anything { return nil }
        if let words = words(of: column) {
            return words.contains(cell) ? nil : "the column \"\(column)\" holds one of \(words.joined(separator: ", "))"
        }
        switch column {
        case "date":
            return DateValue(edtf: cell) == nil
                ? "write a date as 2023-08-31, 2023-08, 2023, or two of these with a slash between" : nil
        case "start", "end", "first_reported":
            return CivilDate(iso: cell) == nil ? "write a day as 2023-08-31" : nil
        case "reports": return Int(cell) == nil ? "write a number" : nil
        default: return nil
        }
    }

    /// Whether a cell says what was found. The order of parties and people is the text's, and of no matter here.
    static func agree(_ column: String, _ expected: String, _ found: String) -> Bool {
        if expected == found || expected == anything { return true }
        if isList(column) { return items(expected).sorted() == items(found).sorted() }
        if column == "date", let a = DateValue(edtf: expected), let b = DateValue(edtf: found) { return a == b }
        return trimmed(expected[...]) == trimmed(found[...])
    }

    static func items(_ cell: String) -> [String] {
        cell.unicodeScalars.split { ";；|".unicodeScalars.contains($0) }.map { trimmed(Substring($0)) }.filter {
            !$0.isEmpty
        }
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text.unicodeScalars
        while let first = text.first, first.properties.isWhitespace { text.removeFirst() }
        while let last = text.last, last.properties.isWhitespace { text.removeLast() }
        return String(text)
    }
}
