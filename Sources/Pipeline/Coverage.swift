package import Kernel
package import Lexicon
internal import Match

/// How often each entry of the lexicons is met in an archive, and when.
package struct Coverage: Sendable {
    package struct Count: Sendable, Hashable {
        package var articles = 0
        package var mentions = 0
        /// The days of publication of the first and the last article that names it.
        package var first: CivilDate?
        package var last: CivilDate?
    }

    package struct Row: Sendable {
        package var entry: EntryRef
        package var count: Count
    }

    /// The tables whose entries are looked for in texts.
    package static let tables: [LexiconTable] = [.parties, .places, .offices, .people, .meetings, .cues, .traps]

    private let lexicon: Lexicon
    private var counts: [EntryRef: Count] = [:]
    package private(set) var articles = 0

    package init(_ lexicon: Lexicon) { self.lexicon = lexicon }

    /// What one article adds.
    package struct Tally: Sendable {
        var published: CivilDate?
        var mentions: [EntryRef: Int]
    }

    /// What a thread needs to count the entries of articles.
    package struct Counter {
        private let pipeline: Pipeline
        private var scratch = Matcher.Scratch()

        package init(_ pipeline: Pipeline) { self.pipeline = pipeline }

        package mutating func tally(_ article: Article) -> Tally {
            var mentions: [EntryRef: Int] = [:]
            for mention in pipeline.matcher.mentions(in: article, scratch: &scratch) {
                for reading in mention.readings { mentions[reading.entry, default: 0] += 1 }
            }
            // A trap is no mention; it counts wherever its text stands.
            let lexicon = pipeline.lexicon
            for block in article.blocks {
                lexicon.automaton.forEachMatch(in: block.text.span) { pattern, _, _ in
                    for reading in lexicon.readings[pattern] where reading.entry.table == .traps {
                        mentions[reading.entry, default: 0] += 1
                    }
                }
            }
            return Tally(published: article.published, mentions: mentions)
        }
    }

    package mutating func add(_ tally: Tally) {
        articles += 1
        for (entry, mentions) in tally.mentions {
            var count = counts[entry] ?? Count()
            count.articles += 1
            count.mentions += mentions
            if let day = tally.published {
                count.first = count.first.map { min($0, day) } ?? day
                count.last = count.last.map { max($0, day) } ?? day
            }
            counts[entry] = count
        }
    }

    /// Every entry of the tables, the most frequent first, those never met last and by id.
    package func rows(of tables: [LexiconTable]) -> [Row] {
        Coverage.tables.filter(tables.contains).flatMap { table in
            (0..<lexicon.count(of: table))
                .map { row in Row(entry: EntryRef(table, row), count: counts[EntryRef(table, row)] ?? Count()) }
                .sorted { a, b in
                    if a.count.mentions != b.count.mentions { return a.count.mentions > b.count.mentions }
                    return lexicon.id(a.entry) < lexicon.id(b.entry)
                }
        }
    }
}
