import Kernel
import Merge
import Testing

/// Which accounts are of one event, and which are not.
@Suite struct JoiningTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var accounts: [String]
        var expected: String
        var testDescription: String { name }
    }

    static let together: [Case] = [
        Case(
            name: "two papers, one call",
            accounts: [
                "a 2023-10-14 call/phone held 2023-10-14 CHN+USA CHN:王毅+USA:布林肯",
                "b 2023-10-15 call/phone held 2023-10-14 USA+CHN USA:布林肯+CHN:王毅",
                "c 2023-10-16 call/phone held - CHN+USA CHN:王毅+USA:布林肯",
            ], expected: "a+b+c"),
        Case(
            name: "talks told as a meeting, as a summit, and without date",
            accounts: [
                "a 2023-09-08 summit held 2023-09-07 CHN+KOR CHN:李强+KOR:尹锡悦 雅加达/IDN",
                "b 2023-09-08 meeting held 2023-09-07 KOR+CHN KOR:尹锡悦+CHN:李强 印度尼西亚/IDN",
                "c 2023-09-09 summit held - CHN+KOR CHN:李强+KOR:尹锡悦",
            ], expected: "a+b+c"),
        Case(
            name: "heads of state whom a headline does not name",
            accounts: [
                "a 2023-11-16 summit held 2023-11-15 CHN+USA CHN:习近平:president+USA:拜登:president 旧金山/USA",
                "b 2023-11-16 summit held - CHN+USA - 旧金山/USA",
            ], expected: "a+b"),
        Case(
            name: "a video meeting of leaders told as a call",
            accounts: [
                "a 2022-03-18 call/video held 2022-03-18 CHN+USA CHN:习近平+USA:拜登",
                "b 2022-03-19 summit/video held 2022-03-18 CHN+USA CHN:习近平+USA:拜登",
            ], expected: "a+b"),
        Case(
            name: "a plan for next week, and what came of it",
            accounts: [
                "a 2023-05-10 meeting planned 2023-05-25_2023-05-26 USA+CHN USA:戴琪+CHN:王文涛 底特律/USA",
                "b 2023-05-19 meeting planned - CHN+USA CHN:王文涛+USA:戴琪 美国/USA",
                "c 2023-05-27 meeting held 2023-05-26 USA+CHN USA:戴琪+CHN:王文涛 底特律/USA",
            ], expected: "a+b+c"),
        Case(
            name: "a visit put off and made later",
            accounts: [
                "a 2023-03-17 visit planned 2023-03-26_2023-03-31 BRA+CHN BRA:卢拉 中国/CHN",
                "b 2023-03-26 visit cancelled - BRA+CHN BRA:卢拉 中国/CHN",
                "c 2023-04-01 visit planned 2023-04-11_2023-04-14 BRA+CHN BRA:卢拉 中国/CHN",
                "d 2023-04-13 visit held 2023-04-12_.. BRA+CHN BRA:卢拉 上海/CHN",
            ], expected: "a+b+c+d"),
        Case(
            name: "a visit spoken of for months",
            accounts: [
                "a 2023-03-08 visit proposed 2023 USA+CHN USA:雷蒙多 中国/CHN",
                "b 2023-07-13 visit proposed - USA+CHN USA:雷蒙多 中国/CHN",
                "c 2023-08-29 visit held 2023-08-27_2023-08-30 USA+CHN USA:雷蒙多 北京/CHN",
            ], expected: "a+b+c"),
        Case(
            name: "days and cities of one stay",
            accounts: [
                "a 2024-04-24 visit held 2024-04-24_.. USA+CHN USA:布林肯 上海/CHN",
                "b 2024-04-26 visit held _2024-04-26 USA+CHN USA:布林肯 北京/CHN",
                "c 2024-04-25 visit held - USA+CHN USA:布林肯 中国/CHN",
            ], expected: "a+b+c"),
        Case(
            name: "a day that differs by the date line",
            accounts: [
                "a 2017-02-10 call/phone held 2017-02-10 CHN+USA CHN:习近平+USA:特朗普",
                "b 2017-02-10 call/phone held 2017-02-09 USA+CHN USA:特朗普+CHN:习近平",
            ], expected: "a+b"),
        Case(
            name: "an organisation's summit with more or fewer of its members",
            accounts: [
                "a 2023-09-07 summit planned 2023-09-09_2023-09-10 G20+CHN+IND CHN:李强 新德里/IND",
                "b 2023-09-09 summit held 2023-09-09 G20+CHN CHN:李强 新德里/IND",
                "c 2023-09-10 summit held - G20 -",
                "d 2023-09-10 summit held 2023-09-10 G20+USA+IND USA:拜登 新德里/IND",
            ], expected: "a+b+c+d"),
        Case(
            name: "a name run on into the next word",
            accounts: [
                "a 2023-02-21 visit held 2023-02-21_.. CHN+RUS CHN:王毅 俄罗斯/RUS",
                "b 2023-02-22 visit held - CHN+RUS CHN:王毅 莫斯科/RUS",
            ], expected: "a+b"),
        Case(
            name: "a summit that is in the news, and rows that take the plan for done",
            accounts: [
                "a 2018-05-11 summit planned 2018-06-12 USA+PRK USA:特朗普:president+PRK:金正恩:president 新加坡/SGP",
                "b 2018-05-12 summit held - USA+PRK - - secondary",
                "c 2018-06-12 summit held 2018-06-12 USA+PRK USA:特朗普:president+PRK:金正恩:president 新加坡/SGP",
                "d 2018-05-12 summit held - PRK+USA PRK:金正恩:president+USA:特朗普:president - secondary",
            ], expected: "a+b+c+d"),
        Case(
            name: "a summit expected for days on which it was not held",
            accounts: [
                "a 2018-05-20 summit held 2018-06-05 USA+PRK USA:特朗普:president+PRK:金正恩:president - secondary",
                "b 2018-06-11 summit planned 2018-06-17 USA+PRK USA:特朗普:president+PRK:金正恩:president",
                "c 2018-06-12 summit held 2018-06-12 USA+PRK USA:特朗普:president+PRK:金正恩:president 新加坡/SGP",
            ], expected: "a+b+c"),
        Case(
            name: "a summit that names nobody, with the day of departure",
            accounts: [
                "a 2023-11-15 summit held 2023-11-14 CHN+USA -",
                "b 2023-11-16 summit held 2023-11-15 CHN+USA CHN:习近平:president+USA:拜登:president 旧金山/USA",
            ], expected: "a+b"),
        Case(
            name: "a delegation of which now one is named, now another",
            accounts: [
                "a 2018-02-09 visit held 2018-02-09_.. PRK+KOR PRK:金与正+PRK:金永南 首尔/KOR",
                "b 2018-02-10 visit held 2018-02-09_.. PRK+KOR PRK:金与正 首尔/KOR",
                "c 2018-02-12 visit held 2018-02-11_2018-02-13 PRK+KOR PRK:金永南 首尔/KOR",
            ], expected: "a+b+c"),
        Case(
            name: "a delegation that nobody leads",
            accounts: [
                "a 2023-09-12 visit held 2023-09-12 USA+KOR - 首尔/KOR",
                "b 2023-09-13 visit held 2023-09-12 USA+KOR - 首尔/KOR",
            ], expected: "a+b"),
        Case(
            name: "three states' summit, sought and held months later",
            accounts: [
                "a 2024-03-20 summit proposed - CHN+JPN+KOR -",
                "b 2024-02-02 summit proposed 2024-05 CHN+JPN+KOR -",
                "c 2024-05-27 summit held 2024-05-27 CHN+JPN+KOR CHN:李强:premier+JPN:岸田文雄:premier 首尔/KOR",
            ], expected: "a+b+c"),
        Case(
            name: "an organisation's summit of which only the year is told",
            accounts: [
                "a 2023-02-01 summit planned 2023 G20+IND -",
                "b 2023-09-10 summit held 2023-09-09_2023-09-10 G20+CHN+IND CHN:李强 新德里/IND",
            ], expected: "a+b"),
        Case(
            name: "a week that begins with the arrival",
            accounts: [
                "a 2023-06-14 visit held 2023-06-12_2023-06-19 KOR+FRA KOR:王美花 法国/FRA",
                "b 2023-06-14 visit denied 2023-06-12_2023-06-18 KOR+FRA KOR:王美花 法国/FRA",
            ], expected: "a+b"),
        Case(
            name: "history, with the month",
            accounts: [
                "a 2023-06-19 visit held 2023-06-18_2023-06-19 USA+CHN USA:布林肯 北京/CHN",
                "b 2024-04-22 visit held 2023-06 USA+CHN USA:布林肯 中国/CHN background",
            ], expected: "a+b"),
    ]

    static let apart: [Case] = [
        Case(
            name: "two calls in a week",
            accounts: [
                "a 2023-10-14 call/phone held 2023-10-14 CHN+USA CHN:王毅+USA:布林肯",
                "b 2023-10-18 call/phone held 2023-10-18 CHN+USA CHN:王毅+USA:布林肯",
            ], expected: "a | b"),
        Case(
            name: "yearly meetings",
            accounts: [
                "a 2022-05-20 meeting held 2022-05-20 CHN+DEU CHN:王毅+DEU:贝尔伯克 柏林/DEU",
                "b 2023-05-20 meeting held 2023-05-20 CHN+DEU CHN:王毅+DEU:贝尔伯克 柏林/DEU",
                "c 2023-05-21 meeting held - CHN+DEU CHN:王毅+DEU:贝尔伯克",
            ], expected: "a | b+c"),
        Case(
            name: "one visitor, received by three",
            accounts: [
                "a 2023-06-19 meeting held 2023-06-19 CHN+USA CHN:习近平+USA:布林肯+CHN:王毅 北京/CHN",
                "b 2023-06-19 meeting held 2023-06-19 CHN+USA CHN:王毅+USA:布林肯 北京/CHN",
                "c 2023-06-18 meeting held 2023-06-18 CHN+USA CHN:秦刚+USA:布林肯 北京/CHN",
            ], expected: "a | b | c"),
        Case(
            name: "talks with many on the margins of one summit",
            accounts: [
                "a 2015-11-16 summit held 2015-11-15 CHN+RUS CHN:习近平+RUS:普京 安塔利亚/TUR",
                "b 2015-11-16 summit held 2015-11-16 CHN+AUS CHN:习近平+AUS:特恩布尔 安塔利亚/TUR",
                "c 2015-11-16 summit held 2015-11-15 G20+CHN CHN:习近平 安塔利亚/TUR",
                "d 2015-11-17 summit held - CHN+RUS CHN:习近平+RUS:普京",
            ], expected: "a+d | b | c"),
        Case(
            name: "a minister's stops",
            accounts: [
                "a 2024-01-14 visit held 2024-01-14 CHN+EGY CHN:王毅 开罗/EGY",
                "b 2024-01-15 visit held 2024-01-15 CHN+TUN CHN:王毅 突尼斯/TUN",
                "c 2024-01-16 visit held 2024-01-16 CHN+TGO CHN:王毅 洛美/TGO",
            ], expected: "a | b | c"),
        Case(
            name: "there and back: who visits whom",
            accounts: [
                "a 2023-11-14 visit held 2023-11-14 CHN+USA CHN:习近平 旧金山/USA",
                "b 2023-11-14 visit held 2023-11-14 USA+CHN USA:纽森 中国/CHN",
            ], expected: "a | b"),
        Case(
            name: "the same two on the next day in another city",
            accounts: [
                "a 2023-04-06 summit held 2023-04-06 CHN+FRA CHN:习近平+FRA:马克龙 北京/CHN",
                "b 2023-04-08 summit held 2023-04-07 CHN+FRA CHN:习近平+FRA:马克龙 广州/CHN",
            ], expected: "a | b"),
        Case(
            name: "ministers who change in between",
            accounts: [
                "a 2023-05-10 meeting held 2023-05-09 CHN+DEU CHN:秦刚+DEU:贝尔伯克 柏林/DEU",
                "b 2023-05-10 meeting held 2023-05-09 CHN+DEU CHN:李强+DEU:朔尔茨 柏林/DEU",
            ], expected: "a | b"),
        Case(
            name: "a call and a meeting of the same day",
            accounts: [
                "a 2023-06-14 call/phone held 2023-06-14 CHN+USA CHN:秦刚+USA:布林肯",
                "b 2023-06-14 meeting held 2023-06-14 CHN+USA CHN:秦刚+USA:布林肯 北京/CHN",
            ], expected: "a | b"),
        Case(
            name: "an organisation's summit, and talks with its head",
            accounts: [
                "a 2023-12-07 summit held 2023-12-07 EU+CHN CHN:习近平+EU:冯德莱恩 北京/CHN",
                "b 2023-12-07 summit held 2023-12-07 EU+DEU+FRA - 布鲁塞尔/BEL",
            ], expected: "a | b"),
        Case(
            name: "a mention of spring, and a meeting that autumn reports without a date",
            accounts: [
                "a 2013-06-25 summit held - CHN+JPN CHN:习近平:president+JPN:罗塞夫:president - secondary",
                "b 2013-09-05 summit held - CHN+JPN CHN:习近平:president+JPN:罗塞夫:president",
            ], expected: "a | b"),
        Case(
            name: "three states' ministers, other ministers in another land",
            accounts: [
                "a 2023-11-25 conference planned 2023-11-26 CHN+JPN+KOR CHN:王毅:foreign-minister 釜山/KOR",
                "b 2023-12-04 conference held 2023-12-03 CHN+JPN+KOR - 北京/CHN",
            ], expected: "a | b"),
        Case(
            name: "two visits of a year by the same man",
            accounts: [
                "a 2023-06-19 visit held 2023-06-18_2023-06-19 USA+CHN USA:布林肯 北京/CHN",
                "b 2024-04-25 visit held 2024-04-24_2024-04-26 USA+CHN USA:布林肯 上海/CHN",
                "c 2024-04-27 visit held - USA+CHN USA:布林肯 北京/CHN",
            ], expected: "a | b+c"),
    ]

    @Test(arguments: together + apart)
    func accountsFindTheirEvent(_ test: Case) async {
        #expect(Tell.groups(await Tell.merged(test.accounts)) == test.expected)
    }

    /// A chain of likenesses: each resembles the next, the first and the last exclude one another.
    @Test func aChainJoinsNobody() async {
        let events = await Tell.merged([
            "a 2023-06-19 meeting held 2023-06-19 CHN+USA CHN:习近平+USA:布林肯 北京/CHN",
            "b 2023-06-19 meeting held 2023-06-19 CHN+USA USA:布林肯 北京/CHN",
            "c 2023-06-19 meeting held 2023-06-19 CHN+USA CHN:秦刚+USA:布林肯 北京/CHN",
        ])
        #expect(!events.contains { $0.reports.contains("a") && $0.reports.contains("c") })
        #expect(events.count == 2)
    }

    /// Every case's accounts at once: blocks keep them as they were alone.
    @Test func casesDoNotDisturbOneAnother() async {
        var lines: [String] = []
        for (number, test) in (JoiningTests.together + JoiningTests.apart).enumerated() {
            // Each case in a century of its own.
            lines += test.accounts.map { line in
                var cells = line.split(separator: " ").map(String.init)
                cells[0] += "\(number)"
                for cell in [1, 4] where cells[cell] != "-" {
                    cells[cell] = cells[cell].split(separator: "_", omittingEmptySubsequences: false).map { part in
                        part.hasPrefix("20") ? "\(21 + number)" + part.dropFirst(2) : String(part)
                    }.joined(separator: "_")
                }
                return cells.joined(separator: " ")
            }
        }
        let expected = (JoiningTests.together + JoiningTests.apart).enumerated().flatMap { number, test in
            test.expected.split(separator: " | ").map { group in
                group.split(separator: "+").map { "\($0)\(number)" }.sorted().joined(separator: "+")
            }
        }.sorted().joined(separator: " | ")
        #expect(Tell.groups(await Tell.merged(lines)) == expected)
    }
}
