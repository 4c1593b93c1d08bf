import Kernel

/// How one point is put together from its parts, coarse to fine.
extension Grammar {
    mutating func point(_ tokens: [Token], _ i: inout Int, _ bytes: Span<UInt8>, inBracket: Bool = false) -> Point? {
        var p = Point()
        var used = i
        var j = i
        while j < tokens.count {
            steps += 1
            if tokens[j].kind == .number {
                guard absorbNumber(tokens, &j, &p, bytes) else { break }
                used = j
                continue
            }
            if kind(tokens, j) == .filler {
                if used == i || j > used { break }
                j += 1
                continue
            }
            if kind(tokens, j) == .open {
                guard !inBracket, p.isDay, absorbBracket(tokens, &j, &p, bytes) else { break }
                used = j
                continue
            }
            guard absorbTerm(tokens, &j, &p) else { break }
            used = j
        }
        guard used > i else { return nil }
        if p.rank == .nothing { return nil }
        // 5月1…: what the number was going to be nobody knows.
        if p.rank == .month, p.yearKind == .none, used == tokens.count || kind(tokens, used) == .dot,
            endsCut(bytes, at: Int(tokens[used - 1].end)), Int(tokens[used - 1].end) < bytes.count
        {
            p.isCut = true
        }
        if p.isCut, p.day == 0, p.weekday == 0, p.dayKind == .none {
            i = used
            return nil
        }
        i = used
        return p
    }

    /// （8月31日）, （周四）: a second wording of the same day, kept as a check and to settle month and year.
    private mutating func absorbBracket(_ tokens: [Token], _ j: inout Int, _ p: inout Point, _ bytes: Span<UInt8>)
        -> Bool
    {
        var k = j + 1
        if let weekday = letter(tokens, k), kind(tokens, k + 1) == .close, p.weekday == 0 {
            // 8月31日(四)
            (p.weekKind, p.weekday) = (.bare, weekday)
            j = k + 2
            return true
        }
        guard let inner = point(tokens, &k, bytes, inBracket: true), !inner.isCut, inner.isDay else { return false }
        let isClosed = kind(tokens, k) == .close
        // A text may be cut off within the bracket.
        let isAtEnd = !isClosed && endsCut(bytes, at: Int(tokens[k - 1].end))
        guard isClosed || isAtEnd, merge(inner, into: &p) else { return false }
        j = isClosed ? k + 1 : k
        return true
    }

    /// 一 to 六 and 日 alone.
    private func letter(_ tokens: [Token], _ i: Int) -> Int32? {
        if let n = number(tokens, i), n.isHan, n.digits == 1, (1...6).contains(n.value) { return n.value }
        return kind(tokens, i) == .weekday ? term(tokens[i]).value : nil
    }

    private func endsCut(_ bytes: Span<UInt8>, at index: Int) -> Bool {
        guard index < bytes.count else { return true }
        let scalar = decodeScalar(bytes, at: index).scalar
        if scalar == 0x2E { return index + 1 < bytes.count && bytes[index + 1] == 0x2E }
        return scalar == 0x2026 || scalar == 0x22EF
    }

    /// Puts together two wordings of one day; false where both name the same thing.
    private func merge(_ b: Point, into a: inout Point) -> Bool {
        if b.countUnit != .none || a.countUnit != .none || b.holiday >= 0 && a.holiday >= 0 { return false }
        if a.day > 0 && b.day > 0 && !(b.isLunar || a.isLunar) { return false }
        if a.weekday > 0 && b.weekday > 0 { return false }
        if a.dayKind != .none && b.dayKind != .none { return false }
        // A lunar wording beside a common one only says it again.
        if b.isLunar, a.day > 0 { return true }
        if b.day > 0 {
            (a.day, a.monthKind, a.month) = (b.day, b.monthKind, b.month)
            (a.isBareHanDay, a.lacksUnit) = (false, b.lacksUnit)
            if b.yearKind != .none { (a.yearKind, a.year) = (b.yearKind, b.year) }
        }
        if b.weekday > 0 { (a.weekKind, a.week, a.weekday) = (b.weekKind, b.week, b.weekday) }
        if b.dayKind != .none { (a.dayKind, a.dayOffset) = (b.dayKind, b.dayOffset) }
        if b.dayPart != .none, a.dayPart == .none { a.dayPart = b.dayPart }
        if b.minutes >= 0, a.minutes < 0 { a.minutes = b.minutes }
        if b.holiday >= 0 { a.holiday = b.holiday }
        a.rank = max(a.rank, .day)
        return true
    }

    // MARK: Terms

    private func absorbTerm(_ tokens: [Token], _ j: inout Int, _ p: inout Point) -> Bool {
        let word = term(tokens[j])
        // 早, 春, 底 alone are only letters of other words.
        if word.isAfter, p.rank == .nothing, word.kind != .leapMonth { return false }
        switch word.kind {
        case .zone:
            guard p.zoneEnd == 0 else { return false }
            (p.zoneStart, p.zoneEnd) = (tokens[j].start, tokens[j].end)
            j += 1
            return true
        case .relativeYear, .thatYear:
            guard p.rank < .year else { return false }
            p.yearKind = word.kind == .relativeYear ? .relative : .that
            p.year = word.value
            p.rank = .year
        case .relativeCentury:
            guard p.rank < .year else { return false }
            (p.yearKind, p.year, p.yearSpan, p.rank) = (.relative, word.value, 100, .year)
        case .era:
            return absorbEra(tokens, &j, &p, word)
        case .yearPart, .season, .relativeQuarter:
            guard p.rank < .yearPart, p.countUnit == .none else { return false }
            if word.kind == .relativeQuarter {
                guard p.rank == .nothing else { return false }
                p.quarterOffset = word.value
            } else {
                p.part = part(word)
            }
            p.rank = .yearPart
        case .relativeMonth, .thatMonth:
            guard p.rank < .month, p.yearKind == .none || word.value == 0 else { return false }
            p.monthKind = word.kind == .relativeMonth ? .relative : .that
            p.month = word.value
            p.rank = .month
        case .monthName:
            guard p.rank < .month else { return false }
            (p.monthKind, p.month, p.rank) = (.number, word.value, .month)
        case .monthPart:
            guard p.rank < .monthPart, p.rank != .year, p.rank != .yearPart else { return false }
            p.part = part(word)
            p.isHalfMonth = !p.part.isOfMonth
            p.rank = .monthPart
        case .edgePart:
            // 初, 底, 末: of the year or of the month, whichever was named last.
            if p.rank == .yearPart, p.quarterOffset != nil || p.part.isQuarter, p.quarterEdge == .none {
                p.quarterEdge = part(word)
                break
            }
            guard p.rank == .year || p.rank == .month, p.part == .none else { return false }
            let part = part(word)
            if p.rank == .year {
                p.part = part
                p.rank = .yearPart
            } else {
                p.part = part == .beginning ? .firstTen : part == .middle ? .secondTen : .lastTen
                p.rank = .monthPart
            }
        case .week, .weekComing:
            return absorbWeek(tokens, &j, &p, word)
        case .weekday:
            guard !word.isAfter, p.weekday == 0, p.rank <= .day, p.countUnit == .none else { return false }
            (p.weekKind, p.weekday) = (p.weekKind == .none ? .bare : p.weekKind, word.value)
            p.rank = .day
        case .now:
            guard p.rank == .nothing else { return false }
            (p.dayKind, p.rank, p.isTalk) = (.publication, .day, true)
        case .relativeDay, .thatDay:
            if word.kind == .thatDay, word.value == 0, p.rank == .day, p.weekday == 0, p.dayKind == .none {
                // 8月31日当天, 春节当天: only says it again.
                if word.part != .none { p.dayPart = word.part }
                break
            }
            if word.kind == .relativeDay, word.value == 0, word.part == .none, p.dayKind == .none,
                p.rank == .year && p.yearKind == .relative || p.rank == .month && p.monthKind == .relative
            {
                // 去年今天, 上个月的今天
                (p.dayKind, p.dayOffset, p.rank) = (.publication, 0, .day)
                break
            }
            guard p.dayKind == .none, p.rank == .nothing || p.weekday > 0 else { return false }
            p.dayKind = word.kind == .relativeDay ? .publication : .that
            p.dayOffset = word.value
            if word.part != .none { p.dayPart = word.part }
            p.rank = .day
        case .holiday:
            guard p.rank <= .yearPart, p.monthKind == .none, p.countUnit == .none else { return false }
            p.holiday = word.holiday
            p.day = 0
            p.rank = .day
        case .lunarLead:
            guard p.rank <= .year, !p.isLunar else { return false }
            p.isLunar = true
            j += 1
            // 农历 alone is no date; 农历八月十五 goes on.
            return j < tokens.count
        case .lunarMonth:
            guard p.rank < .month else { return false }
            (p.monthKind, p.month, p.isLunar, p.rank) = (.lunar, word.value, true, .month)
        case .leapMonth:
            guard p.rank < .month, let n = number(tokens, j + 1), kind(tokens, j + 2) == .unitMonth,
                (1...12).contains(n.value)
            else { return false }
            (p.monthKind, p.month, p.isLunar, p.rank) = (.lunarLeap, n.value, true, .month)
            j += 3
            return true
        case .lunarDay:
            guard p.rank == .month, p.monthKind != .relative else { return false }
            if p.monthKind == .number { p.monthKind = .lunar }
            (p.day, p.isLunar, p.rank) = (word.value, true, .day)
        case .dayPart:
            // A part of a day needs a day, or stands alone; a month has no morning.
            guard p.rank == .nothing || p.rank == .day || p.rank == .dayPart || p.rank == .clock && p.dayPart == .none,
                p.countUnit == .none || p.countWay == .after || p.countWay == .before
            else { return false }
            p.dayPart = word.part
            p.rank = max(p.rank, .dayPart)
        default: return false
        }
        j += 1
        return true
    }

    private func part(_ word: Term) -> Point.Part { Point.Part(rawValue: UInt8(clamping: word.value)) ?? .none }

    /// 周四, 上周四, 下周, 本周末.
    private func absorbWeek(_ tokens: [Token], _ j: inout Int, _ p: inout Point, _ word: Term) -> Bool {
        guard p.weekKind == .none, p.weekday == 0, p.countUnit == .none else { return false }
        guard p.rank == .nothing || p.rank == .day && p.holiday < 0 else { return false }
        var weekday: Int32 = 0
        var next = j + 1
        if let n = number(tokens, next), n.digits == 1, (1...7).contains(n.value), !n.isCut || n.isHan, !n.isVague,
            !n.isHalf
        {
            weekday = n.value
            next += 1
        } else if kind(tokens, next) == .weekday {
            weekday = term(tokens[next]).value
            next += 1
        } else if kind(tokens, next) == .edgePart, part(term(tokens[next])) == .end {
            // 本周末
            weekday = 8
            next += 1
        } else if kind(tokens, next) == .filler, kind(tokens, next + 1) == .week, !term(tokens[next + 1]).hasValue,
            let n = number(tokens, next + 2), n.digits == 1, (1...6).contains(n.value)
        {
            // 下周的周三
            weekday = n.value
            next += 3
        } else if kind(tokens, next) == .week, !term(tokens[next]).hasValue, word.hasValue,
            let n = number(tokens, next + 1), n.digits == 1, (1...6).contains(n.value)
        {
            weekday = n.value
            next += 2
        }
        if weekday == 0 {
            // 周 alone is no date.
            guard word.hasValue, p.rank == .nothing else { return false }
            (p.weekKind, p.week, p.rank) = (.relative, word.value, .monthPart)
        } else {
            p.weekKind = word.kind == .weekComing ? .coming : word.hasValue ? .relative : .bare
            (p.week, p.weekday, p.rank) = (word.value, weekday, .day)
        }
        j = next
        return true
    }

    /// 民国112年, 令和五年, 平成元年.
    private func absorbEra(_ tokens: [Token], _ j: inout Int, _ p: inout Point, _ word: Term) -> Bool {
        guard p.rank < .year else { return false }
        var year: Int32 = 1
        var next = j + 1
        if kind(tokens, next) == .unitYear {
            // 元年
            next += 1
        } else {
            guard let n = number(tokens, next), kind(tokens, next + 1) == .unitYear, n.value > 0, n.value < 3000 else {
                return false
            }
            year = n.value
            next += 2
        }
        (p.yearKind, p.year, p.rank) = (.absolute, word.value + year, .year)
        j = next
        return true
    }

    // MARK: Numbers

    private func absorbNumber(_ tokens: [Token], _ j: inout Int, _ p: inout Point, _ bytes: Span<UInt8>) -> Bool {
        guard let n = number(tokens, j) else { return false }
        if n.isCut {
            if p.rank != .nothing { p.isCut = true }
            return false
        }
        let unit = kind(tokens, j + 1)
        if p.isLunar, p.rank == .month, (1...30).contains(n.value), !n.isVague, !n.isHalf {
            // 八月十五, with or without 日
            (p.day, p.rank) = (n.value, .day)
            j += unit == .unitDay ? 2 : 1
            return true
        }
        if n.isVague || n.isHalf { return absorbCount(tokens, &j, &p) }
        switch unit {
        case .unitYear:
            if p.rank < .year, isYear(n, tokens, j) {
                p.yearKind = n.digits == 2 && n.isPositional ? .twoDigit : .absolute
                (p.year, p.rank) = (n.value, .year)
                j += 2
                return true
            }
            return absorbCount(tokens, &j, &p)
        case .countWeek, .week:
            if absorbNth(tokens, &j, &p, n) { return true }
            return absorbCount(tokens, &j, &p)
        case .unitMonth:
            guard (1...12).contains(n.value), !n.isPair,
                p.rank < .month || p.rank == .day && !p.hasMonthOrDay && p.holiday < 0
            else {
                return false
            }
            (p.monthKind, p.month, p.rank) = (p.isLunar ? .lunar : .number, n.value, .month)
            j += 2
            absorbUnitlessDay(tokens, &j, &p, bytes)
            return true
        case .unitDay:
            return absorbDay(tokens, &j, &p, n)
        case .unitHour, .colon:
            return absorbClock(tokens, &j, &p, n)
        case .decade:
            guard n.value % 10 == 0, n.value < 100 || n.value > 1000, p.rank == .nothing || p.yearSpan == 100 else {
                return false
            }
            if p.yearSpan == 100 {
                p.decade = n.value % 100
            } else {
                let year = n.value > 1000 ? n.value : n.value >= 30 ? 1900 + n.value : 2000 + n.value
                (p.yearKind, p.year, p.yearSpan, p.rank) = (.absolute, year, 10, .year)
            }
            j += 2
            return true
        case .century:
            guard (1...30).contains(n.value), p.rank == .nothing else { return false }
            (p.yearKind, p.year, p.yearSpan, p.rank) = (.absolute, (n.value - 1) * 100, 100, .year)
            j += 2
            return true
        case .unitQuarter:
            guard (1...4).contains(n.value), p.rank < .yearPart else { return false }
            p.part = Point.Part(rawValue: Point.Part.quarter1.rawValue + UInt8(n.value) - 1) ?? .none
            p.rank = .yearPart
            j += 2
            return true
        case .to, .dash, .and, .dot, .slash:
            if absorbDotted(tokens, &j, &p, n, bytes) { return true }
            return absorbSharedUnit(tokens, &j, &p, n)
        default:
            if n.digits == 8, n.isPositional, !n.isHan, p.rank == .nothing {
                return absorbCompact(tokens, &j, &p, n, bytes)
            }
            return absorbCount(tokens, &j, &p)
        }
    }

    /// 5月第二个星期日
    private func absorbNth(_ tokens: [Token], _ j: inout Int, _ p: inout Point, _ n: Number) -> Bool {
        guard p.rank == .month, p.monthKind == .number || p.monthKind == .relative, (1...5).contains(n.value), j > 0,
            kind(tokens, j - 1) == .filler, !n.isVague, !n.isHalf
        else { return false }
        let weekday: Int32
        if let w = number(tokens, j + 2), w.digits == 1, (1...6).contains(w.value) {
            weekday = w.value
        } else if kind(tokens, j + 2) == .weekday {
            weekday = term(tokens[j + 2]).value
        } else {
            return false
        }
        (p.nth, p.weekday, p.weekKind, p.rank) = (n.value, weekday, .bare, .day)
        j += 3
        return true
    }

    private func isYear(_ n: Number, _ tokens: [Token], _ j: Int) -> Bool {
        if n.digits == 4, n.isPositional { return (1000...2999).contains(n.value) }
        if n.isHan, !n.isPositional { return (1800...2999).contains(n.value) }
        guard n.digits == 2, n.isPositional else { return false }
        // 23年 is a length of time more often than a year; 08年 and 98年 are not.
        if n.value < 10 || n.value >= 85 && !n.isHan && countWay(tokens, j + 2) == nil { return true }
        switch kind(tokens, j + 2) {
        case .edgePart, .yearPart, .season, .monthName, .holiday: return true
        case nil: return number(tokens, j + 2) != nil && kind(tokens, j + 3) == .unitMonth
        default: return false
        }
    }

    /// 8月31, with no 日: a day where nothing else claims the number.
    private func absorbUnitlessDay(_ tokens: [Token], _ j: inout Int, _ p: inout Point, _ bytes: Span<UInt8>) {
        guard let n = number(tokens, j), !n.isVague, !n.isHalf else { return }
        if n.isCut {
            p.isCut = true
            return
        }
        // 8月两次, 八月三会: one letter is no day.
        guard (1...31).contains(n.value), n.digits <= 3, p.day == 0, !n.isHan || n.digits > 1 else { return }
        switch kind(tokens, j + 1) {
        case .dayPart, .open, .close, .cites: break
        case nil:
            guard j + 1 == tokens.count, isBorder(bytes, at: Int(tokens[j].end)),
                !n.isHan || isEnding(bytes, at: Int(tokens[j].end))
            else { return }
        default: return
        }
        (p.day, p.rank) = (n.value, .day)
        j += 1
    }

    private func absorbDay(_ tokens: [Token], _ j: inout Int, _ p: inout Point, _ n: Number) -> Bool {
        let isFree = p.rank < .day && p.part == .none
        let isCheck = p.rank == .day && p.day == 0 && p.monthKind == .none && p.holiday < 0
        guard isFree || isCheck, (1...31).contains(n.value), !n.isPair else {
            return p.rank == .nothing ? absorbCount(tokens, &j, &p) : false
        }
        if p.rank == .nothing || p.rank == .year {
            // A year names no day without its month.
            if p.rank == .year { return false }
            // 三日后, 两日内 are lengths; 3日内 too.
            let way = countWay(tokens, j + 2)
            if way == .within || n.isHan && n.value <= 10 && way != nil { return absorbCount(tokens, &j, &p) }
            p.isBareHanDay = n.isHan
        }
        (p.day, p.rank) = (n.value, .day)
        j += 2
        return true
    }

    /// 7至8日, 3-5月, 8、9两日: the first number takes the unit of the second.
    private func absorbSharedUnit(_ tokens: [Token], _ j: inout Int, _ p: inout Point, _ n: Number) -> Bool {
        let mark = kind(tokens, j + 1)
        guard mark == .to || mark == .dash || mark == .and, let other = number(tokens, j + 2), !other.isCut,
            other.value > n.value || kind(tokens, j + 3) == .unitDay || isShortYear(other, after: n)
        else { return false }
        var unit = kind(tokens, j + 3)
        // 8、9两日
        if tokens.count > j + 4, tokens[j + 3].kind == .number, kind(tokens, j + 1) == .and {
            unit = kind(tokens, j + 4)
        }
        switch unit {
        case .unitDay, .countDay:
            if unit == .countDay, tokens[j + 3].kind != .number { return false }
            guard p.rank < .day || p.rank == .day && p.day == 0 && p.monthKind == .none, p.rank != .year,
                (1...31).contains(n.value), (1...31).contains(other.value)
            else { return false }
            (p.day, p.rank, p.lacksUnit) = (n.value, .day, true)
        case .unitMonth:
            guard p.rank < .month, (1...12).contains(n.value), (1...12).contains(other.value) else { return false }
            (p.monthKind, p.month, p.rank, p.lacksUnit) = (.number, n.value, .month, true)
        case .unitYear:
            guard p.rank < .year, n.digits == 4, n.isPositional, other.digits == 4 || isShortYear(other, after: n),
                (1000...2999).contains(n.value)
            else { return false }
            (p.yearKind, p.year, p.rank, p.lacksUnit) = (.absolute, n.value, .year, true)
        case .unitHour:
            guard p.rank >= .day || p.rank == .nothing, n.value <= 24, other.value <= 24 else { return false }
            p.minutes = Int32(p.dayPart.hour(Int(n.value)) * 60)
            (p.rank, p.lacksUnit) = (.clock, true)
        default: return false
        }
        j += 1
        return true
    }

    /// 2017-18年
    func isShortYear(_ short: Number, after full: Number) -> Bool {
        full.digits == 4 && short.digits == 2 && short.isPositional && short.value > full.value % 100
    }

    /// 2023-08-31, 2023/8/31, 2023.8.31, 8.31, 8/31.
    private func absorbDotted(
        _ tokens: [Token], _ j: inout Int, _ p: inout Point, _ n: Number, _ bytes: Span<UInt8>
    ) -> Bool {
        guard !n.isHan, let mark = kind(tokens, j + 1), mark == .dash || mark == .dot || mark == .slash,
            let second = number(tokens, j + 2), !second.isHan, !second.isCut, second.digits <= 2
        else { return false }
        let third = kind(tokens, j + 3) == mark ? number(tokens, j + 4) : nil
        if n.digits == 4, (1000...2999).contains(n.value), p.rank == .nothing {
            if let third, !third.isHan, third.digits <= 2, !third.isCut {
                guard let y = Optional(Int(n.value)),
                    CivilDate(year: y, month: Int(second.value), day: Int(third.value)) != nil
                else { return false }
                (p.yearKind, p.year, p.monthKind, p.month, p.day) = (
                    .absolute, n.value, .number, second.value, third.value
                )
                p.rank = .day
                j += 5
                if kind(tokens, j) == .unitDay { j += 1 }
                return true
            }
            // 2023-08, but not 2015-18.
            guard kind(tokens, j + 3) == nil || kind(tokens, j + 3) == .close, second.digits == 2,
                (1...12).contains(second.value), isBorder(bytes, at: Int(tokens[j + 2].end)), tokens.count == j + 3
            else { return false }
            (p.yearKind, p.year, p.monthKind, p.month, p.rank) = (.absolute, n.value, .number, second.value, .month)
            j += 3
            return true
        }
        // 8.31 may be any decimal: only where it stands alone.
        guard third == nil, n.digits <= 2, (1...12).contains(n.value), (1...31).contains(second.value),
            Int(second.value) <= CivilDate.days(in: Int(n.value), of: 2000),
            p.rank == .nothing || p.rank == .year || p.rank == .day && !p.hasMonthOrDay && p.holiday < 0
        else { return false }
        let next = kind(tokens, j + 3)
        let isUnit = next == .unitDay && mark != .dash
        let isSecond = j > 0 && (kind(tokens, j - 1) == .dash || kind(tokens, j - 1) == .to) && mark != .dash
        let isDated = p.rank != .nothing || isSecond || next == .dayPart || next == .open || next == .week || isUnit
        let isAlone =
            isOpening(bytes, before: Int(tokens[j].start))
            && (next == .close || next == .to || next == .dash && mark != .dash
                || next == nil && tokens.count == j + 3 && isEnding(bytes, at: Int(tokens[j + 2].end)))
        guard isDated || isAlone else { return false }
        (p.monthKind, p.month, p.day, p.rank) = (.number, n.value, second.value, .day)
        j += isUnit ? 4 : 3
        return true
    }

    /// 20230831
    private func absorbCompact(
        _ tokens: [Token], _ j: inout Int, _ p: inout Point, _ n: Number, _ bytes: Span<UInt8>
    ) -> Bool {
        let (year, rest) = (n.value / 10_000, n.value % 10_000)
        guard (1900...2099).contains(year), tokens.count == j + 1 || kind(tokens, j + 1) != nil,
            CivilDate(year: Int(year), month: Int(rest / 100), day: Int(rest % 100)) != nil,
            isOpening(bytes, before: Int(tokens[j].start)), isBorder(bytes, at: Int(tokens[j].end))
        else { return false }
        (p.yearKind, p.year, p.monthKind, p.month, p.day) = (.absolute, year, .number, rest / 100, rest % 100)
        p.rank = .day
        j += 1
        return true
    }

    private func isOpening(_ bytes: Span<UInt8>, before index: Int) -> Bool {
        guard index > 0 else { return true }
        let byte = bytes[index - 1]
        if byte < 0x80 { return byte == 0x20 || byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") }
        guard index >= 3 else { return false }
        let scalar = decodeScalar(bytes, at: index - 3).scalar
        return scalar == 0xFF08 || (0x3001...0x3011).contains(scalar) || scalar == 0xFF0C
    }

    private func isEnding(_ bytes: Span<UInt8>, at index: Int) -> Bool {
        guard index < bytes.count else { return true }
        let scalar = decodeScalar(bytes, at: index).scalar
        // 2.15 million
        if scalar == 0x20 { return index + 1 >= bytes.count || bytes[index + 1] >= 0x80 }
        return scalar == 0x29 || scalar == 0xFF09 || scalar == 0x5D || scalar == 0xFF0C || scalar == 0x3002
    }

    /// Whether no further letter or digit follows.
    private func isBorder(_ bytes: Span<UInt8>, at index: Int) -> Bool {
        guard index < bytes.count else { return true }
        let byte = bytes[index]
        if byte < 0x80 {
            return
                !((0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) || byte == 0x25 || byte == 0x2E)
        }
        return true
    }

    // MARK: Clocks

    /// 10时30分, 三点半, 8点一刻, 15:30.
    private func absorbClock(_ tokens: [Token], _ j: inout Int, _ p: inout Point, _ n: Number) -> Bool {
        guard n.value <= 24, n.digits <= 3, p.minutes < 0,
            p.rank == .nothing || p.rank == .day || p.rank == .dayPart, p.countUnit == .none
        else { return false }
        var minutes = p.dayPart.hour(Int(n.value)) * 60
        var k = j + 2
        if kind(tokens, j + 1) == .colon {
            guard let m = number(tokens, k), m.digits == 2, tokens[k].start == tokens[k - 1].end, m.value < 60, !m.isHan
            else { return false }
            minutes += Int(m.value)
            k += 1
            if kind(tokens, k) == .colon, let s = number(tokens, k + 1), s.digits == 2, s.value < 60 { k += 2 }
        } else if let m = number(tokens, k), !m.isCut {
            if m.isHalf {
                minutes += 30
                k += 1
            } else if kind(tokens, k + 1) == .quarterHour, (1...3).contains(m.value) {
                minutes += Int(m.value) * 15
                k += 2
            } else if kind(tokens, k + 1) == .unitMinute, m.value < 60 {
                minutes += Int(m.value)
                k += 2
                if let s = number(tokens, k), s.value < 60, kind(tokens, k + 1) == .unitSecond { k += 2 }
            } else if m.value < 60, m.digits >= 2, k + 1 == tokens.count {
                minutes += Int(m.value)
                k += 1
            }
        } else if kind(tokens, k) == .sharp {
            k += 1
        }
        p.isBareClock = p.rank == .nothing && k == j + 2 && kind(tokens, j + 1) != .colon
        p.minutes = Int32(minutes)
        p.rank = .clock
        j = k
        return true
    }

    // MARK: Lengths of time

    /// What follows a length and gives it a direction.
    private func countWay(_ tokens: [Token], _ j: Int) -> Point.CountWay? {
        switch kind(tokens, j) {
        case .until: return .before
        case .after: return .after
        case .within: return .within
        default: return nil
        }
    }

    /// 三天前, 两周后, 十多年前, 半小时后, 三个月内. Without such an ending the length waits for what stands before it.
    private func absorbCount(_ tokens: [Token], _ j: inout Int, _ p: inout Point) -> Bool {
        guard p.rank == .nothing, p.countUnit == .none else { return false }
        var k = j
        var q = p
        guard count(tokens, &k, &q) || countOfDays(tokens, &k, &q) else { return false }
        var rest = Point()
        while count(tokens, &k, &rest), rest.countUnit.rawValue < q.countUnit.rawValue {
            // 一年两个月后: months add up; hours behind days do not move the day.
            if q.countUnit == .year, rest.countUnit == .month {
                (q.countUnit, q.countDoubled) = (.month, q.countDoubled * 12 + rest.countDoubled)
            } else if q.countUnit == .month, rest.countUnit == .day {
                q.countExtraDays = rest.countDoubled / 2
            }
        }
        if let way = countWay(tokens, k) {
            q.countWay = way
            k += 1
        }
        q.rank = .day
        p = q
        j = k
        return true
    }

    /// 两日 before 前, 后, 内.
    private func countOfDays(_ tokens: [Token], _ k: inout Int, _ p: inout Point) -> Bool {
        guard let n = number(tokens, k), kind(tokens, k + 1) == .unitDay, n.value > 0, n.value < 400 else {
            return false
        }
        (p.countUnit, p.countDoubled) = (.day, n.value * 2)
        k += 2
        return true
    }

    /// A number and the unit that it counts.
    func count(_ tokens: [Token], _ k: inout Int, _ p: inout Point) -> Bool {
        guard let n = number(tokens, k), !n.isCut, n.isHalf || n.isVague || n.value > 0, n.value < 100_000 else {
            return false
        }
        var j = k + 1
        var doubled = n.isHalf ? 1 : n.value * 2
        var isVague = n.isVague
        if kind(tokens, j) == .dot, let fraction = number(tokens, j + 1), fraction.digits == 1 {
            doubled += fraction.value * 2 / 10
            j += 2
        }
        if kind(tokens, j) == .aboutMany {
            isVague = true
            j += 1
        }
        if kind(tokens, j) == .half {
            // 一个半月, 两个半小时
            doubled += 1
            j += 1
        }
        guard let unit = countUnit(kind(tokens, j)) else { return false }
        // 个半月, 个半小时
        if kind(tokens, j) != .week, term(tokens[j]).value == 1 { doubled += 1 }
        j += 1
        if kind(tokens, j) == .aboutMany {
            isVague = true
            j += 1
        } else if number(tokens, j)?.isHalf == true {
            doubled += 1
            j += 1
        }
        (p.countUnit, p.countDoubled, p.isVagueCount) = (unit, doubled, isVague)
        k = j
        return true
    }

    private func countUnit(_ kind: TermClass?) -> Point.CountUnit? {
        switch kind {
        case .countMinute: .minute
        case .countHour: .hour
        case .quarterHour: .minute
        case .countDay: .day
        case .countWeek, .week: .week
        case .countMonth: .month
        case .countQuarter: .quarter
        case .countYear, .unitYear: .year
        default: nil
        }
    }
}
