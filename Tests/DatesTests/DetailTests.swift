import Dates
import Kernel
import Testing

/// What a mention keeps beside its value.
@Suite struct DetailTests {
    @Test(
        arguments: [
            ("13日上午10时", 600, nil), ("13日晚10时许", 1320, nil), ("今天下午3点半", 930, nil), ("周三晚上8点一刻", 1215, nil),
            ("13日15:30", 930, nil), ("明天凌晨2点", 120, nil), ("13日中午12点", 720, nil), ("今晚八点到九点", 1200, 1260),
            ("13日上午9时至下午5时", 540, 1020), ("2023-09-13 10:05", 605, nil), ("13日9时05分", 545, nil), ("13日零时", 0, nil),
            ("当地时间13日15时45分", 945, nil), ("13日下午三点三刻", 945, nil),
        ] as [(String, Int, Int?)])
    func theTimeOfDayIsKept(text: String, minutes: Int, until: Int?) throws {
        let mention = try #require(DateCase.read(text, on: "2023-09-14").first)
        #expect(mention.minutes == minutes)
        #expect(mention.untilMinutes == until)
    }

    @Test(arguments: [
        ("当地时间13日", "当地时间"), ("北京时间13日上午", "北京时间"), ("美东时间周三", "美东时间"), ("當地時間13日", "當地時間"), ("13日", ""),
    ])
    func theZoneIsKeptAsTheTextSaysIt(text: String, zone: String) throws {
        #expect(try #require(DateCase.read(text, on: "2023-09-14").first).zone == zone)
    }

    @Test(arguments: [
        ("为期三天", 3), ("为期两天的访问", 2), ("历时一周", 7), ("一连三日", 3), ("连续两日", 2), ("四天三夜", 4), ("为期一个月", 30),
        ("为期半年", 182), ("時隔兩年半", 913), ("为期十天", 10),
    ])
    func aLengthIsInDays(text: String, days: Int) throws {
        let mention = try #require(DateCase.read(text, on: "2023-09-14").first)
        #expect(mention.role == .duration)
        #expect(mention.days == days)
        #expect(mention.past == nil)
    }

    @Test(arguments: ["日前", "近日", "近期", "此前", "不久前", "早前", "前不久", "最近"])
    func aVagueWordHasNoValue(text: String) throws {
        let mention = try #require(DateCase.read(text, on: "2023-09-14").first)
        #expect(mention.role == .vague)
        #expect(mention.past == nil)
    }

    @Test(arguments: ["星期三（9月14日）", "周五（14日）", "2023年9月14日星期二", "14日（周一）"])
    func aWeekdayThatContradictsIsReported(text: String) throws {
        let mention = try #require(DateCase.read(text, on: "2023-09-16").first)
        #expect(!mention.problem.isEmpty)
        #expect(mention.past?.edtf == "2023-09-14")
    }

    @Test(arguments: ["星期四（9月14日）", "周四（14日）", "2023年9月14日星期四", "14日（周四）", "14日"])
    func aWeekdayThatFitsIsNot(text: String) throws {
        #expect(try #require(DateCase.read(text, on: "2023-09-16").first).problem.isEmpty)
    }

    @Test(arguments: ["2023年2月30日", "2023年4月31日"])
    func aDayThatDoesNotExistIsReported(text: String) throws {
        let mention = try #require(DateCase.read(text, on: "2023-09-16").first)
        #expect(mention.past == nil)
        #expect(mention.problem == "no such day")
    }

    @Test(arguments: [
        ("大使星期五（5月1...", "星期五"), ("大使星期五（5月...", "星期五"), ("大使星期五（5月1…", "星期五"), ("大使星期五（...", "星期五"),
        ("大使星期五（5月10日...", "星期五（5月10日"), ("大使星期五（5月10日）...", "星期五（5月10日）"),
    ])
    func aDateCutOffIsNotGuessed(text: String, wording: String) {
        let block = Block(kind: .paragraph, text)
        let mentions = DateCase.read([block], on: "2024-05-10")
        #expect(mentions.map { block.string($0.span) } == [wording])
        #expect(mentions.map { $0.past?.edtf } == ["2024-05-10"])
    }

    @Test(arguments: ["5月1...", "5月1…"])
    func aDayCutOffAloneIsNoDate(text: String) {
        #expect(DateCase.read(text, on: "2024-05-10").isEmpty)
    }

    @Test(arguments: [
        ("外长星期四（8月31日）通话", "星期四（8月31日）"), ("于25日晚10时许抵达", "25日晚10时许"), ("在今年年底举行", "今年年底"),
        ("从8日至10日访问", "8日至10日"), ("自2019年以来", "2019年以来"), ("当地时间13日上午，", "当地时间13日上午"),
        ("明天（2日）起连续两日率团", "明天（2日）起连续两日"), ("首脑第三季度会晤", "第三季度"),
    ])
    func aSpanHoldsTheWholeExpression(text: String, wording: String) {
        let block = Block(kind: .paragraph, text)
        #expect(DateCase.read([block], on: "2023-09-14").map { block.string($0.span) } == [wording])
    }
}
