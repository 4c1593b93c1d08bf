package import Kernel

/// A Markdown table, its columns aligned by display width.
package struct MarkdownFormat: EventFormat {
    let columns: [String]
    private var rows: [[String]] = []

    package init(columns: [String] = EventTable.columns) { self.columns = columns }

    package func begin(into out: inout [UInt8]) {}

    package mutating func add(_ event: Event, into out: inout [UInt8]) {
        rows.append(EventTable.row(event, columns).map(MarkdownFormat.escaped))
    }

    package func end(into out: inout [UInt8]) {
        let all = [columns] + rows
        let widths = columns.indices.map { column in max(3, all.map { DisplayWidth.of($0[column]) }.max() ?? 3) }
        func line(_ cells: [String]) {
            out.append(contentsOf: "|".utf8)
            for (cell, width) in zip(cells, widths) {
                out.append(contentsOf: (" " + DisplayWidth.fitted(cell, to: width) + " |").utf8)
            }
            out.append(10)
        }
        line(columns)
        line(widths.map { String(repeating: "-", count: $0) })
        for row in rows { line(row) }
    }

    private static func escaped(_ cell: String) -> String {
        var out = ""
        for character in cell.unicodeScalars {
            switch character {
            case "|", "\\", "*", "_", "`", "[", "]": out += "\\\(character)"
            case "\n", "\r": out += " "
            case "<": out += "&lt;"
            default: out.unicodeScalars.append(character)
            }
        }
        return out
    }
}

/// The table on a terminal: the columns that matter, cut to its width, kinds and statuses in colour. Where it is too narrow
/// for all of them the last give way.
package struct TerminalFormat: EventFormat {
    let width: Int
    let inColour: Bool
    let columns: [String]
    private var rows: [[String]] = []

    package static let columns = ["date", "kind", "status", "parties", "people", "place", "title"]

    package init(width: Int, inColour: Bool, columns: [String] = TerminalFormat.columns) {
        self.width = max(40, width)
        self.inColour = inColour
        self.columns = columns
    }

    package func begin(into out: inout [UInt8]) {}

    package mutating func add(_ event: Event, into out: inout [UInt8]) {
        rows.append(EventTable.row(event, columns).map(TerminalFormat.harmless))
    }

    package func end(into out: inout [UInt8]) {
        let widths = fittedWidths()
        let columns = columns.prefix(widths.count)
        func line(_ cells: [String], bold: Bool) {
            var text = ""
            for (index, cell) in cells.prefix(widths.count).enumerated() {
                let last = index == widths.count - 1
                let fitted = DisplayWidth.fitted(cell, to: widths[index], filled: !last)
                if index > 0 { text += "  " }
                if inColour, bold {
                    text += "\u{1B}[1m" + fitted + "\u{1B}[0m"
                } else if inColour, let colour = colour(columns[index], cell) {
                    text += colour + fitted + "\u{1B}[0m"
                } else {
                    text += fitted
                }
            }
            while text.hasSuffix(" ") { text.removeLast() }
            out.append(contentsOf: text.utf8)
            out.append(10)
        }
        line(Array(columns), bold: true)
        for row in rows { line(row, bold: false) }
    }

    /// Text from an article must not be able to give the terminal orders, nor to turn the direction of the line.
    private static func harmless(_ cell: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in cell.unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A, 0x0D: out.append(" ")
            case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: break
            default: out.append(scalar)
            }
        }
        return String(out)
    }

    private func fittedWidths() -> [Int] {
        var widths = columns.indices.map { column in
            ([columns[column]] + rows.map { $0[column] }).map(DisplayWidth.of).max() ?? 0
        }
        while widths.count > 1, widths.reduce(0, { $0 + min($1, 8) + 2 }) - 2 > width { widths.removeLast() }
        let gaps = 2 * (widths.count - 1)
        // The widest give way first, a column at a time.
        while widths.reduce(0, +) + gaps > width, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }),
            widths[widest] > 8
        {
            widths[widest] -= 1
        }
        return widths
    }

    private func colour(_ column: String, _ cell: String) -> String? {
        switch (column, cell) {
        case ("status", "held"): "\u{1B}[32m"
        case ("status", "planned"): "\u{1B}[34m"
        case ("status", "proposed"): "\u{1B}[36m"
        case ("status", "cancelled"), ("status", "denied"): "\u{1B}[31m"
        case ("kind", "summit"): "\u{1B}[35m"
        case ("kind", "call"): "\u{1B}[33m"
        default: nil
        }
    }
}
