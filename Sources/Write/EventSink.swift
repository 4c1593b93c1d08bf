package import Kernel

/// A format for tables of events, as bytes that grow from the first event to the last.
package protocol EventFormat {
    mutating func begin(into out: inout [UInt8])
    mutating func add(_ event: Event, into out: inout [UInt8])
    mutating func end(into out: inout [UInt8])

    /// Whether it shows events within their articles; then it is given each article before its first event.
    var wantsArticles: Bool { get }
    mutating func add(_ review: ReviewArticle, into out: inout [UInt8])
}

extension EventFormat {
    package var wantsArticles: Bool { false }
    package func add(_ review: ReviewArticle, into out: inout [UInt8]) {}
}

/// A format of which every row stands by itself: any thread may write it.
package protocol RowFormat: EventFormat, Sendable {
    func row(_ event: Event, into out: inout [UInt8])
}

extension RowFormat {
    package func add(_ event: Event, into out: inout [UInt8]) { row(event, into: &out) }
}

/// One object a line: the event with all that is known of it, or the cells of the table that are asked for.
package struct JSONLinesFormat: RowFormat {
    private let columns: [String]?

    package init(columns: [String]? = nil) { self.columns = columns }

    package func begin(into out: inout [UInt8]) {}
    package func row(_ event: Event, into out: inout [UInt8]) {
        var json = JSONText()
        if let columns { EventTable.append(event, columns, to: &json) } else { EventJSON.append(event, to: &json) }
        json.newline()
        out.append(contentsOf: json.bytes)
    }
    package func end(into out: inout [UInt8]) {}
}

/// CSV (RFC 4180) and TSV. A cell that a spreadsheet would take for a formula gets an apostrophe in front.
package struct DelimitedFormat: RowFormat {
    package enum Separator: Sendable { case comma, tab }

    let separator: Separator
    let columns: [String]
    /// Excel takes a file for UTF-8 by its byte-order mark; a pipe has none.
    let withMark: Bool

    package init(_ separator: Separator, columns: [String] = EventTable.columns, withMark: Bool) {
        self.separator = separator
        self.columns = columns
        self.withMark = withMark
    }

    package func begin(into out: inout [UInt8]) {
        if withMark { out.append(contentsOf: [0xEF, 0xBB, 0xBF]) }
        append(columns, to: &out)
    }

    package func row(_ event: Event, into out: inout [UInt8]) { append(EventTable.row(event, columns), to: &out) }

    package func end(into out: inout [UInt8]) {}

    private func append(_ cells: [String], to out: inout [UInt8]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { out.append(separator == .comma ? UInt8(ascii: ",") : 9) }
            DelimitedFormat.append(DelimitedFormat.guarded(cell), separator, to: &out)
        }
        if separator == .comma { out.append(13) }
        out.append(10)
    }

    /// What begins like a formula is text to a reader and an instruction to a spreadsheet; to some, in full width too. Such a
    /// cell that begins with apostrophes of its own gets one more, so that the guard can be taken off without doubt.
    package static func guarded(_ cell: String) -> String {
        guard let first = cell.unicodeScalars.first(where: { $0 != "'" }), begins.contains(first) else { return cell }
        return "'" + cell
    }

    private static let begins = "=+-@\t\r\n＝＋－＠".unicodeScalars

    private static func append(_ cell: String, _ separator: Separator, to out: inout [UInt8]) {
        switch separator {
        case .comma:
            guard cell.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 10 || $0 == 13 }) else {
                out.append(contentsOf: cell.utf8)
                return
            }
            out.append(0x22)
            for byte in cell.utf8 {
                if byte == 0x22 { out.append(0x22) }
                out.append(byte)
            }
            out.append(0x22)
        case .tab:
            // TSV has no quotation: the three characters that would break a row are escaped.
            for byte in cell.utf8 {
                switch byte {
                case 9: out.append(contentsOf: "\\t".utf8)
                case 10: out.append(contentsOf: "\\n".utf8)
                case 13: out.append(contentsOf: "\\r".utf8)
                case 0x5C: out.append(contentsOf: "\\\\".utf8)
                default: out.append(byte)
                }
            }
        }
    }
}
