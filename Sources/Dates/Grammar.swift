import Kernel

/// Builds expressions from a run of tokens. It never goes back further than the last part that it could not use.
struct Grammar {
    let vocabulary: Vocabulary
    /// How many tokens were looked at to build points: what its time goes with.
    var steps = 0

    init(vocabulary: Vocabulary) { self.vocabulary = vocabulary }

    /// Appends the expressions of one run.
    mutating func parse(_ tokens: [Token], _ bytes: Span<UInt8>, _ out: inout [Expression]) {
        // A number or a joining word alone says nothing, and most runs are such.
        if tokens.count == 1, tokens[0].kind == .number, tokens[0].number.digits != 8 { return }
        var i = 0
        while i < tokens.count {
            let at = i
            if var found = expression(tokens, &i, bytes) {
                if at > 1, kind(tokens, at - 1) == .and, let last = out.last, last.end == tokens[at - 2].end {
                    found.sharesFrame = shares(last.second ?? last.first, found.first)
                }
                out.append(found)
            }
            if i == at { i += 1 }
        }
    }

    func kind(_ tokens: [Token], _ i: Int) -> TermClass? {
        guard i < tokens.count, tokens[i].kind == .term else { return nil }
        return vocabulary.terms[Int(tokens[i].term)].kind
    }

    func term(_ token: Token) -> Term { vocabulary.terms[Int(token.term)] }

    func number(_ tokens: [Token], _ i: Int) -> Number? {
        guard i < tokens.count, tokens[i].kind == .number, !tokens[i].number.isBroken else { return nil }
        return tokens[i].number
    }

    // MARK: Expressions

    private mutating func expression(_ tokens: [Token], _ i: inout Int, _ bytes: Span<UInt8>) -> Expression? {
        let at = i
        switch kind(tokens, i) {
        case .durationLead:
            return duration(tokens, &i)
        case .vague:
            if term(tokens[i]).hasValue, number(tokens, i + 1) != nil {
                // 最近三个月
                var j = i + 1
                if let p = point(tokens, &j, bytes), p.countUnit != .none, p.countWay == .none || p.countWay == .within
                {
                    i = j
                    var found = Expression(start: tokens[at].start, end: tokens[j - 1].end, first: p)
                    found.first.countWay = .lastly
                    return found
                }
            }
            i += 1
            var found = Expression(start: tokens[at].start, end: tokens[at].end, first: Point())
            found.isVague = true
            return found
        case .pair:
            return pair(tokens, &i)
        default: break
        }
        if number(tokens, i) != nil, kind(tokens, i + 1) == .countDay, number(tokens, i + 2) != nil,
            kind(tokens, i + 3) == .countNight
        {
            // 四天三夜
            var found = Expression(start: tokens[at].start, end: tokens[at + 3].end, first: Point())
            guard let days = length(tokens, &i) else { return nil }
            (found.isDuration, found.days) = (true, days)
            return found
        }
        guard let first = point(tokens, &i, bytes) else { return nil }
        var found = Expression(start: tokens[at].start, end: tokens[i - 1].end, first: first)
        range(tokens, &i, bytes, &found)
        tails(tokens, &i, bytes, &found)
        guard accept(&found, tokens, at, i, bytes) else { return nil }
        found.end = max(found.end, tokens[i - 1].end)
        return found
    }

    /// 为期三天, 连续两日, 历时一周.
    private func duration(_ tokens: [Token], _ i: inout Int) -> Expression? {
        let at = i
        var j = i + 1
        guard let days = length(tokens, &j) else { return nil }
        i = j
        var found = Expression(start: tokens[at].start, end: tokens[j - 1].end, first: Point())
        found.isDuration = true
        found.days = days
        return found
    }

    /// A length in whole days: 三天, 两周, 四天三夜.
    private func length(_ tokens: [Token], _ j: inout Int) -> Int32? {
        var p = Point()
        var k = j
        guard count(tokens, &k, &p) else {
            // 为期三日
            guard let n = number(tokens, j), kind(tokens, j + 1) == .unitDay, n.value > 0, n.value < 400 else {
                return nil
            }
            j += 2
            return n.value
        }
        if number(tokens, k) != nil, kind(tokens, k + 1) == .countNight { k += 2 }
        j = k
        return max(1, lengthInDays(p))
    }

    /// 前三个月, 前三季度, 前两天.
    private func takeFirst(_ found: inout Expression) -> Bool {
        var months: Int32 = 0
        if found.first.part.isQuarter, found.first.yearKind == .none {
            months = Int32(found.first.part.rawValue - Point.Part.quarter1.rawValue + 1) * 3
        } else if found.first.countWay == .none {
            switch found.first.countUnit {
            case .month: months = found.first.countDoubled / 2
            case .quarter: months = found.first.countDoubled * 3 / 2
            case .day, .week, .year:
                found.first.countWay = .lastly
                return true
            default: return false
            }
        }
        guard (1...11).contains(months) else { return false }
        var first = Point()
        (first.yearKind, first.year, first.firstMonths, first.rank) = (.relative, 0, months, .yearPart)
        found.first = first
        return true
    }

    func lengthInDays(_ p: Point) -> Int32 {
        let doubled = Int64(p.countDoubled)
        let days: Int64 =
            switch p.countUnit {
            case .none: 0
            case .minute: doubled / 2 / 1440
            case .hour: (doubled / 2 + 23) / 24
            case .day: (doubled + 1) / 2
            case .week: doubled * 7 / 2
            case .month: doubled * 61 / 4
            case .quarter: doubled * 183 / 4
            case .year: doubled * 1461 / 8
            }
        return Int32(min(days, 4_000_000))
    }

    /// 今明两天, 明后天, 昨今两日.
    private func pair(_ tokens: [Token], _ i: inout Int) -> Expression? {
        let at = i
        let word = term(tokens[i])
        var j = i + 1
        if number(tokens, j)?.value == 2 { j += 1 }
        var first = Point()
        var second = Point()
        switch kind(tokens, j) {
        case .countDay, .unitDay, .weekday:
            (first.dayKind, first.dayOffset, first.rank) = (.publication, word.value, .day)
            (second.dayKind, second.dayOffset, second.rank) = (.publication, word.value + 1, .day)
        case .unitYear, .countYear:
            (first.yearKind, first.year, first.rank) = (.relative, word.value, .year)
            (second.yearKind, second.year, second.rank) = (.relative, word.value + 1, .year)
        default: return nil
        }
        i = j + 1
        return Expression(start: tokens[at].start, end: tokens[j].end, first: first, second: second)
    }

    /// 至, 到, —, ～, and 、 before 两日.
    private mutating func range(_ tokens: [Token], _ i: inout Int, _ bytes: Span<UInt8>, _ found: inout Expression) {
        var isList = false
        switch kind(tokens, i) {
        case .to, .dash: break
        case .and: isList = true
        default: return
        }
        guard i + 1 < tokens.count else { return }
        var j = i + 1
        guard
            let second = sharedSecond(tokens, &j, found.first, isList) ?? point(tokens, &j, bytes)
                ?? cutSecond(tokens, &j, bytes, found.first)
        else { return }
        if isList {
            let isCounted =
                number(tokens, j).map { (2...3).contains($0.value) } == true
                && (kind(tokens, j + 1) == .countDay || kind(tokens, j + 1) == .unitDay)
            let isBare = found.first.lacksUnit && isNext(found.first, second)
            guard isCounted || isBare || isNextDay(found.first, second) else { return }
            if isCounted { j += 2 }
        }
        guard joins(found.first, second) else { return }
        i = j
        found.second = second
        found.end = tokens[j - 1].end
        if isList { lengthen(tokens, &i, bytes, &found) }
        // 8日至9日两天
        if !isList, let n = number(tokens, i), n.value > 1, kind(tokens, i + 1) == .countDay { i += 2 }
    }

    /// The 9 of 8、9两日 and the 18 of 2017-18年, which are no points by themselves.
    private func sharedSecond(_ tokens: [Token], _ j: inout Int, _ first: Point, _ isList: Bool) -> Point? {
        guard first.lacksUnit, let n = number(tokens, j) else { return nil }
        var second = Point()
        if isList, first.day > 0, number(tokens, j + 1)?.value == 2, (1...31).contains(n.value) {
            (second.day, second.rank) = (n.value, .day)
            j += 1
            return second
        }
        let full = Number(value: first.year, digits: 4)
        if first.yearKind == .absolute, first.rank == .year, kind(tokens, j + 1) == .unitYear,
            isShortYear(n, after: full)
        {
            (second.yearKind, second.year, second.rank) = (.absolute, first.year / 100 * 100 + n.value, .year)
            j += 2
            return second
        }
        return nil
    }

    /// 14日至17…: a text broken off behind two figures of a day.
    private func cutSecond(_ tokens: [Token], _ j: inout Int, _ bytes: Span<UInt8>, _ first: Point) -> Point? {
        guard first.day > 0, let n = number(tokens, j), (10...31).contains(n.value), n.value > first.day else {
            return nil
        }
        let end = Int(tokens[j].end)
        let isDots = end + 2 < bytes.count && (0..<3).allSatisfy { bytes[end + $0] == 0x2E }
        let isEllipsis = end + 2 < bytes.count && bytes[end] == 0xE2 && bytes[end + 1] == 0x80 && bytes[end + 2] == 0xA6
        guard isDots || isEllipsis else { return nil }
        var second = Point()
        (second.day, second.rank) = (n.value, .day)
        j += 1
        return second
    }

    /// 9日、10日和11日: as long as each is the day after the one before.
    private mutating func lengthen(_ tokens: [Token], _ i: inout Int, _ bytes: Span<UInt8>, _ found: inout Expression) {
        while let last = found.second, kind(tokens, i) == .and {
            var j = i + 1
            guard let next = point(tokens, &j, bytes), isNextDay(last, next) else { return }
            i = j
            found.second = next
            found.end = tokens[j - 1].end
        }
    }

    /// 9日和10日, 周五及周六, 今天和明天: two whole days of which one follows the other.
    private func isNextDay(_ a: Point, _ b: Point) -> Bool {
        guard a.minutes < 0, b.minutes < 0, a.dayPart == .none, b.dayPart == .none, a.holiday < 0, b.holiday < 0,
            a.countUnit == .none, b.countUnit == .none, b.yearKind == .none, b.monthKind == .none, !a.isLunar
        else { return false }
        if a.day > 0 || b.day > 0 { return a.day > 0 && b.day == a.day + 1 }
        if a.dayKind != .none || b.dayKind != .none {
            return a.dayKind == b.dayKind && b.dayOffset == a.dayOffset + 1 && a.weekday == b.weekday
        }
        guard (1...7).contains(a.weekday), b.weekday == a.weekday % 7 + 1, a.monthKind == .none else { return false }
        return b.weekKind == .bare || b.weekKind == a.weekKind && b.week == a.week && b.weekday > a.weekday
    }

    /// Whether `b`, joined to `a`, leaves out the month, week or year that `a` has given: 3月5日和7日, 下周一和周四,
    /// 2019年3月和6月.
    private func shares(_ a: Point, _ b: Point) -> Bool {
        if b.isBareDay { return a.day > 0 && !a.isLunar }
        if b.isBareWeekday { return (1...7).contains(a.weekday) }
        return b.monthKind == .number && b.yearKind == .none && a.monthKind == .number && a.yearKind != .none
            && (a.day > 0) == (b.day > 0)
    }

    private func isNext(_ a: Point, _ b: Point) -> Bool {
        if a.day > 0 { return b.day == a.day + 1 && b.monthKind == .none }
        if a.monthKind == .number { return b.monthKind == .number && b.month == a.month + 1 }
        return a.yearKind == .absolute && b.year == a.year + 1
    }

    /// Whether two points can be the ends of one interval.
    private func joins(_ a: Point, _ b: Point) -> Bool {
        if a.countUnit != .none || b.countUnit != .none { return false }
        if b.isClockOnly { return a.isDay || a.isClockOnly }
        if a.isClockOnly { return false }
        if a.isDay { return b.isDay || b.part != .none || b.monthKind != .none }
        if b.isDay { return a.monthKind != .none || a.part != .none || a.yearKind != .none }
        return true
    }

    private mutating func tails(_ tokens: [Token], _ i: inout Int, _ bytes: Span<UInt8>, _ found: inout Expression) {
        while let next = kind(tokens, i) {
            switch next {
            case .since:
                guard found.tail == .none, found.first.countUnit == .none else { return }
                if kind(tokens, i + 1) == .to, found.second == nil {
                    // 10日起至13日
                    var j = i + 1
                    range(tokens, &j, bytes, &found)
                    if found.second != nil {
                        i = j
                        continue
                    }
                }
                found.tail = .since
            case .until:
                guard found.tail == .none, found.first.countUnit == .none else { return }
                if found.first.isClockOnly || found.first.minutes >= 0 { return }
                if firstMonths(tokens, &i, &found) || offset(tokens, &i, -1, &found) { continue }
                found.tail = .until
            case .after:
                guard found.tail == .none, found.first.countUnit == .none else { return }
                if found.first.isClockOnly || found.first.minutes >= 0 { return }
                if offset(tokens, &i, 1, &found) { continue }
                found.tail = .after
            case .around:
                if found.first.minutes < 0 { found.first.isApproximate = true }
                found.second?.isApproximate = true
            case .during, .within:
                found.first.isWholeHoliday = true
            case .later:
                guard found.first.countUnit == .none else { return }
            case .eve:
                guard found.first.isDay else { return }
                if term(tokens[i]).hasValue { found.first.offset = -1 } else { found.first.isEve = true }
            case .cites:
                found.isCited = true
                found.isWired = term(tokens[i]).value == 1
                i += 1
                found.end = max(found.end, tokens[i - 2].end)
                return
            case .durationLead:
                var j = i + 1
                guard found.tail == .since, found.second == nil, found.first.isDay, let days = length(tokens, &j) else {
                    return
                }
                found.days = days
                found.tail = .none
                i = j
                found.end = tokens[j - 1].end
                return
            default: return
            }
            i += 1
            found.end = tokens[i - 1].end
        }
    }

    /// 今年前7个月, 2023年前三季度.
    private func firstMonths(_ tokens: [Token], _ i: inout Int, _ found: inout Expression) -> Bool {
        guard found.first.rank == .year, found.second == nil, let n = number(tokens, i + 1) else { return false }
        let months: Int32 =
            switch kind(tokens, i + 2) {
            case .countMonth: n.value
            case .unitQuarter, .countQuarter: n.value * 3
            default: 0
            }
        guard (1...12).contains(months) else { return false }
        found.first.firstMonths = months
        i += 3
        found.end = tokens[i - 1].end
        return true
    }

    /// 春节后两天, 国庆前三天, 春节后第一天: a day so many days from the one named.
    private func offset(_ tokens: [Token], _ i: inout Int, _ sign: Int32, _ found: inout Expression) -> Bool {
        guard found.second == nil, found.first.isDay, found.first.countUnit == .none else { return false }
        var j = i + 1
        if kind(tokens, j) == .filler { j += 1 }
        guard let n = number(tokens, j), (1...60).contains(n.value), kind(tokens, j + 1) == .countDay else {
            return false
        }
        switch kind(tokens, j + 2) {
        case .until, .after, .within, .countNight: return false
        default: break
        }
        found.first.offset = sign * n.value
        i = j + 2
        found.end = tokens[i - 1].end
        return true
    }

    /// What stands before and around decides whether this is a date at all.
    private func accept(_ found: inout Expression, _ tokens: [Token], _ from: Int, _ to: Int, _ bytes: Span<UInt8>)
        -> Bool
    {
        if found.first.isBareHanDay, found.second == nil, found.tail == .none, found.first.day <= 10,
            found.first.dayPart == .none, found.first.weekday == 0, found.first.dayKind == .none
        {
            // 三日 by itself is rather a length than a day of the month; 三号 is neither.
            guard kind(tokens, from + 1) == .unitDay, term(tokens[from + 1]).value == 0 else { return false }
            let days = found.first.day
            found.first = Point()
            (found.first.countUnit, found.first.countDoubled) = (.day, days * 2)
            found.first.isBareHanDay = true
        }
        let lead = vocabulary.lead(bytes, endingAt: Int(found.start))
        switch lead?.term.kind {
        case .leadEvery: return false
        case .leadOrdinal:
            if found.first.part.rawValue < Point.Part.quarter1.rawValue { return false }
            found.start = Int32(lead?.start ?? Int(found.start))
        case .leadName:
            if found.first.isBareDay || found.first.isBareHanDay || found.first.isClockOnly { return false }
        case .leadSince:
            if found.second == nil, found.tail == .none, found.days == 0, !found.first.isClockOnly,
                found.first.countUnit == .none
            {
                found.tail = .since
            }
        case .leadUntil:
            if found.second == nil, found.tail == .none, !found.first.isClockOnly, found.first.countUnit == .none {
                found.tail = .until
            }
        case .leadAfter:
            guard found.first.countUnit != .none, found.first.countWay == .none else { break }
            found.first.countWay = .after
            found.first.isTalk = true
            found.start = Int32(lead?.start ?? Int(found.start))
        case .leadFirst:
            if takeFirst(&found) { found.start = Int32(lead?.start ?? Int(found.start)) }
        case .leadPart:
            guard found.first.isClockOnly, found.first.dayPart == .none, found.first.minutes >= 0,
                let part = lead?.term.part
            else { break }
            found.first.dayPart = part
            let (hour, minute) = (Int(found.first.minutes) / 60, found.first.minutes % 60)
            found.first.minutes = Int32(part.hour(hour) * 60) + minute
            found.first.isBareClock = false
            found.start = Int32(lead?.start ?? Int(found.start))
        case .leadPast, .leadNext, .leadApart:
            let isApart = lead?.term.kind == .leadApart
            guard found.first.countUnit != .none,
                isApart || found.first.countWay == .none || found.first.countWay == .within
            else { break }
            if isApart {
                found.isDuration = true
                found.days = lengthInDays(found.first)
            } else {
                found.first.countWay = lead?.term.kind == .leadPast ? .lastly : .next
            }
            found.start = Int32(lead?.start ?? Int(found.start))
        default: break
        }
        if found.first.countUnit != .none, found.first.countWay == .none, !found.isDuration {
            guard isBareLength(found, tokens, from, to, lead?.term.kind, bytes) else { return false }
            found.isDuration = true
            found.days = lengthInDays(found.first)
        }
        return true
    }
}
