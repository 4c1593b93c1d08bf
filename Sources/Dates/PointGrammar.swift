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
    mutating func absorbBracket(_ tokens: [Token], _ j: inout Int, _ p: inout Point, _ bytes: Span<UInt8>)
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
    func letter(_ tokens: [Token], _ i: Int) -> Int32? {
        if let n = number(tokens, i), n.isHan, n.digits == 1, (1...6).contains(n.value) { return n.value }
        return kind(tokens, i) == .weekday ? term(tokens[i]).value : nil
    }

    func endsCut(_ bytes: Span<UInt8>, at index: Int) -> Bool {
        guard index < bytes.count else { return true }
        let scalar = decodeScalar(bytes, at: index).scalar
        if scalar == 0x2E { return index + 1 < bytes.count && bytes[index + 1] == 0x2E }
        return scalar == 0x2026 || scalar == 0x22EF
    }

    /// Puts together two wordings of one day; false where both name the same thing.
    func merge(_ b: Point, into a: inout Point) -> Bool {
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

    func absorbTerm(_ tokens: [Token], _ j: inout Int, _ p: inout Point) -> Bool {
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

    func part(_ word: Term) -> Point.Part { Point.Part(rawValue: UInt8(clamping: word.value)) ?? .none }

    /// 周四, 上周四, 下周, 本周末.
    func absorbWeek(_ tokens: [Token], _ j: inout Int, _ p: inout Point, _ word: Term) -> Bool {
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
    func absorbEra(_ tokens: [Token], _ j: inout Int, _ p: inout Point, _ word: Term) -> Bool {
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
}
