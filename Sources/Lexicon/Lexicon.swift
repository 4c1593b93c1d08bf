package import Kernel

/// The lexicons, compiled: typed rows, the automaton over all their terms, and the indices that the stages ask.
package final class Lexicon: Sendable {
    package let parties: [Party]
    package let places: [PlaceRow]
    package let offices: [Office]
    package let people: [Person]
    package let tenures: [Tenure]
    package let meetings: [MeetingTerm]
    package let frames: [FrameRow]
    package let cues: [Cue]
    package let traps: [Trap]
    package let others: [LexiconTable: [LooseRow]]
    private let files: [LexiconTable: [TSVTable]]
    private let spots: [LexiconTable: [RowSpot]]
    package let fold: FoldTable

    package let automaton: Automaton
    /// What a pattern of the automaton may mean.
    package let readings: [[Mention.Reading]]
    /// The same without the traps, which are matched only to mean nothing.
    package let meanings: [[Mention.Reading]]
    /// How many characters each pattern has.
    package let patternLengths: [Int]

    /// The terms of the rows of a class of cues.
    private let cueTerms: [String: [String]]

    /// Short forms so common that they need no full name beside them (中, 美), folded.
    package let commonShorts: Set<[UInt16]>
    /// Parties that have such a short form for themselves alone.
    package let commonParties: Set<String>
    /// Parties whose people's names are written by sound, with dots between the parts; elsewhere names are written in
    /// characters of their own, family name first.
    package let dottedParties: Set<String>
    /// Terms for gatherings, folded: the names of some forums end in one (东亚峰会).
    private let gatheringTerms: [[UInt16]: Int]
    package let partyIndex: [String: Int]
    package let placeIndex: [String: Int]
    package let officeIndex: [String: Int]
    /// The tenures of a person, as rows of `tenures`.
    package let tenuresOfPerson: RowGroups
    /// The tenures of an office in a party.
    package let tenuresOfOffice: [OfficeKey: [Int]]
    /// The party of a person, where it is one of the lexicon's.
    package let partyOfPerson: [Int?]
    /// The party of a place, following the places that it lies in.
    package let partyOfPlace: [Int?]

    package struct OfficeKey: Hashable, Sendable {
        package var office: Int
        package var party: String
        package init(office: Int, party: String) {
            self.office = office
            self.party = party
        }
    }

    package init(_ rows: LexiconBuilder, fold: FoldTable) {
        parties = rows.parties
        places = rows.places
        offices = rows.offices
        people = rows.people
        tenures = rows.tenures
        meetings = rows.meetings
        frames = rows.frames
        cues = rows.cues
        traps = rows.traps
        others = rows.others
        files = rows.files
        spots = rows.spots
        self.fold = fold

        // The automaton takes longer than all that the rows are asked for here, which is done meanwhile.
        let compiling = Background {
            let patterns = Lexicon.patterns(rows, fold: fold)
            return (patterns, Automaton(patterns, fold: fold))
        }
        var cueTerms: [String: [String]] = [:]
        for cue in rows.cues { cueTerms[cue.cue, default: []] += cue.terms }
        self.cueTerms = cueTerms
        let commonShorts = Set((cueTerms["common-short"] ?? []).compactMap { Automaton.key($0, fold: fold) })
        self.commonShorts = commonShorts
        var owners: [[UInt16]: [String]] = [:]
        for party in rows.parties {
            for short in party.shorts.compactMap({ Automaton.key($0, fold: fold) }) where commonShorts.contains(short) {
                owners[short, default: []].append(party.id)
            }
        }
        commonParties = Set(owners.values.filter { $0.count == 1 }.flatMap { $0 })
        var gatherings: [[UInt16]: Int] = [:]
        for (row, meeting) in rows.meetings.enumerated() where meeting.isGathering {
            for term in meeting.terms { if let key = Automaton.key(term, fold: fold) { gatherings[key] = row } }
        }
        gatheringTerms = gatherings
        let partyIndex = Dictionary(rows.parties.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { a, _ in a })
        self.partyIndex = partyIndex
        partyOfPerson = rows.people.indices.map { partyIndex[rows.people[$0].party] }
        dottedParties = Lexicon.dottedParties(rows, partyOfPerson)
        var placeIndex: [String: Int] = Dictionary(minimumCapacity: rows.places.count)
        for row in rows.places.indices where placeIndex[rows.places[row].id] == nil {
            placeIndex[rows.places[row].id] = row
        }
        self.placeIndex = placeIndex
        officeIndex = Dictionary(rows.offices.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { a, _ in a })
        tenuresOfPerson = RowGroups(rows.tenures.map(\.person), of: rows.people.count)
        var ofOffice: [OfficeKey: [Int]] = [:]
        for row in rows.tenures.indices {
            let key = OfficeKey(office: rows.tenures[row].office, party: rows.tenures[row].party)
            ofOffice[key, default: []].append(row)
        }
        tenuresOfOffice = ofOffice
        partyOfPlace = Lexicon.partyOfPlace(rows.places, placeIndex, partyIndex)

        let (patterns, automaton) = compiling.result()
        self.automaton = automaton
        readings = patterns.readings
        patternLengths = (0..<patterns.count).map(patterns.length)
        meanings = readings.map { readings in
            // Hardly any has one: the rest share their storage.
            readings.contains { $0.entry.table == .traps } ? readings.filter { $0.entry.table != .traps } : readings
        }
    }

    /// What cues.tsv holds for a class, in the order of its rows; nothing where it has none.
    package func terms(ofCue name: String) -> [String] { cueTerms[name] ?? [] }

    /// Every term that is looked for in texts. Rows are not copied for it: that would count up all that they hold.
    private static func patterns(_ rows: LexiconBuilder, fold: FoldTable) -> PatternList {
        var terms = PatternList.Builder(fold: fold)
        for (row, party) in rows.parties.enumerated() {
            let entry = EntryRef(.parties, row)
            terms.add(party.name, party.aliases, entry)
            terms.add(party.shorts, entry, .short)
            terms.add(party.seats, entry, .seat)
        }
        for row in rows.places.indices {
            terms.add(rows.places[row].name, rows.places[row].aliases, EntryRef(.places, row))
        }
        for (row, office) in rows.offices.enumerated() { terms.add(office.titles, EntryRef(.offices, row)) }
        for row in rows.people.indices {
            terms.add(rows.people[row].name, rows.people[row].aliases, EntryRef(.people, row))
        }
        for (row, meeting) in rows.meetings.enumerated() { terms.add(meeting.terms, EntryRef(.meetings, row)) }
        for (row, cue) in rows.cues.enumerated() where !Cue.isList(cue.cue) {
            terms.add(cue.terms, EntryRef(.cues, row))
        }
        for (row, trap) in rows.traps.enumerated() { terms.add(trap.texts, EntryRef(.traps, row)) }
        return terms.sorted()
    }

    private static func dottedParties(_ rows: LexiconBuilder, _ partyOfPerson: [Int?]) -> Set<String> {
        func hasDot(_ name: String) -> Bool { name.unicodeScalars.contains("·") }
        struct Count {
            var all = 0
            var dotted = 0
        }
        var known = [Count](repeating: Count(), count: rows.parties.count)
        var named: [String: Count] = [:]
        for row in rows.people.indices {
            let isDotted = hasDot(rows.people[row].name) || rows.people[row].aliases.contains(where: hasDot)
            func add(to count: inout Count) {
                count.all += 1
                if isDotted { count.dotted += 1 }
            }
            if let party = partyOfPerson[row] {
                add(to: &known[party])
            } else {
                add(to: &named[rows.people[row].party, default: Count()])
            }
        }
        for (row, count) in known.enumerated() where count.all > 0 { named[rows.parties[row].id] = count }
        return Set(named.filter { $0.value.all < 5 || $0.value.dotted * 10 >= $0.value.all }.keys)
    }

    private static func partyOfPlace(
        _ places: [PlaceRow], _ placeIndex: [String: Int], _ partyIndex: [String: Int]
    ) -> [Int?] {
        places.indices.map { place in
            var at = place
            for _ in 0..<8 {
                if !places[at].party.isEmpty { return partyIndex[places[at].party] }
                guard let up = placeIndex[places[at].within] else { return nil }
                at = up
            }
            return nil
        }
    }

    /// The gathering that a forum's name ends in (东亚峰会), and how many characters of it that is.
    package func gathering(endOf name: String) -> (term: Int, length: Int)? {
        guard let key = Automaton.key(name, fold: fold), key.count > 2 else { return nil }
        for length in stride(from: min(8, key.count - 1), through: 2, by: -1) {
            if let term = gatheringTerms[Array(key.suffix(length))] { return (term, length) }
        }
        return nil
    }

    /// What people call an entry: its name, or its first wording.
    package func name(of entry: EntryRef) -> String {
        let row = Int(entry.row)
        return switch entry.table {
        case .parties: parties[row].name
        case .places: places[row].name
        case .offices: offices[row].titles.first ?? ""
        case .people: people[row].name
        case .meetings: meetings[row].terms.first ?? ""
        case .cues: cues[row].terms.first ?? ""
        case .traps: traps[row].texts.first ?? ""
        case .tenures, .frames, .dates, .sources, .boilerplate: ""
        }
    }

    /// Whether two parties are of one country: a title of Hong Kong's may be one of China's.
    package func isOneCountry(_ a: String, _ b: String) -> Bool {
        a == b || cues.contains { $0.cue == "one-country" && $0.terms.contains(a) && $0.terms.contains(b) }
    }

    /// Whether dealings among these parties alone are domestic (the cues of the class `one-country`).
    package func isDomestic(_ parties: [Int]) -> Bool {
        let codes = Set(parties.map { self.parties[$0].id })
        return cues.contains { $0.cue == "one-country" && codes.isSubset(of: $0.terms) }
    }

    /// The ids of a table, by row.
    package func ids(of table: LexiconTable) -> [String] {
        let files = files[table] ?? []
        return (spots[table] ?? []).map { String(decoding: $0.id(in: files), as: UTF8.self) }
    }

    package func count(of table: LexiconTable) -> Int { spots[table]?.count ?? 0 }

    package func id(_ entry: EntryRef) -> String {
        guard let spot = spots[entry.table]?[Int(entry.row)], let files = files[entry.table] else { return "" }
        return String(decoding: spot.id(in: files), as: UTF8.self)
    }

    package func origin(_ entry: EntryRef) -> Origin {
        line(entry.table, Int(entry.row)).map { $0.file.origin($0.row) } ?? Origin(path: "")
    }

    /// The row of a sentence pattern by its id.
    package func frame(_ id: String) -> EntryRef? {
        frames.firstIndex { $0.id == id }.map { EntryRef(.frames, $0) }
    }

    /// The columns of a table in the order of its file.
    package func header(of table: LexiconTable) -> [String] { files[table]?.first?.columns ?? [] }

    /// A row as it stands in its file, by column.
    package func cells(_ table: LexiconTable, _ row: Int) -> [String: String] {
        guard let (file, found) = line(table, row) else { return [:] }
        let cells = file.columns.indices.map { (file.columns[$0], file.cell(found, $0)) }
        return Dictionary(cells, uniquingKeysWith: { first, _ in first })
    }

    private func line(_ table: LexiconTable, _ row: Int) -> (file: TSVTable, row: TSVTable.Row)? {
        guard let spot = spots[table]?[row], let file = files[table]?[Int(spot.file)] else { return nil }
        return (file, file.rows[Int(spot.row)])
    }

    /// Whether two rows stand in their files in the same words, under the same header.
    func hasSameLine(_ table: LexiconTable, _ row: Int, as other: Lexicon, _ otherRow: Int) -> Bool {
        guard let a = line(table, row), let b = other.line(table, otherRow) else { return false }
        return a.file.columns == b.file.columns && a.file.bytes(of: a.row) == b.file.bytes(of: b.row)
    }

    /// The offices that a person held on a day.
    package func offices(of person: Int, on day: CivilDate?) -> [Tenure] {
        tenuresOfPerson[person].map { tenures[$0] }.filter { tenure in
            day.map { tenure.covers($0) } ?? (tenure.to == nil)
        }
    }

    /// The one person who held an office in a party on a day; nil where none or several did.
    package func holder(of office: Int, in party: Int, on day: CivilDate) -> Int? {
        let rows = tenuresOfOffice[OfficeKey(office: office, party: parties[party].id)] ?? []
        let holders = Set(rows.filter { tenures[$0].covers(day) }.map { tenures[$0].person })
        return holders.count == 1 ? holders.first : nil
    }

    /// Whether rows have a table from the same files.
    package func hasSameFiles(_ table: LexiconTable, as rows: LexiconBuilder) -> Bool {
        let (mine, theirs) = (files[table] ?? [], rows.files[table] ?? [])
        return mine.count == theirs.count && zip(mine, theirs).allSatisfy { $0.holdsSame(as: $1) }
    }

    /// Whether a table was read from the same files.
    func hasSameFiles(_ table: LexiconTable, as other: Lexicon) -> Bool {
        let (mine, theirs) = (files[table] ?? [], other.files[table] ?? [])
        return mine.count == theirs.count && zip(mine, theirs).allSatisfy { $0.holdsSame(as: $1) }
    }

    /// The rows of the lexicons that ship, or of a folder in their place, with overlays laid over them in order.
    package static func rows(
        overlays: [String] = [], replacing: String? = nil, report: @escaping (Diagnostic) -> Void
    ) -> LexiconBuilder {
        LexiconBuilder(layers: layers(overlays: overlays, replacing: replacing, report: report), report: report)
    }

    /// The files behind them.
    package static func layers(
        overlays: [String], replacing: String?, report: (Diagnostic) -> Void
    ) -> [LexiconLayer] {
        [replacing.map { LexiconLayer(folder: $0, report: report) } ?? .builtIn]
            + overlays.map { LexiconLayer(folder: $0, report: report) }
    }
}
