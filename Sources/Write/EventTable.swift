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
        case "parties": event.parties.joined(separator: "; ")
        case "people": event.people.map(\.name).joined(separator: "; ")
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

    package static func row(_ event: Event, _ columns: [String]) -> [String] { columns.map { cell(event, $0) } }
}
