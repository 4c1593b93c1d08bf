import Testing

@testable import Kernel

@Suite struct CivilDateTests {
    @Test(arguments: [
        ("1970-01-01", 0, 4), ("2000-02-29", 11016, 2), ("2023-08-31", 19600, 4), ("1969-12-31", -1, 3),
        ("9999-12-31", 2_932_896, 5),
    ])
    func aDayHasItsNumberAndWeekday(iso: String, number: Int32, weekday: Int) throws {
        let day = try #require(CivilDate(iso: iso))
        #expect(day.dayNumber == number)
        #expect(day.weekday == weekday)
        #expect(day.iso == iso)
    }

    @Test(arguments: ["2023-02-29", "2023-13-01", "2023-00-10", "0000-01-01", "2023-8-31", "２023-08-31", ""])
    func whatIsNoDayIsNone(text: String) {
        #expect(CivilDate(iso: text) == nil)
    }

    @Test func everyDayOfFourCenturiesRoundTrips() {
        var number: Int32 = -135_140  // 1600-01-01
        var (y, m, d) = CivilDate(dayNumber: number).parts
        for _ in 0..<146_097 {
            #expect(CivilDate(year: y, month: m, day: d)?.dayNumber == number)
            number += 1
            d += 1
            if d > CivilDate.days(in: m, of: y) { (m, d) = (m + 1, 1) }
            if m > 12 { (y, m) = (y + 1, 1) }
            let parts = CivilDate(dayNumber: number).parts
            if parts != (y, m, d) {
                Issue.record("day \(number) is \(parts), not \((y, m, d))")
                return
            }
        }
    }
}

@Suite struct DateValueTests {
    @Test(arguments: [
        "2023-08-31", "2004-06", "2020", "2020-12~", "2023-11-08/2023-11-09", "../2023-12", "2023-08-31/..",
        "2020-02-11/2020-02-20", "2018-03/2018-05", "2019-12/2020-01-03",
    ])
    func edtfRoundTrips(text: String) {
        #expect(DateValue(edtf: text)?.edtf == text)
    }

    @Test(arguments: [
        "", "..", "../..", "2023-11-09/2023-11-08", "2023-02-30", "2023/2022", "then", "2023-1-1", "2023-01-01/x",
    ])
    func whatIsNoDateIsNone(text: String) {
        #expect(DateValue(edtf: text) == nil)
    }

    @Test func aMonthHoldsItsDays() throws {
        let month = try #require(DateValue(edtf: "2024-02"))
        #expect(month.firstDay?.iso == "2024-02-01")
        #expect(month.lastDay?.iso == "2024-02-29")
        #expect(month.contains(try #require(DateValue(edtf: "2024-02-29"))))
        #expect(!month.contains(try #require(DateValue(edtf: "2024-02-29/.."))))
        #expect(month.overlaps(try #require(DateValue(edtf: "../2024-02-01"))))
        #expect(!month.overlaps(try #require(DateValue(edtf: "2024-03-01/.."))))
    }
}
