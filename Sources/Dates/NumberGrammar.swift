import Kernel

/// What a number names by the unit or the mark behind it: a year, a month, a day.
extension Grammar {
    func absorbNumber(_ tokens: [Token], _ j: inout Int, _ p: inout Point, _ bytes: Span<UInt8>) -> Bool {
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
    func absorbNth(_ tokens: [Token], _ j: inout Int, _ p: inout Point, _ n: Number) -> Bool {
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

    func isYear(_ n: Number, _ tokens: [Token], _ j: Int) -> Bool {
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
    func absorbUnitlessDay(_ tokens: [Token], _ j: inout Int, _ p: inout Point, _ bytes: Span<UInt8>) {
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

    func absorbDay(_ tokens: [Token], _ j: inout Int, _ p: inout Point, _ n: Number) -> Bool {
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
            let counts = term(tokens[j + 1]).value == 0
            if counts, way == .within || n.isHan && n.value <= 10 && way != nil { return absorbCount(tokens, &j, &p) }
            p.isBareHanDay = n.isHan
        }
        (p.day, p.rank) = (n.value, .day)
        j += 2
        return true
    }

    /// 7至8日, 3-5月, 8、9两日: the first number takes the unit of the second.
    func absorbSharedUnit(_ tokens: [Token], _ j: inout Int, _ p: inout Point, _ n: Number) -> Bool {
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
    func absorbDotted(
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
    func absorbCompact(
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

    func isOpening(_ bytes: Span<UInt8>, before index: Int) -> Bool {
        guard index > 0 else { return true }
        let byte = bytes[index - 1]
        if byte < 0x80 { return byte == 0x20 || byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") }
        guard index >= 3 else { return false }
        let scalar = decodeScalar(bytes, at: index - 3).scalar
        return scalar == 0xFF08 || (0x3001...0x3011).contains(scalar) || scalar == 0xFF0C
    }

    func isEnding(_ bytes: Span<UInt8>, at index: Int) -> Bool {
        guard index < bytes.count else { return true }
        let scalar = decodeScalar(bytes, at: index).scalar
        // 2.15 million
        if scalar == 0x20 { return index + 1 >= bytes.count || bytes[index + 1] >= 0x80 }
        return scalar == 0x29 || scalar == 0xFF09 || scalar == 0x5D || scalar == 0xFF0C || scalar == 0x3002
    }

    /// Whether no further letter or digit follows.
    func isBorder(_ bytes: Span<UInt8>, at index: Int) -> Bool {
        guard index < bytes.count else { return true }
        let byte = bytes[index]
        if byte < 0x80 {
            return
                !((0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) || byte == 0x25 || byte == 0x2E)
        }
        return true
    }
}
