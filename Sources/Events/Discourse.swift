import Kernel
import Lexicon

/// Who the text is about, as it goes on: what 双方, 两国, 他 and a bare office refer to.
struct Discourse {
    /// The two sides of the last thing that two sides did.
    var pair: [Actor] = []
    /// The sides of the last thing that more than two did.
    var many: [Actor] = []
    /// The one who last was a subject.
    var subject: Actor?
    /// The one who last said something: whom 我 means.
    var speaker: Actor?
    /// Everyone named so far, latest last.
    var seen: [Actor] = []
    /// The parties named so far, latest last.
    var parties: [Int] = []

    mutating func note(_ actor: Actor) {
        if actor.isNamed { seen.append(actor) }
        for party in actor.parties {
            parties.removeAll { $0 == party }
            parties.append(party)
        }
    }

    /// Another item of news, or another part of the text: 他 is nobody from before, and of a list of items neither is 双方.
    mutating func forget(all: Bool) {
        subject = nil
        speaker = nil
        guard all else { return }
        pair = []
        many = []
        seen = []
        parties = []
    }

    mutating func noteSides(_ actors: [Actor]) {
        let sides = Set(actors.flatMap(\.parties))
        if sides.count == 2 { pair = actors } else if sides.count > 2 { many = actors }
    }

    /// The latest two named people of different parties, where nothing has yet told who the two sides are.
    var lastTwo: [Actor] {
        guard let last = seen.last(where: { $0.parties.count == 1 }) else { return [] }
        guard let other = seen.last(where: { $0.parties.count == 1 && $0.parties != last.parties }) else { return [] }
        return [other, last]
    }

    /// The only two states that the text has named.
    private func twoStates(_ lexicon: Lexicon) -> [Actor] {
        let states = parties.filter { !lexicon.parties[$0].isOrganisation }
        guard states.count == 2 else { return [] }
        return states.map { party in
            var side = Actor(span: TextSpan(block: 0, start: 0, end: 0))
            side.parties = [party]
            return side
        }
    }

    /// What an actor that points back stands for; itself where it does not.
    func resolve(_ actor: Actor, lexicon: Lexicon) -> [Actor] {
        switch actor.pronoun {
        case .two:
            if !actor.parties.isEmpty { return [actor] }
            var both = pair.isEmpty ? lastTwo : pair
            if both.isEmpty, !actor.offices.isEmpty { both = twoStates(lexicon) }
            let known = sides(of: both, matching: actor, lexicon: lexicon)
            if !known.isEmpty { return known }
            return []
        case .many:
            if !actor.parties.isEmpty { return [actor] }
            return sides(of: many, matching: actor, lexicon: lexicon)
        case .single:
            return subject.map { [$0] } ?? []
        case .speaker: return speaker.map { [$0] } ?? []
        case .addressee:
            // 习近平主席同你会谈: the other side of the meeting at which it is said.
            guard let speaker = speaker ?? subject else { return [] }
            return pair.last { $0.isNamed && $0.parties != speaker.parties }.map { [$0] } ?? []
        case nil:
            if actor.parties.isEmpty, !actor.isNamed, let office = actor.offices.first {
                // 总统先生, 外长: the last one of that office.
                if let known = seen.last(where: { $0.offices.contains(office) }) { return [known] }
                guard lexicon.offices[office].hasOneHolder else { return [] }
                return seen.last { $0.person.map { holds($0, office, lexicon) } ?? false }.map { [$0] } ?? []
            }
            if actor.parties.isEmpty, actor.isNamed, actor.person == nil,
                let known = seen.last(where: { $0.unknownName == actor.unknownName && !$0.parties.isEmpty })
            {
                return [known]
            }
            return [actor]
        }
    }

    /// The sides themselves where the pronoun is bare (双方); holders of the office it names (两国外长) otherwise.
    private func sides(of actors: [Actor], matching pronoun: Actor, lexicon: Lexicon) -> [Actor] {
        guard let office = pronoun.offices.first else { return actors }
        let level = lexicon.offices[office].level
        // 两国总理 are the premiers, whoever else leads; 两国领导人 is whoever leads.
        let isOne = lexicon.offices[office].hasOneHolder
        let fitting = actors.filter { actor in
            actor.offices.contains { isOne ? $0 == office : lexicon.offices[$0].level == level }
                || actor.person.map { isOne ? holds($0, office, lexicon) : holds($0, level, lexicon) } ?? false
        }
        if Set(fitting.flatMap(\.parties)).count >= 2 { return fitting }
        // Others than those before: the offices of the same sides, without names.
        var unnamed = Actor(span: pronoun.span)
        unnamed.offices = pronoun.offices
        var result: [Actor] = fitting
        for party in actors.flatMap(\.parties)
        where !fitting.contains(where: { $0.parties.contains(party) })
            && !result.contains(where: { $0.parties == [party] })
        {
            unnamed.parties = [party]
            result.append(unnamed)
        }
        return result
    }

    private func holds(_ person: Int, _ office: Int, _ lexicon: Lexicon) -> Bool {
        lexicon.tenuresOfPerson[person].contains { lexicon.tenures[$0].office == office }
    }

    private func holds(_ person: Int, _ level: Level, _ lexicon: Lexicon) -> Bool {
        lexicon.tenuresOfPerson[person].contains { lexicon.offices[lexicon.tenures[$0].office].level == level }
    }
}
