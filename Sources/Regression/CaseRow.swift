internal import Kernel
internal import Write

/// An event as a row of a case.
enum CaseRow {
    static func cell(_ event: Event) -> (String) -> String {
        { column in plain(column == "doc" ? event.doc : EventTable.cell(event, column)) }
    }

    /// A cell of TSV: nothing in it may end the cell or the row.
    private static func plain(_ cell: String) -> String {
        guard cell.utf8.contains(where: { $0 == 9 || $0 == 10 || $0 == 13 }) else { return cell }
        return String(String.UnicodeScalarView(cell.unicodeScalars.map { [9, 10, 13].contains($0.value) ? " " : $0 }))
    }
}
