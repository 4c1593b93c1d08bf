/// What a term of the vocabulary does in an expression. The raw value is its name in the `class` column.
enum TermClass: String, CaseIterable {
    /// A character that numbers are written with.
    case numeral
    /// 多, 余, 几 between a number and its unit.
    case aboutMany = "about-many"

    // After a number: places in the calendar.
    case unitYear = "unit-year"
    case unitMonth = "unit-month"
    case unitDay = "unit-day"
    case unitHour = "unit-hour"
    case unitMinute = "unit-minute"
    case unitSecond = "unit-second"
    case quarterHour = "quarter-hour"
    case unitQuarter = "unit-quarter"
    case decade
    case century
    // After a number: lengths.
    case countDay = "count-day"
    case countNight = "count-night"
    case countWeek = "count-week"
    case countMonth = "count-month"
    case countQuarter = "count-quarter"
    case countYear = "count-year"
    case countHour = "count-hour"
    case countMinute = "count-minute"
    case half
    /// After a number: text that only begins like a unit (日元, 号楼, 周年).
    case notUnit = "not-unit"

    // Words with a place of their own.
    case relativeDay = "relative-day"
    /// 现在: today in talk, nothing in a report.
    case now
    case thatDay = "that-day"
    case week
    case weekComing = "week-coming"
    case weekday
    case relativeMonth = "relative-month"
    case thatMonth = "that-month"
    case monthName = "month-name"
    case relativeYear = "relative-year"
    case thatYear = "that-year"
    case relativeQuarter = "relative-quarter"
    case relativeCentury = "relative-century"
    case yearPart = "year-part"
    case monthPart = "month-part"
    case edgePart = "edge-part"
    case season
    case holiday
    case lunarLead = "lunar-lead"
    case lunarMonth = "lunar-month"
    case lunarDay = "lunar-day"
    case leapMonth = "leap-month"
    case era
    case dayPart = "day-part"
    case zone
    case vague
    /// 今明, 昨今: two days or years in one word, before 两天.
    case pair

    // What joins and closes.
    case filler
    case to
    case and
    case dash
    case dot
    case slash
    case colon
    case open
    case close
    case since
    case until
    case after
    case within
    case around
    case during
    case eve
    case ongoing
    /// 稍后, 晚些时候 behind a period: some time in it.
    case later
    case cites
    case durationLead = "duration-lead"
    case clockHalf = "clock-half"
    case sharp

    // Read backwards from where an expression starts.
    case leadSince = "lead-since"
    case leadUntil = "lead-until"
    case leadEvery = "lead-every"
    case leadOrdinal = "lead-ordinal"
    case leadName = "lead-name"
    /// 前 before 三个月, 三季度: the first of the year.
    case leadFirst = "lead-first"
    /// 早, 晚 before 8点.
    case leadPart = "lead-part"
    case leadPast = "lead-past"
    case leadNext = "lead-next"
    /// 再过 before 三天.
    case leadAfter = "lead-after"
    case leadApart = "lead-apart"
    /// 据, 根据 at the head of a clause: its date dates a report.
    case leadSource = "lead-source"
    /// 原定于: what was planned, which may have been for a day that has gone by.
    case leadPlanned = "lead-planned"
    /// 提前, 还有, 隔离 before 两天: a length, but of no stay or meeting.
    case leadNotLength = "lead-not-length"

    // Words of the sentence that tell a direction, for texts without verbs' status.
    case cuePast = "cue-past"
    case cueFuture = "cue-future"

    /// Text that only looks like a date.
    case trap
}

/// Parts of a day. The number orders them.
enum DayPart: UInt8 {
    case none, midnight, dawn, morning, noon, afternoon, evening, night

    init?(name: String) {
        switch name {
        case "": self = .none
        case "midnight": self = .midnight
        case "dawn": self = .dawn
        case "morning": self = .morning
        case "noon": self = .noon
        case "afternoon": self = .afternoon
        case "evening": self = .evening
        case "night": self = .night
        default: return nil
        }
    }

    /// The hour of the day that a clock hour means in this part: 下午3点 is 15.
    func hour(_ hour: Int) -> Int {
        switch self {
        case .afternoon: hour < 12 ? hour + 12 : hour
        case .evening: hour >= 4 && hour < 12 ? hour + 12 : hour == 12 ? 24 : hour < 4 ? hour + 24 : hour
        case .night: hour >= 6 && hour < 12 ? hour + 12 : hour
        case .noon: hour < 4 ? hour + 12 : hour
        case .midnight, .dawn: hour == 12 ? 0 : hour
        case .none, .morning: hour
        }
    }
}

/// Where a term is looked for.
enum TermPlace: String {
    /// Anywhere in running text.
    case anywhere = ""
    /// Only directly after another part of an expression.
    case after
    /// Only directly after a number.
    case unit
    /// Backwards from where an expression starts.
    case lead
    /// Anywhere in a text whose direction is asked for.
    case cue
}

/// A compiled term: what stands in its row, as numbers.
struct Term: Sendable {
    var kind: TermClass
    /// Stands only behind another part of an expression.
    var isAfter = false
    /// Whether the row gives a value.
    var hasValue = false
    var value: Int32 = 0
    var part = DayPart.none
    /// The rule of a holiday in the table of holidays.
    var holiday: Int32 = -1
    /// The length in days of what a holiday's 期间 means.
    var days: Int32 = 1
}
