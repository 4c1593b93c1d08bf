import Kernel
import Lexicon
import Pipeline
import Read
import Testing

/// Coverage and suggestions over a few articles of our own.
@Suite struct ArchiveTests {
    private static let articles: [(id: String, published: String, text: String)] = [
        ("a", "2023-08-31", "中国外长王毅星期四与韩国外长朴振通电话。韩国总统府发言人金道允介绍了情况。"),
        ("b", "2023-09-05", "韩国总统府发言人金道允星期二说，中国外长王毅将出席会议。"),
        ("c", "2023-09-07", "日本首相岸田文雄同印度总理莫迪击掌。乌克兰外长库勒巴星期四抵达。"),
        ("d", "2023-09-08", "斯洛伐克总督察恰普托娃。天气很好。"),
    ]

    private static func lines() -> String {
        articles.map {
            "{\"id\": \"\($0.id)\", \"published\": \"\($0.published)\", \"source\": \"晨报\", \"text\": \"\($0.text)\"}\n"
        }.joined()
    }

    private static func pipeline() throws -> Pipeline { try Pipeline.load { _ in } }

    private static func sweep(_ pipeline: Pipeline, _ file: ArticleFile, jobs: Int) -> Sweep {
        Sweep(paths: [file.path], options: pipeline.readOptions, jobs: jobs)
    }

    private static func coverage(jobs: Int) async throws -> (Coverage, Lexicon) {
        let pipeline = try pipeline()
        let file = try ArticleFile(lines())
        var coverage = Coverage(pipeline.lexicon)
        try await sweep(pipeline, file, jobs: jobs).run(worker: { Coverage.Counter(pipeline) }, look: { $0.tally($1) })
        { batch in
            for tally in batch.results { coverage.add(tally) }
            return true
        }
        return (coverage, pipeline.lexicon)
    }

    private static func suggestions(jobs: Int) async throws -> Suggestions {
        let pipeline = try pipeline()
        let file = try ArticleFile(lines())
        var suggestions = Suggestions(pipeline.lexicon)
        try await sweep(pipeline, file, jobs: jobs).run(
            worker: Suggestions.lookers(pipeline), look: { try $0.look($1) }
        ) { batch in
            for sighting in batch.results { suggestions.add(sighting) }
            return true
        }
        return suggestions
    }

    @Test func coverageCountsArticlesMentionsAndDays() async throws {
        let (coverage, lexicon) = try await ArchiveTests.coverage(jobs: 1)
        let row = try #require(coverage.rows(of: [.people]).first { lexicon.id($0.entry) == "wang-yi" })
        #expect(row.count.articles == 2)
        #expect(row.count.mentions == 2)
        #expect(row.count.first?.iso == "2023-08-31")
        #expect(row.count.last?.iso == "2023-09-05")
        #expect(coverage.articles == 4)
    }

    @Test func coverageListsWhatIsNeverMet() async throws {
        let (coverage, lexicon) = try await ArchiveTests.coverage(jobs: 1)
        let unseen = coverage.rows(of: [.people]).filter { $0.count.mentions == 0 }.map { lexicon.id($0.entry) }
        #expect(unseen.contains("hun-sen"))
        #expect(!unseen.contains("wang-yi"))
        #expect(unseen == unseen.sorted())
    }

    @Test func coverageIsTheSameForAnyNumberOfThreads() async throws {
        let one = try await ArchiveTests.coverage(jobs: 1).0.rows(of: Coverage.tables)
        let four = try await ArchiveTests.coverage(jobs: 4).0.rows(of: Coverage.tables)
        #expect(one.map(\.entry) == four.map(\.entry))
        #expect(one.map(\.count) == four.map(\.count))
    }

    @Test func anUnknownNameBehindPartyAndOfficeIsSuggestedWithItsRows() async throws {
        let suggestions = try await ArchiveTests.suggestions(jobs: 1)
        let first = try #require(suggestions.sorted(kinds: [.person], least: 2).first)
        #expect(first.gap.text == "金道允")
        #expect(suggestions.party(first.gap) == "KOR")
        #expect(first.mentions == 2)
        #expect(first.articles == 2)
        #expect(first.first?.iso == "2023-08-31")
        #expect(first.last?.iso == "2023-09-05")
        #expect(first.examples.count == 2)
        let rows = suggestions.rows(first)
        #expect(rows.map(\.table) == [.people, .tenures])
        #expect(rows[0].text.hasPrefix("jin-dao-yun\t金道允\t\tKOR\t"))
        #expect(rows[0].text.contains("晨报 2023-08-31"))
        #expect(rows[1].text.split(separator: "\t").dropFirst().first == "jin-dao-yun")
    }

    @Test func anotherSpellingOfWhoeverHoldsTheOfficeIsAnAlias() async throws {
        let suggestions = try await ArchiveTests.suggestions(jobs: 1)
        let alias = try #require(suggestions.sorted(kinds: [.alias], least: 1).first)
        #expect(alias.gap.text == "库勒巴")
        #expect(suggestions.person(alias.gap) == "dmytro-kuleba")
        #expect(suggestions.rows(alias).first?.text.contains("|库勒巴\t") == true)
    }

    @Test func wordsBetweenTwoParticipantsAreATerm() async throws {
        let suggestions = try await ArchiveTests.suggestions(jobs: 1)
        #expect(suggestions.sorted(kinds: [.term], least: 1).map(\.gap.text) == ["击掌"])
    }

    @Test func namesBehindPartyAndOfficeAreCounted() async throws {
        let holders = try await ArchiveTests.suggestions(jobs: 1).holders
        #expect(holders.inOffice >= 5)
        #expect(holders.unknown >= 3)
    }

    @Test func suggestionsAreTheSameForAnyNumberOfThreads() async throws {
        let one = try await ArchiveTests.suggestions(jobs: 1).sorted(kinds: LexiconGap.Kind.allCases, least: 1)
        let four = try await ArchiveTests.suggestions(jobs: 4).sorted(kinds: LexiconGap.Kind.allCases, least: 1)
        #expect(one.map(\.gap) == four.map(\.gap))
        #expect(one.map(\.examples) == four.map(\.examples))
    }
}
