import Kernel
import Lexicon

/// Which of a sentence's dates is the event's: the nearest in its own clause, then what stands before and governs it.
struct DateChooser {
    let lexicon: Lexicon

    struct Choice {
        var mention: Int
        var isOwnClause: Bool
        /// 就职前: what is dated lies before the day.
        var isBefore = false
    }

    /// How far a trigger may look for its date.
    enum Scope {
        /// 就X访韩交换意见: its own phrase alone.
        case phrase
        /// 来访的X: its own phrase; a month or year of the whole sentence too, which covers the visit with what it led to.
        case relative
        case sentence
    }

    func choose(
        _ nodes: [Node], trigger: Int, first: Int, last: Int, scope: Scope, isVisit: Bool, isGathering: Bool,
        isComing: Bool, dates: [DateMention]
    ) -> Choice? {
        var at = trigger - 1
        // 2025年上海合作组织峰会: a year right before a gathering's name is part of it, and dates it where no day does.
        var ofName: Choice?
        var hasJourney = false
        var isTold = false
        while at >= 0, !nodes[at].isComma {
            if isGathering, setsOut(nodes[at]) { hasJourney = true }
            if blocks(nodes[at]) { isTold = true }
            if scope == .phrase, at < first { break }
            if let date = nodes[at].date, usable(dates[date]), !isTaken(nodes, at, before: trigger),
                !isOfName(nodes, at, dates, isVisit: isVisit), !(hasJourney && isDay(dates[date])),
                scope == .sentence || at >= first || isCoarse(dates[date])
                    || (scope == .relative && at == trigger - 1 && nodes[trigger].textBefore == 0)
            {
                let isBefore = nodes[at..<trigger].contains { lexicon.isCue($0.cues, "before") }
                let choice = Choice(mention: date, isOwnClause: true, isBefore: isBefore)
                if beginsName(nodes, at, dates) {
                    if ofName == nil { ofName = choice }
                } else if scope == .sentence, !isBefore, isYear(dates[date]), opensClause(nodes, at),
                    hasDayBehind(nodes, trigger, dates)
                {
                    // 2023年服务贸易峰会将于9月2日举行: the year begins the name, and there is a day.
                    if ofName == nil { ofName = choice }
                } else {
                    return choice
                }
            }
            at -= 1
        }
        // Behind the trigger, within the clause.
        var next = trigger + 1
        while next < nodes.count, !nodes[next].isComma {
            if scope != .sentence, next > last { break }
            // 来华出席2015年夏季达沃斯论坛: the forum's.
            if isVisit, lexicon.isCue(nodes[next].cues, "attend") { break }
            // 访陆盼今年带团: what is wished for next has its own time.
            if next > last,
                nodes[next].trigger != nil || blocks(nodes[next])
                    || lexicon.isCue(nodes[next].cues, among: ["planned", "proposed"])
            {
                break
            }
            if let date = nodes[next].date, usable(dates[date]), !isTaken(nodes, next, before: trigger),
                !isOfName(nodes, next, dates, isVisit: isVisit)
            {
                // 访美第二天: of the visit, whenever that was.
                if isVisit, dates[date].isAnaphoric { break }
                return Choice(mention: date, isOwnClause: true)
            }
            next += 1
        }
        if let ofName { return earlierDay(nodes, before: at, dates) ?? ofName }
        if scope == .phrase {
            // 上月X访华期间
            guard first > 0, first <= trigger, nodes[first].textBefore == 0, let date = nodes[first - 1].date,
                usable(dates[date]), isCoarse(dates[date])
            else { return nil }
            return Choice(mention: date, isOwnClause: true)
        }
        // In an earlier clause: a day that stands by itself (当地时间3日，…), or the day of what the same subject did before.
        // 应X邀请，Y访问A，并在B会见C: the clause of the invitation comes in between.
        let limit = nodes[..<trigger].contains { $0.actor?.isInviter ?? false } ? 4 : 3
        var commas = 0
        var sawTrigger = false
        /// 18日抵达利马，出席会议: the day of the arrival is not the gathering's.
        var sawJourney = false
        while at >= 0, commas < limit {
            let node = nodes[at]
            if node.isComma { commas += 1 }
            if blocks(node) { return nil }
            // 21日出席活动时，…: the day of that other thing.
            if node.isComma, at > 0, node.textBefore == 0, lexicon.isCue(nodes[at - 1].cues, "while") { return nil }
            if let row = node.trigger {
                sawTrigger = true
                // A gathering's dates do not date the visit that it is attended on.
                if isVisit, lexicon.meetings[row].isGathering { return nil }
                if setsOut(node) { sawJourney = true }
            }
            if let date = node.date, usable(dates[date]) {
                if scope == .relative { return isCoarse(dates[date]) ? Choice(mention: date, isOwnClause: false) : nil }
                if !isVisit, sawJourney, isDay(dates[date]) { return nil }
                // 13日，白宫宣布X访问Y: the day of the telling.
                if isTold, isDay(dates[date]) { return nil }
                let isAdverb = at + 1 < nodes.count && nodes[at + 1].isComma
                if isAdverb && !sawTrigger { return Choice(mention: date, isOwnClause: false) }
                // A subject of its own begins something new.
                if !isComing || isSpan(dates[date]), first > at,
                    !hasSubject(nodes, after: at, before: trigger, own: first) || isAdverb
                {
                    return Choice(mention: date, isOwnClause: false)
                }
                return nil
            }
            at -= 1
        }
        return nil
    }

    /// 下周访问美国，与X会面: the week of what is to come holds for what comes with it.
    private func isSpan(_ date: DateMention) -> Bool {
        date.role == .point && (date.future.map { $0.isInterval && $0.precision == .day } ?? false)
    }

    /// Whether a clause between brings somebody named of its own before the trigger.
    private func hasSubject(_ nodes: [Node], after date: Int, before trigger: Int, own first: Int) -> Bool {
        var commaSeen = false
        for index in date..<trigger {
            if nodes[index].isComma { commaSeen = true }
            if commaSeen, let actor = nodes[index].actor, !actor.isBare, !actor.isInviter, nodes[index - 1].isComma {
                return true
            }
        }
        return false
    }

    /// 启程前往, 抵达, 离开
    private func setsOut(_ node: Node) -> Bool {
        guard let row = node.trigger else { return false }
        return ["go", "set-out", "arrive", "leave", "come-to"].contains(lexicon.meetings[row].frame)
    }

    private func isDay(_ date: DateMention) -> Bool {
        date.role == .since || (date.past ?? date.future).map { $0.isDay || $0.end == nil } ?? false
    }

    private func isYear(_ date: DateMention) -> Bool { (date.past ?? date.future)?.precision == .year }

    private func opensClause(_ nodes: [Node], _ index: Int) -> Bool { index == 0 || nodes[index - 1].isComma }

    private func hasDayBehind(_ nodes: [Node], _ trigger: Int, _ dates: [DateMention]) -> Bool {
        for node in nodes[(trigger + 1)...] {
            if node.isComma { return false }
            if let date = node.date { return usable(dates[date]) && !isCoarse(dates[date]) }
        }
        return false
    }

    private func beginsName(_ nodes: [Node], _ index: Int, _ dates: [DateMention]) -> Bool {
        guard let date = nodes[index].date, (dates[date].past ?? dates[date].future)?.precision == .year,
            index + 1 < nodes.count, nodes[index + 1].textBefore == 0
        else { return false }
        return nodes[index + 1].actor?.isOfGathering ?? false
    }

    /// A day that opens the sentence: 8月31日，…
    private func earlierDay(_ nodes: [Node], before comma: Int, _ dates: [DateMention]) -> Choice? {
        guard comma > 0, let date = nodes[comma - 1].date, usable(dates[date]), !isCoarse(dates[date]) else {
            return nil
        }
        return Choice(mention: date, isOwnClause: false)
    }

    /// 北京2022年冬奥会: a year right behind a place belongs to the name of something.
    private func isOfName(_ nodes: [Node], _ index: Int, _ dates: [DateMention], isVisit: Bool) -> Bool {
        guard index > 0, nodes[index].textBefore == 0, let date = nodes[index].date,
            (dates[date].past ?? dates[date].future)?.precision == .year
        else { return false }
        // 杭州2016年峰会 was in that year.
        if !isVisit, index + 1 < nodes.count, nodes[index + 1].textBefore == 0 { return false }
        switch nodes[index - 1].kind {
        case .place, .land: return true
        default: return false
        }
    }

    private func isCoarse(_ date: DateMention) -> Bool {
        (date.past ?? date.future).map { $0.precision < .day } ?? false
    }

    /// Speech and announcements stand between what they date and what they tell.
    private func blocks(_ node: Node) -> Bool {
        lexicon.isCue(node.cues, among: ["speech", "announce", "attributed"])
    }

    /// 几天前 is no day.
    private func isVague(_ date: DateMention) -> Bool {
        (date.past ?? date.future)?.start.map { $0.approximate && $0.precision == .day } ?? false
    }

    /// 自2011年危机爆发以来首次访问: how long it had not been.
    private func isSinceYear(_ date: DateMention) -> Bool {
        date.role == .since && date.basis == .stated && date.past?.start?.precision == .year
    }

    private func usable(_ date: DateMention) -> Bool {
        date.use == .event && !isVague(date) && !isSinceYear(date)
            && (date.role == .point || date.role == .since || date.role == .until)
            && (date.past != nil || date.future != nil)
    }

    /// A date right before 宣布, 表示, 报道, 电 dates that; one with another trigger between dates the other.
    private func isTaken(_ nodes: [Node], _ index: Int, before trigger: Int) -> Bool {
        if index < trigger {
            var at = index + 1
            while at < trigger {
                let node = nodes[at]
                // 26日同意安排…出访, 4日取消…访问: the day of the deciding.
                if blocks(node)
                    || lexicon.isCue(node.cues, among: ["proposed", "cancelled", "denied"])
                {
                    return true
                }
                if node.isComma { break }
                at += 1
            }
        }
        return false
    }
}
