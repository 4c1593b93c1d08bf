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
    package private(set) var spots: [LexiconTable: [RowSpot]] = [:]
    /// The files as they were read, layer by layer, for whoever checks them.
    package private(set) var files: [LexiconTable: [TSVTable]] = [:]

    private let leavingOut: Set<RowName>
    /// Rows by id, made when somebody asks for them.
    private var indices: [LexiconTable: RowIndex] = [:]

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
        for (table, file) in LexiconBuilder.tables(of: layers, report) { files[table, default: []].append(file) }
        for table in LexiconTable.allCases { load(table, after: before[table] ?? 0, report) }
    }

    private struct ReadFile {
        let table: TSVTable
        private(set) var problems: [Diagnostic] = []

        init(_ file: LexiconLayer.File) {
            var problems: [Diagnostic] = []
            table = TSVTable(path: file.path, bytes: file.bytes) { problems.append($0) }
            self.problems = problems
        }
    }

    /// The files of all layers in their order. The longest, which is as long as the others together, is read beside them.
    private static func tables(
        of layers: [LexiconLayer], _ report: (Diagnostic) -> Void
    ) -> [(table: LexiconTable, file: TSVTable)] {
        let files = layers.flatMap(\.files).compactMap { file in
            LexiconTable.allCases.first { $0.fileName == file.name }.map { (table: $0, file: file) }
        }
        guard let longest = files.indices.max(by: { files[$0].file.bytes.count < files[$1].file.bytes.count }) else {
            return []
        }
        let beside = Background { ReadFile(files[longest].file) }
        var read = files.indices.map { $0 == longest ? nil : ReadFile(files[$0].file) }
        read[longest] = beside.result()
        return zip(files, read).compactMap { file, read in
            guard let read else { return nil }
            for problem in read.problems { report(problem) }
            return (file.table, read.table)
        }
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
        if table == .tenures { reader.refersTo(people: index(of: .people), offices: index(of: .offices)) }
        // Taken out while the file is read: looking tables up for every row took longer than reading it.
        var spots = spots.removeValue(forKey: table) ?? []
        spots.reserveCapacity(spots.count + file.rows.count)
        var index = layer > 0 ? index(of: table, spots) : nil
        var last: TSVTable.Row?
        let isWhole = !leavingOut.contains { $0.table == table }
        reserve(table, file.rows.count)
        for (number, row) in file.rows.enumerated() {
            if !isWhole, leavingOut.contains(RowName(table, file.cell(row, idColumn))) { continue }
            if let empty = must.first(where: { file.isEmpty(row, $0) }) {
                report(
                    Diagnostic(
                        .error, "empty-cell", at: file.origin(row), "the cell \"\(file.columns[empty])\" is empty",
                        hint: "fill it in"))
                continue
            }
            // Rows stand sorted by id, so that an id greater than the last one is new and needs no looking up.
            var replacing: Int?
            if layer > 0 || !(last.map { file.precedes($0, row, by: idColumn) } ?? true) {
                if index == nil { index = self.index(of: table, spots) }
                replacing = index?[file.slice(row, idColumn)]
                if let old = replacing, let first = origin(table, spots[old]), first.path == file.path {
                    report(
                        Diagnostic(
                            .error, "duplicate-id", at: file.origin(row),
                            "the id \"\(file.cell(row, idColumn))\" stands on line \(first.line) too",
                            hint: "give this row another id or join the two"))
                    continue
                }
            }
            last = row
            guard place(&reader, row, replacing: replacing) else { continue }
            let spot = RowSpot(file: Int32(layer), row: Int32(number), idColumn: Int32(idColumn))
            if let replacing {
                spots[replacing] = spot
            } else {
                index?[file.slice(row, idColumn)] = spots.count
                spots.append(spot)
            }
        }
        self.spots[table] = spots
        indices[table] = index
    }

    /// Room in the large tables for the rows of a file, so that they are not moved while it is read.
    private mutating func reserve(_ table: LexiconTable, _ count: Int) {
        switch table {
        case .places: places.reserveCapacity(places.count + count)
        case .people: people.reserveCapacity(people.count + count)
        case .tenures: tenures.reserveCapacity(tenures.count + count)
        default: break
        }
    }

    private func origin(_ table: LexiconTable, _ spot: RowSpot) -> Origin? {
        files[table].map { $0[Int(spot.file)] }.map { $0.origin($0.rows[Int(spot.row)]) }
    }

    private mutating func index(of table: LexiconTable) -> RowIndex {
        if let index = indices[table] { return index }
        let index = index(of: table, spots[table] ?? [])
        indices[table] = index
        return index
    }

    private func index(of table: LexiconTable, _ spots: [RowSpot]) -> RowIndex {
        if let index = indices[table] { return index }
        let files = files[table] ?? []
        var index = RowIndex(capacity: spots.count)
        for (number, spot) in spots.enumerated() { index[spot.id(in: files)] = number }
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
        case .tenures: return put(reader.tenureRow(row), into: &tenures)
        case .meetings: return put(reader.meetingRow(row), into: &meetings)
        case .frames: return put(reader.frameRow(row), into: &frames)
        case .cues: return put(reader.cueRow(row), into: &cues)
        case .traps: return put(reader.trapRow(row), into: &traps)
        case .dates, .sources, .boilerplate: return put(reader.looseRow(row), into: &others[reader.table, default: []])
        }
    }
}
