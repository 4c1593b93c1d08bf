import Kernel
import Lexicon

/// Reads an article sentence by sentence and makes a candidate of every trigger whose frame fits.
struct Assembler {
    let lexicon: Lexicon
    let article: Article
    let sentences: [Sentence]
    let dates: [DateMention]
    private let nodeReader: NodeReader
    private let matcher: FrameMatcher
    private let statusReader: StatusReader
    private let dateChooser: DateChooser
    private let placeChooser: PlaceChooser
    private var discourse = Discourse()

    private(set) var candidates: [Candidate] = []
    private(set) var rejections: [Rejection] = []

    init(lexicon: Lexicon, patterns: [String: [FramePattern]], names: NameShapes, article: Article, sentences: [Sentence], dates: [DateMention]) {
        self.lexicon = lexicon
        self.article = article
        self.sentences = sentences
        self.dates = dates
        nodeReader = NodeReader(
            lexicon: lexicon, actors: ActorReader(lexicon: lexicon, names: names, published: article.published))
        matcher = FrameMatcher(lexicon: lexicon, patterns: patterns)
        statusReader = StatusReader(lexicon: lexicon)
        dateChooser = DateChooser(lexicon: lexicon)
        placeChooser = PlaceChooser(lexicon: lexicon)
    }

    mutating func read(_ number: Int, mentions: ArraySlice<Mention>, dateRange: Range<Int>) {
        guard !mentions.isEmpty else { return }
        let span = sentences[number].span
        let text = article.blocks[Int(span.block)].text
        let nodes = nodeReader.nodes(of: span, mentions: mentions, dates: dates, dateRange: dateRange, text: text)
        noteAttendance(nodes)
        var subjectSet = false
        for (index, node) in nodes.enumerated() {
            if let actor = node.actor, !actor.isInviter {
                discourse.note(actor)
                if !subjectSet, actor.isNamed, index == 0 || !isCue(nodes[index - 1], "with", "to", "passive") {
                    // The subject of a sentence is settled before its triggers are read.
                    subjectSet = true
                    pendingSubject = actor
                }
            }
            if let term = node.trigger { read(trigger: index, term: term, nodes, sentence: number) }
        }
        if let pendingSubject { discourse.subject = pendingSubject }
        pendingSubject = nil
    }

    private var pendingSubject: Actor?

    private func isCue(_ node: Node, _ names: String...) -> Bool {
        node.cues.contains { names.contains(lexicon.cues[$0].cue) }
    }

    private mutating func reject(_ node: Node, _ term: Int, _ reason: String) {
        rejections.append(Rejection(trigger: node.span, term: EntryRef(.meetings, term), reason: reason))
    }

    private mutating func read(trigger index: Int, term row: Int, _ nodes: [Node], sentence: Int) {
        let term = lexicon.meetings[row]
        guard let match = matcher.match(nodes, trigger: index, frame: term.frame) else {
            reject(nodes[index], row, "no frame of \"\(term.frame)\" fits")
            return
        }
        let status = statusReader.read(nodes, match, trigger: index)
        if let reason = status.rejection {
            reject(nodes[index], row, reason)
            return
        }
        var candidate = Candidate(
            kind: term.kind, mode: term.mode, status: status.status ?? .held, isStatusStated: status.status != nil,
            isHistorical: status.isHistorical, actors: [], parties: [], sentence: sentence, term: row,
            frame: match.pattern.row, trigger: nodes[index].span)
        if let choice = dateChooser.choose(nodes, trigger: index, first: match.first, last: match.last, dates: dates) {
            candidate.dateMention = choice.mention
        }
        candidate.place = placeChooser.choose(nodes, trigger: index, first: match.first, last: match.last)
        switch term.frame {
        case "visit", "arrive", "go", "come", "tour", "leave": travel(&candidate, nodes, match, index, term)
        case "gather", "gather-attend": gather(&candidate, nodes, match, index, term)
        default: interact(&candidate, nodes, match, index, term)
        }
    }

    // MARK: - Meetings and calls

    private mutating func interact(_ candidate: inout Candidate, _ nodes: [Node], _ match: FrameMatcher.Match, _ index: Int, _ term: MeetingTerm) {
        var sideA = resolve(nodes, match.sideA)
        let sideB = resolve(nodes, match.sideB)
        if match.sideA.isEmpty, let subject = pendingSubject ?? discourse.subject { sideA = [subject] }
        let partiesA = Set(sideA.flatMap(\.parties))
        let partiesB = Set(sideB.flatMap(\.parties))
        if partiesA.union(partiesB).count < 2 {
            reject(nodes[index], candidate.term, "only one side is known")
            return
        }
        let separately = nodes[match.first...match.last].contains { isCue($0, "separately") }
        let splits = !sideB.isEmpty && sideB.count > 1 && (separately || term.kind == .call)
        for others in splits ? sideB.map({ [$0] }) : [sideB] {
            var one = candidate
            one.actors = unique(sideA + others)
            finish(&one, nodes, index)
        }
    }

    private mutating func finish(_ candidate: inout Candidate, _ nodes: [Node], _ index: Int) {
        // A party's bare name beside somebody of that party adds nothing.
        let named = Set(candidate.actors.filter { !$0.isBare }.flatMap(\.parties))
        if candidate.actors.count > 2 { candidate.actors.removeAll { $0.isBare && $0.parties.allSatisfy(named.contains) } }
        for actor in candidate.actors {
            for party in actor.parties where !candidate.parties.contains(party) { candidate.parties.append(party) }
        }
        let codes = Set(candidate.parties.map { lexicon.parties[$0].id })
        if codes.isSubset(of: ["CHN", "HKG", "MAC"]) {
            reject(nodes[index], candidate.term, "domestic")
            return
        }
        discourse.noteSides(candidate.actors)
        candidates.append(candidate)
    }

    private func resolve(_ nodes: [Node], _ indices: [Int]) -> [Actor] {
        unique(indices.compactMap { nodes[$0].actor }.flatMap { discourse.resolve($0, lexicon: lexicon) })
    }

    private func unique(_ actors: [Actor]) -> [Actor] {
        var result: [Actor] = []
        for actor in actors {
            if let person = actor.person, result.contains(where: { $0.person == person }) { continue }
            result.append(actor)
        }
        return result
    }

    // MARK: - Visits

    private mutating func travel(_ candidate: inout Candidate, _ nodes: [Node], _ match: FrameMatcher.Match, _ index: Int, _ term: MeetingTerm) {
        var travellers = resolve(nodes, match.sideA)
        if match.sideA.isEmpty, let subject = pendingSubject ?? discourse.subject { travellers = [subject] }
        travellers.removeAll { $0.isBare }
        guard let own = travellers.first(where: { !$0.parties.isEmpty })?.parties.first else {
            reject(nodes[index], candidate.term, "no traveller is known")
            return
        }
        var host: Int?
        var place: Candidate.PlaceFound?
        var at = match.places.first
        while let next = at, nodes.indices.contains(next), let found = placeChooser.place(nodes[next]) {
            // 中国上海, 美国夏威夷: the last says most.
            if place == nil || found.rank >= place?.rank ?? 0 { place = found }
            at = next + 1
            if nodes.indices.contains(next + 1), nodes[next + 1].textBefore > 0 { break }
        }
        if let place { host = place.party }
        if match.places.isEmpty {
            // 来访, 到访: to whoever else the sentence is about.
            host = nodes.compactMap(\.actor).flatMap(\.parties).first { $0 != own && !lexicon.parties[$0].isOrganisation }
        }
        guard let host else {
            reject(nodes[index], candidate.term, "where to is not known")
            return
        }
        if travellers.allSatisfy({ $0.parties.contains(host) }) {
            reject(nodes[index], candidate.term, "within the traveller's own country")
            return
        }
        candidate.actors = travellers
        candidate.travellers = Set(travellers.flatMap(\.parties))
        candidate.host = host
        candidate.parties = []
        for party in travellers.flatMap(\.parties) + [host] where !candidate.parties.contains(party) { candidate.parties.append(party) }
        candidate.place = place ?? Candidate.PlaceFound(name: lexicon.parties[host].name, party: host, rank: 1)
        if term.frame == "leave", !candidate.isStatusStated { candidate.notes.append("departure") }
        if term.frame == "arrive" { candidate.notes.append("arrival") }
        let codes = Set(candidate.parties.map { lexicon.parties[$0].id })
        if codes.isSubset(of: ["CHN", "HKG", "MAC"]) {
            reject(nodes[index], candidate.term, "domestic")
            return
        }
        candidates.append(candidate)
    }

    // MARK: - Gatherings

    private mutating func gather(_ candidate: inout Candidate, _ nodes: [Node], _ match: FrameMatcher.Match, _ index: Int, _ term: MeetingTerm) {
        var attending = resolve(nodes, match.sideA).filter { !$0.isBare }
        // The parties in the gathering's own name: those that stand right before the trigger.
        var own: [Int] = []
        var at = index - 1
        var start = nodes[index].span.start
        while at >= 0, nodes[at + 1].textBefore <= 8, !nodes[at].isComma {
            if let actor = nodes[at].actor, !actor.isNamed {
                own.insert(contentsOf: actor.parties, at: 0)
                start = actor.span.start
                attending.removeAll { $0.span == actor.span }
            } else if case .place = nodes[at].kind {
                start = nodes[at].span.start
            } else if nodes[at].actor != nil || isCue(nodes[at], "attend", "at", "held") || nodes[at].trigger != nil {
                break
            }
            at -= 1
        }
        let text = article.blocks[Int(nodes[index].span.block)].text
        candidate.gathering = text.string(TextSpan(block: Int(nodes[index].span.block), start: Int(start), end: Int(nodes[index].span.end)))
        candidate.actors = unique(attending)
        candidate.parties = own.filter { lexicon.parties[$0].kind != .forum }
        for party in attending.flatMap(\.parties) where !candidate.parties.contains(party) { candidate.parties.append(party) }
        if candidate.parties.isEmpty {
            reject(nodes[index], candidate.term, "a gathering of nobody known")
            return
        }
        let codes = Set(candidate.parties.map { lexicon.parties[$0].id })
        if own.isEmpty, term.frame == "gather-attend", codes.count < 2 {
            reject(nodes[index], candidate.term, "one party alone at an occasion that no party names")
            return
        }
        if attending.isEmpty, own.count < 2, match.cues.isEmpty {
            reject(nodes[index], candidate.term, "a gathering that is only spoken of")
            return
        }
        if codes.isSubset(of: ["CHN", "HKG", "MAC"]), own.allSatisfy({ ["CHN", "HKG", "MAC"].contains(lexicon.parties[$0].id) }), term.frame == "gather-attend" {
            reject(nodes[index], candidate.term, "domestic")
            return
        }
        if candidate.parties.count >= 2 { discourse.noteSides(candidate.actors) }
        candidates.append(candidate)
    }

    // MARK: - 参加会见

    /// 丁薛祥、杨洁篪等参加会见: who else was there, at the last thing told.
    private mutating func noteAttendance(_ nodes: [Node]) {
        guard let cue = nodes.firstIndex(where: { isCue($0, "attendance") }), cue > 0 else { return }
        var actors: [Actor] = []
        var at = cue - 1
        while at >= 0, !nodes[at].isComma, nodes[at].trigger == nil {
            if let actor = nodes[at].actor, actor.isNamed { actors.insert(actor, at: 0) }
            at -= 1
        }
        guard !actors.isEmpty, at < 0 || nodes[at].isComma else { return }
        guard let last = candidates.lastIndex(where: { $0.kind != .visit && $0.status == .held && !$0.isHistorical }) ?? candidates.lastIndex(where: { $0.status == .held }) else { return }
        let main = candidates.firstIndex { $0.kind.family == .meet && $0.status == .held } ?? last
        for actor in actors where !candidates[main].actors.contains(where: { $0.person != nil && $0.person == actor.person }) {
            guard actor.parties.contains(where: candidates[main].parties.contains) else { continue }
            candidates[main].actors.append(actor)
        }
    }
}
