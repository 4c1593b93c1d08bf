import Kernel
import Pipeline
import Testing

/// What becomes of names behind a party and an office, as `lexicon suggest` counts them.
@Suite struct HolderTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var day: String
        var text: String
        var counts: [Int]

        /// `counts`: held it, contradict, no term tells, unknown.
        init(_ name: String, _ day: String, _ text: String, _ counts: [Int]) {
            testDescription = name
            self.day = day
            self.text = text
            self.counts = counts
        }
    }

    static let pipeline: Pipeline? = try? Pipeline.load { _ in }

    static func suggestions(_ text: String, on day: String) throws -> Suggestions {
        let pipeline = try #require(pipeline)
        var looker = try Suggestions.lookers(pipeline)()
        var suggestions = Suggestions(pipeline.lexicon)
        let article = Article(
            id: "case", published: CivilDate(iso: day), blocks: [Block(kind: .paragraph, text)],
            origin: Origin(path: "case"))
        suggestions.add(try looker.look(article))
        return suggestions
    }

    static let cases = [
        Case("in office", "2022-05-03", "美国总统拜登说，会议很好。", [1, 0, 0, 0]),
        Case("no more in office", "2022-05-03", "美国总统奥巴马说，会议很好。", [0, 1, 0, 0]),
        Case("the text says that it is over", "2022-05-03", "美国前总统奥巴马说，会议很好。", [1, 0, 0, 0]),
        Case("the first of them", "2020-05-04", "香港首任行政长官董建华说，会议很好。", [1, 0, 0, 0]),
        Case("a year gone by", "2017-06-01", "1972年，美国总统尼克松到北京去。", [1, 0, 0, 0]),
        Case("no such year", "2017-06-01", "美国总统尼克松到北京去。", [0, 1, 0, 0]),
        Case("leader", "2022-05-03", "中国领导人习近平说，会议很好。", [1, 0, 0, 0]),
        Case("chairman", "2022-05-03", "中国主席习近平说，会议很好。", [1, 0, 0, 0]),
        Case("official", "2022-05-03", "中国官员王毅说，会议很好。", [1, 0, 0, 0]),
        Case("another office on that day", "2022-05-03", "中国财政部长王毅说，会议很好。", [0, 1, 0, 0]),
        Case("no office of state", "2022-05-03", "美国教授特奥多·科斯明说，会议很好。", [0, 0, 0, 0]),
        Case("nobody knows him", "2022-05-03", "多哥外长阿乔维·塔恩布说，会议很好。", [0, 0, 0, 1]),
        Case("a place for the party", "2019-05-03", "湖北省省长王晓东说，会议很好。", [1, 0, 0, 0]),
        Case("a place for the party, unknown", "2019-05-03", "湖北省省长龚守成说，会议很好。", [0, 0, 0, 1]),
        Case("envoys in a row", "2023-10-09", "中国驻韩国大使邢海明、驻日本大使吴江浩说，会议很好。", [2, 0, 0, 0]),
        Case("an envoy of whom the text does not say whose", "2016-03-01", "驻美大使基斯利亚克说，会议很好。", [0, 0, 0, 0]),
        Case("an envoy somewhere else", "2023-10-09", "中国驻法国大使邢海明说，会议很好。", [0, 1, 0, 0]),
        Case("a part of the name", "2013-05-20", "德国前总理施密特说，会议很好。", [1, 0, 0, 0]),
        Case("a part of the name of another", "2013-05-20", "德国外长施密特说，会议很好。", [0, 0, 0, 1]),
        Case("a word behind the name", "2015-05-20", "中国驻俄罗斯大使李辉也到机场迎接。", [1, 0, 0, 0]),
        Case("a country of its own in China's", "2023-04-03", "港前中联办主任骆惠宁说，会议很好。", [1, 0, 0, 0]),
        Case("no name at all", "2022-05-03", "中国领导人提出新的办法。", [0, 0, 0, 0]),
    ]

    @Test(arguments: cases)
    func isCountedAsWhatItIs(_ one: Case) throws {
        let holders = try HolderTests.suggestions(one.text, on: one.day).holders
        #expect([holders.inOffice, holders.contradicting, holders.silent, holders.unknown] == one.counts)
    }

    @Test func aContradictionIsListedWithTheTermThatWouldMendIt() throws {
        let found = try HolderTests.suggestions("中国财政部长王毅说，会议很好。", on: "2022-05-03")
        let first = try #require(found.sorted(kinds: [.contradiction], least: 1).first)
        #expect(first.gap.text == "王毅")
        #expect(found.office(first.gap) == "finance-minister")
        let row = try #require(found.rows(first).first)
        #expect(row.table == .tenures)
        #expect(row.text.hasPrefix("wang-yi.finance-minister.2022-05-03\twang-yi\tfinance-minister\tCHN\t"))
    }

    @Test func nothingIsAContradictionWhereTheOfficeWasHeld() throws {
        let found = try HolderTests.suggestions("美国总统拜登说，会议很好。", on: "2022-05-03")
        #expect(found.sorted(kinds: [.contradiction, .tenure, .person, .alias], least: 1).isEmpty)
    }
}
