/// One end of an expression, as the text says it and before anything is resolved: a bag of what was named.
struct Point: Sendable {
    enum YearKind: UInt8 { case none, absolute, twoDigit, relative, that }
    enum MonthKind: UInt8 { case none, number, relative, that, lunar, lunarLeap }
    enum WeekKind: UInt8 { case none, bare, relative, coming }
    enum DayKind: UInt8 { case none, publication, that }
    enum CountUnit: UInt8 { case none, minute, hour, day, week, month, quarter, year }
    /// Which way a count goes: 三天前, 三天后, 三天内, 过去三天, 未来三天.
    enum CountWay: UInt8 { case none, before, after, within, lastly, next }
    /// A part of a year or month. The order is that of `names`.
    enum Part: UInt8, CaseIterable {
        case none
        case firstTen, secondTen, lastTen
        case beginning, middle, end
        case firstHalf, secondHalf
        case spring, summer, autumn, winter
        case quarter1, quarter2, quarter3, quarter4
        /// The year itself: 年内, 全年.
        case whole

        /// As the vocabulary calls them.
        static let names = [
            "", "first-ten", "second-ten", "last-ten", "beginning", "middle", "end", "first-half", "second-half",
            "spring", "summer", "autumn", "winter", "quarter-1", "quarter-2", "quarter-3", "quarter-4", "whole",
        ]

        var isOfMonth: Bool { (Part.firstTen.rawValue...Part.lastTen.rawValue).contains(rawValue) }
        var isQuarter: Bool { (Part.quarter1.rawValue...Part.quarter4.rawValue).contains(rawValue) }
    }

    /// How fine the point is so far; parts come in this order.
    enum Rank: UInt8, Comparable {
        case nothing, year, yearPart, month, monthPart, day, dayPart, clock
        static func < (a: Rank, b: Rank) -> Bool { a.rawValue < b.rawValue }
    }

    var rank = Rank.nothing
    var yearKind = YearKind.none
    var year: Int32 = 0
    /// 10 for a decade, 100 for a century that begins with `year`.
    var yearSpan: Int32 = 1
    /// 90 in 上世纪90年代; -1: none.
    var decade: Int32 = -1
    /// The first so many months of the year: 前7个月, 前三季度.
    var firstMonths: Int32 = 0
    /// Which such weekday of the month: 5月第二个星期日.
    var nth: Int32 = 0
    /// The quarter counted from the present one: 上季度.
    var quarterOffset: Int32?
    /// 上半月, 下半月: halves of a month, not of a year.
    var isHalfMonth = false
    var monthKind = MonthKind.none
    var month: Int32 = 0
    var part = Part.none
    var day: Int32 = 0
    var weekKind = WeekKind.none
    var week: Int32 = 0
    /// 1 to 7; 8 is the weekend.
    var weekday: Int32 = 0
    var dayKind = DayKind.none
    var dayOffset: Int32 = 0
    var holiday: Int32 = -1
    var isLunar = false
    var countUnit = CountUnit.none
    /// Twice the amount, so that halves count.
    var countDoubled: Int32 = 0
    var countWay = CountWay.none
    /// The days of 一个月零三天.
    var countExtraDays: Int32 = 0
    var dayPart = DayPart.none
    var minutes: Int32 = -1
    /// 三点 with nothing before or behind it: as often a number of points as a time.
    var isBareClock = false
    /// Talk, which in a report means nothing: 现在, 过两天.
    var isTalk = false
    /// The days from the day named: 春节后两天.
    var offset: Int32 = 0
    /// The first or last month of a quarter.
    var quarterEdge = Part.none
    var zoneStart: Int32 = 0
    var zoneEnd: Int32 = 0
    var isApproximate = false
    /// 几, 多, 数: the count is vague.
    var isVagueCount = false
    /// A day of the month written in Han characters with no month before it.
    var isBareHanDay = false
    /// The day or clock has its own unit (日, 点); `8` in 8、9日 has none.
    var lacksUnit = false
    /// 期间 of a holiday: the whole of it.
    var isWholeHoliday = false
    /// 前夕.
    var isEve = false
    /// A number was cut off behind it.
    var isCut = false

    var hasMonthOrDay: Bool { monthKind != .none || day > 0 }
    /// A single number and its unit 日 or 号.
    var isBareDay: Bool {
        day > 0 && monthKind == .none && yearKind == .none && weekday == 0 && dayKind == .none
    }
    var isBareWeekday: Bool { weekday > 0 && weekKind == .bare && day == 0 && monthKind == .none && dayKind == .none }
    var isClockOnly: Bool {
        (minutes >= 0 || dayPart != .none) && day == 0 && monthKind == .none && yearKind == .none && weekday == 0
            && weekKind == .none && dayKind == .none && holiday < 0 && countUnit == .none && part == .none
    }
    /// Fine enough to be a day (or a weekend).
    var isDay: Bool {
        day > 0 || weekday > 0 || dayKind != .none || holiday >= 0
            || (countUnit != .none && countWay != .none && countUnit.rawValue <= CountUnit.week.rawValue)
    }
}

/// A whole expression before resolving.
struct Expression: Sendable {
    enum Tail: UInt8 { case none, since, until, after, around }

    var start: Int32
    var end: Int32
    var first: Point
    var second: Point?
    var tail = Tail.none
    /// The length in days that a duration gives, or that follows 起.
    var days: Int32 = 0
    var isDuration = false
    /// Joined to the expression before it, whose month or week it shares: 周一和周四.
    var sharesFrame = false
    /// 原定于.
    var isPlanned = false
    var isVague = false
    /// The text's own date of a report: followed by 电, 讯, 报道, or in a clause headed by 据.
    var isCited = false
    /// 电, 讯: how datelines end.
    var isWired = false
}
