internal import Kernel

/// Reads the rows of one file into typed values. Where each column stands is looked up once for the file.
struct RowReader {
    let file: TSVTable
    let table: LexiconTable
    private let report: (Diagnostic) -> Void
    private let id, name, nameEn, party, aliases, kind, type, within: Int
    private let person, office, at, from, to, acting: Int
    private let short, capital, seats, members, level, titles, holders: Int
    private let terms, mode, frame, cameo, plover, pattern, cue, reach, text: Int
    /// Tenures of one person stand together: whoever the last row named is likely meant again.
    private var lastPerson: (id: ArraySlice<UInt8>, row: Int) = ([], -1)
    private var people: RowIndex?
    private var offices: RowIndex?

    init(file: TSVTable, table: LexiconTable, report: @escaping (Diagnostic) -> Void) {
        self.file = file
        self.table = table
        self.report = report
        func column(_ name: String) -> Int { file.column(name) ?? Int.max }
        (id, name, nameEn, party) = (column("id"), column("name"), column("name_en"), column("party"))
        (aliases, kind, type, within) = (column("aliases"), column("kind"), column("type"), column("in"))
        (person, office, at) = (column("person"), column("office"), column("at"))
        (from, to, acting) = (column("from"), column("to"), column("acting"))
        (short, capital, seats, members) = (column("short"), column("capital"), column("seats"), column("members"))
        (level, titles, holders) = (column("level"), column("titles"), column("holders"))
        (terms, mode, frame, pattern) = (column("terms"), column("mode"), column("frame"), column("pattern"))
        (cameo, plover, cue, reach) = (column("cameo"), column("plover"), column("cue"), column("reach"))
        text = column("text")
    }

    /// What terms of office refer to.
    mutating func refersTo(people: RowIndex, offices: RowIndex) {
        self.people = people
        self.offices = offices
    }

    private func cell(_ row: TSVTable.Row, _ column: Int) -> String { file.cell(row, column) }
    private func list(_ row: TSVTable.Row, _ column: Int) -> [String] { file.list(row, column) }

    func partyRow(_ row: TSVTable.Row) -> Party? {
        guard let kind: Party.Kind = word(row, type) else { return nil }
        return Party(
            id: cell(row, id), kind: kind, name: cell(row, name), nameEn: cell(row, nameEn), shorts: list(row, short),
            aliases: list(row, aliases), capitals: list(row, capital), seats: list(row, seats),
            members: list(row, members))
    }

    func placeRow(_ row: TSVTable.Row) -> PlaceRow? {
        guard let kind: PlaceRow.Kind = word(row, kind) else { return nil }
        return PlaceRow(
            id: cell(row, id), name: cell(row, name), party: cell(row, party), aliases: list(row, aliases), kind: kind,
            within: cell(row, within))
    }

    func officeRow(_ row: TSVTable.Row) -> Office? {
        guard let level: Level = word(row, level) else { return nil }
        var isSingle = false
        var isGeneral = false
        switch cell(row, holders) {
        case "one": isSingle = true
        case "any": isGeneral = true
        case "", "many": break
        default:
            reportWord(row, holders, known: ["one", "many", "any"])
            return nil
        }
        return Office(
            id: cell(row, id), level: level, titles: list(row, titles), party: cell(row, party),
            nameEn: cell(row, nameEn),
            hasOneHolder: isSingle, isGeneral: isGeneral)
    }

    func personRow(_ row: TSVTable.Row) -> Person {
        Person(
            id: cell(row, id), name: cell(row, name), nameEn: cell(row, nameEn), party: cell(row, party),
            aliases: list(row, aliases))
    }

    mutating func tenureRow(_ row: TSVTable.Row) -> Tenure? {
        let personID = file.slice(row, person)
        if personID != lastPerson.id {
            guard let found = people?[personID] else {
                report(
                    Diagnostic(
                        .error, "unknown-reference", at: file.origin(row),
                        "nobody in people.tsv is called \"\(cell(row, person))\"", hint: "add the person or mend the id"
                    ))
                return nil
            }
            lastPerson = (personID, found)
        }
        guard let officeRow = offices?[file.slice(row, office)] else {
            report(
                Diagnostic(
                    .error, "unknown-reference", at: file.origin(row),
                    "no office in offices.tsv is called \"\(cell(row, office))\"", hint: "add the office or mend the id"
                ))
            return nil
        }
        guard let from = date(row, from), let to = date(row, to) else { return nil }
        let acting = cell(row, acting)
        return Tenure(
            person: lastPerson.row, office: officeRow, party: cell(row, party), at: cell(row, at), from: from, to: to,
            isActing: acting == "yes", isBeside: acting == "beside")
    }

    func meetingRow(_ row: TSVTable.Row) -> MeetingTerm? {
        guard let kind: EventKind = word(row, kind) else { return nil }
        guard let mode: EventMode? = wordIfAny(row, mode), let level: Level? = wordIfAny(row, level) else { return nil }
        return MeetingTerm(
            id: cell(row, id), terms: list(row, terms), kind: kind, mode: mode, level: level, frame: cell(row, frame),
            cameo: cell(row, cameo), plover: cell(row, plover))
    }

    func frameRow(_ row: TSVTable.Row) -> FrameRow {
        FrameRow(id: cell(row, id), frame: cell(row, frame), pattern: cell(row, pattern), line: row.line)
    }

    func cueRow(_ row: TSVTable.Row) -> Cue {
        Cue(id: cell(row, id), terms: list(row, terms), cue: cell(row, cue), reach: cell(row, reach))
    }

    func trapRow(_ row: TSVTable.Row) -> Trap { Trap(id: cell(row, id), texts: list(row, text)) }

    func looseRow(_ row: TSVTable.Row) -> LooseRow {
        let cells = file.columns.indices.map { (file.columns[$0], cell(row, $0)) }
        return LooseRow(cells: Dictionary(cells, uniquingKeysWith: { first, _ in first }), origin: file.origin(row))
    }

    // MARK: - Cells

    private func word<W: RawRepresentable & CaseIterable>(_ row: TSVTable.Row, _ column: Int) -> W?
    where W.RawValue == String {
        if let word = W(rawValue: cell(row, column)) { return word }
        reportWord(row, column, known: W.allCases.map(\.rawValue))
        return nil
    }

    /// nil where the cell holds no such word; a value that is nil where it is empty.
    private func wordIfAny<W: RawRepresentable & CaseIterable>(_ row: TSVTable.Row, _ column: Int) -> W??
    where W.RawValue == String {
        if file.isEmpty(row, column) { return .some(nil) }
        guard let word: W = word(row, column) else { return nil }
        return .some(word)
    }

    private func reportWord(_ row: TSVTable.Row, _ column: Int, known: [String]) {
        report(
            Diagnostic(
                .error, "unknown-word", at: file.origin(row),
                "the cell \"\(file.columns[column])\" holds \"\(cell(row, column))\"",
                hint: "it is one of \(known.joined(separator: ", "))"))
    }

    /// nil where the cell holds no date; a value that is nil where it is empty.
    private func date(_ row: TSVTable.Row, _ column: Int) -> DateValue?? {
        if file.isEmpty(row, column) { return .some(nil) }
        if let edge = DateValue.Edge(edtf: file.slice(row, column)) { return .some(DateValue(edge)) }
        report(
            Diagnostic(
                .error, "bad-date", at: file.origin(row),
                "the cell \"\(file.columns[column])\" holds \"\(cell(row, column))\", which is no date",
                hint: "write 2023-08-31, 2023-08 or 2023"))
        return nil
    }
}
