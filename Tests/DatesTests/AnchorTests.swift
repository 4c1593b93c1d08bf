import Dates
import Kernel
import Testing

/// What an expression is counted from: the publication, the dateline, or a date that the text has set before.
@Suite struct AnchorTests {
    @Test(
        arguments: DateCase.table(
            """
            外长13日抵达首都。当天下午，他会见了总统。次日，他离开。 = 2023-09-13; 2023-09-13; 2023-09-14 | 2023-10-13; 2023-09-13; 2023-09-14
            外长13日抵达首都，当晚出席宴会，翌日返回。 = 2023-09-13; 2023-09-13; 2023-09-14 | 2023-10-13; 2023-09-13; 2023-09-14
            他8月31日到访，前一天刚结束另一场访问。 = 2023-08-31; 2023-08-30 | 2024-08-31; 2023-08-30
            会谈于2019年8月21日举行。同日，三国发表声明。 = 2019-08-21; 2019-08-21
            峰会在2019年12月24日召开，次年将由另一国主办。 = 2019-12-24; 2020
            他2018年3月来访，同年6月再访。 = 2018-03; 2018-06
            两人2020年1月17日会谈。次日，两国发表公报。 = 2020-01-17; 2020-01-18
            外交部8日宣布此事。同日，大使离任。隔天，代办到任。 = 2023-09-08; 2023-09-08; 2023-09-09 | 2023-10-08; 2023-09-08; 2023-09-09
            代表团11日至13日访问三国，随后第二天返回。 = 2023-09-11/2023-09-13; 2023-09-14 | 2023-10-11/2023-10-13; 2023-09-14
            昨天抵达，当晚会谈。 = 2023-09-13; 2023-09-13
            会谈今天举行，当天下午结束。 = 2023-09-14; 2023-09-14
            """))
    func anAnaphorCountsFromTheLastDateSet(case one: DateCase) {
        one.check(DateCase.read(one.text, on: "2023-09-14"))
    }

    @Test(
        arguments: DateCase.table(
            """
            外长7月13日抵达，14日会见总统，15日离开。 = 2023-07-13; 2023-07-14; 2023-07-15 | 2024-07-13; 2023-07-14; 2023-07-15
            代表团6月28日出发，29日抵达，1日会谈。 = 2023-06-28; 2023-06-29; 2023-07-01 | 2024-06-28; 2023-06-29; 2023-07-01
            2019年8月20日外长抵达，21日出席会议。 = 2019-08-20; 2019-08-21
            2019年8月20日至22日举行会议，23日闭幕。 = 2019-08-20/2019-08-22; 2019-08-23
            2022年12月30日两人通话，31日发表声明。 = 2022-12-30; 2022-12-31
            2022年12月30日抵达，1日离开。 = 2022-12-30; 2023-01-01
            2019年8月20日访问北京，9月3日访问东京。 = 2019-08-20; 2019-09-03
            2019年12月24日出席峰会，1月5日再次会面。 = 2019-12-24; 2020-01-05
            2019年9月20日访问北京，此行在8月3日宣布。 = 2019-09-20; 2019-08-03
            1989年6月9日露面，总统5月中接见客人后再未露面。 = 1989-06-09; 1989-05-11/1989-05-20
            上月28日抵达，29日会见总理。 = 2023-08-28; 2023-08-29
            外长将于11月12日至16日访问，13日出席会议。 = 2022-11-12/2022-11-16; 2023-11-13 | 2023-11-12/2023-11-16; 2023-11-13
            """))
    func aBareDayFollowsTheMonthOfItsSentence(case one: DateCase) {
        one.check(DateCase.read(one.text, on: "2023-09-14"))
    }

    @Test(
        arguments: DateCase.table(
            """
            首次会议于2004年6月21日举行。外交部13日说，双方愿继续对话。 = 2004-06-21; 2023-09-13 | 2004-06-21; 2023-10-13
            自2021年3月以来首次访问，9日上午会谈。 = 2021-03/..; 2023-09-09 | 2021-03/..; 2023-10-09
            他2018年来访。7月9日，他再次来访。 = 2018; 2023-07-09 | 2018; 2024-07-09
            今年9月1日开学，13日放假。 = 2023-09-01; 2023-09-13 | 2023-09-01; 2023-10-13
            """))
    func historyDoesNotCaptureThePresent(case one: DateCase) {
        one.check(DateCase.read(one.text, on: "2023-09-14"))
    }

    @Test(
        arguments: DateCase.table(
            """
            8月31日抵达，三天后离开。 = 2023-08-31; 2023-09-03 | 2024-08-31; 2023-09-03
            2023年1月10日举行会谈，两周后再次会面。 = 2023-01-10; 2023-01-24
            8月31日抵达。三天后将有新的会谈。 = 2023-08-31; 2023-09-17 | 2024-08-31; 2023-09-17
            """))
    func aLengthCountsFromADateOfItsSentence(case one: DateCase) {
        one.check(DateCase.read(one.text, on: "2023-09-14"))
    }

    @Test func aDateReachesIntoTheNextParagraph() {
        let blocks = [Block(kind: .paragraph, "外长8月31日抵达。"), Block(kind: .paragraph, "次日，他会见总统。")]
        #expect(values(DateCase.read(blocks, on: "2023-09-14")) == ["2023-08-31", "2023-09-01"])
    }

    @Test(arguments: [BlockKind.caption, .quote, .title])
    func asideBlocksKeepTheirDatesToThemselves(kind: BlockKind) {
        let blocks = [
            Block(kind: .paragraph, "外长8月31日抵达。"), Block(kind: kind, "资料照，2019年3月6日，同日"),
            Block(kind: .paragraph, "次日，他会见总统。"),
        ]
        #expect(
            values(DateCase.read(blocks, on: "2023-09-14")) == ["2023-08-31", "2019-03-06", "2019-03-06", "2023-09-01"])
    }

    @Test func aQuotationSetsNoDateOutside() {
        let text = "外长8月31日抵达。他说：“2019年3月6日是难忘的一天。”次日，他离开。"
        #expect(values(DateCase.read(text, on: "2023-09-14")) == ["2023-08-31", "2019-03-06", "2023-09-01"])
    }

    @Test func theTenseOfTheVerbDirectsTheChain() {
        let text = "外长20日抵达，次日会谈。"
        #expect(values(DateCase.read(text, on: "2023-09-14", tense: { _, _ in .past }))[1] == "2023-08-21")
        #expect(values(DateCase.read(text, on: "2023-09-14", tense: { _, _ in .future }))[1] == "2023-09-21")
    }

    @Test func withoutAnyAnchorOnlyFullDatesHaveValues() {
        let article = Article(
            id: "", blocks: [Block(kind: .paragraph, "2023年8月31日，周四，26日，今天。当天")], origin: Origin(path: ""))
        let mentions = Shipped.reader.read(article)
        #expect(mentions.map { $0.past?.edtf } == ["2023-08-31", nil, nil, nil, "2023-08-31"])
    }

    @Test func everyValueNamesItsAnchor() throws {
        let mentions = DateCase.read("外长2023年8月31日抵达，次日会谈。周三离开。", on: "2023-09-14")
        try #require(mentions.count == 3)
        #expect(mentions.map(\.basis) == [.stated, .relative, .relative])
        #expect(mentions[0].anchor == .none)
        let day = try #require(CivilDate(iso: "2023-08-31"))
        #expect(mentions[1].anchor == .earlier(mentions[0].span, day))
        #expect(mentions[1].isAnaphoric)
        let published = try #require(CivilDate(iso: "2023-09-14"))
        #expect(mentions[2].anchor == .publication(published))
    }

    private func values(_ mentions: [DateMention]) -> [String] { mentions.map { $0.past?.edtf ?? "" } }
}
