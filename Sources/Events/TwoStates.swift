import Kernel
import Lexicon

/// 两国元首, 两国外长: of which two states, where the sentence itself or the leaders named say so.
struct TwoStates {
    let lexicon: Lexicon

    /// Those who hold the office in the pair of states that the sentence names last before it (中国与俄罗斯…两国元首), or the
    /// last two of that rank that the text names; nil where what the text told last decides.
    func holders(_ actor: Actor, _ before: ArraySlice<Node>, _ discourse: Discourse) -> [Actor]? {
        guard actor.pronoun == .two, actor.parties.isEmpty, let office = actor.offices.first else { return nil }
        if let states = pair(before) {
            let told = discourse.pair.isEmpty ? discourse.lastTwo : discourse.pair
            if Set(told.flatMap(\.parties)) == Set(states) { return nil }
            return states.map { party in
                var holder = Actor(span: actor.span)
                holder.parties = [party]
                holder.offices = actor.offices
                return holder
            }
        }
        guard discourse.pair.isEmpty, lexicon.offices[office].level == .leader else { return nil }
        let leaders = discourse.seen.filter { $0.parties.count == 1 && leads($0) }
        guard let last = leaders.last, let other = leaders.last(where: { $0.parties != last.parties }) else {
            return discourse.seen.contains(where: { $0.parties.count == 1 }) ? [] : nil
        }
        return [other, last]
    }

    /// 两国元首会晤, where the word for the meeting says that leaders met.
    func leaders(
        _ nodes: [Node], _ match: FrameMatcher.Match, _ term: MeetingTerm, _ discourse: Discourse
    ) -> [Actor]? {
        guard term.level == .leader, match.sideA.count == 1, match.sideB.isEmpty, let index = match.sideA.first,
            var both = nodes[index].actor, both.pronoun == .two, both.parties.isEmpty, both.offices.isEmpty,
            let office = lexicon.offices.firstIndex(where: { $0.level == .leader && !$0.hasOneHolder })
        else { return nil }
        both.offices = [office]
        return holders(both, nodes[..<index], discourse)
    }

    /// 中俄, 中国与俄罗斯: the last two states that one phrase names.
    private func pair(_ nodes: ArraySlice<Node>) -> [Int]? {
        var at = nodes.endIndex - 1
        while at >= 0 {
            defer { at -= 1 }
            guard let actor = nodes[at].actor else { continue }
            if isPair(actor.parties) { return actor.parties }
            guard at > 1, lexicon.isCue(nodes[at - 1].cues, among: ["with", "list"]), nodes[at].textBefore == 0,
                nodes[at - 1].textBefore == 0, let other = nodes[at - 2].actor, actor.isBare, other.isBare,
                isPair(other.parties + actor.parties)
            else { continue }
            return other.parties + actor.parties
        }
        return nil
    }

    private func isPair(_ parties: [Int]) -> Bool {
        parties.count == 2 && parties[0] != parties[1] && !parties.contains { lexicon.parties[$0].isOrganisation }
    }

    private func leads(_ actor: Actor) -> Bool {
        actor.offices.contains { lexicon.offices[$0].level == .leader }
            || actor.person.map { person in
                lexicon.tenuresOfPerson[person].contains {
                    lexicon.offices[lexicon.tenures[$0].office].level == .leader
                }
            } ?? false
    }
}
