/// Which lexicon file an entry stands in.
package enum LexiconTable: String, Sendable, CaseIterable {
    case parties, places, offices, people, tenures, meetings, frames, cues, traps, dates, sources, boilerplate

    package var fileName: String { rawValue + ".tsv" }
}

/// One row of one lexicon file.
package struct EntryRef: Hashable, Sendable {
    package var table: LexiconTable
    package var row: Int32

    package init(_ table: LexiconTable, _ row: Int) {
        self.table = table
        self.row = Int32(row)
    }
}

/// How a piece of text names its entry.
package enum Naming: UInt8, Sendable, Comparable {
    /// A name or alias.
    case name
    /// A short form of a party (中, 美): one only in the company of others that show it.
    case short
    /// A word that stands for a party's government (白宫).
    case seat

    package static func < (a: Naming, b: Naming) -> Bool { a.rawValue < b.rawValue }
}

/// A stretch of text that the lexicons know. Several entries may share it (a family name of two presidents); which one is
/// meant is settled by the company it keeps.
package struct Mention: Sendable {
    package struct Reading: Sendable, Hashable {
        package var entry: EntryRef
        package var naming: Naming

        package init(_ entry: EntryRef, _ naming: Naming = .name) {
            self.entry = entry
            self.naming = naming
        }
    }

    package var span: TextSpan
    package var readings: [Reading]

    package init(span: TextSpan, readings: [Reading]) {
        self.span = span
        self.readings = readings
    }

    package func row(in table: LexiconTable) -> Int? {
        readings.first { $0.entry.table == table }.map { Int($0.entry.row) }
    }
    package func isA(_ table: LexiconTable) -> Bool { readings.contains { $0.entry.table == table } }
}

/// A sentence of one block, as ICU breaks them.
package struct Sentence: Sendable, Hashable {
    package var span: TextSpan
    package init(span: TextSpan) { self.span = span }
}
