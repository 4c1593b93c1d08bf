/// Times of day.
extension Grammar {
    /// 10时30分, 三点半, 8点一刻, 15:30.
    func absorbClock(_ tokens: [Token], _ j: inout Int, _ p: inout Point, _ n: Number) -> Bool {
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
}
