internal import ICUText
import Kernel

/// The lunar calendar, opened when a text first asks for it.
struct Moon {
    private var calendar: LunarCalendar?
    private var hasFailed = false

    mutating func day(year: Int, month: Int, day: Int, leap: Bool) -> CivilDate? {
        if calendar == nil, !hasFailed {
            calendar = try? LunarCalendar()
            hasFailed = calendar == nil
        }
        return calendar?.day(year: year, month: month, day: day, leap: leap)
    }
}
