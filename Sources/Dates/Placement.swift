import Kernel

/// Where a point lies, counted from a day.
struct Placement {
    enum Direction { case past, future }

    let holidays: [Holiday]
    let holidayDays: [Int32]
    /// Whether 三个月后 names a day, as in everyday talk, or a month, as in reports.
    var countsToDay = false
    var moon = Moon()

    init(vocabulary: Vocabulary) {
        holidays = vocabulary.holidays
        var days = [Int32](repeating: 1, count: vocabulary.holidays.count)
        for term in vocabulary.terms where term.holiday >= 0 { days[Int(term.holiday)] = term.days }
        holidayDays = days
    }

    /// What relative words count from.
    struct Frame {
        var base: CivilDate?
        /// The day that 当天 and 次日 count from.
        var that: DateValue?
    }

    /// nil where the frame does not say enough, or the calendar has no such day.
    mutating func place(_ p: Point, _ frame: Frame, _ direction: Direction) -> DateValue? {
        guard var value = exact(p, frame, direction) else { return nil }
        if p.offset != 0, let day = value.firstDay { value = .day(day + Int(p.offset)) }
        if p.quarterEdge != .none, let day = p.quarterEdge == .end ? value.end?.first : value.start?.first {
            value = DateValue(.init(day, .month))
        }
        if p.isApproximate { value = approximate(value) }
        return value
    }

    private mutating func exact(_ p: Point, _ frame: Frame, _ direction: Direction) -> DateValue? {
        if p.countUnit != .none { return counted(p, frame) }
        let fixedYear = year(p, frame)
        if p.yearKind != .none, fixedYear == nil { return nil }
        if p.holiday >= 0, p.day == 0 { return byYear(fixedYear, frame, direction) { $0.holiday(p, in: $1) } }
        if p.monthKind == .lunar || p.monthKind == .lunarLeap {
            return byYear(fixedYear, frame, direction) { $0.lunar(p, in: $1) }
        }
        switch p.monthKind {
        case .number:
            return byYear(fixedYear, frame, direction) { $0.inMonth(p, $1, Int(p.month)) }
        case .relative, .that:
            let from = p.monthKind == .relative ? frame.base : frame.that?.firstDay ?? frame.base
            guard let from else { return nil }
            let months = from.year * 12 + from.month - 1 + Int(p.month)
            if p.dayKind == .publication {
                return CivilDate(year: months / 12, month: months % 12 + 1, day: from.day).map { .day($0) }
            }
            // 今年本月: the year only says it again.
            return inMonth(p, months / 12, months % 12 + 1)
        case .none, .lunar, .lunarLeap: break
        }
        if p.dayKind == .publication, p.yearKind == .relative, let fixedYear, let base = frame.base {
            // 去年今天
            return CivilDate(year: fixedYear, month: base.month, day: base.day).map { .day($0) }
        }
        if p.firstMonths > 0, let fixedYear { return months(fixedYear, 1, Int(p.firstMonths)) }
        if p.day > 0 || p.part.isOfMonth || p.isHalfMonth {
            guard let base = frame.base else { return nil }
            return nearest(base.year * 12 + base.month - 1, base, direction) { $0.inMonth(p, $1 / 12, $1 % 12 + 1) }
        }
        if let offset = p.quarterOffset {
            guard let base = frame.base else { return nil }
            let quarters = base.year * 4 + (base.month - 1) / 3 + Int(offset)
            return months(quarters / 4, quarters % 4 * 3 + 1, 3)
        }
        if p.part != .none {
            if p.part == .winter, p.yearKind == .relative, p.year == 0, let base = frame.base, base.month <= 2 {
                // 今冬 in January is the winter that began last December.
                return inYear(p, base.year - 1)
            }
            return byYear(fixedYear, frame, direction) { $0.inYear(p, $1) }
        }
        if p.dayKind != .none {
            if p.dayKind == .publication { return frame.base.map { .day($0 + Int(p.dayOffset)) } }
            let from = p.dayOffset > 0 ? frame.that?.lastDay ?? frame.that?.firstDay : frame.that?.firstDay
            return (from ?? frame.base).map { .day($0 + Int(p.dayOffset)) }
        }
        if p.weekday > 0 || p.weekKind == .relative { return frame.base.flatMap { week(p, $0, direction) } }
        if let fixedYear { return years(p, fixedYear) }
        if p.isClockOnly { return (frame.that?.firstDay ?? frame.base).map { .day($0) } }
        return nil
    }

    // MARK: Directions

    /// A thing that comes back every year: in the year that the text gives, or the one that the direction asks for.
    private mutating func byYear(
        _ fixed: Int?, _ frame: Frame, _ direction: Direction, _ value: (inout Placement, Int) -> DateValue?
    ) -> DateValue? {
        if let fixed { return value(&self, fixed) }
        guard let base = frame.base else { return nil }
        return nearest(base.year, base, direction, value)
    }

    /// Past: the latest that has begun by `base`; future: the earliest that is not over by `base`. Steps that have no
    /// such day (31日 in a month of 30) are passed over.
    private mutating func nearest(
        _ start: Int, _ base: CivilDate, _ direction: Direction, _ value: (inout Placement, Int) -> DateValue?
    ) -> DateValue? {
        switch direction {
        case .past:
            for step in stride(from: start + 1, through: start - 9, by: -1) {
                if let found = value(&self, step), let first = found.firstDay, first <= base { return found }
            }
        case .future:
            for step in (start - 1)...(start + 9) {
                if let found = value(&self, step), let last = found.lastDay, last >= base { return found }
            }
        }
        return nil
    }

    // MARK: Years and months

    private func year(_ p: Point, _ frame: Frame) -> Int? {
        switch p.yearKind {
        case .none: return nil
        case .absolute: return Int(p.year)
        case .twoDigit:
            let latest = (frame.base?.year ?? 2030) + 15
            let year = latest / 100 * 100 + Int(p.year)
            return year > latest ? year - 100 : year
        case .relative:
            guard let base = frame.base else { return nil }
            if p.yearSpan == 100 { return (base.year / 100 + Int(p.year)) * 100 }
            return base.year + Int(p.year)
        case .that: return (frame.that?.firstDay ?? frame.base).map { $0.year + Int(p.year) }
        }
    }

    private func years(_ p: Point, _ year: Int) -> DateValue? {
        guard p.yearSpan > 1 else { return CivilDate(year: year, month: 1, day: 1).map { DateValue(.init($0, .year)) } }
        // A century is counted from its year 1; its decades from the tens.
        let isDecade = p.decade >= 0 || p.yearSpan == 10
        let first = p.decade >= 0 ? year + Int(p.decade) : p.yearSpan == 100 ? year + 1 : year
        return span(first, first + (isDecade ? 9 : 99))
    }

    private func span(_ first: Int, _ last: Int) -> DateValue? {
        guard let from = CivilDate(year: first, month: 1, day: 1), let to = CivilDate(year: last, month: 1, day: 1)
        else {
            return nil
        }
        return DateValue(from: .init(from, .year), to: .init(to, .year))
    }

    private func inYear(_ p: Point, _ year: Int) -> DateValue? {
        if p.yearSpan > 1 {
            // Three years of a decade, the first or last tenth of a century.
            if p.yearSpan == 100, p.decade < 0 {
                return switch p.part {
                case .beginning: span(year + 1, year + 10).map(approximate)
                case .middle: span(year + 41, year + 60).map(approximate)
                case .end: span(year + 91, year + 100).map(approximate)
                default: nil
                }
            }
            let first = p.decade >= 0 ? year + Int(p.decade) : year
            return switch p.part {
            case .beginning: span(first, first + 2).map(approximate)
            case .middle: span(first + 4, first + 6).map(approximate)
            case .end: span(first + 7, first + 9).map(approximate)
            default: nil
            }
        }
        switch p.part {
        case .beginning: return month(year, 1).map(approximate)
        case .middle: return month(year, 6).map(approximate)
        case .end: return month(year, 12).map(approximate)
        case .firstHalf: return months(year, 1, 6)
        case .secondHalf: return months(year, 7, 6)
        case .spring: return months(year, 3, 3)
        case .summer: return months(year, 6, 3)
        case .autumn: return months(year, 9, 3)
        case .winter: return months(year, 12, 3)
        case .quarter1: return months(year, 1, 3)
        case .quarter2: return months(year, 4, 3)
        case .quarter3: return months(year, 7, 3)
        case .quarter4: return months(year, 10, 3)
        case .whole: return CivilDate(year: year, month: 1, day: 1).map { DateValue(.init($0, .year)) }
        case .none, .firstTen, .secondTen, .lastTen: return nil
        }
    }

    private func month(_ year: Int, _ month: Int) -> DateValue? {
        CivilDate(year: year, month: month, day: 1).map { DateValue(.init($0, .month)) }
    }

    private func months(_ year: Int, _ first: Int, _ count: Int) -> DateValue? {
        let last = first + count - 2
        guard let from = CivilDate(year: year, month: first, day: 1),
            let to = CivilDate(year: year + last / 12, month: last % 12 + 1, day: 1)
        else { return nil }
        return DateValue(from: .init(from, .month), to: .init(to, .month))
    }

    private func inMonth(_ p: Point, _ year: Int, _ month: Int) -> DateValue? {
        if p.day > 0 { return CivilDate(year: year, month: month, day: Int(p.day)).map { .day($0) } }
        if p.nth > 0, let first = CivilDate(year: year, month: month, day: 1) {
            let day = first + ((Int(p.weekday) - first.weekday + 7) % 7 + 7 * Int(p.nth - 1))
            return day.month == month ? .day(day) : nil
        }
        let length = CivilDate.days(in: month, of: year)
        let bounds: (Int, Int)
        switch p.part {
        case .firstTen, .beginning: bounds = (1, 10)
        case .secondTen, .middle: bounds = (11, 20)
        case .lastTen, .end: bounds = (21, length)
        case .firstHalf: bounds = (1, 15)
        case .secondHalf: bounds = (16, length)
        default: return self.month(year, month)
        }
        guard let from = CivilDate(year: year, month: month, day: bounds.0),
            let to = CivilDate(year: year, month: month, day: bounds.1)
        else { return nil }
        return .days(from, to)
    }

    // MARK: Holidays and the moon

    private mutating func holiday(_ p: Point, in year: Int) -> DateValue? {
        guard let day = holidays[Int(p.holiday)].day(in: year, &moon) else { return nil }
        if p.isEve { return approximate(.day(day - 1)) }
        if p.isWholeHoliday { return .days(day, day + Int(holidayDays[Int(p.holiday)] - 1)) }
        return .day(day)
    }

    private mutating func lunar(_ p: Point, in year: Int) -> DateValue? {
        let leap = p.monthKind == .lunarLeap
        let month = Int(p.month)
        if p.day > 0 { return moon.day(year: year, month: month, day: Int(p.day), leap: leap).map { .day($0) } }
        guard let first = moon.day(year: year, month: month, day: 1, leap: leap) else { return nil }
        let hasThirty = moon.day(year: year, month: month, day: 30, leap: leap) != nil
        return .days(first, first + (hasThirty ? 29 : 28))
    }

    // MARK: Weeks and counts

    private func week(_ p: Point, _ base: CivilDate, _ direction: Direction) -> DateValue? {
        if p.weekKind == .relative {
            let monday = base - (base.weekday - 1) + 7 * Int(p.week)
            return switch p.weekday {
            case 0: .days(monday, monday + 6)
            case 8: .days(monday + 5, monday + 6)
            default: .day(monday + Int(p.weekday) - 1)
            }
        }
        if p.weekKind == .coming {
            let day = base + 1
            return .day(day + (Int(p.weekday) - day.weekday + 7) % 7)
        }
        if p.weekday == 8 {
            let saturday = base - (base.weekday - 6)
            let shifted = direction == .past && saturday > base ? saturday - 7 : saturday
            return .days(shifted, shifted + 1)
        }
        switch direction {
        case .past: return .day(base - (base.weekday - Int(p.weekday) + 7) % 7)
        case .future: return .day(base + (Int(p.weekday) - base.weekday + 7) % 7)
        }
    }

    private func counted(_ p: Point, _ frame: Frame) -> DateValue? {
        guard let base = frame.base else { return nil }
        switch p.countWay {
        case .none: return nil
        case .before: return moved(base, p, -1)
        case .after: return moved(base, p, 1)
        case .within, .next:
            guard let to = shifted(base, p, 1) else { return nil }
            return .days(p.countWay == .next && to > base ? base + 1 : base, to)
        case .lastly:
            guard let from = shifted(base, p, -1) else { return nil }
            return .days(from, base)
        }
    }

    /// The day that lies the count away; in a month that is too short, its last day.
    private func shifted(_ base: CivilDate, _ p: Point, _ sign: Int) -> CivilDate? {
        let doubled = Int(p.countDoubled) * sign
        switch p.countUnit {
        case .none, .minute: return base
        case .hour: return base + doubled / 48
        case .day: return bounded(base, doubled / 2)
        case .week: return bounded(base, doubled * 7 / 2)
        case .month: return shifted(base, halfMonths: doubled).map { $0 + Int(p.countExtraDays) * sign }
        case .quarter: return shifted(base, halfMonths: doubled * 3)
        case .year: return shifted(base, halfMonths: doubled * 12)
        }
    }

    private func bounded(_ base: CivilDate, _ days: Int) -> CivilDate? {
        let day = base + days
        return (1...9999).contains(day.year) ? day : nil
    }

    private func shifted(_ base: CivilDate, halfMonths: Int) -> CivilDate? {
        let (y, m, d) = base.parts
        let months = y * 12 + m - 1 + halfMonths / 2
        guard months >= 12 else { return nil }
        let length = CivilDate.days(in: months % 12 + 1, of: months / 12)
        let day = CivilDate(year: months / 12, month: months % 12 + 1, day: min(d, length))
        return day.map { $0 + halfMonths % 2 * 15 }
    }

    private func moved(_ base: CivilDate, _ p: Point, _ sign: Int) -> DateValue? {
        guard let day = shifted(base, p, sign) else { return nil }
        let value: DateValue
        if countsToDay || p.countUnit.rawValue <= Point.CountUnit.week.rawValue {
            value = .day(day)
        } else if p.countUnit == .year, p.countDoubled % 2 == 0 {
            value = DateValue(.init(day - dayOfYear(day), .year))
        } else {
            value = DateValue(.init(day - (day.day - 1), .month))
        }
        return p.isVagueCount ? approximate(value) : value
    }

    private func dayOfYear(_ day: CivilDate) -> Int {
        CivilDate(year: day.year, month: 1, day: 1).map { day - $0 } ?? 0
    }

    private func approximate(_ value: DateValue) -> DateValue {
        var (start, end) = (value.start, value.end)
        start?.approximate = true
        end?.approximate = true
        return DateValue(from: start, to: end) ?? value
    }
}
