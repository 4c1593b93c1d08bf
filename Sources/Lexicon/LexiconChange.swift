package import Kernel

/// A row that two lexicons do not have alike.
package struct LexiconEdit: Sendable {
    package enum What: String, Sendable { case added, removed, changed }

    package var name: RowName
    package var old: EntryRef?
    package var new: EntryRef?
    /// The columns that differ, of a row that both have.
    package var columns: [String] = []

    package var what: What { old == nil ? .added : new == nil ? .removed : .changed }
}

/// What is different between two lexicons, and which texts that can matter to.
///
/// A row works on an article through words that stand there: its own, or those of the rows that lead to it (a term of office
/// is asked for where its person or its office is named). The words of all rows that an edit reaches are watched for; a text
/// without any of them reads the same by both lexicons. Some edits work everywhere, and say so.
package struct LexiconChange: Sendable {
    package private(set) var edits: [LexiconEdit] = []
    /// Edits after which articles themselves are read differently: of the sources, of what is no text.
    package private(set) var changesReading = false
    /// Edits that may matter to any text.
    package private(set) var general: Set<Int> = []
    private let automaton: Automaton
    /// The edits that a pattern of the automaton belongs to.
    private let edited: [[Int]]

    /// Columns for people.
    private static let remarks: Set<String> = ["source", "note", "wikidata", "example"]

    package init(_ old: Lexicon, _ new: Lexicon) {
        var edits: [LexiconEdit] = []
        var isReordered = false
        for table in LexiconTable.allCases {
            // The same files have the same rows, unless some were left out.
            if old.hasSameFiles(table, as: new), old.ids(of: table) == new.ids(of: table) { continue }
            let found = LexiconChange.edits(table, old, new)
            edits += found.edits
            isReordered = isReordered || found.isReordered
        }
        self.edits = edits
        var terms = PatternList.Builder(fold: new.fold)
        for (number, edit) in edits.enumerated() {
            if [.sources, .boilerplate].contains(edit.name.table) { changesReading = true }
            for (lexicon, entry) in [(old, edit.old), (new, edit.new)] {
                guard let entry else { continue }
                guard let reached = lexicon.reach(of: entry) else {
                    general.insert(number)
                    continue
                }
                for entry in reached { terms.add(lexicon.terms(of: entry), EntryRef(.traps, number)) }
            }
        }
        // What is concluded from all rows together (how names look, which short forms are common) works everywhere.
        if isReordered || !old.concludesSame(as: new) { general.formUnion(edits.indices) }
        let patterns = terms.sorted()
        automaton = Automaton(patterns, fold: new.fold)
        edited = patterns.readings.map { readings in readings.map { Int($0.entry.row) } }
    }

    /// The edits that may matter to an article.
    package func reaching(_ article: Article) -> Set<Int> {
        var found = general
        for block in article.blocks {
            automaton.forEachMatch(in: block.text.span) { pattern, _, _ in found.formUnion(edited[pattern]) }
        }
        return found
    }

    /// For those who know of more that an edit changes everywhere.
    package mutating func makeGeneral() { general.formUnion(edits.indices) }

    private static func edits(
        _ table: LexiconTable, _ old: Lexicon, _ new: Lexicon
    ) -> (edits: [LexiconEdit], isReordered: Bool) {
        let (olds, news) = (old.ids(of: table), new.ids(of: table))
        let oldRows = Dictionary(zip(olds, olds.indices), uniquingKeysWith: { first, _ in first })
        let newRows = Set(news)
        var edits: [LexiconEdit] = []
        var last = -1
        var isReordered = false
        for (row, id) in news.enumerated() {
            guard let before = oldRows[id] else {
                edits.append(LexiconEdit(name: RowName(table, id), new: EntryRef(table, row)))
                continue
            }
            if before < last { isReordered = true }
            last = before
            if old.hasSameLine(table, before, as: new, row) { continue }
            let (a, b) = (old.cells(table, before), new.cells(table, row))
            let columns = Set(a.keys).union(b.keys).subtracting(remarks).filter { (a[$0] ?? "") != (b[$0] ?? "") }
            if columns.isEmpty { continue }
            edits.append(
                LexiconEdit(
                    name: RowName(table, id), old: EntryRef(table, before), new: EntryRef(table, row),
                    columns: columns.sorted()))
        }
        for (row, id) in olds.enumerated() where !newRows.contains(id) {
            edits.append(LexiconEdit(name: RowName(table, id), old: EntryRef(table, row)))
        }
        return (edits.sorted { $0.name < $1.name }, isReordered)
    }
}

extension Lexicon {
    /// The rows through whose words a row works on a text; nil where it works on any.
    fileprivate func reach(of entry: EntryRef) -> [EntryRef]? {
        let row = Int(entry.row)
        switch entry.table {
        case .people: return [entry] + tenuresOfPerson[row].map { EntryRef(.offices, tenures[$0].office) }
        case .tenures: return [EntryRef(.people, tenures[row].person), EntryRef(.offices, tenures[row].office)]
        case .offices:
            return [entry] + tenures.filter { $0.office == row }.map { EntryRef(.people, $0.person) }
        case .places: return places.indices.filter { lies($0, in: places[row].id) }.map { EntryRef(.places, $0) }
        case .frames:
            return meetings.indices.filter { meetings[$0].frame == frames[row].frame }.map { EntryRef(.meetings, $0) }
        case .meetings, .traps: return [entry]
        case .cues: return Cue.isList(cues[row].cue) ? nil : [entry]
        case .parties, .dates, .sources, .boilerplate: return nil
        }
    }

    private func lies(_ place: Int, in id: String) -> Bool {
        var at = places[place]
        for _ in 0..<8 {
            if at.id == id { return true }
            guard let up = placeIndex[at.within] else { return false }
            at = places[up]
        }
        return false
    }

    /// Every wording by which the matcher finds a row.
    fileprivate func terms(of entry: EntryRef) -> [String] {
        let row = Int(entry.row)
        return switch entry.table {
        case .parties: [parties[row].name] + parties[row].aliases + parties[row].shorts + parties[row].seats
        case .places: [places[row].name] + places[row].aliases
        case .offices: offices[row].titles
        case .people: [people[row].name] + people[row].aliases
        case .meetings: meetings[row].terms
        case .cues: cues[row].terms
        case .traps: traps[row].texts
        case .tenures, .frames, .dates, .sources, .boilerplate: []
        }
    }

    fileprivate func concludesSame(as other: Lexicon) -> Bool {
        commonShorts == other.commonShorts && commonParties == other.commonParties
            && dottedParties == other.dottedParties && Set(cues.map(\.cue)) == Set(other.cues.map(\.cue))
    }
}
