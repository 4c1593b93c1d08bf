import Kernel
import Lexicon

/// Conferences and summits: whose they are, who attends, where.
extension Assembler {
    /// 元首理事会第十九次会议, 峰会开幕式: a second word of the name of the gathering just told.
    mutating func goesOn(_ nodes: [Node], _ index: Int, _ term: MeetingTerm) -> Bool {
        guard index > 0, let last = candidates.indices.last, !candidates[last].gathering.isEmpty,
            (nodes[index].textBefore <= 10 && candidates[last].trigger == nodes[index - 1].span)
                || told.isOneName(
                    candidates[last].trigger, nodes[index].span,
                    in: article.blocks[Int(nodes[index].span.block)].text)
        else { return false }
        if term.kind == .summit, candidates[last].kind == .conference { candidates[last].kind = .summit }
        candidates[last].gatheringPart = article.string(nodes[index].span)
        return true
    }

    mutating func gather(
        _ candidate: inout Candidate, _ nodes: [Node], _ match: FrameMatcher.Match, _ index: Int, _ term: MeetingTerm
    ) {
        // 代表习近平出席: on whose behalf somebody is there.
        let sideA = match.sideA.filter { nodes[$0].actor.map { !($0.isOfGathering && $0.isNamed) } ?? true }
        var all = resolve(nodes, sideA)
        if sideA.isEmpty, match.cues["attend"] != nil { all = subjects(nodes, before: match.first) }
        if let attend = match.cues["attend"], attend < index, all.allSatisfy({ $0.parties.isEmpty }) {
            all = attendance.guests(nodes, at: attend)
        }
        if match.cues["attend"] ?? match.cues["held"] != nil, let first = match.sideA.first, first > 1,
            isCue(nodes[first - 1], "with"),
            !isCue(nodes[first - 1], "list"),
            let subject = subject(nodes, before: first), !all.contains(where: { $0.person == subject.person })
        {
            // 李克强同图斯克、容克共同主持…
            all.insert(subject, at: 0)
        }
        all.removeAll { isPrivate($0) || noEvents.isPrivate([$0]) }
        var attending = all.filter { !$0.isBare }
        var guests: [Actor] = []
        // The parties in the gathering's own name: those that stand right before the trigger.
        var own: [Int] = []
        var isForum = false
        /// 中美元首, in the name.
        var holders: Actor?
        var at = index - 1
        var start = nodes[index].span.start
        while at >= 0, nodes[at + 1].textBefore <= 8, !nodes[at].isComma {
            if let actor = nodes[at].actor, !actor.isNamed, !actor.isPrivate {
                let meant =
                    actor.parties.isEmpty
                    ? discourse.resolve(actor, lexicon: lexicon).flatMap(\.parties) : actor.parties
                if actor.isForum { isForum = true }
                if !actor.offices.isEmpty, actor.parties.count == 2 { holders = actor }
                own.insert(contentsOf: meant.filter { lexicon.parties[$0].kind != .forum }, at: 0)
                start = actor.span.start
                attending.removeAll { $0.span == actor.span }
            } else if case .place = nodes[at].kind {
                start = nodes[at].span.start
                // 达沃斯世界经济论坛年会
                if candidate.place == nil, nodes[at + 1].textBefore <= 2, nodes[at + 1].cues.isEmpty {
                    candidate.place = placeChooser.place(nodes[at])
                }
            } else if let actor = nodes[at].actor, let attend = match.cues["attend"], at > attend {
                // 出席总统西米纳的就职典礼: whose it is takes part, and is at home.
                own.insert(contentsOf: actor.parties, at: 0)
                guests.append(actor)
                if candidate.place == nil { candidate.place = placeChooser.home(of: actor) }
            } else if nodes[at].actor != nil || isCue(nodes[at], "attend", "at", "held") || nodes[at].trigger != nil {
                break
            }
            at -= 1
        }
        if match.cues["held"].map({ $0 < index }) ?? false {
            // 韩国、中国和日本举行高层会议: whose gathering it is stands before 举行.
            for party in all.flatMap(\.parties) where !own.contains(party) { own.append(party) }
        }
        let text = article.blocks[Int(nodes[index].span.block)].text
        candidate.gathering = text.string(
            TextSpan(block: Int(nodes[index].span.block), start: Int(start), end: Int(nodes[index].span.end)))
        candidate.actors = unique(attending + guests)
        candidate.parties = []
        candidate.add(parties: own + attending.flatMap(\.parties))
        if own.isEmpty, start == nodes[index].span.start {
            if match.cues["during"] != nil, let speaker = match.sideA.last, speaker + 1 < nodes.count,
                isCue(nodes[speaker + 1], "speech")
            {
                // 杨洁篪指出，会议期间…: who tells of it.
                reject(nodes[index], candidate.term, "a gathering that is only spoken of")
                return
            }
            if told.add(candidate, to: &candidates) { return }
            told.complete(&candidate)
        }
        if candidate.parties.isEmpty {
            completeGathering(candidate, nodes, index)
            reject(nodes[index], candidate.term, "a gathering of nobody known")
            return
        }
        if candidate.place == nil { candidate.place = placeChooser.hosted(nodes, trigger: index) }
        if own.count == 2, let holders, !own.contains(where: { lexicon.parties[$0].isOrganisation }) {
            // 特朗普和习近平举行中美元首峰会: two sides' own meeting.
            candidate.gathering = ""
            candidate.actors.append(holders)
        }
        if let host = hostComeTo(nodes, match, index) { candidate.add(parties: [host]) }
        // 应李显龙总理邀请…出席: the host takes part as inviter.
        for actor in nodes.compactMap(\.actor)
        where actor.isInviter && (actor.isNamed || (actor.isSide && candidate.place != nil)) {
            guard candidate.place == nil || actor.parties.contains(where: { $0 == candidate.place?.party }) else {
                continue
            }
            candidate.actors.append(actor)
            candidate.add(parties: actor.parties)
        }
        if let held = match.cues["held"], isCue(nodes[held], "opens"), candidate.status == .held {
            candidate.isArrival = true
        }
        if let closes = closing(nodes, match, index), candidate.status == .held,
            let date = nodes[..<closes].last(where: { $0.date != nil })?.date, date == candidate.dateMention
        {
            candidate.isDeparture = true
        }
        candidate.owners = Set(own)
        let codes = Set(candidate.parties.map { lexicon.parties[$0].id })
        // One party alone: at an organisation's or a forum's own gathering, at a summit, or abroad.
        let isAbroad = candidate.place?.party.map { !candidate.parties.contains($0) } ?? false
        let isInternational =
            term.kind == .conference && attending.contains(where: \.isNamed)
            && match.cues["attend"].map {
                $0 < index && told.isInternational(nodes[$0...index], of: attending, in: text)
            } ?? false
        if !own.contains(where: { lexicon.parties[$0].isOrganisation }), !isForum, codes.count < 2,
            candidate.kind != .summit || own.count == codes.count || !told.isLeaders(attending, on: article.published),
            !isAbroad, !isInternational
        {
            reject(nodes[index], candidate.term, "one party alone at an occasion that no party names")
            if candidate.status == .held, !attending.isEmpty, codes.count == 1 { told.keep(candidate) }
            return
        }
        if attending.isEmpty, own.count < 2,
            match.cues.isEmpty
                || (candidate.dateMention == nil && candidate.place == nil && candidate.kind == .conference)
        {
            reject(nodes[index], candidate.term, "a gathering that is only spoken of")
            return
        }
        if !isAbroad, !isInternational, lexicon.isDomestic(candidate.parties), lexicon.isDomestic(own),
            term.frame == "gather-attend"
        {
            reject(nodes[index], candidate.term, "domestic")
            return
        }
        // Two sides below leaders' level hold talks; a conference has three or more.
        if candidate.kind == .conference, term.frame != "gather-attend", candidate.parties.count == 2,
            !candidate.parties.contains(where: { lexicon.parties[$0].isOrganisation })
        {
            candidate.kind = .meeting
            candidate.gathering = ""
            if lexicon.isDomestic(candidate.parties) {
                reject(nodes[index], candidate.term, "domestic")
                return
            }
        }
        if candidate.parties.count >= 2 {
            discourse.noteSides(
                candidate.actors.isEmpty
                    ? own.map { party in
                        var side = Actor(span: nodes[index].span)
                        side.parties = [party]
                        return side
                    } : candidate.actors)
        }
        candidates.append(candidate)
    }

    /// 峰会20日闭幕, 13日刚落幕的峰会: the word for its end.
    private func closing(_ nodes: [Node], _ match: FrameMatcher.Match, _ index: Int) -> Int? {
        if let held = match.cues["held"], isCue(nodes[held], "closes") { return held }
        var at = index - 1
        while at > 0, nodes[at].actor != nil || isCue(nodes[at], "de") { at -= 1 }
        return at >= 0 && isCue(nodes[at], "closes") && at < index - 1 && isCue(nodes[at + 1], "de") ? at : nil
    }

    /// 哈瓦那峰会, 峰会将于2日在北京举行: a gathering without parties of its own is the one that was told of before.
    private mutating func completeGathering(_ named: Candidate, _ nodes: [Node], _ index: Int) {
        guard
            let known = candidates.lastIndex(where: {
                $0.term == named.term && !$0.gathering.isEmpty && $0.sentence != named.sentence
                    && ($0.status == named.status || $0.isTitle)
            })
        else { return }
        let isNamedByPlace = index > 0 && nodes[index].textBefore == 0 && placeChooser.place(nodes[index - 1]) != nil
        guard isNamedByPlace || candidates[known].isTitle && named.sentence <= candidates[known].sentence + 2 else {
            return
        }
        let own = isNamedByPlace ? placeChooser.place(nodes[index - 1]) : nil
        if candidates[known].place == nil, let place = own ?? named.place, place.rank > 1 {
            candidates[known].place = place
        }
        guard candidates[known].isTitle, let date = named.dateMention else { return }
        let before = candidates[known].dateMention.flatMap { dates[$0].past ?? dates[$0].future }
        if before == nil || before?.precision == .year { candidates[known].dateMention = date }
    }

    /// 来华出席, 在华出席…的X: who is come to is named as the host.
    private func hostComeTo(_ nodes: [Node], _ match: FrameMatcher.Match, _ index: Int) -> Int? {
        var at = max(0, match.first - 3)
        while at < index {
            let isThere =
                match.cues["de"] != nil && isCue(nodes[at], "at")
                && !(at + 2 < nodes.count && nodes[at + 2].textBefore == 0 && placeChooser.place(nodes[at + 2]) != nil)
            if isThere || isFrame(nodes[at], "come-to"), nodes[at + 1].textBefore == 0,
                let host = placeChooser.place(nodes[at + 1])?.party
            {
                return host
            }
            at += 1
        }
        return nil
    }
}
