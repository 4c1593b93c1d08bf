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
        for actor in first.actors.reversed() where !candidate.has(actor) {
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
        for actor in candidate.actors where !candidates[told].has(actor) { candidates[told].actors.append(actor) }
        candidates[told].add(parties: candidate.parties)
        if candidates[told].place == nil { candidates[told].place = candidate.place }
        if candidates[told].dateMention == nil { candidates[told].dateMention = candidate.dateMention }
        return true
    }

    /// 第六届中国国际进口博览会开幕式, 开幕式
    private func isSameOccasion(_ full: Candidate, _ short: Candidate) -> Bool {
        full.gathering.hasSuffix(short.gathering) || short.gathering.hasSuffix(full.gathering)
            || full.gatheringPart == short.gathering
            // 开幕式: whatever gathering it is of.
            || ((full.isTitle || full.sentence < 3)
                && lexicon.terms(ofCue: "gathering-part").contains(lexicon.fold.fold(short.gathering)))
    }

    /// 世界人工智能大会暨人工智能全球治理高级别会议: two names of one gathering.
    func isOneName(_ first: TextSpan, _ second: TextSpan, in text: [UInt8]) -> Bool {
        guard first.block == second.block, (0...60).contains(second.start - first.end) else { return false }
        let between = lexicon.fold.fold(
            text.string(TextSpan(block: Int(first.block), start: Int(first.end), end: Int(second.start))))
        return lexicon.terms(ofCue: "one-name").contains(where: between.hasPrefix)
    }

    /// …峰会在广岛举行，泽连斯基应邀出席: who attends, chairs or speaks in a clause of its own was at the gathering told last.
    mutating func noteGuests(
        _ nodes: [Node], _ sentence: Int, _ attendance: Attendance, _ candidates: inout [Candidate]
    ) {
        for index in nodes.indices where lexicon.isCue(nodes[index].cues, "attend") && isAlone(nodes, index) {
            let guests = named(nodes, before: index, attendance)
            if guests.isEmpty { continue }
            if let told = candidates.lastIndex(where: { !$0.gathering.isEmpty && $0.sentence >= sentence - 1 }) {
                candidates[told].add(guests: guests)
            } else if var whole = lonely, !Set(guests.flatMap(\.parties)).isSubset(of: whole.parties) {
                whole.add(guests: guests)
                candidates.append(whole)
                lonely = nil
            }
        }
    }

    private func isAlone(_ nodes: [Node], _ cue: Int) -> Bool {
        nodes[(cue + 1)...].prefix { !$0.isComma }.allSatisfy { $0.trigger == nil && $0.actor == nil }
    }

    /// Those named in the clause of a cue and, where they fill it, in those before.
    private func named(_ nodes: [Node], before cue: Int, _ attendance: Attendance) -> [Actor] {
        var found: [Actor] = []
        var at = cue - 1
        while at >= 0 {
            if nodes[at].isComma, !attendance.isOfNames(nodes, before: at) { break }
            if nodes[at].trigger != nil { break }
            if let actor = nodes[at].actor, actor.isNamed, !actor.isInviter, !actor.parties.isEmpty {
                found.insert(actor, at: 0)
            }
            at -= 1
        }
        return found
    }

    /// 世界人工智能大会, 亚太电协大会: a name that tells of more countries than one, in what stands between who attends and the
    /// trigger.
    /// Officials of a territory have fairs of that kind at home; between the two sides of a strait are those that say so.
    func isInternational(_ name: ArraySlice<Node>, of attending: [Actor], in text: [UInt8]) -> Bool {
        guard let first = name.first, let last = name.last,
            !name.contains(where: { $0.isComma || isOfBusiness($0) })
        else { return false }
        let isOfTerritory = attending.flatMap(\.parties).allSatisfy { lexicon.parties[$0].kind == .territory }
        if !isOfTerritory, name.contains(where: isOfManyLands) { return true }
        let start = Int(first.span.end)
        let words = lexicon.fold.fold(
            text.string(TextSpan(block: Int(first.span.block), start: start, end: max(start, Int(last.span.start)))))
        return lexicon.terms(ofCue: "cross-strait").contains(where: words.contains)
            || (!isOfTerritory && lexicon.terms(ofCue: "international").contains(where: words.contains))
    }

    private func isOfBusiness(_ node: Node) -> Bool {
        node.actor?.offices.contains { lexicon.offices[$0].level == .private } ?? false
    }

    private func isOfManyLands(_ node: Node) -> Bool {
        guard case .place(let row) = node.kind else { return false }
        return lexicon.places[row].kind == .continent
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
