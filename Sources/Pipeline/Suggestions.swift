internal import Dates
internal import Events
internal import ICUText
package import Kernel
package import Lexicon
internal import Match
internal import Segment

/// Gathers what an archive has and the lexicons have not, with rows ready to paste.
package struct Suggestions: Sendable {
    package struct Suggestion: Sendable {
        package var gap: LexiconGap
        package var mentions = 0
        package var articles = 0
        package var first: CivilDate?
        package var last: CivilDate?
        /// Who printed it first, for the row's source.
        package var source = ""
        package var examples: [String] = []
        fileprivate var lastArticle = -1
    }

    /// A row for a file, its cells joined with tabs.
    package struct PasteRow: Sendable {
        package var table: LexiconTable
        package var text: String
    }

    private static let exampleCount = 3
    private static let longestExample = 160

    private let lexicon: Lexicon
    private var found: [LexiconGap: Suggestion] = [:]
    package private(set) var holders = HolderTally()
    package private(set) var articles = 0

    package init(_ lexicon: Lexicon) { self.lexicon = lexicon }

    /// What one article adds.
    package struct Sighting: Sendable {
        var published: CivilDate?
        var source: String
        var gaps: [(gap: LexiconGap, sentence: String)]
        var holders: HolderTally
    }

    /// What a thread needs to look through articles.
    package struct Looker {
        private let pipeline: Pipeline
        private let reader: GapReader
        private let segmenter: Segmenter
        private var scratch = Matcher.Scratch()

        fileprivate init(_ pipeline: Pipeline, _ reader: GapReader) throws {
            self.pipeline = pipeline
            self.reader = reader
            segmenter = try Segmenter()
        }

        package mutating func look(_ article: Article) throws -> Sighting {
            let mentions = pipeline.matcher.mentions(in: article, scratch: &scratch)
            let sentences = mentions.isEmpty ? [] : try segmenter.sentences(of: article)
            let dates = sentences.isEmpty ? [] : pipeline.dates.read(article) { _, _ in .unknown }
            let found = reader.read(article, sentences: sentences, mentions: mentions, dates: dates)
            return Sighting(
                published: article.published, source: article.source,
                gaps: found.gaps.map { ($0.gap, article.string($0.sentence)) }, holders: found.holders)
        }
    }

    /// Makes lookers; what they share is compiled once.
    package static func lookers(_ pipeline: Pipeline) -> @Sendable () throws -> Looker {
        let reader = GapReader(pipeline.lexicon)
        return { try Looker(pipeline, reader) }
    }

    package mutating func add(_ sighting: Sighting) {
        articles += 1
        holders += sighting.holders
        for (gap, sentence) in sighting.gaps {
            var suggestion = found[gap] ?? Suggestion(gap: gap)
            suggestion.mentions += 1
            if suggestion.lastArticle != articles {
                suggestion.lastArticle = articles
                suggestion.articles += 1
                let example = Suggestions.cut(sentence, around: gap.text)
                if suggestion.examples.count < Suggestions.exampleCount, !suggestion.examples.contains(example) {
                    suggestion.examples.append(example)
                }
            }
            if let day = sighting.published {
                if suggestion.first.map({ day < $0 }) ?? true {
                    suggestion.first = day
                    suggestion.source = sighting.source
                }
                suggestion.last = suggestion.last.map { max($0, day) } ?? day
            }
            found[gap] = suggestion
        }
    }

    private static func cut(_ sentence: String, around text: String) -> String {
        let scalars = sentence.unicodeScalars
        return scalars.count <= longestExample
            ? sentence : String(String.UnicodeScalarView(scalars.prefix(longestExample))) + "…"
    }

    /// The most frequent first; of equals, the one with the smaller text.
    package func sorted(kinds: [LexiconGap.Kind], least: Int) -> [Suggestion] {
        found.values.filter { kinds.contains($0.gap.kind) && $0.mentions >= least }.sorted { a, b in
            if a.mentions != b.mentions { return a.mentions > b.mentions }
            return key(a.gap) < key(b.gap)
        }
    }

    private func key(_ gap: LexiconGap) -> String {
        [gap.text, gap.kind.rawValue, party(gap), office(gap), person(gap)].joined(separator: "\t")
    }

    package func party(_ gap: LexiconGap) -> String { gap.party.map { lexicon.parties[$0].id } ?? "" }
    package func office(_ gap: LexiconGap) -> String { gap.office.map { lexicon.offices[$0].id } ?? "" }
    package func person(_ gap: LexiconGap) -> String { gap.person.map { lexicon.people[$0].id } ?? "" }

    // MARK: - Rows

    /// The rows that would make the lexicons know it. What a row cannot know stays empty: its ends, the name in English.
    package func rows(_ suggestion: Suggestion) -> [PasteRow] {
        let gap = suggestion.gap
        let source = [suggestion.source, suggestion.first?.iso ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
        let id = (try? Romanization.id(of: gap.text)) ?? ""
        switch gap.kind {
        case .person:
            let at = gap.at.map { lexicon.parties[$0].id } ?? ""
            let tenure = [id, office(gap), party(gap).lowercased()].joined(separator: ".")
            return [
                row(.people, ["id": id, "name": gap.text, "party": party(gap), "source": source]),
                row(
                    .tenures,
                    [
                        "id": tenure, "person": id, "office": office(gap), "party": party(gap), "at": at,
                        "source": source,
                    ]),
            ]
        case .contradiction, .tenure:
            guard let person = gap.person else { return [] }
            let at = gap.at.map { lexicon.parties[$0].id } ?? ""
            let name = lexicon.people[person].id
            let words = [name, office(gap), suggestion.first?.iso ?? ""].filter { !$0.isEmpty }
            return [
                row(
                    .tenures,
                    [
                        "id": words.joined(separator: "."), "person": name, "office": office(gap), "party": party(gap),
                        "at": at, "source": source,
                    ])
            ]
        case .alias:
            guard let number = gap.person else { return [] }
            let person = lexicon.people[number]
            var cells = lexicon.cells(.people, number)
            cells["aliases"] = (person.aliases + [gap.text]).joined(separator: "|")
            return [row(.people, cells)]
        case .office:
            return [
                row(
                    .offices,
                    [
                        "id": id, "level": level(of: gap.text).rawValue, "titles": gap.text, "party": party(gap),
                        "source": source,
                    ])
            ]
        case .term:
            return [
                row(.meetings, ["id": id, "terms": gap.text, "kind": "meeting", "frame": "meet", "source": source])
            ]
        }
    }

    /// The level of the office whose title is the longest ending of this one.
    private func level(of title: String) -> Level {
        var best: (length: Int, level: Level) = (0, .official)
        for office in lexicon.offices {
            for known in office.titles where title.hasSuffix(known) && known.count > best.length {
                best = (known.count, office.level)
            }
        }
        return best.level
    }

    private func row(_ table: LexiconTable, _ cells: [String: String]) -> PasteRow {
        PasteRow(table: table, text: lexicon.header(of: table).map { cells[$0] ?? "" }.joined(separator: "\t"))
    }
}
