package import Kernel

/// Reads lexicon files into typed rows. Every refusal names file, line and what to do.
package struct LexiconBuilder: Sendable {
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
    package private(set) var others: [LexiconTable: [LooseRow]] = [:]
    /// Where every row of every table stands, by its number.
    package private(set) var origins: [LexiconTable: [Origin]] = [:]
    package private(set) var ids: [LexiconTable: [String]] = [:]
    /// The files as they were read, layer by layer, for whoever checks them.
    package private(set) var files: [LexiconTable: [TSVTable]] = [:]

    private let leavingOut: Set<RowName>
    /// Rows by id, made when somebody asks for them.
    private var indices: [LexiconTable: [String: Int]] = [:]

    /// `layers`: the built-in files first, then overlays; a row of a later layer replaces the one of the same id.
    /// `leavingOut`: rows that are to be as if no file had them.
    package init(
        layers: [LexiconLayer], leavingOut: Set<RowName> = [], report: @escaping (Diagnostic) -> Void
    ) {
        self.leavingOut = leavingOut
        add(layers, report)
    }

    /// The same rows with more layers over them, which costs no more than reading those.
    package func with(_ layers: [LexiconLayer], report: @escaping (Diagnostic) -> Void) -> LexiconBuilder {
        var rows = self
        rows.add(layers, report)
        return rows
    }

    private mutating func add(_ layers: [LexiconLayer], _ report: @escaping (Diagnostic) -> Void) {
        let before = files.mapValues(\.count)
        for layer in layers {
            for file in layer.files {
                guard let table = LexiconTable.allCases.first(where: { $0.fileName == file.name }) else { continue }
                files[table, default: []].append(TSVTable(path: file.path, bytes: file.bytes, report: report))
            }
        }
        for table in LexiconTable.allCases { load(table, after: before[table] ?? 0, report) }
    }

    /// The columns of a table: those that a row must fill, and those that it may.
    package static func columns(of table: LexiconTable) -> (required: [String], optional: [String]) {
        switch table {
        case .parties:
            (
                ["id", "type", "name"],
                [
                    "name_en", "short", "aliases", "demonym", "capital", "seats", "from", "to", "members", "source",
                    "note",
                ]
            )
        case .places: (["id", "name", "kind"], ["name_en", "party", "aliases", "in", "source", "note"])
        case .offices: (["id", "level", "titles"], ["party", "name_en", "holders", "source", "note"])
        case .people: (["id", "name", "party"], ["name_en", "aliases", "wikidata", "source", "note"])
        case .tenures: (["id", "person", "office", "party"], ["at", "from", "to", "acting", "source", "note"])
        case .meetings: (["id", "terms", "kind", "frame"], ["mode", "level", "cameo", "plover", "source", "note"])
        case .frames: (["id", "frame", "pattern"], ["example", "source", "note"])
        case .cues: (["id", "terms", "cue"], ["reach", "source", "note"])
        case .traps: (["id", "text"], ["entry", "when", "source", "note"])
        case .dates: (["id", "terms", "class"], ["value", "where", "part", "days", "source", "note"])
        case .sources: (["id", "name"], ["aliases", "hosts", "party", "zone", "source", "note"])
        case .boilerplate: (["id", "text", "match", "drops"], ["source", "note"])
        }
    }

    /// Reads the files of a table, but for the first few, which were read.
    private mutating func load(
        _ table: LexiconTable, after first: Int, _ report: @escaping (Diagnostic) -> Void
    ) {
        let columns = LexiconBuilder.columns(of: table)
        for (layer, file) in (files[table] ?? []).enumerated() where layer >= first && !file.columns.isEmpty {
            let header = Origin(path: file.path, line: file.headerLine)
            for name in file.columns where !columns.required.contains(name) && !columns.optional.contains(name) {
                let known = (columns.required + columns.optional).joined(separator: ", ")
                report(
                    Diagnostic(
                        .error, "unknown-column", at: header, "no column is called \"\(name)\"",
                        hint: "the columns are \(known)"))
            }
            var missing = false
            for name in columns.required where file.column(name) == nil {
                missing = true
                report(
                    Diagnostic(
                        .error, "missing-column", at: header, "the column \"\(name)\" is missing",
                        hint: "add it to the header row"))
            }
            if missing { continue }
            read(file, table, layer: layer, required: columns.required, report)
        }
    }

    /// The rows of one file; what cannot be a row is reported and left out.
    private mutating func read(
        _ file: TSVTable, _ table: LexiconTable, layer: Int, required: [String],
        _ report: @escaping (Diagnostic) -> Void
    ) {
        let must = required.map { file.column($0) ?? 0 }
        let idColumn = must[0]
        var reader = RowReader(file: file, table: table, report: report)
        var lastID: ArraySlice<UInt8> = []
        let isWhole = !leavingOut.contains { $0.table == table }
        for row in file.rows {
            if !isWhole, leavingOut.contains(RowName(table, file.cell(row, idColumn))) { continue }
            if let empty = must.first(where: { file.slice(row, $0).isEmpty }) {
                report(
                    Diagnostic(
                        .error, "empty-cell", at: file.origin(row), "the cell \"\(file.columns[empty])\" is empty",
                        hint: "fill it in"))
                continue
            }
            // Rows stand sorted by id, so that an id greater than the last one is new and needs no looking up.
            let idBytes = file.slice(row, idColumn)
            var replacing: Int?
            if layer > 0 || !lastID.lexicographicallyPrecedes(idBytes) {
                replacing = index(of: table)[file.cell(row, idColumn)]
                if let old = replacing, let first = origins[table]?[old], first.path == file.path {
                    report(
                        Diagnostic(
                            .error, "duplicate-id", at: file.origin(row),
                            "the id \"\(file.cell(row, idColumn))\" stands on line \(first.line) too",
                            hint: "give this row another id or join the two"))
                    continue
                }
            }
            lastID = idBytes
            guard place(&reader, row, replacing: replacing) else { continue }
            if let replacing {
                origins[table]?[replacing] = file.origin(row)
            } else {
                let id = file.cell(row, idColumn)
                let number = ids[table]?.count ?? 0
                indices[table]?[id] = number
                origins[table, default: []].append(file.origin(row))
                ids[table, default: []].append(id)
            }
        }
    }

    private mutating func index(of table: LexiconTable) -> [String: Int] {
        if let index = indices[table] { return index }
        let ids = ids[table] ?? []
        let index = Dictionary(zip(ids, ids.indices), uniquingKeysWith: { first, _ in first })
        indices[table] = index
        return index
    }

    /// Makes a typed row; false where a cell says what it cannot.
    private mutating func place(_ reader: inout RowReader, _ row: TSVTable.Row, replacing: Int?) -> Bool {
        func put<T>(_ value: T?, into rows: inout [T]) -> Bool {
            guard let value else { return false }
            if let replacing { rows[replacing] = value } else { rows.append(value) }
            return true
        }
        switch reader.table {
        case .parties: return put(reader.partyRow(row), into: &parties)
        case .places: return put(reader.placeRow(row), into: &places)
        case .offices: return put(reader.officeRow(row), into: &offices)
        case .people: return put(reader.personRow(row), into: &people)
        case .tenures:
            return put(reader.tenureRow(row, people: index(of: .people), offices: index(of: .offices)), into: &tenures)
        case .meetings: return put(reader.meetingRow(row), into: &meetings)
        case .frames: return put(reader.frameRow(row), into: &frames)
        case .cues: return put(reader.cueRow(row), into: &cues)
        case .traps: return put(reader.trapRow(row), into: &traps)
        case .dates, .sources, .boilerplate: return put(reader.looseRow(row), into: &others[reader.table, default: []])
        }
    }
}
