import Kernel
import Lexicon

/// Where: by a locative phrase of the clause, never by mere mention.
struct PlaceChooser {
    let lexicon: Lexicon

    /// The place that a node names, a venue being told as the city that it stands in.
    func place(_ node: Node, country: Bool = true) -> Candidate.PlaceFound? {
        if case .place(let row) = node.kind { return place(row: row) }
        if case .land(let party) = node.kind {
            return Candidate.PlaceFound(name: lexicon.parties[party].name, party: party, rank: 1)
        }
        if let actor = node.actor, actor.isBare || actor.isLand, let party = actor.parties.first, actor.parties.count == 1, country,
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
                // 在美国旧金山: the last of a row of places is the nearest.
                var at = index + 1
                while at <= high, let found = place(nodes[at]) {
                    // 在陕西省会西安: a few characters, if what follows lies in what went before.
                    if nodes[at].textBefore > 0, at > index + 1 {
                        guard nodes[at].textBefore <= 3, found.party == best?.party, found.rank > best?.rank ?? 0 else {
                            break
                        }
                    } else if nodes[at].textBefore > 0 {
                        break
                    }
                    // 在乌克兰问题上 is no place.
                    if at + 1 < nodes.count, nodes[at + 1].textBefore == 0,
                        lexicon.isCue(nodes[at + 1].cues, "matter")
                    {
                        break
                    }
                    if best == nil || found.rank >= best?.rank ?? 0 { best = found }
                    at += 1
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

    /// 在华盛顿表示，…: where it was said, not where it was.
    private func speaks(_ nodes: [Node], _ index: Int, _ trigger: Int) -> Bool {
        guard index < trigger else { return false }
        return nodes[index..<trigger].contains { lexicon.isCue($0.cues, "speech") }
    }
}
