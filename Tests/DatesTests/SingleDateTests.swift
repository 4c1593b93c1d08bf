import Kernel
import Testing

/// One expression alone in the text of a day.
@Suite struct SingleDateTests {
    @Test(arguments: [
        DateCase("2023年8月31日", "2023-08-31"), DateCase("星期四（8月31日）", "2023-08-31"),
        DateCase("26日", "2023-08-26", "2023-09-26"), DateCase("周二", "2023-08-29", "2023-09-05"),
        DateCase("今年年底", "2023-12~"), DateCase("2019年以来", "2019/.."),
    ])
    func aDateIsRead(case one: DateCase) throws {
        let mentions = DateCase.read(one.text, on: "2023-09-01")
        #expect(mentions.map { $0.past?.edtf ?? "-" } == [one.past])
        #expect(mentions.map { $0.future?.edtf ?? "-" } == [one.future])
    }
}
