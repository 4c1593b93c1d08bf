import Dates
import Kernel
import Testing

/// How long something takes: lengths that stand by themselves, and what only looks like one.
@Suite struct LengthTests {
    @Test(
        arguments: DateCase.table(
            """
            展开两天访华之行 = 2d
            起访华五天。 = 5d
            起訪華五日。 = 5d
            首相展开六天访问 = 6d
            三天两夜的访问 = 3d
            五天四夜 = 5d
            两天一夜的行程 = 2d
            为期六天 = 6d
            為期六天 = 6d
            一连三天 = 3d
            连续两日 = 2d
            连续3天举行会谈 = 3d
            为期两周的访问 = 14d
            为期一个月 = 30d
            为期一天的会议 = 1d
            为期两三天 = 2d
            进行4天国事访问 = 4d
            进行10天的访问 = 10d
            进行十二天的访问 = 12d
            两日访问行程 = 2d
            五日的国事访问 = 5d
            三日访问之后 = 
            进行一天的访问 = 1d
            进行一日的访问 = 1d
            半天的访问 = 1d
            两周的访问 = 14d
            两个星期的行程 = 14d
            一个月的访问 = 30d
            历时五天四夜 = 5d
            共停留3天 = 3d
            """))
    func aLengthThatStandsAloneHasDays(case one: DateCase) {
        one.check(DateCase.read(one.text, on: "2023-09-14"))
    }

    @Test(
        arguments: DateCase.table(
            """
            两天后 = 2023-09-16
            两天前 = 2023-09-12
            三日后 = 2023-09-17
            两天内 = 2023-09-14/2023-09-16
            未来三日 = 2023-09-15/2023-09-17
            过去五日 = 2023-09-09/2023-09-14
            第三天 = 
            第三日， = 
            每三天 = 
            每两周 = 
            一天 = 
            这一天的 = 
            那一天 = 2023-09-14
            一天天 = 
            100天 = 
            一百天的 = 
            六个月 = 
            半年 = 
            两年 = 
            三五天 = 
            两三天 = 
            几天 = 
            数日 = 
            数天的访问 = 
            十多天 = 
            三至五天 = 
            3到5天 = 
            3-5天 = 
            提前两天 = 
            推迟三天 = 
            隔离14天 = 
            还有五天 = 
            最后两天 = 
            五号， = 
            两号线 = 
            长征五号， = 
            三天以来 = 
            一日游 = 
            三岁 = 
            今天 = 2023-09-14
            两三天前 = 2023-09-12~
            三五天后 = 2023-09-17~
            72小时 = 
            """))
    func whatOnlyLooksLikeALengthHasNone(case one: DateCase) {
        one.check(DateCase.read(one.text, on: "2023-09-14"))
    }

    @Test(
        arguments: DateCase.table(
            """
            总理8日起访华五天。 = 2023-09-08/..; 5d | 2023-10-08/..; 5d
            总统11日抵达，展开三天访问。 = 2023-09-11; 3d | 2023-10-11; 3d
            外长明日起一连三天访问邻国。 = 2023-09-15/2023-09-17
            外长将于20日起，进行四天三夜的访问。 = 2023-08-20/..; 4d | 2023-09-20/..; 4d
            """))
    func aLengthLeavesTheDatesAroundItAlone(case one: DateCase) {
        one.check(DateCase.read(one.text, on: "2023-09-14"))
    }

    @Test(arguments: 2...31) func everyLengthOfDaysIsRead(days: Int) throws {
        for text in ["访问\(days)天", "为期\(days)天", "\(days)天\(days - 1)夜", "为期\(days)日"] {
            let mention = try #require(DateCase.read(text, on: "2023-09-14").first, "\(text)")
            #expect(mention.role == .duration, "\(text)")
            #expect(mention.days == days, "\(text)")
            #expect(mention.past == nil && mention.future == nil, "\(text)")
        }
    }

    @Test func aLengthIsNoAnchor() {
        let mentions = DateCase.read("外长8月31日抵达，访问三天。次日，他会见总统。", on: "2023-09-14")
        #expect(mentions.map { $0.past?.edtf } == ["2023-08-31", nil, "2023-09-01"])
    }
}
