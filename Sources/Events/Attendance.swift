import Kernel
import Lexicon

/// Who else was there: 丁薛祥、杨洁篪等参加会见, at the last thing told; 陪同人员 travel along; hosts who greet or keep company;
/// wives at the ceremonies of their husbands.
struct Attendance {
    let lexicon: Lexicon
    /// Those named as a couple, for the ceremonies that tell of them together later.
    private var couples: [(one: Actor, spouse: Actor)] = []

    init(lexicon: Lexicon) { self.lexicon = lexicon }

    mutating func read(_ nodes: [Node], _ candidates: inout [Candidate]) {
        noteCouples(nodes)
        if let cue = nodes.firstIndex(where: { isCue($0, "entourage") }),
            travel(with: listed(nodes, at: cue), &candidates),
            !nodes.contains(where: { isCue($0, "attendance", "attendance-all") })
        {
            return
        }
        if let cue = nodes.firstIndex(where: { isCue($0, "greets") }) {
            greet(listed(nodes, at: cue, even: "passive"), &candidates)
        }
        if let cue = nodes.firstIndex(where: { isCue($0, "accompanies") }),
            accompany(listed(nodes, at: cue), &candidates)
        {
            return
        }
        attend(nodes, &candidates)
    }

    /// What a sentence tells of those who take part in what it tells itself.
    func close(_ nodes: [Node], _ candidates: inout [Candidate]) {
        noteMembers(nodes, &candidates)
        noteHeads(nodes, &candidates)
        noteSpeaker(nodes, &candidates)
    }

    /// Wives who were named beside their husbands, at what those did in public together.
    func finish(_ candidates: inout [Candidate]) {
        for couple in couples {
            for index in candidates.indices
            where ["ceremony", "meal"].contains(lexicon.meetings[candidates[index].term].frame)
                && candidates[index].status == .held && !candidates[index].isHistorical
                && candidates[index].has(couple.one)
                && !candidates[index].has(couple.spouse)
            {
                candidates[index].actors.append(couple.spouse)
            }
        }
    }

    private func isCue(_ node: Node, _ names: String...) -> Bool { lexicon.isCue(node.cues, among: names) }

    // MARK: - At a meeting

    private func attend(_ nodes: [Node], _ candidates: inout [Candidate]) {
        var actors: [Actor] = []
        var hasObject = false
        var isAll = false
        var isOfMeeting = false
        if let cue = nodes.indices.last(where: { !nodes[$0].isComma }), isCue(nodes[cue], "attend"),
            nodes.last?.textBefore == 0,
            nodes[..<cue].allSatisfy({ $0.actor != nil || isCue($0, "list", "with") })
        {
            // 王毅参加。
            actors = listed(nodes, at: cue)
        } else if let cue = nodes.firstIndex(where: { isCue($0, "attendance", "attendance-all", "accompanies") }) {
            actors = listed(nodes, at: cue)
            hasObject = isOfSomethingElse(nodes, cue)
            isAll = isCue(nodes[cue], "attendance-all")
            isOfMeeting = isCue(nodes[cue], "attendance-met")
        }
        guard !actors.isEmpty,
            let main = mainMeeting(candidates)
                ?? candidates.lastIndex(where: { $0.kind != .visit && $0.status == .held && !$0.isHistorical })
                ?? (hasObject ? nil : candidates.lastIndex(where: { $0.status == .held }))
        else { return }
        // 分别会见甲、乙: at each. A meeting that is no event leaves nothing to attend.
        let told = candidates[main]
        if isOfMeeting, !told.gathering.isEmpty { return }
        let whole = isAll ? visitOfTitle(candidates) : nil
        for index in candidates.indices {
            let isTold =
                candidates[index].trigger == told.trigger
                && (candidates[index].kind == .visit) == (told.kind == .visit)
            if isTold || (isAll && isLike(candidates[index], told))
                || whole.map({ isVisit(candidates[index], like: candidates[$0]) }) ?? false
            {
                add(actors, to: index, &candidates)
            }
        }
    }

    /// …会见英国议员代表团。英中协会会长利丁顿等表示: one of those who were met, where none was named.
    private func noteSpeaker(_ nodes: [Node], _ candidates: inout [Candidate]) {
        guard let main = mainMeeting(candidates), candidates[main].gathering.isEmpty,
            let speech = nodes.indices.dropFirst().first(where: {
                isCue(nodes[$0], "speech") && nodes[$0].textBefore <= 1 && nodes[$0 - 1].actor?.isNamed ?? false
            }), let speaker = nodes[speech - 1].actor, !speaker.isInviter, speaker.parties.count == 1
        else { return }
        let told = candidates[main]
        let side = told.actors.filter { $0.parties == speaker.parties }
        guard !side.isEmpty, side.allSatisfy({ !$0.isNamed && ($0.isDelegation || $0.isSide) }) else { return }
        for index in candidates.indices where candidates[index].trigger == told.trigger {
            candidates[index].actors.append(speaker)
        }
    }

    /// 上述活动: whatever the same one did besides.
    private func isLike(_ one: Candidate, _ main: Candidate) -> Bool {
        guard let who = main.actors.first(where: \.isNamed) else { return false }
        return one.kind != .visit && one.status == .held && !one.isHistorical && !one.isRelative && !one.isTitle
            && one.gathering.isEmpty == main.gathering.isEmpty && one.sentence <= main.sentence + 1
            && one.has(who)
    }

    private func visitOfTitle(_ candidates: [Candidate]) -> Int? {
        candidates.firstIndex { $0.kind == .visit && $0.isTitle && $0.status == .held && !$0.isHistorical }
    }

    private func isVisit(_ one: Candidate, like title: Candidate) -> Bool {
        one.kind == .visit && one.status == .held && !one.isHistorical && one.host == title.host
            && !one.travellers.isDisjoint(with: title.travellers)
    }

    /// What the article reports: as the lead tells it, if it is what the headline names; talks before the gathering at
    /// whose margin they were.
    private func mainMeeting(_ candidates: [Candidate]) -> Int? {
        let isMain = { (one: Candidate) in one.kind != .visit && one.status == .held && !one.isHistorical }
        guard let first = candidates.firstIndex(where: isMain) else { return nil }
        let named = candidates[first]
        if named.isTitle {
            return candidates.firstIndex {
                isMain($0) && !$0.isTitle && $0.gathering.isEmpty == named.gathering.isEmpty
            } ?? first
        }
        return candidates.firstIndex {
            isMain($0) && $0.sentence == named.sentence && $0.gathering.isEmpty
        } ?? first
    }

    /// 等出席启播仪式: perhaps something else than a visit that was told.
    private func isOfSomethingElse(_ nodes: [Node], _ cue: Int) -> Bool {
        guard isCue(nodes[cue], "attend") else { return false }
        return cue + 1 < nodes.count && (!nodes[cue + 1].isComma || nodes[cue + 1].textBefore > 1)
    }

    // MARK: - On a visit

    /// 代表团由A和B率领: who leads those whose visit was told last.
    private func noteHeads(_ nodes: [Node], _ candidates: inout [Candidate]) {
        guard let cue = nodes.firstIndex(where: { isCue($0, "led-by") }),
            let from = nodes[..<cue].lastIndex(where: { isCue($0, "at") }),
            let whole = nodes[..<from].last(where: { !$0.isComma })?.actor, whole.isDelegation,
            let visit = candidates.lastIndex(where: {
                $0.kind == .visit && !$0.isHistorical && !$0.travellers.isDisjoint(with: whole.parties)
            })
        else { return }
        for node in nodes[from..<cue] {
            guard let actor = node.actor, actor.isNamed, candidates[visit].travellers.isSuperset(of: actor.parties),
                !actor.parties.isEmpty, !candidates[visit].has(actor)
            else { continue }
            candidates[visit].actors.append(actor)
        }
    }

    /// 代表团…其中包括知事玉城丹尼, 麻生太郎偕众议员铃木馨祐: who else travels, with the visit told last.
    private func noteMembers(_ nodes: [Node], _ candidates: inout [Candidate]) {
        guard let cue = nodes.firstIndex(where: { isCue($0, "including", "along-with") }),
            let visit = candidates.lastIndex(where: { $0.kind == .visit })
        else { return }
        var at = cue + 1
        while at < nodes.count, !nodes[at].isComma || at == cue + 1 {
            if let actor = nodes[at].actor, actor.isNamed, candidates[visit].travellers.isSuperset(of: actor.parties),
                !actor.parties.isEmpty, !candidates[visit].names(actor)
            {
                candidates[visit].actors.append(actor)
            } else if nodes[at].trigger != nil {
                break
            }
            at += 1
        }
    }

    private func travel(with actors: [Actor], _ candidates: inout [Candidate]) -> Bool {
        guard let party = actors.first?.parties.first,
            let visit = candidates.lastIndex(where: {
                $0.kind == .visit && !$0.isHistorical && $0.travellers.contains(party)
            })
        else { return false }
        let told = candidates[visit]
        let own = actors.filter { $0.parties.contains(party) }
        for index in candidates.indices
        where candidates[index].trigger == told.trigger
            || (candidates[index].kind == .visit && candidates[index].sentence == told.sentence
                && candidates[index].travellers.contains(party))
        {
            add(own, to: index, &candidates)
        }
        return true
    }

    /// 斯里兰卡总理等到机场迎接: hosts who come to greet the visitor told last, or those who come to a gathering at their place.
    private func greet(_ actors: [Actor], _ candidates: inout [Candidate]) {
        let isOpen = { (one: Candidate) in one.status == .held && !one.isHistorical && !one.isRelative }
        if let visit = candidates.lastIndex(where: { $0.kind == .visit && isOpen($0) }),
            let host = candidates[visit].host
        {
            add(actors.filter { $0.parties == [host] && $0.stationed == nil }, to: visit, &candidates)
        } else if let gathering = candidates.lastIndex(where: { !$0.gathering.isEmpty && isOpen($0) }),
            let host = candidates[gathering].place?.party
        {
            let hosts = actors.filter { $0.parties == [host] && $0.stationed == nil }
            candidates[gathering].add(parties: hosts.flatMap(\.parties))
            add(hosts, to: gathering, &candidates)
        }
    }

    /// 黎怀忠全程陪同: hosts who keep a visitor company, where the article tells of a visit to them.
    private func accompany(_ actors: [Actor], _ candidates: inout [Candidate]) -> Bool {
        guard let title = visitOfTitle(candidates), let host = candidates[title].host,
            !actors.isEmpty, actors.allSatisfy({ $0.parties == [host] })
        else { return false }
        let visit = candidates[title]
        for index in candidates.indices where isVisit(candidates[index], like: visit) {
            add(actors, to: index, &candidates)
        }
        return true
    }

    // MARK: - Couples

    /// 习近平和夫人彭丽媛
    private mutating func noteCouples(_ nodes: [Node]) {
        for index in nodes.indices.dropFirst() {
            guard var spouse = nodes[index].actor, spouse.isNamed,
                spouse.offices.contains(where: { lexicon.offices[$0].level == .spouse }),
                let one = beside(nodes, index), one.isNamed, !one.isSame(as: spouse)
            else { continue }
            if spouse.parties.isEmpty { spouse.parties = one.parties }
            couples.append((one, spouse))
        }
    }

    private func beside(_ nodes: [Node], _ index: Int) -> Actor? {
        guard nodes[index].textBefore == 0 else { return nil }
        if let actor = nodes[index - 1].actor { return actor }
        guard isCue(nodes[index - 1], "list"), index > 1, nodes[index - 1].textBefore == 0 else { return nil }
        return nodes[index - 2].actor
    }

    // MARK: - Lists of names

    private func add(_ actors: [Actor], to index: Int, _ candidates: inout [Candidate]) {
        for actor in actors where !candidates[index].names(actor) {
            guard actor.parties.contains(where: candidates[index].parties.contains) else { continue }
            candidates[index].actors.append(actor)
        }
    }

    /// What a list of names does not hold.
    private func isOther(_ node: Node) -> Bool {
        node.trigger != nil || node.date != nil || isCue(node, "speech", "attend", "held", "at")
            || (isCue(node, "with") && !isCue(node, "list"))
    }

    /// Whether the clause that ends at a comma holds names and nothing else.
    func isOfNames(_ nodes: [Node], before comma: Int) -> Bool {
        var at = comma - 1
        var isNamed = false
        while at >= 0, !nodes[at].isComma {
            if isOther(nodes[at]) { return false }
            if nodes[at].actor?.isNamed ?? false { isNamed = true }
            at -= 1
        }
        return isNamed
    }

    /// 甲、乙等外方嘉宾及各界代表约千人出席: the names that open the clause, where those right before the cue are nobody's.
    func guests(_ nodes: [Node], at cue: Int) -> [Actor] {
        var last = cue - 1
        while last >= 0, !isOther(nodes[last]), !nodes[last].isComma, nodes[last].actor?.parties.isEmpty ?? true,
            !(nodes[last].actor?.isNamed ?? false)
        { last -= 1 }
        guard last >= 0, last < cue - 1, nodes[last].actor?.isNamed ?? false else { return [] }
        var first = last
        while first > 0 {
            if nodes[first].isListed, nodes[first - 1].actor != nil {
                first -= 1
            } else if first > 1, isCue(nodes[first - 1], "list"), nodes[first - 2].actor != nil {
                first -= 2
            } else {
                break
            }
        }
        guard first == 0 || nodes[first - 1].isComma else { return [] }
        return nodes[first...last].compactMap(\.actor).filter { $0.isNamed && !$0.isInviter && !$0.parties.isEmpty }
    }

    /// Everyone named in the list before a cue, over commas as long as names stand between them; or else behind it
    /// (参加会见的还有…). An office without a party is of the party before it. A cue that may open the list (受到X迎接) is given
    /// by its class.
    private func listed(_ nodes: [Node], at cue: Int, even opening: String = "") -> [Actor] {
        var start = cue
        var isOpened = false
        while start > 0, !isOpened {
            let node = nodes[start - 1]
            if isOther(node) { break }
            if node.isComma, !isOfNames(nodes, before: start - 1) { break }
            if lexicon.isCue(node.cues, opening) { isOpened = true }
            start -= 1
        }
        if start > 0, !isOpened, !nodes[start - 1].isComma { return [] }
        var range = start..<cue
        if !nodes[range].contains(where: { $0.actor?.isNamed ?? false }) {
            let end = nodes[(cue + 1)...].firstIndex(where: \.isComma) ?? nodes.count
            guard cue + 1 < end, isCue(nodes[cue + 1], "de") else { return [] }
            range = cue + 1..<end
        }
        var actors: [Actor] = []
        for node in nodes[range] {
            guard var actor = node.actor, actor.isNamed, !actor.isInviter, !actor.isOfGathering else { continue }
            if actor.parties.isEmpty, let before = actors.last { actor.parties = before.parties }
            actors.append(actor)
        }
        return actors
    }
}
