internal import CICU
package import Kernel

/// ICU's Chinese calendar: which day a lunar month and day fall on.
package final class LunarCalendar {
    private let calendar: UnsafeMutablePointer<UCalendar?>

    package init() throws(ICUFailure) {
        let opened = try icu("opening the Chinese calendar") { chy_cal_open("zh@calendar=chinese", $0) }
        guard let opened else { throw ICUFailure(doing: "opening the Chinese calendar", name: "no result") }
        calendar = opened
    }

    deinit { chy_cal_close(calendar) }

    /// The day of the lunar year that begins in `year` of the Gregorian calendar; nil where it has no such day.
    package func day(year: Int, month: Int, day: Int, leap: Bool = false) -> CivilDate? {
        // 1 July of a year always lies in the lunar year that began in it.
        guard let middle = CivilDate(year: year, month: 7, day: 1) else { return nil }
        guard (try? icu("setting the calendar", { chy_cal_set_millis(calendar, millis(middle), $0) })) != nil,
            let cycle = try? icu("reading the calendar", { chy_cal_get(calendar, UCAL_ERA, $0) }),
            let ofCycle = try? icu("reading the calendar", { chy_cal_get(calendar, UCAL_YEAR, $0) })
        else { return nil }
        chy_cal_clear(calendar)
        chy_cal_set(calendar, UCAL_ERA, cycle)
        chy_cal_set(calendar, UCAL_YEAR, ofCycle)
        chy_cal_set(calendar, UCAL_MONTH, Int32(month - 1))
        chy_cal_set(calendar, UCAL_IS_LEAP_MONTH, leap ? 1 : 0)
        chy_cal_set(calendar, UCAL_DATE, Int32(day))
        guard let found = try? icu("reading the calendar", { chy_cal_millis(calendar, $0) }),
            let gotMonth = try? icu("reading the calendar", { chy_cal_get(calendar, UCAL_MONTH, $0) }),
            let gotDay = try? icu("reading the calendar", { chy_cal_get(calendar, UCAL_DATE, $0) }),
            gotMonth == Int32(month - 1), gotDay == Int32(day)
        else { return nil }
        return CivilDate(dayNumber: Int32(found / 86_400_000))
    }

    private func millis(_ day: CivilDate) -> Double { Double(day.dayNumber) * 86_400_000 }
}
