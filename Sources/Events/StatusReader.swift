import Kernel
import Lexicon

/// Whether what a sentence tells of took place, is to come, is sought, was called off or is denied: by the cues around the
/// trigger, the nearest first.
struct StatusReader {
    let lexicon: Lexicon

    struct Found {
        var status: EventStatus?
        var isHistorical = false
        /// A reason for which there is no event at all.
        var rejection: String?
        var cue: Int?
        /// 就X交换意见: X is what is talked of.
        var isTopic = false
        /// 欢迎X来访: a wish, or the greeting of a guest who is there.
        var isWelcome = false
        /// 举行仪式，欢迎X访问: the cue of a greeting; what stands before it dates the ceremony.
        var greeting: Int?
        /// 原定2月访问
        var isFormerPlan = false
        /// 支持X主办
        var isBacked = false
        /// 本周访华，将在北京与X会面: what comes next is to come.
        var leadsOn = false
        /// 推迟到6月25日: the new day, as a node.
        var movedTo: Int?
    }

    func read(
        _ nodes: [Node], _ match: FrameMatcher.Match, trigger: Int, isTravel: Bool, isRelative: Bool
    ) -> Found {
        var found = Found()
        // The clause: to the last comma before the first slot, and the next behind the trigger.
        var low = min(match.first, trigger)
        while low > 0, !nodes[low - 1].isComma { low -= 1 }
        let ownClause = low
        if match.sideA.isEmpty {
            // 她将前往洛杉矶，与X见面: the subject and its cue stand in a clause before.
            var commas = 0
            while low > 0, commas < 3 {
                if nodes[low - 1].isComma { commas += 1 }
                low -= 1
                if let actor = nodes[low].actor, actor.isNamed || actor.pronoun == .single,
                    !isObject(nodes, low), !isAttended(nodes, low)
                {
                    break
                }
            }
            // 邀请X访问Y，并与Z会面: the cue may stand right before the subject.
            if low > 0, low < ownClause, lexicon.isCue(nodes[low - 1].cues, "proposed") { low -= 1 }
        }
        var high = max(match.last, trigger)
        while high + 1 < nodes.count, !nodes[high + 1].isComma { high += 1 }
        var at = trigger - 1
        var nearest: EventStatus?
        var sawHistorical = false
        while at >= low {
            // 将会见到访的X: what is told of the meeting says nothing of the visit.
            if isRelative, at < trigger, nodes[at].trigger != nil || lexicon.isCue(nodes[at].cues, "visiting-of") {
                break
            }
            for row in nodes[at].cues {
                let cue = lexicon.cues[row]
                guard cue.reach == "before" || cue.reach == "clause" else { continue }
                // From an earlier clause only what is to come carries over.
                // and a wish where what was wished for went on.
                if at < ownClause, cue.cue != "planned",
                    cue.cue != "proposed" || !goesOn(nodes, from: at, to: ownClause)
                {
                    continue
                }
                switch cue.cue {
                case "proposed" where nearest == nil && isAnsweredInvitation(nodes, at): break
                case "proposed" where nearest == nil && isOfAttending(nodes, match, at, trigger): break
                case "proposed" where nearest == nil && pointsBack(nodes, trigger): break
                case "former-plan" where nearest == nil:
                    nearest = .planned
                    found.cue = row
                    found.isFormerPlan = true
                case "sets" where nearest == nil:
                    // 敲定访华日期 looks for a day; 敲定下周访华 has one.
                    nearest = .proposed
                    found.cue = row
                    found.isBacked = true
                case "backs" where nearest == nil && nodes[at..<trigger].contains { lexicon.isCue($0.cues, "hosts") }:
                    nearest = .proposed
                    found.cue = row
                    found.isBacked = true
                case "planned" where nearest == nil, "proposed" where nearest == nil:
                    nearest = EventStatus(rawValue: cue.cue)
                    found.cue = row
                case "proposed-visit" where nearest == nil && isTravel && isCeremony(nodes, before: at):
                    found.greeting = at
                case "proposed-visit"
                where nearest == nil && isTravel && !isRelative && at + 3 >= match.first
                    && !(at > 0 && nodes[low..<at].contains { lexicon.isCue($0.cues, "held") }):
                    // 欢迎X访华 wishes for a visit; 欢迎X来访 in general speech greets a guest.
                    nearest = .proposed
                    found.cue = row
                    found.isWelcome = true
                case "cancelled":
                    found.status = .cancelled
                    found.cue = row
                    found.movedTo = newDay(nodes, at)
                case "denied-next"
                where at + 1 <= trigger && nodes[at + 1].textBefore == 0 && deniesNext(nodes, at + 1):
                    if found.status == nil {
                        found.status = .denied
                        found.cue = row
                    }
                case "denied":
                    if found.status == nil {
                        found.status = .denied
                        found.cue = row
                    }
                case "topic":
                    if at < match.first || match.first == trigger, isTalkedOf(nodes, trigger) { found.isTopic = true }
                case "historical": sawHistorical = true
                case "absence": found.rejection = "the text says that it did not take place (\(cue.id))"
                case "hypothetical": found.rejection = "weighed in passing (\(cue.id))"
                case "conditional": if nearest == nil { found.rejection = "a condition (\(cue.id))" }
                default: break
                }
            }
            at -= 1
        }
        if let held = match.cues["held"], held > trigger {
            // 峰会将于18日举行: the cue stands before 举行.
            for index in trigger + 1..<held {
                for row in nodes[index].cues where lexicon.cues[row].reach == "before" && nearest == nil {
                    nearest = EventStatus(rawValue: lexicon.cues[row].cue)
                    if nearest != nil { found.cue = row }
                }
            }
        }
        if trigger < high {
            for index in trigger + 1...high {
                for row in nodes[index].cues {
                    let cue = lexicon.cues[row]
                    if cue.reach == "clause", cue.cue == "absence" {
                        found.rejection = "the text says that it did not take place (\(cue.id))"
                    } else if cue.reach == "clause", cue.cue == "cancelled" {
                        found.status = .cancelled
                        found.cue = row
                        found.movedTo = newDay(nodes, index)
                    } else if cue.cue == "proposed-noun" {
                        // 将加快访华协调工作: what is to come is the working for it.
                        if found.status == nil, nearest != .proposed, index == trigger + 1 || index == match.last + 1,
                            nodes[index].textBefore <= 1
                        {
                            nearest = .proposed
                            found.cue = row
                        }
                    } else if cue.cue == "planned-noun" {
                        // 访华计划: the plan for it.
                        if found.status == nil, nearest == nil, index == trigger + 1 || index == match.last + 1,
                            nodes[index].textBefore <= 1
                        {
                            nearest = .planned
                            found.cue = row
                        }
                    } else if cue.reach == "after", nearest == nil, found.status == nil {
                        nearest = EventStatus(rawValue: cue.cue)
                        found.cue = row
                    }
                }
            }
        }
        if nearest == .planned, found.status == nil, let row = callingOff(nodes, after: high) {
            found.status = .cancelled
            found.cue = row
        }
        if isTravel, !isRelative, nearest == nil, found.status == nil,
            let row = coming(nodes, after: max(match.last, trigger)) ?? comingStop(nodes, after: high)
        {
            nearest = .planned
            found.cue = row
        }
        if isTravel, !isRelative, nearest == nil { found.leadsOn = leadsOn(nodes, after: high) }
        if found.status == nil, nearest == nil, !isRelative, !nodes[low...high].contains(where: { $0.date != nil }),
            let row = hypothetical(nodes)
        {
            // 专家认为，X访问Y的可能性不大
            found.rejection = "weighed in passing (\(lexicon.cues[row].id))"
        }
        if found.status == .cancelled, found.movedTo != nil { found.status = .planned }
        if found.status == nil { found.status = nearest }
        if found.isTopic { found.status = found.status == .cancelled ? .cancelled : .proposed }
        found.isHistorical = sawHistorical
        return found
    }

    /// 将出席国王查尔斯三世的加冕仪式，并访问X: whose occasion it is does nothing of what follows.
    private func isAttended(_ nodes: [Node], _ index: Int) -> Bool {
        nodes[..<index].reversed().prefix { !$0.isComma }.contains { lexicon.isCue($0.cues, "attend") }
    }

    /// 将同A会见，同B会谈: whom something is done with does not open the sentence.
    private func isObject(_ nodes: [Node], _ index: Int) -> Bool {
        guard index > 0, nodes[index].textBefore <= 1 else { return false }
        return nodes[index - 1].trigger != nil || lexicon.isCue(nodes[index - 1].cues, among: ["with", "facing"])
    }

    /// The cue, anywhere in the sentence, that what it tells of is only thought of.
    private func hypothetical(_ nodes: [Node]) -> Int? {
        nodes.lazy.flatMap(\.cues).first {
            lexicon.cues[$0].cue == "hypothetical" && lexicon.cues[$0].reach == "sentence"
        }
    }

    /// 今年访华将推动…: what is to come of a visit is to come with it.
    private func coming(_ nodes: [Node], after last: Int) -> Int? {
        let next = last + 1
        guard next < nodes.count, nodes[next].textBefore == 0 else { return nil }
        return nodes[next].cues.first { lexicon.cues[$0].cue == "will" }
    }

    /// A cue of the future opens the next clause.
    private func leadsOn(_ nodes: [Node], after last: Int) -> Bool {
        let next = last + 2
        return next < nodes.count && nodes[next].textBefore == 0 && lexicon.isCue(nodes[next].cues, "planned")
    }

    /// 邀请X访问Y，并与Z会面: another thing that is done stands between the wish and what follows it.
    private func goesOn(_ nodes: [Node], from cue: Int, to clause: Int) -> Bool {
        for node in nodes[cue..<clause] where node.trigger != nil { return true }
        return false
    }

    /// 周日启程访问，行程中将过境…: what is to come on the way.
    private func comingStop(_ nodes: [Node], after last: Int) -> Int? {
        var at = last + 2
        guard at < nodes.count, lexicon.isCue(nodes[at].cues, "during") || isTour(nodes[at]) else { return nil }
        while at < nodes.count, !nodes[at].isComma {
            if let row = nodes[at].cues.first(where: { lexicon.cues[$0].cue == "will" }) { return row }
            if nodes[at].actor != nil { return nil }
            at += 1
        }
        return nil
    }

    private func isTour(_ node: Node) -> Bool {
        guard let row = node.trigger else { return false }
        return lexicon.meetings[row].frame == "tour"
    }

    /// 原定今年访问，但…被迫延后: the cue that calls off in what follows, before anything else is told.
    private func callingOff(_ nodes: [Node], after last: Int) -> Int? {
        var at = last + 1
        while at < nodes.count {
            let cues = nodes[at].cues
            for row in cues where lexicon.cues[row].cue == "cancelled" { return row }
            if let other = nodes[at].trigger, lexicon.meetings[other].frame != "tour" { return nil }
            at += 1
        }
        return nil
    }

    /// 举行仪式，欢迎X访华
    private func isCeremony(_ nodes: [Node], before welcome: Int) -> Bool {
        var at = welcome - 1
        if at >= 0, nodes[at].isComma { at -= 1 }
        guard at >= 0, let row = nodes[at].trigger else { return false }
        return lexicon.meetings[row].frame == "ceremony"
    }

    /// 希望以此次会谈为契机: what the text points at is there.
    private func pointsBack(_ nodes: [Node], _ trigger: Int) -> Bool {
        trigger > 0 && nodes[trigger].textBefore <= 1 && lexicon.isCue(nodes[trigger - 1].cues, "this")
    }

    /// 邀请台湾参加21日在日内瓦举行的大会: what is sought is the attending; the gathering has its own day.
    private func isOfAttending(_ nodes: [Node], _ match: FrameMatcher.Match, _ cue: Int, _ trigger: Int) -> Bool {
        guard let attend = match.cues["attend"], cue < attend, attend < trigger else { return false }
        let between = nodes[attend..<trigger]
        return between.contains { lexicon.isCue($0.cues, "held") } && between.contains { $0.date != nil }
    }

    /// 应A邀请: the invitation was taken, and proposes nothing.
    private func isAnsweredInvitation(_ nodes: [Node], _ index: Int) -> Bool {
        guard lexicon.isCue(nodes[index].cues, "invitation") else { return false }
        return nodes[max(0, index - 24)..<index].contains { lexicon.isCue($0.cues, "invited-by") }
    }

    /// 就…交换意见: a word of talking follows what 就 brings.
    private func isTalkedOf(_ nodes: [Node], _ trigger: Int) -> Bool {
        guard trigger + 1 < nodes.count else { return false }
        return nodes[(trigger + 1)...].contains { lexicon.isCue($0.cues, "talked-of") }
    }

    /// 推迟到6月25日, 延至11月: the date right behind the cue and 到 or 至.
    private func newDay(_ nodes: [Node], _ cue: Int) -> Int? {
        let at = cue + 2
        guard at < nodes.count, isTowards(nodes[cue + 1]), nodes[at].textBefore == 0, nodes[at].date != nil else {
            return nil
        }
        return at
    }

    /// 到, 至
    private func isTowards(_ node: Node) -> Bool {
        if let row = node.trigger { return lexicon.meetings[row].frame == "to-go" }
        return lexicon.isCue(node.cues, "to-place")
    }

    /// 没有与X会面, 没有会见X: the negation stands right before what is denied.
    private func deniesNext(_ nodes: [Node], _ index: Int) -> Bool {
        if nodes[index].trigger != nil { return true }
        return lexicon.isCue(nodes[index].cues, among: ["with", "at", "facing"])
    }
}
