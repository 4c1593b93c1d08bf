package import Kernel

/// Reads lexicon files into typed rows. Every refusal names file, line and what to do.
package struct LexiconBuilder {
    package private(set) var parties: [Party] = []
    package private(set) var places: [PlaceRow] = []
    package private(set) var offices: [Office] = []
    package private(set) var people: [Person] = []
    package private(set) var tenures: [Tenure] = []
    package private(set) var meetings: [MeetingTerm] = []
    package private(set) var frames: [FrameRow] = []
    package private(set) var cues: [Cue] = []
    package private(set) var traps: [Trap] = []
    /// Tables that other rooms compile for themselves: dates, sources, boilerplate.
    package private(set) var others: [LexiconTable: TSVTable] = [:]
    /// Where every row of every table stands, by its number.
    package private(set) var origins: [LexiconTable: [Origin]] = [:]
    package private(set) var ids: [LexiconTable: [String]] = [:]

    private let report: (Diagnostic) -> Void

    /// `layers`: the built-in files first, then overlays; a row of a later layer replaces the one of the same id.
    package init(layers: [[(name: String, path: String, bytes: [UInt8])]], report: @escaping (Diagnostic) -> Void) {
        self.report = report
        var tables: [LexiconTable: [TSVTable]] = [:]
        for layer in layers {
            for file in layer {
                guard let table = LexiconTable.allCases.first(where: { $0.fileName == file.name }) else { continue }
                tables[table, default: []].append(TSVTable(path: file.path, bytes: file.bytes, report: report))
            }
        }
        for table in LexiconTable.allCases { load(table, tables[table] ?? []) }
    }

    /// The columns of a table: those that a row must fill, and those that it may.
    package static func columns(of table: LexiconTable) -> (required: [String], optional: [String])? {
        switch table {
        case .parties:
            (["id", "type", "name"],
             ["name_en", "short", "aliases", "demonym", "capital", "seats", "from", "to", "members", "source", "note"])
        case .places: (["id", "name", "kind"], ["name_en", "party", "aliases", "in", "source", "note"])
        case .offices: (["id", "level", "titles"], ["party", "name_en", "source", "note"])
        case .people: (["id", "name", "party"], ["name_en", "aliases", "wikidata", "source", "note"])
        case .tenures: (["id", "person", "office", "party"], ["at", "from", "to", "acting", "source", "note"])
        case .meetings:
            (["id", "terms", "kind", "frame"], ["mode", "level", "cameo", "plover", "source", "note"])
        case .frames: (["id", "frame", "pattern"], ["example", "source", "note"])
        case .cues: (["id", "terms", "cue"], ["reach", "source", "note"])
        case .traps: (["id", "text"], ["entry", "when", "source", "note"])
        case .dates, .sources, .boilerplate: nil
        }
    }

    private mutating func load(_ table: LexiconTable, _ files: [TSVTable]) {
        guard let columns = LexiconBuilder.columns(of: table) else {
            if let merged = merge(files) { others[table] = merged }
            return
        }
        var seen: [String: Int] = [:]
        for (layer, file) in files.enumerated() where !file.columns.isEmpty {
            let header = Origin(path: file.path, line: 1)
            for name in file.columns where !columns.required.contains(name) && !columns.optional.contains(name) {
                let known = (columns.required + columns.optional).joined(separator: ", ")
                report(Diagnostic(.error, "unknown-column", at: header, "no column is called \"\(name)\"", hint: "the columns are \(known)"))
            }
            var missing = false
            for name in columns.required where file.column(name) == nil {
                missing = true
                report(Diagnostic(.error, "missing-column", at: header, "the column \"\(name)\" is missing", hint: "add it to the header row"))
            }
            if missing { continue }
            var inThisFile: [String: Int] = [:]
            for row in file.rows {
                let cells = Cells(file: file, row: row)
                let origin = Origin(path: file.path, line: row.line)
                guard let empty = columns.required.first(where: { cells[$0].isEmpty }) else {
                    let id = cells["id"]
                    if let first = inThisFile[id] {
                        report(Diagnostic(.error, "duplicate-id", at: origin, "the id \"\(id)\" stands on line \(first) too", hint: "give this row another id or join the two"))
                        continue
                    }
                    inThisFile[id] = row.line
                    place(table, cells, origin, replacing: layer > 0 ? seen[id] : nil, &seen)
                    continue
                }
                report(Diagnostic(.error, "empty-cell", at: origin, "the cell \"\(empty)\" is empty", hint: "fill it in"))
            }
        }
    }

    private struct Cells {
        var file: TSVTable
        var row: TSVTable.Row
        subscript(_ name: String) -> String { file.column(name).map { row.cells[$0] } ?? "" }
    }

    private func merge(_ files: [TSVTable]) -> TSVTable? {
        guard var merged = files.first else { return nil }
        guard let id = merged.column("id") else { return merged }
        for file in files.dropFirst() where file.columns == merged.columns {
            for row in file.rows {
                if let old = merged.rows.firstIndex(where: { $0.cells[id] == row.cells[id] }) {
                    merged.rows[old] = row
                } else {
                    merged.rows.append(row)
                }
            }
        }
        return merged
    }

    private mutating func place(_ table: LexiconTable, _ cells: Cells, _ origin: Origin, replacing: Int?, _ seen: inout [String: Int]) {
        func put<T>(_ row: T, into rows: inout [T]) {
            if let replacing { rows[replacing] = row } else { rows.append(row) }
        }
        let id = cells["id"]
        switch table {
        case .parties:
            guard let kind: Party.Kind = word(cells["type"], "type", origin) else { return }
            put(
                Party(
                    id: id, kind: kind, name: cells["name"], nameEn: cells["name_en"], shorts: cells["short"].list,
                    aliases: cells["aliases"].list, capitals: cells["capital"].list, seats: cells["seats"].list,
                    members: cells["members"].list), into: &parties)
        case .places:
            guard let kind: PlaceRow.Kind = word(cells["kind"], "kind", origin) else { return }
            put(
                PlaceRow(
                    id: id, name: cells["name"], party: cells["party"], aliases: cells["aliases"].list, kind: kind,
                    within: cells["in"]), into: &places)
        case .offices:
            guard let level: Level = word(cells["level"], "level", origin) else { return }
            put(
                Office(id: id, level: level, titles: cells["titles"].list, party: cells["party"], nameEn: cells["name_en"]),
                into: &offices)
        case .people:
            put(
                Person(
                    id: id, name: cells["name"], nameEn: cells["name_en"], party: cells["party"],
                    aliases: cells["aliases"].list, line: origin.line), into: &people)
        case .tenures:
            guard let person = lookup[.people]?[cells["person"]] else {
                report(Diagnostic(.error, "unknown-reference", at: origin, "nobody in people.tsv is called \"\(cells["person"])\"", hint: "add the person or mend the id"))
                return
            }
            guard let office = lookup[.offices]?[cells["office"]] else {
                report(Diagnostic(.error, "unknown-reference", at: origin, "no office in offices.tsv is called \"\(cells["office"])\"", hint: "add the office or mend the id"))
                return
            }
            guard let from = date(cells["from"], "from", origin), let to = date(cells["to"], "to", origin) else { return }
            put(
                Tenure(
                    id: id, person: person, office: office, party: cells["party"], at: cells["at"], from: from.value,
                    to: to.value, isActing: cells["acting"] == "yes", line: origin.line), into: &tenures)
        case .meetings:
            guard let kind: EventKind = word(cells["kind"], "kind", origin) else { return }
            var mode: EventMode?
            if !cells["mode"].isEmpty {
                guard let known: EventMode = word(cells["mode"], "mode", origin) else { return }
                mode = known
            }
            var level: Level?
            if !cells["level"].isEmpty {
                guard let known: Level = word(cells["level"], "level", origin) else { return }
                level = known
            }
            put(
                MeetingTerm(
                    id: id, terms: cells["terms"].list, kind: kind, mode: mode, level: level, frame: cells["frame"],
                    cameo: cells["cameo"], plover: cells["plover"]), into: &meetings)
        case .frames:
            put(FrameRow(id: id, frame: cells["frame"], pattern: cells["pattern"], line: origin.line), into: &frames)
        case .cues:
            put(Cue(id: id, terms: cells["terms"].list, cue: cells["cue"], reach: cells["reach"]), into: &cues)
        case .traps:
            put(Trap(id: id, texts: cells["text"].list), into: &traps)
        case .dates, .sources, .boilerplate: return
        }
        if let replacing {
            origins[table]?[replacing] = origin
        } else {
            seen[id] = origins[table, default: []].count
            origins[table, default: []].append(origin)
            ids[table, default: []].append(id)
            lookup[table, default: [:]][id] = seen[id]
        }
    }

    private var lookup: [LexiconTable: [String: Int]] = [:]

    private func word<W: RawRepresentable & CaseIterable>(_ cell: String, _ column: String, _ origin: Origin) -> W?
    where W.RawValue == String {
        if let word = W(rawValue: cell) { return word }
        let known = W.allCases.map(\.rawValue).joined(separator: ", ")
        report(Diagnostic(.error, "unknown-word", at: origin, "the cell \"\(column)\" holds \"\(cell)\"", hint: "it is one of \(known)"))
        return nil
    }

    private func date(_ cell: String, _ column: String, _ origin: Origin) -> (value: DateValue?, Void)? {
        if cell.isEmpty { return (nil, ()) }
        if let value = DateValue(edtf: cell), !value.isInterval { return (value, ()) }
        report(Diagnostic(.error, "bad-date", at: origin, "the cell \"\(column)\" holds \"\(cell)\", which is no date", hint: "write 2023-08-31, 2023-08 or 2023"))
        return nil
    }
}
