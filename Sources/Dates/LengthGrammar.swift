/// Lengths of time, and which way they are counted.
extension Grammar {
    /// What follows a length and gives it a direction.
    func countWay(_ tokens: [Token], _ j: Int) -> Point.CountWay? {
        switch kind(tokens, j) {
        case .until: return .before
        case .after: return .after
        case .within: return .within
        default: return nil
        }
    }

    /// 三天前, 两周后, 十多年前, 半小时后, 三个月内. Without such an ending the length waits for what stands before it.
    func absorbCount(_ tokens: [Token], _ j: inout Int, _ p: inout Point) -> Bool {
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
    func countOfDays(_ tokens: [Token], _ k: inout Int, _ p: inout Point) -> Bool {
        guard let n = number(tokens, k), kind(tokens, k + 1) == .unitDay, term(tokens[k + 1]).value == 0, n.value > 0,
            n.value < 400
        else {
            return false
        }
        (p.countUnit, p.countDoubled, p.isVagueCount) = (.day, n.value * 2, n.isVague)
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
        if n.isHan, n.isPositional, n.digits == 2, (10...89).contains(n.value), n.value % 10 > n.value / 10 {
            // 两三天, 三五天
            doubled = n.value / 10 * 2
            isVague = true
        }
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

    /// 展开两天访华之行, 访华五天: a length that says by itself how long something takes. Longer ones (100天, 半年) mostly say
    /// how long it has been.
    func isBareLength(
        _ found: Expression, _ tokens: [Token], _ from: Int, _ to: Int, _ lead: TermClass?, _ bytes: Span<UInt8>
    ) -> Bool {
        let p = found.first
        guard p.countUnit == .day || p.countUnit == .week || p.countUnit == .month, !p.isVagueCount,
            (1..<100).contains(lengthInDays(p)), lead != .leadNotLength
        else { return false }
        let next = kind(tokens, to)
        if next == .since || next == .to || next == .during { return false }
        // 三至五天
        if from > 0, let before = kind(tokens, from - 1), before == .to || before == .dash || before == .and {
            return false
        }
        let isOf = next == .filler
        if lengthInDays(p) == 1 { return isOf }
        // 三日 in Han characters may be a day of the month; 访华三日， and 三日的访问 are not.
        return !p.isBareHanDay || isOf || isEnding(bytes, at: Int(tokens[to - 1].end))
    }

    func countUnit(_ kind: TermClass?) -> Point.CountUnit? {
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
