import Kernel
import Lexicon

/// What later sentences say of a gathering by a bare word (会议, 开幕式): who else was at it, where and when it was.
struct ToldGatherings {
    let lexicon: Lexicon
    /// An occasion that one party alone was told to attend; others may follow.
    private var lonely: Candidate?

    init(lexicon: Lexicon) { self.lexicon = lexicon }

    /// 李强出席进博会开幕式: not enough for an event, until others are told to be there.
    mutating func keep(_ candidate: Candidate) { lonely = candidate }

    /// … 澳大利亚总理、古巴总理等出席开幕式: both told as one.
    mutating func complete(_ candidate: inout Candidate) {
        guard let first = lonely, first.kind == candidate.kind, first.sentence < candidate.sentence,
            isSameOccasion(first, candidate), candidate.status == first.status,
            !candidate.parties.isEmpty || candidate.place != nil
        else { return }
        for actor in first.actors.reversed() where !candidate.actors.contains(where: { $0.isSame(as: actor) }) {
            candidate.actors.insert(actor, at: 0)
        }
        candidate.parties = first.parties + candidate.parties.filter { !first.parties.contains($0) }
        candidate.owners.formUnion(first.owners)
        candidate.gathering = first.gathering
        candidate.sentence = first.sentence
        candidate.isTitle = first.isTitle
        if candidate.dateMention == nil { candidate.dateMention = first.dateMention }
        if candidate.place == nil { candidate.place = first.place }
        lonely = nil
    }

    /// 王毅、何立峰出席会议: adds to the gathering told last. False where none was.
    func add(_ candidate: Candidate, to candidates: inout [Candidate]) -> Bool {
        guard candidate.status == .held, !candidate.isHistorical, !candidate.isRelative,
            !candidate.actors.isEmpty || candidate.place != nil,
            let told = candidates.lastIndex(where: {
                !$0.gathering.isEmpty && $0.status == .held && !$0.isHistorical && !$0.isRelative
                    && ($0.sentence < candidate.sentence || $0.trigger.end < candidate.trigger.start)
                    && isSameOccasion($0, candidate)
            })
        else { return false }
        for actor in candidate.actors where !candidates[told].actors.contains(where: { $0.isSame(as: actor) }) {
            candidates[told].actors.append(actor)
        }
        candidates[told].add(parties: candidate.parties)
        if candidates[told].place == nil { candidates[told].place = candidate.place }
        if candidates[told].dateMention == nil { candidates[told].dateMention = candidate.dateMention }
        return true
    }

    /// 第六届中国国际进口博览会开幕式, 开幕式
    private func isSameOccasion(_ full: Candidate, _ short: Candidate) -> Bool {
        full.gathering.hasSuffix(short.gathering) || short.gathering.hasSuffix(full.gathering)
            || full.gatheringPart == short.gathering
    }

    /// 世界人工智能大会, 亚太电协大会: a name that tells of more countries than one, from where it is attended to the trigger.
    func isInternational(_ name: ArraySlice<Node>) -> Bool {
        var isInternational = false
        for node in name {
            if node.isComma { return false }
            if let actor = node.actor, actor.offices.contains(where: { lexicon.offices[$0].level == .private }) {
                return false
            }
            if case .place(let row) = node.kind, lexicon.places[row].kind == .continent { isInternational = true }
            if lexicon.isCue(node.cues, "international") { isInternational = true }
        }
        return isInternational
    }

    /// 泽连斯基出席和平峰会: a summit that one party alone is told to be at is one of leaders, and not at home.
    func isLeaders(_ actors: [Actor], on day: CivilDate?) -> Bool {
        actors.contains { actor in
            guard !actor.isFormer,
                !actor.parties.contains(where: { lexicon.parties[$0].kind == .territory })
            else { return false }
            if actor.offices.contains(where: { lexicon.offices[$0].level == .leader }) { return true }
            return actor.person.map { person in
                lexicon.offices(of: person, on: day).contains { lexicon.offices[$0.office].level == .leader }
            } ?? false
        }
    }
}
