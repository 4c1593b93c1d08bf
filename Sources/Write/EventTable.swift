package import Kernel

/// The columns of the table, in their order: a contract with every spreadsheet that was ever made from it.
package enum EventTable {
    package static let columns = [
        "id", "kind", "mode", "status", "date", "start", "end", "parties", "people", "title", "place", "country",
        "salience", "reports", "first_reported", "source", "url", "evidence", "cameo", "plover",
    ]

    package static func cell(_ event: Event, _ column: String) -> String {
        switch column {
        case "id": event.id
        case "kind": event.kind.rawValue
        case "mode": event.mode?.rawValue ?? ""
        case "status": event.status.rawValue
        case "date": event.date?.edtf ?? ""
        case "start": event.date?.firstDay?.iso ?? ""
        case "end": event.date?.lastDay?.iso ?? ""
        case "parties", "people": list(event, column)?.joined(separator: "; ") ?? ""
        case "title": event.title
        case "place": event.place?.name ?? ""
        case "country": event.place?.country ?? ""
        case "salience": event.salience.rawValue
        case "reports": String(event.reports.count)
        case "first_reported": event.published?.iso ?? ""
        case "source": event.source
        case "url": event.url
        case "evidence": event.evidence.first?.text ?? ""
        case "cameo": event.cameo
        case "plover": event.plover
        default: ""
        }
    }

    /// The items of a cell that lists some.
    private static func list(_ event: Event, _ column: String) -> [String]? {
        switch column {
        case "parties": event.parties
        case "people": event.people.map(\.name)
        default: nil
        }
    }

    /// Cells as one JSON object, with lists and numbers as what they are; what is empty is absent.
    static func append(_ event: Event, _ columns: [String], to json: inout JSONText) {
        json.object { json in
            for column in columns {
                if let items = list(event, column) {
                    json.key(column)
                    json.array { json in for item in items { json.string(item) } }
                } else if column == "reports" {
                    json.field(column, event.reports.count)
                } else {
                    json.field(column, cell(event, column))
                }
            }
        }
    }

    package static func row(_ event: Event, _ columns: [String]) -> [String] { columns.map { cell(event, $0) } }
}
