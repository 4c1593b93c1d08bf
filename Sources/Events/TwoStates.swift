import Kernel
import Lexicon

/// 两国元首, 两国外长: of which two states, where the sentence itself or the leaders named say so.
struct TwoStates {
    let lexicon: Lexicon

    /// Those who hold the office in the two states that the sentence names before it (中国与俄罗斯…两国元首), or the last two
    /// of that rank that the text names; nil where what the text told last decides.
    func holders(_ actor: Actor, _ before: ArraySlice<Node>, _ discourse: Discourse) -> [Actor]? {
        guard actor.pronoun == .two, actor.parties.isEmpty, let office = actor.offices.first else { return nil }
        let level = lexicon.offices[office].level
        let states = states(before)
        if states.count == 2 {
            let told = discourse.pair.isEmpty ? discourse.lastTwo : discourse.pair
            if Set(told.flatMap(\.parties)) == Set(states) { return nil }
            return states.map { party in
                var holder = Actor(span: actor.span)
                holder.parties = [party]
                holder.offices = actor.offices
                return holder
            }
        }
        guard discourse.pair.isEmpty, level == .leader else { return nil }
        let leaders = discourse.seen.filter { $0.parties.count == 1 && leads($0) }
        guard let last = leaders.last, let other = leaders.last(where: { $0.parties != last.parties }) else {
            return discourse.seen.contains(where: { $0.parties.count == 1 }) ? [] : nil
        }
        return [other, last]
    }

    /// The states named, each once, in the order of the text.
    private func states(_ nodes: ArraySlice<Node>) -> [Int] {
        var states: [Int] = []
        for party in nodes.lazy.compactMap(\.actor).flatMap(\.parties)
        where !lexicon.parties[party].isOrganisation && !states.contains(party) { states.append(party) }
        return states
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
