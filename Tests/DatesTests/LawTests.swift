import Dates
import Kernel
import Testing

/// Laws that hold for every expression, tried on all that the vocabulary can say.
@Suite struct LawTests {
    /// Days, years, months, weeks: one of each kind of expression.
    static let relatives = [
        "今天", "昨天", "明天", "大前天", "后天", "当天", "次日", "三天前", "十天后", "两周后", "今明两天", "今天和明天", "昨天至今天", "三天内", "未来三天", "过去两周",
    ]
    static let expressions =
        relatives + [
            "26日", "31日", "29日", "1日", "8月31日", "2月29日", "12月31日", "周四", "星期天", "上周三", "下周", "周末", "本月", "8月",
            "12月", "上个月", "8月下旬", "月底", "今年", "去年11月", "年底", "年初", "上半年", "第三季度", "春季", "今冬", "春节", "中秋节",
            "国庆期间", "大年三十", "8日至9日", "30日至2日", "11月30日至12月2日", "10月下旬至11月初", "12月30日至1月2日", "周三至周五",
            "周六至周一", "7、8月", "1至8月", "11月至2月", "8、9两日", "25日起", "8日前", "年底前", "今年以来", "8日起为期三天", "三个月后",
            "半年前", "2019年以来", "90年代", "2023年8月31日", "年底至明年初", "除夕至元宵节", "下旬至月底", "周五及周六", "9日和10日",
            "9日、10日和11日", "下周一和周四", "2019年3月和6月", "本月稍后", "3月后半段", "五天四夜", "访问两日，", "原定于9日",
        ]

    /// Days that try the edges of months, leap years and the turn of the year.
    static let days = [
        "2023-01-01", "2023-02-28", "2023-03-31", "2023-08-31", "2023-12-31", "2024-02-29", "2024-03-01", "2000-02-29",
        "2019-05-15", "2100-03-01",
    ]

    @Test(arguments: expressions)
    func noValueEndsBeforeItStarts(text: String) {
        for day in Self.days {
            for mention in DateCase.read(text, on: day) {
                for case let value? in [mention.past, mention.future] {
                    if let first = value.firstDay, let last = value.lastDay {
                        #expect(first <= last, "\(text) on \(day)")
                    }
                }
            }
        }
    }

    @Test(arguments: expressions)
    func everyValueRoundTripsThroughEDTF(text: String) {
        for day in Self.days {
            for mention in DateCase.read(text, on: day) {
                for case let value? in [mention.past, mention.future] {
                    #expect(DateValue(edtf: value.edtf) == value, "\(text) on \(day): \(value.edtf)")
                }
            }
        }
    }

    @Test(arguments: expressions)
    func thePastHasBegunAndTheFutureIsNotOver(text: String) throws {
        // What the text gives in full, or counts in one direction, has only one reading.
        for day in Self.days {
            let anchor = try #require(CivilDate(iso: day))
            for mention in DateCase.read(text, on: day) where mention.past != mention.future {
                if let first = mention.past?.firstDay { #expect(first <= anchor, "\(text) on \(day)") }
                if let last = mention.future?.lastDay { #expect(last >= anchor, "\(text) on \(day)") }
            }
        }
    }

    @Test(arguments: relatives)
    func movingTheAnchorMovesTheResultAsFar(text: String) throws {
        let start = try #require(CivilDate(iso: "2023-02-20"))
        let at = DateCase.read(text, on: start.iso)
        for step in [1, 7, 9, 30, 365, 400] {
            let moved = DateCase.read(text, on: (start + step).iso)
            try #require(moved.count == at.count)
            for (a, b) in zip(at, moved) {
                #expect(b.past?.firstDay == a.past?.firstDay.map { $0 + step }, "\(text) by \(step)")
                #expect(b.past?.lastDay == a.past?.lastDay.map { $0 + step }, "\(text) by \(step)")
            }
        }
    }

    @Test(arguments: ["周四", "上周三", "下周", "本周", "星期天", "本周末", "下下周三"])
    func weeksMoveByWeeks(text: String) throws {
        let start = try #require(CivilDate(iso: "2023-02-20"))
        let at = try #require(DateCase.read(text, on: start.iso).first)
        for step in [7, 14, 364] {
            let moved = try #require(DateCase.read(text, on: (start + step).iso).first)
            #expect(moved.past?.firstDay == at.past?.firstDay.map { $0 + step })
            #expect(moved.future?.lastDay == at.future?.lastDay.map { $0 + step })
        }
    }

    @Test(arguments: [
        ("周四（8月31日）", "週四（8月31日）"), ("8月31号", "8月31號"), ("礼拜三", "禮拜三"), ("三天后", "三天後"), ("当天", "當天"),
        ("两周后", "兩週後"), ("今年以来", "今年以來"), ("国庆节", "國慶節"), ("端午节", "端午節"), ("农历正月初五", "農曆正月初五"), ("元宵节", "元宵節"),
        ("下个月5号", "下個月5號"), ("后天", "後天"), ("为期三天", "為期三天"), ("十几天前", "十幾天前"), ("岁末", "歲末"), ("今晚8点", "今晚8點"),
        ("上世纪80年代", "上世紀80年代"), ("圣诞节", "聖誕節"), ("从8日到10日", "從8日到10日"), ("这个星期五", "這個星期五"), ("腊月二十三", "臘月二十三"),
        ("连续两日", "連續兩日"), ("时隔两年半", "時隔兩年半"), ("当地时间13日", "當地時間13日"), ("复活节", "復活節"), ("半个月后", "半個月後"),
        ("闰月", "閏月"), ("据韩联社2月7日电", "據韓聯社2月7日電"), ("除夕夜", "除夕夜"), ("几个月内", "幾個月內"), ("双十节", "雙十節"),
        ("起访华五天", "起訪華五天"), ("原定于9月", "原定於9月"), ("原计划9月", "原計劃9月"), ("本周五及周六", "本週五及週六"),
        ("稍后", "稍後"), ("本月稍后", "本月稍後"), ("今年晚些时候", "今年晚些時候"), ("推迟至12月", "推遲至12月"), ("五天四夜", "五天四夜"),
    ])
    func scriptDoesNotMatter(simplified: String, traditional: String) {
        let a = DateCase.read(simplified, on: "2023-09-14")
        let b = DateCase.read(traditional, on: "2023-09-14")
        #expect(a.map { $0.past } == b.map { $0.past })
        #expect(a.map { $0.future } == b.map { $0.future })
        #expect(a.map { $0.use } == b.map { $0.use })
        #expect(a.map { $0.days } == b.map { $0.days })
    }

    @Test(arguments: expressions + ["8/31", "2023-08-31", "8.31", "15:30", "13日(四)", "8-9日", "Q3"])
    func widthDoesNotMatter(text: String) {
        let wide = String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    (0x21...0x7E).contains(scalar.value) && scalar != "-" && scalar != "."
                        ? Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar : scalar
                }))
        let a = DateCase.read(text, on: "2023-09-14")
        let b = DateCase.read(wide, on: "2023-09-14")
        #expect(a.map { $0.past } == b.map { $0.past })
        #expect(a.map { $0.future } == b.map { $0.future })
    }

    @Test(arguments: [
        ("三", "3"), ("八", "8"), ("十", "10"), ("十一", "11"), ("二十", "20"), ("廿一", "21"), ("二十九", "29"), ("三十", "30"),
        ("卅一", "31"), ("三十一", "31"),
    ])
    func chineseNumeralsCountAsDigitsDo(han: String, digits: String) {
        for pattern in ["8月#日", "#日至31日上午", "12月#号", "2023年10月#日"] {
            let a = DateCase.read(pattern.with(han), on: "2023-09-14").map { $0.past }
            let b = DateCase.read(pattern.with(digits), on: "2023-09-14").map { $0.past }
            #expect(a == b, "\(pattern.with(han))")
        }
    }

    @Test func everyDayOfAYearIsReadBack() throws {
        var day = try #require(CivilDate(iso: "2024-01-01"))
        let anchor = "2024-12-31"
        while day.year == 2024 {
            let text = "\(day.month)月\(day.day)日"
            #expect(DateCase.read(text, on: anchor).first?.past?.edtf == day.iso)
            #expect(DateCase.read("2024年" + text, on: anchor).first?.past?.edtf == day.iso)
            day = day + 1
        }
    }

    @Test func expressionsDoNotOverlapAndStandInOrder() {
        let text =
            Self.expressions.joined(separator: "，") + Self.expressions.joined()
            + Self.expressions.joined(separator: "至")
        let found = Shipped.reader.scan(Array(text.utf8)).found
        #expect(!found.isEmpty)
        for (a, b) in zip(found, found.dropFirst()) { #expect(a.end <= b.start) }
    }
}

extension String {
    fileprivate func with(_ number: String) -> String {
        split(separator: "#", omittingEmptySubsequences: false).joined(separator: number)
    }
}
