import Dates
import Kernel
import Testing

/// Words for parts of months and days, as reports use them.
@Suite struct NewsWordTests {
    /// The day is a Thursday.
    @Test(
        arguments: DateCase.table(
            """
            3月后半段 = 2023-03-16/2023-03-31 | 2024-03-16/2024-03-31
            3月前半段 = 2023-03-01/2023-03-15 | 2024-03-01/2024-03-15
            3月下半月 = 2023-03-16/2023-03-31 | 2024-03-16/2024-03-31
            上半月 = 2023-09-01/2023-09-15
            下半月 = 2023-08-16/2023-08-31 | 2023-09-16/2023-09-30
            本月上半月 = 2023-09-01/2023-09-15
            月中 = 2023-09-11/2023-09-20
            3月中旬 = 2023-03-11/2023-03-20 | 2024-03-11/2024-03-20
            本月稍后 = 2023-09
            本月晚些时候 = 2023-09
            本月早些时候 = 2023-09
            本周稍后 = 2023-09-11/2023-09-17
            今年稍后 = 2023
            今年晚些时候 = 2023
            今天早些时候 = 2023-09-14
            周三晚些时候 = 2023-09-13 | 2023-09-20
            8日稍早时候 = 2023-09-08 | 2023-10-08
            稍后 = 
            年内 = 2023
            今年内 = 2023
            本月内 = 2023-09
            本周内 = 2023-09-11/2023-09-17
            近期 = vague
            今早 = 2023-09-14
            今晨 = 2023-09-14
            今晚 = 2023-09-14
            昨晚 = 2023-09-13
            前晚 = 2023-09-12
            明早 = 2023-09-15
            明晚 = 2023-09-15
            星期五晚间 = 2023-09-08 | 2023-09-15
            星期五晚 = 2023-09-08 | 2023-09-15
            """))
    func aWordMeansItsPartOfTheCalendar(case one: DateCase) {
        one.check(DateCase.read(one.text, on: "2023-09-14"))
    }

    @Test(
        arguments: DateCase.table(
            """
            总统8日表示，会谈很重要。总统当天与总理会晤。 = 2023-09-08; 2023-09-08 | 2023-10-08; 2023-09-08
            据通讯社8日报道，总统抵达首都。他当天会见总理。 = 2023-09-08; 2023-09-08
            总统8日抵达。当晚，他出席宴会。 = 2023-09-08; 2023-09-08 | 2023-10-08; 2023-09-08
            总统周三抵达。当天上午，他会见总理。 = 2023-09-13; 2023-09-13 | 2023-09-20; 2023-09-13
            """))
    func thatDayReachesIntoTheSentenceBefore(case one: DateCase) {
        one.check(DateCase.read(one.text, on: "2023-09-14"))
    }

    @Test func theSpanTakesInWhatSaysWhenWithinThePeriod() {
        let block = Block(kind: .paragraph, "两国将在本月稍后会谈")
        #expect(DateCase.read([block], on: "2023-09-14").map { block.string($0.span) } == ["本月稍后"])
    }

    @Test(arguments: ["主席5日起访问邻国", "主席5日起對鄰國進行訪問", "主席自5日起访问邻国", "主席5日开始访问邻国"])
    func aBareDayOfAHeadlineKeepsBothReadings(text: String) throws {
        let mention = try #require(DateCase.read([Block(kind: .title, text)], on: "2023-09-04").first)
        #expect(mention.role == .since)
        #expect(mention.past?.edtf == "2023-08-05/..")
        #expect(mention.future?.edtf == "2023-09-05/..")
    }
}
