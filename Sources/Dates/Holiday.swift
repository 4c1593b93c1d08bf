import Kernel

/// On which day of a year a holiday falls.
enum Holiday: Sendable, Hashable {
    case fixed(month: Int, day: Int)
    /// Day 0 is the last day of the month before: `lunar 1-0` is New Year's Eve.
    case lunar(month: Int, day: Int)
    /// The nth such weekday of the month; -1: the last.
    case nth(month: Int, which: Int, weekday: Int)
    /// A solar term by the usual reckoning: its constant, in thousandths of a day, for this century and the last.
    case solar(month: Int, this: Int, last: Int)
    /// Days after Easter Sunday.
    case easter(Int)

    /// Reads `10-01`, `lunar 8-15`, `nth 5 2 7`, `solar 4 4810 5590`, `easter -2`.
    init?(rule: String) {
        let words = rule.split(separator: " ")
        guard let head = words.first else { return nil }
        switch (head, words.count) {
        case ("lunar", 2):
            guard let (month, day) = Self.pair(words[1]), (0...30).contains(day) else { return nil }
            self = .lunar(month: month, day: day)
        case ("nth", 4):
            guard let month = Int(words[1]), let which = Int(words[2]), let weekday = Int(words[3]),
                (1...12).contains(month), which == -1 || (1...5).contains(which), (1...7).contains(weekday)
            else { return nil }
            self = .nth(month: month, which: which, weekday: weekday)
        case ("solar", 4):
            guard let month = Int(words[1]), let this = Int(words[2]), let last = Int(words[3]),
                (1...12).contains(month)
            else { return nil }
            self = .solar(month: month, this: this, last: last)
        case ("easter", 2):
            guard let offset = Int(words[1]) else { return nil }
            self = .easter(offset)
        case (_, 1):
            guard let (month, day) = Self.pair(head), CivilDate(year: 2000, month: month, day: day) != nil else {
                return nil
            }
            self = .fixed(month: month, day: day)
        default: return nil
        }
    }

    private static func pair(_ text: Substring) -> (Int, Int)? {
        let parts = text.split(separator: "-")
        guard parts.count == 2, let month = Int(parts[0]), let day = Int(parts[1]), (1...12).contains(month) else {
            return nil
        }
        return (month, day)
    }

    func day(in year: Int, _ moon: inout Moon) -> CivilDate? {
        switch self {
        case .fixed(let month, let day): return CivilDate(year: year, month: month, day: day)
        case .lunar(let month, let day):
            guard day == 0 else { return moon.day(year: year, month: month, day: day, leap: false) }
            return moon.day(year: year, month: month, day: 1, leap: false).map { $0 - 1 }
        case .nth(let month, let which, let weekday):
            if which < 0 {
                guard let last = CivilDate(year: year, month: month, day: CivilDate.days(in: month, of: year)) else {
                    return nil
                }
                return last - (last.weekday - weekday + 7) % 7
            }
            guard let first = CivilDate(year: year, month: month, day: 1) else { return nil }
            return first + ((weekday - first.weekday + 7) % 7 + 7 * (which - 1))
        case .solar(let month, let this, let last):
            let within = year % 100
            // The leap day comes after the terms of January and February.
            let leaps = (month <= 2 ? within + 3 : within) / 4 - (month <= 2 ? 1 : 0)
            let day = (within * 2422 + (year < 2000 ? last : this) * 10) / 10_000 - leaps
            return CivilDate(year: year, month: month, day: day)
        case .easter(let offset):
            guard let sunday = Self.easterSunday(year) else { return nil }
            return sunday + offset
        }
    }

    /// The Gregorian reckoning of Meeus, Jones and Butcher.
    private static func easterSunday(_ year: Int) -> CivilDate? {
        let a = year % 19
        let b = year / 100
        let c = year % 100
        let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30
        let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7
        let m = (a + 11 * h + 22 * l) / 451
        let n = h + l - 7 * m + 114
        return CivilDate(year: year, month: n / 31, day: n % 31 + 1)
    }
}
