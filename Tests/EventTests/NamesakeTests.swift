import Kernel
import Lexicon
import Pipeline
import Testing

@testable import Events

/// Short names, which many have: whose they are is told by what stands by.
@Suite struct NamesakeTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var day: String
        var text: String
        /// Those whom the text names, by id, in its order.
        var people: [String]

        init(_ name: String, _ day: String, _ text: String, _ people: [String]) {
            testDescription = name
            self.day = day
            self.text = text
            self.people = people
        }
    }

    static let cases = [
        Case("out of office, with no sign", "2020-10-20", "美国媒体说，黑格没有来。", []),
        Case("out of office, behind the office", "2020-10-20", "英国前外交大臣黑格来了。", ["william-hague"]),
        Case("the sign stands elsewhere", "2020-10-20", "英国前外交大臣黑格来了。黑格说，很好。", ["william-hague", "william-hague"]),
        Case("in office", "2012-10-20", "英国媒体说，黑格来了。", ["william-hague"]),
        Case("an envoy, with no sign", "2023-10-20", "菲律宾人说，黄溪连来了。", ["huang-xilian"]),
        Case("a leader of late", "2020-10-20", "美国人说，奥巴马来了。", ["barack-obama"]),
        Case("a leader of two characters", "2020-10-20", "美国人说，卡特没有来。", []),
        Case("a leader to be", "2019-10-20", "美国人说，拜登来了。", ["joe-biden"]),
        Case(
            "the name in Latin letters", "2020-10-20", "科恩（William Cohen）来了。美国人说，科恩很高兴。",
            ["william-cohen", "william-cohen"]),
        Case("another's in Latin letters", "2020-10-20", "英国专家约翰逊（Christopher Johnson）来了。", []),
        Case("an office that he never held", "2020-10-20", "美国律师科恩来了。", []),
        Case("part of another name", "2018-10-20", "美国作家赫塔·米勒来了。", []),
        Case("characters of a longer name", "2019-10-20", "德国前锋马斯亚来了。", []),
        Case(
            "in one breath with one who is known", "2020-10-20", "美国人说，里根和克林顿都来了。", ["ronald-reagan", "bill-clinton"]),
        Case("listed with one who is known", "2024-10-20", "蔡奇、王毅参加。", ["cai-qi", "wang-yi"]),
    ]

    @Test(arguments: cases)
    func isWhoTheTextMeans(_ one: Case) throws {
        let trace = try Shipped.trace(one.text, on: one.day)
        let lexicon = Shipped.pipeline.lexicon
        let people = trace.mentions.compactMap { $0.row(in: .people) }.map { lexicon.people[$0].id }
        #expect(people == one.people)
    }

    @Test(arguments: [
        ("也门前总统萨利赫抵达开罗。", "ali-abdullah-saleh"), ("伊拉克前总统萨利赫抵达开罗。", "barham-salih"),
        ("沙特王储萨勒曼抵达开罗。", "mohammed-bin-salman"),
    ])
    func theOfficeTellsNamesakesApart(text: String, id: String) throws {
        let trace = try Shipped.trace(text, on: "2023-06-20")
        #expect(trace.events.flatMap(\.people).map(\.id) == [id])
    }

    /// 驻美大使 serves where he is, not whom.
    @Test func whereAnEnvoyIsPostedIsNotWhomHeServes() throws {
        let trace = try Shipped.trace("王毅会见了驻美大使基斯利亚克。", on: "2016-03-01")
        #expect(trace.events.map(\.parties) == [["CHN", "RUS"]])
    }

    @Test func aDateThatBeginsInsideANameIsNone() throws {
        let trace = try Shipped.trace("邱太三星期一与美国官员会谈。", on: "2024-05-22")
        #expect(trace.events.flatMap(\.people).map(\.id) == ["chiu-tai-san"])
    }

    @Test func aWideStopInANameEndsNoSentence() throws {
        let trace = try Shipped.trace("王毅会见了芬兰总理桑娜．马林。会见后两人走了。", on: "2022-05-03")
        #expect(trace.sentences.count == 2)
        #expect(trace.events.flatMap(\.people).map(\.id).sorted() == ["sanna-marin", "wang-yi"])
    }

    /// One official who is listed is not every official.
    @Test func anOfficialWithoutANameIsNobody() throws {
        let trace = try Shipped.trace("王毅会见了美国官员。", on: "2022-05-03")
        #expect(trace.events.flatMap(\.people).map(\.id) == ["wang-yi"])
    }
}
