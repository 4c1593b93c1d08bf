import Kernel
import Lexicon

/// What two sides or more do together: meetings, talks, calls.
extension Assembler {
    mutating func interact(
        _ candidate: inout Candidate, _ nodes: [Node], _ match: FrameMatcher.Match, _ index: Int, _ term: MeetingTerm
    ) {
        var sideA = pairs.leaders(nodes, match, term, discourse) ?? resolve(nodes, match.sideA)
        var sideB = resolve(nodes, match.sideB)
        if match.sideA.isEmpty, match.last + 1 < nodes.count, isCue(nodes[match.last + 1], "while"),
            let speaker = speaker(nodes, after: match.last)
        {
            // 在会见X时，Y表示: Y is the one who met.
            sideA = [speaker]
        } else if match.sideA.isEmpty {
            sideA = subjects(nodes, before: match.first)
            if sideA.isEmpty { sideA = discourse.subject.map { [$0] } ?? [] }
        } else if sideA.isEmpty, let subject = subject(nodes, before: match.first),
            !sideB.contains(where: { $0.person == subject.person })
        {
            sideA = [subject]
        }
        if let subject = subject(nodes, before: match.first), sideB.isEmpty, !sideA.isEmpty,
            sideA.allSatisfy({ $0.isBare || $0.isSide }), term.level == nil,
            subject.parties.contains(where: sideA.flatMap(\.parties).contains),
            !nodes[..<match.first].contains(where: \.isComma)
        {
            // 马朝旭赴俄举行中俄磋商: who goes to the talks takes part.
            sideA.insert(subject, at: 0)
        }
        if candidate.isCut {
            guard sideA.contains(where: \.isNamed) else { return }
            if Set((sideA + sideB).flatMap(\.parties)).count < 2 {
                dateHeadline(candidate, sideA, travels: travels(nodes, to: index))
                return
            }
        }
        if let guest = match.sideB.first, guest > index, isCue(nodes[index + 1], "while") {
            // 在会谈中邀请X: who is told of next is not whom they were with.
            sideB = []
        }
        if !sideA.isEmpty, sideB.isEmpty, match.sideA.allSatisfy({ nodes[$0].actor?.pronoun == .two }), index > 0,
            let owner = nodes[index - 1].actor, owner.isOfGathering, !owner.offices.isEmpty, owner.parties.count == 2
        {
            // 双方举行中俄总理定期会晤: whose meeting it is says who met.
            sideA = [owner]
        }
        if sideB.isEmpty, let guest = cutGuest(nodes, after: index), !sideA.contains(where: { $0.pronoun != nil }) {
            sideB = [guest]
        }
        if term.frame == "summon", sideA.isEmpty, let host = sideB.first?.stationed {
            // 召见中国驻非盟使团团长: where he is stationed.
            var summoner = Actor(span: nodes[index].span)
            summoner.parties = [host]
            sideA = [summoner]
        }
        let partiesA = Set(sideA.flatMap(\.parties))
        let partiesB = Set(sideB.flatMap(\.parties))
        if term.frame == "agree", (sideA + sideB).contains(where: \.isBare) || partiesA.union(partiesB).count > 2 {
            reject(nodes[index], candidate.term, "no meeting of theirs is told")
            return
        }
        if partiesA.union(partiesB).count < 2 {
            if let whole = (sideA + sideB).first(where: isOfMembers) {
                session(candidate, whole)
                return
            }
            if term.frame == "meet", candidate.dateMention != nil || candidate.place != nil {
                candidate.actors = sideA
                round = candidate
            }
            reject(nodes[index], candidate.term, "only one side is known")
            return
        }
        if term.frame == "meet", candidate.dateMention == nil, candidate.place == nil, let round,
            sideA.contains(where: { one in one.person != nil && round.actors.contains { $0.person == one.person } })
        {
            candidate.dateMention = round.dateMention
            candidate.place = round.place
        }
        if let guest = match.sideB.last, guest > index, isAccompanied(nodes, guest) {
            reject(nodes[index], candidate.term, "with others who came along")
            return
        }
        if (sideA + sideB).contains(where: isPrivate) || noEvents.isPrivate(sideA) || noEvents.isPrivate(sideB) {
            reject(nodes[index], candidate.term, "with somebody who holds no public office")
            return
        }
        if term.frame == "consult", match.cues["held"] == nil, match.cues["attend"] == nil,
            match.sideB.last.map({ $0 < index }) ?? false, !tellsOfHolding(nodes[index]),
            !sideA.contains(where: \.isNamed) || !sideB.isEmpty && !sideB.contains(where: \.isNamed)
        {
            // 与美国谈判
            reject(nodes[index], candidate.term, "nobody in particular")
            return
        }
        if term.frame == "mutual" {
            guard (sideA + sideB).contains(where: { $0.isNamed || $0.offices.contains(where: isOfOne) }) else {
                // 鼓励官员互访
                reject(nodes[index], candidate.term, "nobody in particular")
                return
            }
            exchange(candidate, sideA + sideB, nodes[index])
            return
        }
        let separately = nodes[max(0, match.first - 2)...match.last].contains { isCue($0, "separately") }
        // 分别同韩国、新西兰外长通电话
        if !sideA.isEmpty || separately || term.kind == .call { sideB = sideB.flatMap(oneOfEach) }
        let summoner = match.cues["passive"] == nil ? sideA : sideB
        if term.frame == "summon", candidate.place == nil, let host = summoner.first(where: { !$0.parties.isEmpty }) {
            // 召见大使: at home.
            candidate.place = placeChooser.home(of: host)
        }
        // 与美国商务部长甲以及美国贸易代表乙会面: each told with the party of his own is met by himself.
        let restated = sideB.count > 1 && partiesB.count == 1 && sideB.allSatisfy(\.statesParty)
        // 会见挪威首相和西班牙议长: guests of several countries are met one by one.
        let isReception = term.frame == "meet" && (match.sideB.first ?? -1) > index && partiesB.count > 1
        let splits =
            sideB.count > 1 && !partiesA.isEmpty && (isReception || separately || restated || term.kind == .call)
        for others in splits ? sideB.map({ [$0] }) : [sideB] {
            var one = candidate
            one.actors = unique(sideA + others)
            finish(&one, nodes, index)
        }
    }

    /// 习拜会: the word itself says who meet.
    mutating func pair(_ candidate: inout Candidate, _ nodes: [Node], _ index: Int) {
        let two = pairNames.people(article.string(nodes[index].span), on: article.published)
        if two.isEmpty {
            reject(nodes[index], candidate.term, "the article does not name the two")
            return
        }
        candidate.actors = two.map { person in
            var actor = Actor(span: nodes[index].span)
            actor.person = person
            actor.wording = lexicon.people[person].name
            actor.entries = [EntryRef(.people, person)]
            nodeReader.actors.partyOfPerson(&actor)
            return actor
        }
        finish(&candidate, nodes, index)
    }

    /// 举行磋商: that it was held is in the word itself.
    private func tellsOfHolding(_ trigger: Node) -> Bool {
        let text = article.string(trigger.span)
        return lexicon.terms(ofCue: "held").contains(where: text.hasPrefix)
    }

    private func isOfOne(_ office: Int) -> Bool {
        lexicon.offices[office].hasOneHolder || lexicon.offices[office].level == .leader
    }

    /// 会见随同总统特朗普访华的工商界代表: those who are met are not named.
    private func isAccompanied(_ nodes: [Node], _ guest: Int) -> Bool {
        let travel = guest + 1
        guard travel < nodes.count, nodes[travel].textBefore == 0, isJourney(nodes[travel]) else { return false }
        var at = travel + 1
        while at < nodes.count, !nodes[at].isComma, !isCue(nodes[at], "de") { at += 1 }
        guard at < nodes.count, isCue(nodes[at], "de"), at - travel <= 3 else { return false }
        while at < nodes.count, !nodes[at].isComma {
            if nodes[at].actor != nil { return false }
            at += 1
        }
        return true
    }

    /// 会见了纽…: the one of those named before whose name begins as what is left of it.
    private func cutGuest(_ nodes: [Node], after trigger: Int) -> Actor? {
        let next = trigger + 1
        guard next == nodes.count - 1, let row = nodes[next].trigger, lexicon.meetings[row].frame == "cut",
            (1...4).contains(nodes[next].textBefore)
        else { return nil }
        let block = nodes[trigger].span.block
        let left = article.blocks[Int(block)].text.string(
            TextSpan(
                block: Int(block), start: Int(nodes[trigger].span.end), end: Int(nodes[next].span.start)))
        let start = lexicon.fold.fold(left.hasPrefix("了") ? String(left.dropFirst()) : left)
        guard !start.isEmpty else { return nil }
        return discourse.seen.last { lexicon.fold.fold($0.wording).hasPrefix(start) }
    }

    /// 二十国集团领导人, 北约成员国外长: those of an organisation's members, together.
    private func isOfMembers(_ actor: Actor) -> Bool {
        !actor.isNamed && actor.parties.count == 1 && lexicon.parties[actor.parties[0]].isOrganisation
            && actor.offices.contains { [.leader, .minister].contains(lexicon.offices[$0].level) }
    }

    /// G20领导人举行视频会议: a gathering, though its name does not say so.
    private mutating func session(_ candidate: Candidate, _ whole: Actor) {
        var candidate = candidate
        candidate.kind = whole.offices.contains { lexicon.offices[$0].level == .leader } ? .summit : .conference
        candidate.gathering = article.string(whole.span)
        candidate.parties = []
        candidate.add(parties: whole.parties)
        candidate.owners = Set(whole.parties)
        candidates.append(candidate)
    }

    /// A text cut off behind somebody and a day (徐飞洪当地时间星期五…): the day is that of what was just told of him, in the
    /// headline or the sentence before.
    private mutating func dateHeadline(_ cut: Candidate, _ actors: [Actor], travels: Bool) {
        guard let date = cut.dateMention else { return }
        if refineVisit(date, actors) { return }
        guard
            let index = candidates.firstIndex(where: { told in
                told.dateMention == nil && !told.isHistorical && !told.isDeparture
                    && (told.status != .held || !isComing(date))
                    && (told.isTitle || told.sentence >= cut.sentence - 1 && (told.kind.family == .meet || travels))
                    && (told.kind == .visit || !travels)
                    && told.actors.contains { one in actors.contains { $0.isSame(as: one) } }
            })
        else { return }
        candidates[index].dateMention = date
        if candidates[index].place == nil { candidates[index].place = cut.place }
    }

    /// 11月9日至11日应邀访…: the text was cut off at a journey.
    private func travels(_ nodes: [Node], to cut: Int) -> Bool {
        cut > 0 && nodes[cut].textBefore == 0 && isJourney(nodes[cut - 1])
    }

    /// 将于9月8日至14日对中国进行国…: says more of the day that was told of the visit.
    private mutating func refineVisit(_ date: Int, _ actors: [Actor]) -> Bool {
        guard let value = dates[date].future, value.precision == .day else { return false }
        var isRefined = false
        for index in candidates.indices {
            let told = candidates[index]
            guard told.kind == .visit, told.status == .planned || !told.isStatusStated,
                let before = told.dateMention.flatMap({ dates[$0].future }), before != value,
                before.precision < .day || before.isInterval || value.isInterval,
                before.overlaps(value), !(before.isInterval && before.precision == .day && !value.isInterval),
                told.actors.contains(where: { one in
                    actors.contains { $0.person != nil && $0.person == one.person }
                })
            else { continue }
            candidates[index].dateMention = date
            isRefined = true
        }
        return isRefined
    }

    func isComing(_ date: Int) -> Bool {
        guard let published = article.published, let day = (dates[date].past ?? dates[date].future)?.firstDay else {
            return false
        }
        return day > published
    }

    /// 互访: each visits the other.
    private mutating func exchange(_ candidate: Candidate, _ actors: [Actor], _ node: Node) {
        let actors = unique(actors.flatMap(oneOfEach))
        for actor in actors {
            guard let own = actor.parties.first, let host = actors.flatMap(\.parties).first(where: { $0 != own }) else {
                continue
            }
            var one = candidate
            one.kind = .visit
            one.actors = [actor]
            one.travellers = [own]
            one.place = nil
            visit(one, to: host, nil, node, isRelative: false)
        }
    }

    mutating func finish(_ candidate: inout Candidate, _ nodes: [Node], _ index: Int) {
        // A party's bare name beside somebody of that party adds nothing.
        let named = Set(candidate.actors.filter { !$0.isBare }.flatMap(\.parties))
        if candidate.actors.count > 2 {
            candidate.actors.removeAll { $0.isBare && $0.parties.allSatisfy(named.contains) }
        }
        candidate.add(parties: candidate.actors.flatMap(\.parties))
        if isDomestic(candidate) {
            reject(nodes[index], candidate.term, "domestic")
            return
        }
        discourse.noteSides(candidate.actors)
        candidates.append(candidate)
    }

    /// Of one country, or of one church.
    func isDomestic(_ candidate: Candidate) -> Bool {
        lexicon.isDomestic(candidate.parties) || noEvents.isWithinChurch(candidate.actors, candidate.parties)
    }

    func resolve(_ nodes: [Node], _ indices: [Int]) -> [Actor] {
        var result: [Actor] = []
        for index in indices {
            guard var actor = nodes[index].actor else { continue }
            // 部分国家领导人: none of those named before.
            if noEvents.isUnspecified(actor) { continue }
            // 总统巴雷拉和夫人卡斯蒂略, 金正恩及外长崔善姬: who stands behind somebody is of the same side; not 习近平同总统.
            if actor.parties.isEmpty, actor.pronoun == nil, let before = result.last, !before.parties.isEmpty,
                nodes[index].isListed || (index > 0 && isCue(nodes[index - 1], "list"))
            {
                actor.parties = before.parties
            }
            // 教宗方济各的特使祖皮
            if actor.parties.isEmpty, actor.pronoun == nil, index > 1, nodes[index].textBefore == 0,
                isCue(nodes[index - 1], "de"), nodes[index - 1].textBefore == 0, let owner = nodes[index - 2].actor,
                !owner.parties.isEmpty
            {
                actor.parties = owner.parties
            }
            if let two = pairs.holders(actor, nodes[..<index], discourse) {
                result += two
                continue
            }
            result += discourse.resolve(actor, lexicon: lexicon)
        }
        return unique(result)
    }

    func unique(_ actors: [Actor]) -> [Actor] {
        var result: [Actor] = []
        for actor in actors {
            if let person = actor.person, result.contains(where: { $0.person == person }) { continue }
            result.append(actor)
        }
        return result
    }
}
