internal import Kernel

/// Cells that a keyboard or spreadsheet has spoilt: spaces at an edge, an empty item in a list, a list joined with the wrong
/// mark. Such a name is never found in a text.
struct AwkwardText: LexiconRule {
    func check(_ lexicon: CheckedLexicon, _ report: (Diagnostic) -> Void) {
        for table in LexiconTable.allCases {
            let names = CheckedLexicon.nameColumns(of: table)
            for entry in lexicon.rows(table) {
                for column in entry.file.columns {
                    let cell = entry[column]
                    if isSpaced(cell) || (names.contains(column) && entry.list(column).contains(where: isSpaced)) {
                        report(
                            Diagnostic(
                                .error, "stray-space", at: entry.origin,
                                "the cell \"\(column)\" has a space at the edge of \"\(cell)\"",
                                hint: "delete the space"))
                    }
                    guard names.contains(column), !cell.isEmpty else { continue }
                    if column == "name", cell.utf8.contains(UInt8(ascii: "|")) {
                        report(
                            Diagnostic(
                                .error, "list-in-name", at: entry.origin, "the cell \"name\" holds a list: \"\(cell)\"",
                                hint: "leave one name and put the others into \"aliases\""))
                    }
                    let bytes = Array(cell.utf8)
                    let bar = UInt8(ascii: "|")
                    if bytes.first == bar || bytes.last == bar
                        || zip(bytes, bytes.dropFirst()).contains(where: { $0 == bar && $1 == bar })
                    {
                        report(
                            Diagnostic(
                                .warning, "empty-item", at: entry.origin, "the list in \"\(column)\" has an empty item",
                                hint: "take out the | that is too many"))
                    }
                    if let mark = separator(in: entry.list(column)), [.people, .places].contains(table) {
                        report(
                            Diagnostic(
                                .warning, "list-mark", at: entry.origin,
                                "\"\(mark)\" stands inside a name in \"\(column)\"",
                                hint: "lists are joined with |"))
                    }
                }
            }
        }
    }

    private func isSpaced(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else { return false }
        return first.properties.isWhitespace || last.properties.isWhitespace
    }

    private func separator(in items: [String]) -> String? {
        for item in items {
            for scalar in item.unicodeScalars where [0x3001, 0xFF0C, 0xFF1B, 0xFF5C, 0x3B].contains(scalar.value) {
                return String(Character(scalar))
            }
        }
        return nil
    }
}
