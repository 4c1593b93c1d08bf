import Kernel
import Lexicon

/// Where: by a locative phrase of the clause, never by mere mention.
struct PlaceChooser {
    let lexicon: Lexicon

    /// The place that a node names, a venue being told as the city that it stands in.
    func place(_ node: Node, country: Bool = true) -> Candidate.PlaceFound? {
        if case .place(let row) = node.kind { return place(row: row) }
        // 访问中国大陆
        if let row = node.actor?.seat, lexicon.places[row].kind == .country, country { return place(row: row) }
        if case .land(let party) = node.kind {
            return Candidate.PlaceFound(name: lexicon.parties[party].name, party: party, rank: 1)
        }
        // 在比利时布鲁塞尔: the town that is an organisation's seat.
        if let actor = node.actor, actor.isBare, let row = actor.seat, actor.parties.count == 1,
            lexicon.parties[actor.parties[0]].isOrganisation
        {
            return place(row: row)
        }
        if let actor = node.actor, actor.isBare || actor.isLand, let party = actor.parties.first,
            actor.parties.count == 1, country,
            !lexicon.parties[party].isOrganisation
        {
            return Candidate.PlaceFound(name: lexicon.parties[party].name, party: party, rank: 1)
        }
        return nil
    }

    func place(row: Int) -> Candidate.PlaceFound? {
        var at = row
        for _ in 0..<6 {
            let place = lexicon.places[at]
            switch place.kind {
            case .area, .continent: return nil
            case .country: return Candidate.PlaceFound(name: place.name, party: lexicon.partyOfPlace[at], rank: 1)
            case .city: return Candidate.PlaceFound(name: place.name, party: lexicon.partyOfPlace[at], rank: 3)
            case .region:
                return Candidate.PlaceFound(name: place.name, party: lexicon.partyOfPlace[at], rank: 2)
            case .venue:
                guard let up = lexicon.placeIndex[place.within] else {
                    return Candidate.PlaceFound(name: place.name, party: lexicon.partyOfPlace[at], rank: 2)
                }
                at = up
            }
        }
        return nil
    }

    /// 在X … trigger, or trigger … 在X, within the clause and the stretch that the frame covers, or that stretch alone.
    func choose(_ nodes: [Node], trigger: Int, first: Int, last: Int, isPhrase: Bool) -> Candidate.PlaceFound? {
        var best: Candidate.PlaceFound?
        var low = min(first, trigger)
        while !isPhrase, low > 0, !nodes[low - 1].isComma { low -= 1 }
        var high = max(last, trigger)
        while !isPhrase, high + 1 < nodes.count, !nodes[high + 1].isComma { high += 1 }
        var index = low
        while index < high {
            if lexicon.isCue(nodes[index].cues, "at"), !speaks(nodes, index, trigger) {
                if let found = place(nodes, behind: index, upTo: high), best == nil || found.rank >= best?.rank ?? 0 {
                    best = found
                }
            } else if case .place(let row) = nodes[index].kind,
                lexicon.places[row].kind == .venue || nodes[index].textBefore == 0,
                index + 1 == trigger, let found = place(row: row)
            {
                // 王毅布林肯北京会面
                if best == nil { best = found }
            }
            index += 1
        }
        return best
    }

    /// The place that 在 brings: 在美国旧金山, of places in a row the nearest.
    func place(_ nodes: [Node], behind at: Int, upTo high: Int) -> Candidate.PlaceFound? {
        var best: Candidate.PlaceFound?
        let first = start(nodes, behind: at, upTo: high)
        if first <= high, let found = residence(nodes, first) ?? here(nodes, first) { return found }
        var next = first
        while next <= high, let found = place(nodes[next]) {
            // 在陕西省会西安: a few characters, if what follows lies in what went before.
            if nodes[next].textBefore > 0, next > first {
                guard nodes[next].textBefore <= 4, found.party == best?.party, found.rank > best?.rank ?? 0 else {
                    break
                }
            } else if nodes[next].textBefore > 0, first == at + 1 {
                // 在首都德黑兰, 在下榻的白金汉宫
                guard nodes[next].textBefore <= 3, found.rank == 3 else { break }
            }
            // 在乌克兰问题上 is no place.
            if next + 1 < nodes.count, nodes[next + 1].textBefore == 0, lexicon.isCue(nodes[next + 1].cues, "matter") {
                break
            }
            if best == nil || found.rank >= best?.rank ?? 0 { best = found }
            next += 1
            // 在韩国一侧的和平之家
            if next < high, nodes[next].textBefore <= 3, lexicon.isCue(nodes[next].cues, "de"),
                nodes[next + 1].textBefore == 0, let inner = place(nodes[next + 1]), inner.party == best?.party,
                inner.rank > best?.rank ?? 0
            {
                next += 1
            }
        }
        return best
    }

    /// 在韩朝边境板门店, 在欧盟总部布鲁塞尔: whose border or seat it is may stand before the place.
    private func start(_ nodes: [Node], behind at: Int, upTo high: Int) -> Int {
        let first = at + 1
        guard first < high, let owner = nodes[first].actor, owner.isBare, nodes[first].textBefore == 0 else {
            return first
        }
        if lexicon.isCue(nodes[first + 1].cues, "residence"), nodes[first + 1].textBefore == 0 { return first + 1 }
        guard place(nodes[first]) == nil, nodes[first + 1].textBefore <= 2, (place(nodes[first + 1])?.rank ?? 0) > 1
        else {
            return first
        }
        return first + 1
    }

    /// 马克龙在总统府会见X: the capital of the country whose leader resides there, who stands nearest.
    private func residence(_ nodes: [Node], _ index: Int) -> Candidate.PlaceFound? {
        guard lexicon.isCue(nodes[index].cues, "residence") else { return nil }
        for node in nodes[..<index].reversed() + nodes[index...] {
            guard let actor = node.actor, !actor.isInviter, let party = actor.parties.first, actor.parties.count == 1,
                !lexicon.parties[party].isOrganisation,
                !lexicon.terms(ofCue: "no-residence").contains(lexicon.parties[party].id),
                let capital = lexicon.parties[party].capitals.first
            else { continue }
            return Candidate.PlaceFound(name: capital, party: party, rank: 3)
        }
        return nil
    }

    /// 这里是布鲁塞尔，…在这里: the place named before it in the sentence.
    private func here(_ nodes: [Node], _ index: Int) -> Candidate.PlaceFound? {
        guard lexicon.isCue(nodes[index].cues, "here"), nodes[index].textBefore == 0 else { return nil }
        var best: Candidate.PlaceFound?
        for node in nodes[..<index].reversed() {
            guard let found = place(node, country: false) else { continue }
            if found.rank == 3 { return found }
            if best == nil { best = found }
        }
        return best
    }

    /// 正在缅甸访问的教宗周三在仰光…: the city of a country in which the sentence puts somebody.
    func city(_ nodes: [Node], in party: Int) -> Candidate.PlaceFound? {
        for index in nodes.indices where lexicon.isCue(nodes[index].cues, "at") {
            guard let found = place(nodes, behind: index, upTo: nodes.count - 1), found.rank == 3, found.party == party,
                !speaksNext(nodes, index)
            else { continue }
            return found
        }
        return nil
    }

    /// 纽约是首站, 首站武汉: the city right before or behind the word.
    func firstStop(_ nodes: [Node], in party: Int) -> Candidate.PlaceFound? {
        for index in nodes.indices where lexicon.isCue(nodes[index].cues, "first-stop") {
            for near in [index + 1, index - 1] where nodes.indices.contains(near) {
                guard nodes[max(near, index)].textBefore <= 3, let found = place(nodes[near]), found.rank == 3,
                    found.party == party
                else { continue }
                return found
            }
        }
        return nil
    }

    /// 新华社慕尼黑2月17日电: where the report was written, and what it reports took place.
    func dateline(_ nodes: [Node], dates: [DateMention]) -> Candidate.PlaceFound? {
        for index in nodes.indices.dropFirst() {
            guard let date = nodes[index].date, dates[date].use == .dateline, nodes[index].textBefore == 0 else {
                continue
            }
            return place(nodes[index - 1])
        }
        return nil
    }

    /// 密克罗尼西亚总统的就职典礼: in the country of somebody of one party.
    func home(of actor: Actor) -> Candidate.PlaceFound? {
        guard let party = actor.parties.first, actor.parties.count == 1, !lexicon.parties[party].isOrganisation else {
            return nil
        }
        return Candidate.PlaceFound(name: lexicon.parties[party].name, party: party, rank: 1)
    }

    /// 中方今年主办会议: the host's country, where a party as such stands before the word for hosting.
    func hosted(_ nodes: [Node], trigger: Int) -> Candidate.PlaceFound? {
        for index in nodes.indices.dropFirst() where index < trigger && lexicon.isCue(nodes[index].cues, "hosts") {
            if nodes[index..<trigger].contains(where: \.isComma) { continue }
            for at in stride(from: index - 1, through: max(0, index - 3), by: -1) {
                if nodes[at].isComma { break }
                if let actor = nodes[at].actor { return actor.isBare || actor.isSide ? home(of: actor) : nil }
            }
        }
        return nil
    }

    /// 在北京表示: nothing but where it was said.
    private func speaksNext(_ nodes: [Node], _ index: Int) -> Bool {
        for node in nodes[(index + 1)...] {
            if node.isComma { return false }
            if lexicon.isCue(node.cues, among: ["speech", "announce"]) { return true }
            if node.trigger != nil { return false }
        }
        return false
    }

    /// 在华盛顿表示，…: where it was said, not where it was.
    private func speaks(_ nodes: [Node], _ index: Int, _ trigger: Int) -> Bool {
        guard index < trigger else { return false }
        return nodes[index..<trigger].contains { lexicon.isCue($0.cues, "speech") }
    }
}
