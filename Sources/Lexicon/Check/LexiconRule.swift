internal import Kernel

/// One kind of mistake that rows can hold. Each lives in a file of its own; `LexiconCheck` runs them all.
protocol LexiconRule: Sendable {
    func check(_ lexicon: CheckedLexicon, _ report: (Diagnostic) -> Void)
}

/// What the rules look at: the typed rows, the compiled lexicon, and the rows as they stand in the files.
struct CheckedLexicon {
    let lexicon: Lexicon
    private let entries: [LexiconTable: [CheckedEntry]]

    init(_ rows: LexiconBuilder, _ lexicon: Lexicon) {
        self.lexicon = lexicon
        var entries: [LexiconTable: [CheckedEntry]] = [:]
        for (table, files) in rows.files {
            var merged: [CheckedEntry] = []
            var numbers: [String: Int] = [:]
            for file in files {
                guard file.column("id") != nil else { continue }
                for row in file.rows {
                    let entry = CheckedEntry(file: file, row: row)
                    if let old = numbers[entry.id] {
                        if merged[old].origin.path != entry.origin.path { merged[old] = entry }
                    } else {
                        numbers[entry.id] = merged.count
                        merged.append(entry)
                    }
                }
            }
            entries[table] = merged
        }
        self.entries = entries
    }

    /// The rows of a table that count, those of overlays in place of what they replace.
    func rows(_ table: LexiconTable) -> [CheckedEntry] { entries[table] ?? [] }

    var fold: FoldTable { lexicon.fold }

    /// The text as the matcher sees it.
    func key(_ text: String) -> String {
        var key = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let folded = fold(scalar.value)
            if !Automaton.isJoint(folded) { key.append(Unicode.Scalar(folded) ?? scalar) }
        }
        return String(key)
    }

    /// Every text of a table that the matcher looks for, by what it looks for.
    func names(_ table: LexiconTable) -> [String: [Name]] {
        var names: [String: [Name]] = [:]
        for (row, entry) in rows(table).enumerated() where table != .cues || !Cue.isList(entry["cue"]) {
            for column in CheckedLexicon.nameColumns(of: table) {
                for text in entry.list(column) {
                    names[key(text), default: []].append(Name(row: row, text: text, column: column, entry: entry))
                }
            }
        }
        return names
    }

    struct Name {
        var row: Int
        var text: String
        var column: String
        var entry: CheckedEntry
    }

    /// The columns whose cells are looked for in texts.
    static func nameColumns(of table: LexiconTable) -> [String] {
        switch table {
        case .parties: ["name", "aliases", "short", "seats"]
        case .places, .people: ["name", "aliases"]
        case .offices: ["titles"]
        case .meetings, .cues: ["terms"]
        case .traps: ["text"]
        case .tenures, .frames, .dates, .sources, .boilerplate: []
        }
    }
}

/// A row as it stands in its file.
struct CheckedEntry {
    let file: TSVTable
    let row: TSVTable.Row

    subscript(_ column: String) -> String { file.column(column).map { file.cell(row, $0) } ?? "" }
    func list(_ column: String) -> [String] { file.column(column).map { file.list(row, $0) } ?? [] }
    var id: String { self["id"] }
    var origin: Origin { file.origin(row) }
    /// For messages that point at another row.
    var place: String { "line \(row.line)" }
}
