import Kernel

/// Turns expressions into dated mentions, one after the other, and remembers what the text itself has set.
struct Resolver {
    /// What an anchor is good for.
    struct Setting {
        var span: TextSpan
        var value: DateValue
        /// The text gave the year.
        var hasYear = false
        /// The text gave the month, or a word from which it follows without doubt.
        var hasMonth = false
    }

    /// The dates that one zone of an article has set: its body, a caption, a quotation.
    struct Zone {
        var last: Setting?
        /// Of any precision, for 同年 and 当月.
        var lastCoarse: Setting?
        /// Where the sentence in which `last` stands has ended, relative dates no longer lean on it.
        var isSameSentence = false
        var isSameBlock = false
    }

    var placement: Placement
    var publication: CivilDate?
    var dateline: (span: TextSpan, day: CivilDate)?

    private var base: CivilDate? { dateline?.day ?? publication }
    private var baseAnchor: DateMention.Anchor {
        if let dateline { return .dateline(dateline.span, dateline.day) }
        return publication.map { .publication($0) } ?? .none
    }

    /// `previous` is the mention before it in the same block, which it may be joined to.
    mutating func resolve(
        _ e: Expression, _ bytes: Span<UInt8>, block: Int, _ zone: Zone, after previous: DateMention?
    ) -> DateMention {
        var mention = DateMention(span: TextSpan(block: block, start: Int(e.start), end: Int(e.end)))
        mention.use = e.isCited ? .citation : .event
        if e.isVague {
            mention.role = .vague
            mention.basis = .relative
            return mention
        }
        if e.isDuration {
            mention.role = .duration
            mention.days = Int(e.days)
            return mention
        }
        mention.role =
            switch e.tail {
            case .since, .after: .since
            case .until: .until
            case .none, .around: .point
            }
        if e.first.countUnit != .none, e.first.countWay == .lastly || e.first.countWay == .next {
            mention.role = .vague
        }
        if e.first.zoneEnd > 0 { mention.zone = text(bytes, Int(e.first.zoneStart), Int(e.first.zoneEnd)) }
        if e.first.minutes >= 0 { mention.minutes = Int(e.first.minutes) }
        if let second = e.second, second.minutes >= 0 {
            // 晚上八点到九点: nine in the evening too.
            let (hour, minute) = (Int(second.minutes) / 60, Int(second.minutes) % 60)
            let isOpen = second.dayPart == .none && hour < 12
            mention.untilMinutes = isOpen ? e.first.dayPart.hour(hour) * 60 + minute : Int(second.minutes)
        }
        var expression = e
        let (frame, anchor) = frame(&expression, zone, &mention)
        mention.basis = e.first.yearKind == .absolute || e.first.yearKind == .twoDigit ? .stated : .relative
        mention.anchor = mention.basis == .stated ? .none : anchor
        mention.past = value(expression, frame, .past)
        mention.future = value(expression, frame, .future)
        if e.sharesFrame, let previous { share(previous, e, &mention) }
        if e.isPlanned { plan(&mention) }
        check(expression, frame, &mention)
        mention.past = shape(mention.past, expression)
        mention.future = shape(mention.future, expression)
        return mention
    }

    private func text(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> String {
        var copy: [UInt8] = []
        for index in start..<end { copy.append(bytes[index]) }
        return String(decoding: copy, as: UTF8.self)
    }

    // MARK: Anchors

    /// What the expression counts from; fills in the month or year that an earlier date in the text has set.
    private func frame(
        _ e: inout Expression, _ zone: Zone, _ mention: inout DateMention
    ) -> (Placement.Frame, DateMention.Anchor) {
        var frame = Placement.Frame(base: base)
        let p = e.first
        if p.dayKind == .that || p.isClockOnly {
            mention.isAnaphoric = true
            guard let last = zone.last else { return (frame, baseAnchor) }
            frame.that = last.value
            return (frame, anchor(last))
        }
        if p.monthKind == .that || p.yearKind == .that {
            mention.isAnaphoric = true
            guard let last = zone.lastCoarse ?? zone.last else { return (frame, baseAnchor) }
            frame.that = last.value
            return (frame, anchor(last))
        }
        guard let last = zone.last, let set = last.value.firstDay, let base else { return (frame, baseAnchor) }
        if p.countUnit != .none, p.countWay == .after, p.countUnit.rawValue <= Point.CountUnit.week.rawValue,
            zone.isSameSentence, let from = last.value.lastDay
        {
            // 8月31日抵达，三天后离开
            mention.isAnaphoric = true
            frame.base = from
            return (frame, anchor(last))
        }
        guard p.yearKind == .none, p.holiday < 0, p.countUnit == .none, !p.isLunar else { return (frame, baseAnchor) }
        if p.isBareDay || p.day > 0 && p.monthKind == .none {
            guard last.hasMonth, leans(on: last, set, base, zone),
                let day = follow(Int(p.day), set, base)
            else { return (frame, baseAnchor) }
            e.first.yearKind = .absolute
            e.first.year = Int32(day.year)
            e.first.monthKind = .number
            e.first.month = Int32(day.month)
            return (frame, anchor(last))
        }
        if p.monthKind == .number, last.hasYear, zone.isSameSentence, set.year != base.year {
            // 2019年8月20日访问…，9月3日…: the year of the one before; 1月 behind 12月 is in the next.
            e.first.yearKind = .absolute
            e.first.year = Int32(set.month - Int(p.month) < 6 ? set.year : set.year + 1)
            return (frame, anchor(last))
        }
        return (frame, baseAnchor)
    }

    /// Whether a bare day belongs to the month that the text has set. A month near the publication may reach over the
    /// whole paragraph; a distant one only over its own sentence, for the text soon comes back to the present.
    private func leans(on last: Setting, _ set: CivilDate, _ base: CivilDate, _ zone: Zone) -> Bool {
        if set.year == base.year, set.month == base.month { return false }
        let distance = set - base
        return zone.isSameSentence || zone.isSameBlock && distance > -62 && distance < 92
    }

    /// The day of that number in the month set, or in the next where the text has just passed the end of a month.
    private func follow(_ day: Int, _ set: CivilDate, _ base: CivilDate) -> CivilDate? {
        let (y, m, d) = set.parts
        if day >= d { return CivilDate(year: y, month: m, day: day) }
        guard d >= 20, day <= 12 else { return CivilDate(year: y, month: m, day: day) }
        return CivilDate(year: m == 12 ? y + 1 : y, month: m == 12 ? 1 : m + 1, day: day)
    }

    private func anchor(_ setting: Setting) -> DateMention.Anchor {
        setting.value.firstDay.map { .earlier(setting.span, $0) } ?? baseAnchor
    }

    // MARK: Values

    private mutating func value(
        _ e: Expression, _ frame: Placement.Frame, _ direction: Placement.Direction
    ) -> DateValue? {
        guard let second = e.second, !second.isClockOnly else {
            guard let first = placement.place(e.first, frame, direction) else { return nil }
            guard e.days > 1, let from = first.firstDay else { return first }
            return .days(from, from + Int(e.days - 1))
        }
        let past = interval(e.first, second, frame, .past)
        // What is under way lies in the future too.
        if direction == .past || past?.lastDay.map({ last in frame.base.map { last >= $0 } ?? true }) == true {
            return past
        }
        let future = interval(e.first, second, frame, .future)
        return future?.isInterval == true || past?.isInterval != true ? future : past
    }

    /// 下周一和周四, 2019年3月5日和7日: the first such day from the one that it is joined to.
    private mutating func share(_ previous: DateMention, _ e: Expression, _ mention: inout DateMention) {
        guard let past = following(e, previous.past), let future = following(e, previous.future) else { return }
        (mention.past, mention.future) = (past, future)
        mention.basis = .relative
        if let day = previous.past?.lastDay { mention.anchor = .earlier(previous.span, day) }
    }

    private mutating func following(_ e: Expression, _ previous: DateValue?) -> DateValue? {
        guard let day = previous?.lastDay ?? previous?.firstDay else { return nil }
        let frame = Placement.Frame(base: day)
        if let second = e.second, !second.isClockOnly { return interval(e.first, second, frame, .future) }
        return placement.place(e.first, frame, .future)
    }

    /// 原定于4月: a plan that has been put off may have been for what is past now; the nearer reading is meant.
    private func plan(_ mention: inout DateMention) {
        guard let base, let past = mention.past, let future = mention.future, past != future else { return }
        let since = past.lastDay.map { base - $0 } ?? 0
        let until = future.firstDay.map { $0 - base } ?? 0
        let nearer = since < until ? past : future
        (mention.past, mention.future) = (nearer, nearer)
    }

    private mutating func interval(
        _ first: Point, _ second: Point, _ frame: Placement.Frame, _ direction: Placement.Direction
    ) -> DateValue? {
        guard let a = placement.place(first, frame, direction), let start = a.firstDay else { return nil }
        var inner = frame
        var q = second
        let isOwn = q.yearKind != .none || q.dayKind != .none || q.weekKind == .relative || q.monthKind == .relative
        if !isOwn {
            inner.base = start
            if q.day == 0, q.monthKind == .none, q.holiday < 0, q.weekday == 0, first.yearKind != .none,
                !q.part.isOfMonth
            {
                // 今年第一季度至第三季度
                (q.yearKind, q.year) = (.absolute, Int32(start.year))
            }
        }
        guard let b = placement.place(q, inner, isOwn ? direction : .future),
            let joined = DateValue(from: a.start, to: b.end)
        else { return a }
        return joined
    }

    /// Weekdays, 今天 and 昨天 beside a day settle which month or year is meant, or contradict it.
    private mutating func check(_ e: Expression, _ frame: Placement.Frame, _ mention: inout DateMention) {
        let p = e.first
        if mention.past == nil, mention.future == nil {
            if p.day > 0, base != nil || p.yearKind == .absolute { mention.problem = "no such day" }
            return
        }
        guard p.day > 0 || p.holiday >= 0 else { return }
        if p.dayKind == .publication || p.weekKind == .relative || p.weekKind == .coming {
            var hint = p
            (hint.day, hint.monthKind, hint.month, hint.holiday, hint.yearKind) = (0, .none, 0, -1, .none)
            if let hinted = placement.place(hint, frame, .past)?.firstDay {
                settle(&mention) { $0 == hinted }
            }
        }
        guard (1...7).contains(p.weekday) else { return }
        let isRight = settle(&mention) { $0.weekday == Int(p.weekday) }
        if !isRight, mention.problem.isEmpty, let day = mention.past?.firstDay ?? mention.future?.firstDay {
            mention.problem = "the weekday does not fit: \(day.iso) is weekday \(day.weekday), not \(p.weekday)"
        }
    }

    /// Keeps the reading that fits where only one does; false where none does.
    @discardableResult
    private func settle(_ mention: inout DateMention, _ fits: (CivilDate) -> Bool) -> Bool {
        let past = mention.past?.firstDay.map(fits) ?? false
        let future = mention.future?.firstDay.map(fits) ?? false
        if past, !future { mention.future = mention.past }
        if future, !past { mention.past = mention.future }
        return past || future
    }

    /// 起, 以来, 之前: opens an end.
    private func shape(_ value: DateValue?, _ e: Expression) -> DateValue? {
        guard let value else { return nil }
        switch e.tail {
        case .none, .around: return value
        case .since, .after:
            // 8日至9日以来 would be odd; the interval stands.
            return e.second == nil || value.end == nil ? DateValue(from: value.start, to: nil) : value
        case .until:
            // 年底前 ends with December, however vague 年底 is.
            var end = value.end
            end?.approximate = false
            return DateValue(from: nil, to: end)
        }
    }
}
