import Kernel
import Lexicon

/// Reads an article sentence by sentence and makes a candidate of every trigger whose frame fits.
struct Assembler {
    let lexicon: Lexicon
    let article: Article
    let sentences: [Sentence]
    let dates: [DateMention]
    private var nodeReader: NodeReader
    private let matcher: FrameMatcher
    private let statusReader: StatusReader
    private let dateChooser: DateChooser
    private let placeChooser: PlaceChooser
    private let pairNames: PairNames
    private var discourse = Discourse()
    private var attendance: Attendance
    private var told: ToldGatherings
    private let noEvents: NoEvents
    private let items: NewsItems
    private let pairs: TwoStates

    /// Everyone whom the article names, for filling in who holds an office that it does not name them by.
    var everyone: [Actor] { discourse.seen }

    private(set) var candidates: [Candidate] = []
    private(set) var rejections: [Rejection] = []

    init(
        lexicon: Lexicon, patterns: [String: [FramePattern]], names: NameShapes, article: Article,
        sentences: [Sentence], mentions: [Mention], dates: [DateMention]
    ) {
        self.lexicon = lexicon
        self.article = article
        self.sentences = sentences
        self.dates = dates
        nodeReader = NodeReader(
            lexicon: lexicon,
            actors: ActorReader(
                lexicon: lexicon, names: names, published: article.published,
                parties: Set(
                    mentions.flatMap { $0.readings.filter { $0.entry.table == .parties }.map { Int($0.entry.row) } }),
                ownCountry: lexicon.partyIndex[article.sourceCountry]))
        matcher = FrameMatcher(lexicon: lexicon, patterns: patterns)
        statusReader = StatusReader(lexicon: lexicon)
        dateChooser = DateChooser(lexicon: lexicon)
        placeChooser = PlaceChooser(lexicon: lexicon)
        pairNames = PairNames(lexicon, mentions: mentions)
        attendance = Attendance(lexicon: lexicon)
        told = ToldGatherings(lexicon: lexicon)
        noEvents = NoEvents(lexicon: lexicon, article: article)
        items = NewsItems(lexicon: lexicon, names: names, article: article)
        pairs = TwoStates(lexicon: lexicon)
    }

    mutating func read(_ number: Int, mentions: ArraySlice<Mention>, dateRange: Range<Int>) {
        guard !mentions.isEmpty else { return }
        let span = sentences[number].span
        let text = article.blocks[Int(span.block)].text
        let nodes = nodeReader.nodes(
            of: span, mentions: mentions, dates: dates, dateRange: dateRange, text: text,
            isTitle: article.blocks[Int(span.block)].kind == .title)
        if span.block != spokenIn {
            // Another paragraph, another speaker.
            let passed = Int(spokenIn) + 1..<Int(span.block) + 1
            spokenIn = span.block
            discourse.speaker = nil
            if passed.contains(where: { items.begins(at: $0) }) { discourse.forget(all: items.isDigest) }
        }
        let isOfStranger = items.isOfStranger(nodes, span)
        if isOfStranger || number - subjectAt > NewsItems.memory { discourse.subject = nil }
        attendance.read(nodes, &candidates)
        for (index, node) in nodes.enumerated() {
            if let actor = node.actor, !actor.isInviter {
                discourse.note(actor)
                if let person = actor.person { nodeReader.actors.known[actor.wording] = person }
                if sentenceSubject == nil, !isOfStranger, actor.isNamed,
                    index == 0 || !isCue(nodes[index - 1], "with", "to", "passive")
                {
                    // The subject of a sentence is settled before its triggers are read.
                    sentenceSubject = actor
                } else if actor.pronoun == .single, let sentenceSubject {
                    // 克拉夫特披露，她曾计划…
                    discourse.subject = sentenceSubject
                }
            }
            if isCue(node, "speech"), let speaker = speaker(nodes, before: index) { discourse.speaker = speaker }
            if let term = node.trigger { read(trigger: index, term: term, nodes, sentence: number) }
        }
        closeTour(nodes)
        told.noteGuests(nodes, number, attendance, &candidates)
        attendance.close(nodes, &candidates)
        noteWhereabouts(nodes, number)
        if let sentenceSubject { discourse.subject = sentenceSubject }
        if sentenceSubject != nil || nodes.contains(where: { $0.actor?.pronoun == .single }) { subjectAt = number }
        sentenceSubject = nil
    }

    /// Where the text puts people, in its order: who, and where.
    private(set) var whereabouts: [Whereabouts] = []

    /// 克莱弗利星期三在北京接受采访: whoever stands before 在, with no more than a comma between.
    private mutating func noteWhereabouts(_ nodes: [Node], _ sentence: Int) {
        for index in nodes.indices.dropFirst() where isCue(nodes[index], "at") {
            guard let found = placeChooser.place(nodes, behind: index, upTo: nodes.count - 1), found.rank == 3,
                let person = person(nodes, before: index)
            else { continue }
            let date = nodes[..<index].last { $0.date != nil }?.date
            let day = date.flatMap { (dates[$0].past ?? dates[$0].future)?.lastDay }
            // Long ago.
            if let day, let published = article.published, day < published - 45 { continue }
            whereabouts.append(Whereabouts(person: person, place: found, sentence: sentence, day: day))
        }
    }

    private func person(_ nodes: [Node], before index: Int) -> Actor? {
        var commas = 0
        for node in nodes[..<index].reversed() {
            if node.isComma { commas += 1 }
            if commas > 1 || node.trigger != nil || isCue(node, "historical", "planned", "proposed") { return nil }
            if let actor = node.actor { return discourse.resolve(actor, lexicon: lexicon).first { $0.isNamed } }
        }
        return nil
    }

    /// The block in which somebody last spoke.
    private var spokenIn: Int32 = -1
    /// The last sentence that spoke of `discourse.subject`.
    private var subjectAt = 0
    /// The sentence's first subject, for pronouns behind it.
    private var sentenceSubject: Actor?
    /// 22日在楠迪分别会见一些岛国领导人: the day and place of meetings that are told one by one afterwards.
    private var round: Candidate?

    private func isCue(_ node: Node, _ names: String...) -> Bool {
        lexicon.isCue(node.cues, among: names)
    }

    /// Who does what stands at `index` without a subject of its own: the one that opens the nearest clause before.
    private func subject(_ nodes: [Node], before index: Int) -> Actor? { subjects(nodes, before: index).first }

    /// 欧洲理事会主席甲、欧盟委员会主席乙将访华，出席…: that one with those listed beside him.
    private func subjects(_ nodes: [Node], before index: Int) -> [Actor] {
        var found: [Actor] = []
        var at = index - 1
        while at >= 0 {
            if nodes[at].isComma, !found.isEmpty { return found }
            if nodes[at].isComma, items.isOfStranger(nodes, behind: at) { return [] }
            // 会晤金正恩，…: whom a meeting is with is not its subject.
            if let row = nodes[at].trigger, lexicon.meetings[row].kind.family == .meet, at + 1 < nodes.count,
                nodes[at + 1].textBefore <= 1, nodes[at + 1].actor != nil
            {
                found = []
            }
            if let actor = nodes[at].actor, !actor.isInviter, !actor.isOfGathering,
                actor.isNamed || actor.pronoun == .single,
                at == 0 || !isCue(nodes[at - 1], "with", "to", "passive")
            {
                let one = discourse.resolve(actor, lexicon: lexicon).prefix(1)
                if !one.isEmpty { found = one + company(nodes, at, of: one[0], among: found) }
            }
            at -= 1
        }
        return found
    }

    /// Of those found behind somebody, the ones that stand in a list with him: by 、, or by 和 where both serve one party.
    private func company(_ nodes: [Node], _ index: Int, of first: Actor, among found: [Actor]) -> [Actor] {
        var company: [Actor] = []
        var at = index
        while at + 1 < nodes.count, let next = matcher.listed(nodes, at), let actor = nodes[next].actor, actor.isNamed,
            found.contains(where: { $0.span == actor.span }),
            nodes[next].isListed || !isCue(nodes[next - 1], "with") || !company.isEmpty
                || actor.parties == first.parties && !first.parties.isEmpty
        {
            company.append(actor)
            at = next
        }
        return company
    }

    /// Who says what follows: whoever stands right before the word of speech, or the sentence's subject.
    private func speaker(_ nodes: [Node], before index: Int) -> Actor? {
        if index > 0, let actor = nodes[index - 1].actor, actor.isNamed, !actor.isInviter { return actor }
        return sentenceSubject
    }

    /// The first who is named behind a place in the sentence.
    private func speaker(_ nodes: [Node], after index: Int) -> Actor? {
        nodes[(index + 1)...].lazy.compactMap(\.actor).first { $0.isNamed }
    }

    private mutating func reject(_ node: Node, _ term: Int, _ reason: String) {
        rejections.append(Rejection(trigger: node.span, term: EntryRef(.meetings, term), reason: reason))
    }

    private mutating func read(trigger index: Int, term row: Int, _ nodes: [Node], sentence: Int) {
        let term = lexicon.meetings[row]
        // 金砖国家领导人第十七次会晤: a meeting with an ordinal between the holders that make it up and itself is a gathering.
        var frame = term.frame
        var kind = term.kind
        if term.kind.family == .meet, !frame.hasPrefix("gather"), index > 0, nodes[index].textBefore > 0,
            let owner = nodes[index - 1].actor,
            owner.isOfGathering,
            owner.parties.count > 1 || owner.parties.contains(where: { lexicon.parties[$0].isOrganisation })
        {
            frame = "gather"
            kind = owner.offices.contains { lexicon.offices[$0].level == .leader } ? .summit : .conference
        }
        if frame == "to-go", !noEvents.isJourney(nodes, index) {
            reject(nodes[index], row, "the end of another verb")
            return
        }
        if frame == "headline-meet", !isHeadline(nodes[index].span.block) { return }
        if isPointing(nodes, index, term), presupposed == nil {
            let next = index + 1
            let isGoal = term.frame == "visit" && next < nodes.count && nodes[next].textBefore == 0
            presupposed = (nodes[index].span, sentence, row, isGoal ? placeChooser.place(nodes[next])?.party : nil)
        }
        if frame.hasPrefix("gather"), goesOn(nodes, index, term) { return }
        if frame == "back" {
            reject(nodes[index], row, "home again")
            return
        }
        guard let match = matcher.match(nodes, trigger: index, frame: frame) else {
            reject(nodes[index], row, "no frame of \"\(frame)\" fits")
            return
        }
        if term.frame == "cut", Int(nodes[index].span.end) < article.blocks[Int(nodes[index].span.block)].text.count {
            return
        }
        if let reason = refusal(nodes, match, index, term) {
            reject(nodes[index], row, reason)
            return
        }
        let isRelative = isRelative(nodes, match, index)
        let status = statusReader.read(
            nodes, match, trigger: index, isTravel: isTravel(term), isRelative: isRelative)
        if let reason = status.rejection {
            reject(nodes[index], row, reason)
            return
        }
        var candidate = Candidate(
            kind: kind, mode: term.mode, status: status.status ?? .held, isStatusStated: status.status != nil,
            isHistorical: status.isHistorical, actors: [], parties: [], sentence: sentence, term: row,
            frame: match.pattern.row, trigger: nodes[index].span)
        candidate.isTitle = article.blocks[Int(nodes[index].span.block)].kind == .title
        candidate.isCut = term.frame == "cut"
        candidate.isWelcome = status.isWelcome
        candidate.isFormerPlan = status.isFormerPlan
        candidate.isBacked = status.isBacked
        candidate.leadsOn = status.leadsOn
        candidate.isAudience = term.frame == "audience"
        // 这趟访华行, 此次访问
        candidate.pointsBack = isPointing(nodes, index, term)
        candidate.isRelative = isRelative
        candidate.isUnderWay =
            isRelative && nodes[max(0, match.first - 2)..<index].contains { isCue($0, "visiting-of") }
        // 访问期间, 会晤后: the phrase only says when something else was; a day outside it is that other thing's.
        var next = match.last + 1
        // 在赴日访问前
        if isTravel(term), next < nodes.count, nodes[next].textBefore == 0, let row = nodes[next].trigger,
            isTravel(lexicon.meetings[row])
        {
            next += 1
        }
        let follows = next < nodes.count && nodes[next].textBefore <= 1
        let isSpan =
            follows
            && (isCue(nodes[next], "after", "before")
                || ((isTravel(term) || frame.hasPrefix("gather")) && isCue(nodes[next], "during")))
        candidate.isAround = follows && isCue(nodes[next], "after", "before")
        if follows, isCue(nodes[next], "before"), isTravel(term), !candidate.isStatusStated {
            candidate.status = .planned
            candidate.isStatusStated = true
        }
        // 结束访问后回到北京: the day is the return's.
        let ended =
            returns(nodes, after: index) ? end(nodes, before: index) ?? match.cues["attend"] ?? match.first : nil
        // 出席峰会期间会见X: the day is the meeting's.
        let isMargin =
            frame.hasPrefix("gather")
            && (follows && isCue(nodes[next], "during") || match.cues["during"].map { $0 > index } ?? false)
        candidate.isMargin = isMargin
        let isGreeting = status.greeting != nil
        let choice = dateChooser.choose(
            nodes, trigger: index,
            first: status.greeting ?? (isSpan ? locative(nodes, index) : nil) ?? ended ?? match.first,
            last: match.last,
            scope: status.isTopic || isSpan || isGreeting || ended != nil
                ? .phrase : isRelative ? .relative : .sentence,
            isVisit: isTravel(term), isGathering: frame.hasPrefix("gather"),
            isComing: status.status == .planned || status.status == .proposed, dates: dates
        )
        candidate.dateMention =
            choice?.mention ?? (isGreeting ? nil : bracketed(nodes[index].span.block))
        candidate.isBefore = choice?.isBefore ?? false
        // A week or a month may hold the gathering as well as the meeting.
        if isMargin, let date = candidate.dateMention, (dates[date].past ?? dates[date].future)?.isDay ?? true {
            candidate.dateMention = nil
        }
        if frame.hasPrefix("gather"), !candidate.isStatusStated, match.cues["attend"] != nil,
            setsOut(nodes, before: index)
        {
            candidate.status = .planned
            candidate.isStatusStated = true
        }
        if let moved = status.movedTo, let date = nodes[moved].date { candidate.dateMention = date }
        // 在人民大会堂会见来华出席论坛的X: the hall is the meeting's, not the forum's.
        candidate.place = placeChooser.choose(
            nodes, trigger: index, first: match.first, last: match.last,
            isPhrase: isRelative && frame.hasPrefix("gather"))
        if candidate.place == nil, candidate.status == .held, term.kind.family == .meet {
            candidate.place = placeChooser.dateline(nodes, dates: dates)
        }
        if isByVideo(nodes, index) {
            candidate.mode = .video
            if frame != "gather", frame != "gather-attend", candidate.kind == .meeting { candidate.kind = .call }
        }
        switch frame {
        case "mutual": interact(&candidate, nodes, match, index, term)
        case _ where isTravel(term): travel(&candidate, nodes, match, index, term, isRelative: isRelative)
        case "pair": pair(&candidate, nodes, index)
        case "gather", "gather-attend": gather(&candidate, nodes, match, index, term)
        default: interact(&candidate, nodes, match, index, term)
        }
    }

    /// 这趟访华行, 此次访问
    private func isPointing(_ nodes: [Node], _ index: Int, _ term: MeetingTerm) -> Bool {
        isTravel(term) && index > 0 && nodes[index].textBefore <= 1 && isCue(nodes[index - 1], "this")
    }

    /// The first 此次访问 of the article.
    private var presupposed: (trigger: TextSpan, sentence: Int, term: Int, host: Int?)?

    /// Those named of a meeting who are not of the land where it was.
    private func guests(_ meeting: Candidate, of host: Int) -> [Actor] {
        meeting.actors.filter { $0.isNamed && $0.stationed == nil && $0.parties.count == 1 && $0.parties != [host] }
    }

    /// 习近平在人民大会堂会见X；X说，此次访问…: who is received in another's country, and speaks of this visit, is there.
    private mutating func tellPresupposedVisit() {
        guard let presupposed,
            let meeting = candidates.first(where: { one in
                guard one.kind.family == .meet, one.status == .held, !one.isHistorical, one.gathering.isEmpty,
                    one.parties.count == 2, let host = presupposed.host ?? one.place?.party
                else { return false }
                return one.parties.contains(host) && !guests(one, of: host).isEmpty
            }), let host = presupposed.host ?? meeting.place?.party,
            let own = meeting.parties.first(where: { $0 != host }), !lexicon.parties[host].isOrganisation
        else { return }
        let isTold = candidates.contains {
            $0.kind == .visit && !$0.isHistorical && ($0.host == host || $0.travellers.contains(own))
        }
        guard !isTold else { return }
        let travellers = guests(meeting, of: host)
        var visit = meeting
        visit.kind = .visit
        visit.actors = travellers
        visit.travellers = [own]
        visit.host = host
        if visit.place?.party != host {
            visit.place = Candidate.PlaceFound(name: lexicon.parties[host].name, party: host, rank: 1)
        }
        visit.date = nil
        visit.dateMention = nil
        visit.isRelative = true
        visit.isTitle = false
        visit.isAudience = false
        visit.term = presupposed.term
        visit.trigger = presupposed.trigger
        visit.sentence = presupposed.sentence
        candidates.append(visit)
    }

    /// Whether the sentence goes on to tell of the return home (乘专机回到北京).
    private func returns(_ nodes: [Node], after index: Int) -> Bool {
        nodes[(index + 1)...].contains { isFrame($0, "back") }
    }

    /// 31日离开北京，…并出席会议; 29日启程前往上海出席论坛: who has just left has not been there yet.
    private func setsOut(_ nodes: [Node], before index: Int) -> Bool {
        guard !returns(nodes, after: index),
            let journey = nodes[..<index].firstIndex(where: { isFrame($0, "leave") || isFrame($0, "set-out") }),
            isFrame(nodes[journey], "set-out") || nodes[journey..<index].contains(where: \.isComma),
            let date = nodes[..<journey].last(where: { $0.date != nil })?.date,
            let day = (dates[date].past ?? dates[date].future)?.lastDay, let published = article.published
        else { return false }
        return published - day <= 1
    }

    /// 结束: where what is over begins to be told.
    private func end(_ nodes: [Node], before index: Int) -> Int? {
        nodes[...index].lastIndex { isFrame($0, "leave") }
    }

    private func isJourney(_ node: Node) -> Bool {
        guard let row = node.trigger else { return false }
        return isTravel(lexicon.meetings[row])
    }

    private func isFrame(_ node: Node, _ name: String) -> Bool {
        guard let row = node.trigger else { return false }
        return lexicon.meetings[row].frame == name
    }

    /// 12日在访问荷兰期间表示: what the preposition brings is only when something else was. Nil where no such preposition governs the trigger.
    private func locative(_ nodes: [Node], _ index: Int) -> Int? {
        var at = index - 1
        while at >= 0, !nodes[at].isComma, nodes[at].date == nil {
            if isCue(nodes[at], "at"), at + 1 == index || placeChooser.place(nodes[at + 1]) == nil { return at }
            at -= 1
        }
        return nil
    }

    /// 王毅晤康京和: one character does for a verb in headlines and captions alone.
    private func isHeadline(_ block: Int32) -> Bool {
        switch article.blocks[Int(block)].kind {
        case .title, .heading, .caption: true
        default: false
        }
    }

    /// 以视频方式, somewhere in the clause.
    private func isByVideo(_ nodes: [Node], _ index: Int) -> Bool {
        var at = index
        while at > 0, !nodes[at - 1].isComma { at -= 1 }
        while at < nodes.count, !nodes[at].isComma || at < index {
            if isCue(nodes[at], "by-video") { return true }
            at += 1
        }
        return false
    }

    /// （2023年7月13日） at the end of a caption dates the picture.
    private func bracketed(_ block: Int32) -> Int? {
        guard let last = dates.lastIndex(where: { $0.span.block == block }), dates[last].use == .event,
            dates[last].role == .point
        else { return nil }
        let text = article.blocks[Int(block)].text
        let span = dates[last].span
        return text[Int(span.end)...].elementsEqual("）".utf8)
            && text[..<Int(span.start)].suffix(3).elementsEqual("（".utf8) ? last : nil
    }

    /// Reasons for which what fits a frame is yet no event.
    private func refusal(_ nodes: [Node], _ match: FrameMatcher.Match, _ index: Int, _ term: MeetingTerm) -> String? {
        if index + 1 < nodes.count, nodes[index + 1].textBefore <= 1, isCue(nodes[index + 1], "result"),
            match.last <= index
        {
            return "known only by its results"
        }
        // 多次访华, 两次会晤: what was done again and again is none of the times.
        if index > 0, nodes[index].textBefore == 0, isCue(nodes[index - 1], "several") {
            return "tells of several times at once"
        }
        var start = match.first
        if isTravel(term), match.sideA.isEmpty { while start > 0, !nodes[start - 1].isComma { start -= 1 } }
        // 向会议致贺信
        if term.kind != .call, index + 1 < nodes.count, nodes[index + 1].textBefore <= 2,
            isCue(nodes[index + 1], "letter")
        {
            return "a letter or telegram"
        }
        if let reason = noEvents.reason(nodes, match, index, term) { return reason }
        guard start < index else { return nil }
        for at in start..<index {
            if isCue(nodes[at], "letter"), term.kind != .call { return "a letter or telegram" }
            if isCue(nodes[at], "sends"), isTravel(term) { return "somebody else is sent" }
        }
        return nil
    }

    /// A director, a scholar, an athlete; whoever the lexicon knows has held an office beside that.
    private func isPrivate(_ actor: Actor) -> Bool {
        let isPrivate = actor.offices.contains { lexicon.offices[$0].level == .private }
        // 英特尔首席执行官基辛格: a namesake, where the text gives him no other office.
        if let person = actor.person, !isPrivate { return isKnownAsPrivate(person) }
        return isPrivate && (actor.person == nil || actor.offices.allSatisfy { lexicon.offices[$0].level == .private })
    }

    /// 马云: known, and never for a public office.
    private func isKnownAsPrivate(_ person: Int) -> Bool {
        let rows = lexicon.tenuresOfPerson[person]
        return !rows.isEmpty && rows.allSatisfy { lexicon.offices[lexicon.tenures[$0].office].level == .private }
    }

    private func isTravel(_ term: MeetingTerm) -> Bool { term.kind == .visit }

    /// 来访的X, 正在P访问的X: the trigger stands in a phrase that only describes somebody.
    private func isRelative(_ nodes: [Node], _ match: FrameMatcher.Match, _ index: Int) -> Bool {
        guard let de = match.cues["de"], let whom = match.sideA.first else { return false }
        return de > index && whom > de
    }

    // MARK: - Meetings and calls

    private mutating func interact(
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
        // 分别同韩国、新西兰外长通电话
        if !sideA.isEmpty { sideB = sideB.flatMap(oneOfEach) }
        let summoner = match.cues["passive"] == nil ? sideA : sideB
        if term.frame == "summon", candidate.place == nil, let host = summoner.first(where: { !$0.parties.isEmpty }) {
            // 召见大使: at home.
            candidate.place = placeChooser.home(of: host)
        }
        let separately = nodes[max(0, match.first - 2)...match.last].contains { isCue($0, "separately") }
        // 与美国商务部长甲以及美国贸易代表乙会面: each told with the party of his own is met by himself.
        let restated = sideB.count > 1 && partiesB.count == 1 && sideB.allSatisfy(\.statesParty)
        // 会见挪威首相和西班牙议长: guests of several countries are met one by one.
        let isReception = term.frame == "meet" && (match.sideB.first ?? -1) > index && partiesB.count > 1
        if separately || term.kind == .call { sideB = sideB.flatMap(oneOfEach) }
        let splits =
            sideB.count > 1 && !partiesA.isEmpty && (isReception || separately || restated || term.kind == .call)
        for others in splits ? sideB.map({ [$0] }) : [sideB] {
            var one = candidate
            one.actors = unique(sideA + others)
            finish(&one, nodes, index)
        }
    }

    /// 习拜会: the word itself says who meet.
    private mutating func pair(_ candidate: inout Candidate, _ nodes: [Node], _ index: Int) {
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
        return lexicon.cues.contains { $0.cue == "held" && $0.terms.contains(where: text.hasPrefix) }
    }

    private func isOfOne(_ office: Int) -> Bool {
        lexicon.offices[office].hasOneHolder || lexicon.offices[office].level == .leader
    }

    /// 会见随同总统特朗普访华的工商界代表: those who are met are not named.
    private func isAccompanied(_ nodes: [Node], _ guest: Int) -> Bool {
        let travel = guest + 1
        guard travel < nodes.count, nodes[travel].textBefore == 0, let row = nodes[travel].trigger,
            isTravel(lexicon.meetings[row])
        else { return false }
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

    private func isComing(_ date: Int) -> Bool {
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

    private mutating func finish(_ candidate: inout Candidate, _ nodes: [Node], _ index: Int) {
        // A party's bare name beside somebody of that party adds nothing.
        let named = Set(candidate.actors.filter { !$0.isBare }.flatMap(\.parties))
        if candidate.actors.count > 2 {
            candidate.actors.removeAll { $0.isBare && $0.parties.allSatisfy(named.contains) }
        }
        candidate.add(parties: candidate.actors.flatMap(\.parties))
        if lexicon.isDomestic(candidate.parties) || noEvents.isWithinChurch(candidate.actors, candidate.parties) {
            reject(nodes[index], candidate.term, "domestic")
            return
        }
        discourse.noteSides(candidate.actors)
        candidates.append(candidate)
    }

    private func resolve(_ nodes: [Node], _ indices: [Int]) -> [Actor] {
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

    private func unique(_ actors: [Actor]) -> [Actor] {
        var result: [Actor] = []
        for actor in actors {
            if let person = actor.person, result.contains(where: { $0.person == person }) { continue }
            result.append(actor)
        }
        return result
    }

    // MARK: - Visits

    private mutating func travel(
        _ candidate: inout Candidate, _ nodes: [Node], _ match: FrameMatcher.Match, _ index: Int, _ term: MeetingTerm,
        isRelative: Bool
    ) {
        var travellers = resolve(nodes, match.sideA)
        if match.sideA.isEmpty { travellers = subjects(nodes, before: match.first) }
        if let attend = attended(nodes, match, index), let subject = subject(nodes, before: attend) {
            travellers = [subject]
        }
        if let head = head(of: travellers, nodes, match) { travellers.insert(head, at: 0) }
        travellers.removeAll { $0.isBare || ($0.isSide && !$0.isDelegation) }
        travellers = travellers.flatMap(oneOfEach)
        if candidate.pointsBack,
            isRelative || match.sideA.contains(where: { nodes[$0].actor?.pronoun == .single })
                || match.sideA.isEmpty || !travellers.contains(where: \.isNamed)
        {
            reject(nodes[index], candidate.term, "points back at what is told elsewhere")
            return
        }
        if term.frame == "to-go", travellers.allSatisfy({ $0.isDelegation && !$0.isNamed }) {
            // 军舰进入…海域
            reject(nodes[index], candidate.term, "no visit of anybody's")
            return
        }
        if travellers.contains(where: isPrivate) || noEvents.isPrivate(travellers) {
            reject(nodes[index], candidate.term, "somebody who holds no public office")
            return
        }
        guard let own = travellers.first(where: { !$0.parties.isEmpty })?.parties.first else {
            reject(nodes[index], candidate.term, "no traveller is known")
            return
        }
        let lands = lands(nodes, match.places.first)
        let place = lands.first?.place ?? destination(nodes, match)
        var host = place?.party
        if match.places.isEmpty {
            // 来访, 到访: to whoever else the sentence is about.
            host = otherParty(nodes, than: own)
            if candidate.pointsBack, host == nil {
                host = discourse.pair.flatMap(\.parties).first { $0 != own && !lexicon.parties[$0].isOrganisation }
            }
        }
        candidate.duration = duration(nodes, index)
        candidate.isDeparture = term.frame == "leave" || term.frame == "home" || leaves(nodes, match, index)
        let comes = ["arrive", "go", "set-out", "come-to"].contains(term.frame)
        candidate.isArrival =
            !candidate.isDeparture && candidate.status != .proposed
            && (comes || begins(nodes, index))
        candidate.actors = travellers
        candidate.travellers = Set(travellers.flatMap(\.parties))
        if index > 0, nodes[index].textBefore == 0, isCue(nodes[index - 1], "continues") {
            // 继续访华行程
            candidate.dateMention = nil
        }
        if candidate.isArrival || !isRelative, isOnTheWay(candidate, nodes, index, host, place) {
            candidate.isArrival = false
            candidate.isOnTheWay = true
            candidate.dateMention = nil
        }
        if term.frame == "home" || (host == nil && candidate.isDeparture && match.places.isEmpty) {
            if endVisit(candidate) || term.frame == "home" { return }
        }
        if host == nil, match.places.contains(where: { isManyLands(nodes, $0) }) || match.places.isEmpty {
            // 访问欧洲三国: the inviters say which.
            openTour = candidate
            if let place = match.places.first, case .place(let row) = nodes[place].kind,
                lexicon.places[row].kind == .continent, ["visit", "tour"].contains(term.frame)
            {
                candidate.parties = []
                candidate.add(parties: travellers.flatMap(\.parties))
                candidate.place = nil
                openContinent = candidate
            }
            reject(nodes[index], candidate.term, "where to is not known")
            return
        }
        guard let host else {
            reject(nodes[index], candidate.term, "where to is not known")
            return
        }
        if isRelative, !travellers.contains(where: \.isNamed), lexicon.parties[own].isOrganisation {
            // 首位访华的欧盟国家元首
            reject(nodes[index], candidate.term, "nobody in particular")
            return
        }
        let isEach = nodes[max(0, match.first - 2)...match.last].contains { isCue($0, "separately") }
        let onward = stops(nodes, match.places.first, first: Stop(party: host, place: place))
        for stop in lands.isEmpty ? onward : lands {
            for group in companies(travellers, isEach: isEach) {
                var one = candidate
                one.actors = group
                one.travellers = Set(group.flatMap(\.parties))
                if !candidate.isHistorical {
                    one.city =
                        placeChooser.firstStop(nodes, in: stop.party)
                        ?? (candidate.status == .held ? placeChooser.city(nodes, in: stop.party) : nil)
                }
                visit(one, to: stop.party, stop.place, nodes[index], isRelative: isRelative)
            }
        }
    }

    /// 韩正出席查尔斯国王加冕礼并访葡萄牙: where whoever stands before the trigger only names what is attended, what attends it.
    private func attended(_ nodes: [Node], _ match: FrameMatcher.Match, _ index: Int) -> Int? {
        guard let object = match.sideA.first, object < index else { return nil }
        guard (object..<index).contains(where: { isGathering(nodes[$0].trigger) }) else { return nil }
        var at = object - 1
        while at >= 0, !nodes[at].isComma, nodes[at].trigger == nil {
            if isCue(nodes[at], "attend") { return at }
            at -= 1
        }
        return nil
    }

    /// 赵乐际于31日率中国党政代表团访问: who leads a delegation without names of its own.
    private func head(of travellers: [Actor], _ nodes: [Node], _ match: FrameMatcher.Match) -> Actor? {
        guard let first = match.sideA.first, first > 0, isCue(nodes[first - 1], "led-by"),
            travellers.allSatisfy({ $0.isDelegation && !$0.isNamed })
        else { return nil }
        for node in nodes[..<(first - 1)].reversed() {
            if node.isComma || node.trigger != nil { return nil }
            if let actor = node.actor {
                return actor.isNamed && travellers.contains { $0.parties == actor.parties } ? actor : nil
            }
        }
        return nil
    }

    private func isGathering(_ term: Int?) -> Bool {
        guard let term else { return false }
        return lexicon.meetings[term].frame.hasPrefix("gather")
    }

    /// 德法两国外长: one for each country.
    private func oneOfEach(_ actor: Actor) -> [Actor] {
        guard actor.parties.count > 1, !actor.offices.isEmpty, !actor.isNamed, !actor.isDelegation else {
            return [actor]
        }
        return actor.parties.map { party in
            var one = actor
            one.parties = [party]
            return one
        }
    }

    /// Those of one country travel together; 分别访华, each for himself.
    private func companies(_ travellers: [Actor], isEach: Bool) -> [[Actor]] {
        if isEach { return travellers.map { [$0] } }
        var groups: [[Actor]] = []
        for actor in travellers {
            if let index = groups.firstIndex(where: { group in
                group.contains { actor.parties.isEmpty || !Set($0.parties).isDisjoint(with: actor.parties) }
            }) {
                groups[index].append(actor)
            } else {
                groups.append([actor])
            }
        }
        return groups
    }

    /// 正在中国访问的X抵达重庆; 抵达上海，继续访华行程: a stop of a visit that began before; its day is not the visit's.
    private func isOnTheWay(
        _ candidate: Candidate, _ nodes: [Node], _ index: Int, _ host: Int?, _ place: Candidate.PlaceFound?
    ) -> Bool {
        // 来到总统府
        if nodes[(index + 1)...].prefix(4).contains(where: { isCue($0, "venue") }) { return true }
        // 前往北京天安门广场
        if isFrame(nodes[index], "go") || isFrame(nodes[index], "come-to"), goesToVenue(nodes, index) {
            return true
        }
        guard (place?.rank ?? 0) > 1 else { return false }
        let isThere = candidates.contains {
            $0.host == host
                && ($0.isOnTheWay && $0.place?.name == place?.name
                    || $0.sentence == candidate.sentence && $0.isUnderWay)
                && !$0.travellers.isDisjoint(with: candidate.travellers)
        }
        guard let continues = nodes[(index + 1)...].firstIndex(where: { isCue($0, "continues") }) else {
            return isThere
        }
        // 继续访华行程
        return isThere
            || nodes[continues...].contains { node in node.trigger == nil && placeChooser.place(node)?.party == host }
    }

    /// Whether the places right behind the word for going end in a building or a square.
    private func goesToVenue(_ nodes: [Node], _ index: Int) -> Bool {
        var last: Int?
        for node in nodes[(index + 1)...] {
            guard node.textBefore == 0, placeChooser.place(node) != nil else { break }
            if case .place(let row) = node.kind { last = row } else { last = nil }
        }
        return last.map { lexicon.places[$0].kind == .venue } ?? false
    }

    /// 结束三天的访问后，于22日启程回国: the day ends the visit told just before.
    private mutating func endVisit(_ departure: Candidate) -> Bool {
        guard
            let visit = candidates.lastIndex(where: {
                $0.kind == .visit && $0.sentence >= departure.sentence - 1 && $0.status == .held && !$0.isHistorical
                    && !$0.travellers.isDisjoint(with: departure.travellers)
            })
        else { return false }
        if candidates[visit].dateMention == nil {
            candidates[visit].dateMention = departure.dateMention
            candidates[visit].isDeparture = true
            candidates[visit].isArrival = false
        }
        return true
    }

    private struct Stop {
        var party: Int
        var place: Candidate.PlaceFound?
    }

    /// 访问德法两国: the lands that one phrase names.
    private func lands(_ nodes: [Node], _ first: Int?) -> [Stop] {
        guard let actor = first.flatMap({ nodes[$0].actor }), actor.isBare || actor.isLand, actor.parties.count > 1,
            !actor.parties.contains(where: { lexicon.parties[$0].isOrganisation })
        else { return [] }
        return actor.parties.map { party in
            Stop(party: party, place: Candidate.PlaceFound(name: lexicon.parties[party].name, party: party, rank: 1))
        }
    }

    /// 访问法国、德国和意大利: a visit to each.
    private func stops(_ nodes: [Node], _ firstNode: Int?, first: Stop) -> [Stop] {
        var stops = [first]
        guard var last = firstNode, first.place != nil else { return stops }
        for _ in 0..<16 {
            guard let next = matcher.listed(nodes, last) else { break }
            guard let found = placeChooser.place(nodes[next]), let party = found.party else { break }
            if stops.contains(where: { $0.party == party }) { break }
            stops.append(Stop(party: party, place: found))
            last = next
        }
        return stops
    }

    /// 中国上海, 美国夏威夷: of places in a row the last says most.
    private func destination(_ nodes: [Node], _ match: FrameMatcher.Match) -> Candidate.PlaceFound? {
        guard let first = match.places.first else { return nil }
        var best: Candidate.PlaceFound?
        for at in first..<nodes.count {
            // 中美洲邦交国伯利兹
            if at == first, isManyLands(nodes, at) { continue }
            guard let found = placeChooser.place(nodes[at]) else { break }
            // 印尼首都雅加达: a word between, where the second lies in the first.
            if best != nil, nodes[at].textBefore > 0, nodes[at].textBefore > 2 || found.party != best?.party { break }
            if best == nil, at > first, nodes[at].textBefore > 3 { break }
            if let known = best, found.rank < known.rank { continue }
            best = found
        }
        return best
    }

    private func otherParty(_ nodes: [Node], than own: Int) -> Int? {
        for node in nodes {
            guard let actor = node.actor, !actor.isInviter else { continue }
            for party in actor.parties where party != own && !lexicon.parties[party].isOrganisation { return party }
        }
        return nil
    }

    private mutating func visit(
        _ candidate: Candidate, to host: Int, _ place: Candidate.PlaceFound?, _ node: Node, isRelative: Bool
    ) {
        var candidate = candidate
        if candidate.actors.allSatisfy({ $0.parties.contains(host) }) {
            reject(node, candidate.term, "within the traveller's own country")
            return
        }
        candidate.host = host
        candidate.parties = []
        candidate.add(parties: candidate.actors.flatMap(\.parties) + [host])
        // Where the meeting is whose guest this is, there the guest is.
        if let place {
            candidate.place = place
        } else if candidate.place?.party != host || !isRelative {
            candidate.place = Candidate.PlaceFound(name: lexicon.parties[host].name, party: host, rank: 1)
        }
        if lexicon.isDomestic(candidate.parties) || noEvents.isWithinChurch(candidate.actors, candidate.parties) {
            reject(node, candidate.term, "domestic")
            return
        }
        candidates.append(candidate)
    }

    /// 开始对A进行访问, 展开访问: the day is the first of the stay.
    private func begins(_ nodes: [Node], _ index: Int) -> Bool {
        var at = index
        var commas = 0
        while at > 0, commas < 2 {
            at -= 1
            if nodes[at].isComma { commas += 1 }
            // 乘专机离开北京，对保加利亚进行访问
            if nodes[at].trigger != nil {
                return commas > 0 && ["leave", "go", "set-out"].contains { isFrame(nodes[at], $0) }
            }
            if isCue(nodes[at], "start") { return true }
        }
        // 前往乌兰巴托，开始对蒙古国进行访问
        at = index + 1
        while at < nodes.count, !nodes[at].isComma { at += 1 }
        if at + 1 < nodes.count, nodes[at + 1].textBefore <= 2, isCue(nodes[at + 1], "start") { return true }
        return false
    }

    /// 结束对新加坡的访问; but not 离开北京前往…, where another place comes between.
    private func leaves(_ nodes: [Node], _ match: FrameMatcher.Match, _ trigger: Int) -> Bool {
        var at = trigger
        while at >= match.first {
            if let row = nodes[at].trigger, lexicon.meetings[row].frame == "leave" { return true }
            if at < trigger, placeChooser.place(nodes[at]) != nil, !match.places.contains(at) { return false }
            at -= 1
        }
        return false
    }

    /// A trip to several countries that are not named where it is told; inviters named later may be they.
    private var openTour: Candidate?
    /// 出访欧洲
    private var openContinent: Candidate?

    private func isManyLands(_ nodes: [Node], _ index: Int) -> Bool {
        if nodes[index].actor?.isManyLands ?? false { return true }
        guard case .place(let row) = nodes[index].kind else { return false }
        return [.area, .continent].contains(lexicon.places[row].kind)
    }

    /// 为期三天, in the trigger's clause, or in the next where no other travel comes between.
    private func duration(_ nodes: [Node], _ index: Int) -> Int? {
        var low = index
        while low > 0, !nodes[low - 1].isComma { low -= 1 }
        for at in low..<index {
            if let days = stay(nodes[at]) { return days }
        }
        for at in index + 1..<max(nodes.count, index + 1) {
            if let days = stay(nodes[at]) { return days }
            if let other = nodes[at].trigger, isTravel(lexicon.meetings[other]), lexicon.meetings[other].frame != "tour"
            {
                break
            }
        }
        return nil
    }

    /// A length that a visit may have: 时隔五年 is none.
    private func stay(_ node: Node) -> Int? {
        guard let date = node.date, dates[date].role == .duration, (1...100).contains(dates[date].days) else {
            return nil
        }
        return dates[date].days
    }

    /// A tour of a continent whose stops nothing tells is a visit of the traveller's party alone.
    mutating func finish() {
        attendance.finish(&candidates)
        tellPresupposedVisit()
        guard let tour = openContinent, tour.actors.contains(where: \.isNamed),
            !candidates.contains(where: { one in
                one.kind == .visit && one.actors.contains { a in tour.actors.contains { $0.person == a.person } }
            })
        else { return }
        candidates.append(tour)
    }

    /// Visits to the countries of those who invited, where a tour did not name its stops.
    mutating func closeTour(_ nodes: [Node]) {
        guard let tour = openTour else { return }
        let own = Set(tour.actors.flatMap(\.parties))
        var hosts: [Int] = []
        for actor in nodes.compactMap(\.actor) where actor.isInviter && actor.isNamed {
            for party in actor.parties where !own.contains(party) && !hosts.contains(party) { hosts.append(party) }
        }
        dateTour(tour)
        guard !hosts.isEmpty, let node = nodes.first else { return }
        openTour = nil
        for host in hosts { visit(tour, to: host, nil, node, isRelative: false) }
    }

    /// 将于9月16日至26日对上述三国进行访问: the stops that the headline named.
    private mutating func dateTour(_ tour: Candidate) {
        guard let date = tour.dateMention else { return }
        let isOfParty = !tour.actors.contains(where: \.isNamed)
        for index in candidates.indices {
            let told = candidates[index]
            guard told.kind == .visit, told.isTitle, told.dateMention == nil,
                isOfParty
                    ? told.travellers == tour.travellers
                    : told.actors.contains(where: { one in tour.actors.contains { $0.isSame(as: one) } })
            else { continue }
            candidates[index].dateMention = date
            if !told.isStatusStated {
                candidates[index].status = tour.status
                candidates[index].isStatusStated = tour.isStatusStated
            }
        }
    }

    // MARK: - Gatherings

    /// 元首理事会第十九次会议, 峰会开幕式: a second word of the name of the gathering just told.
    private mutating func goesOn(_ nodes: [Node], _ index: Int, _ term: MeetingTerm) -> Bool {
        guard index > 0, let last = candidates.indices.last, !candidates[last].gathering.isEmpty,
            (nodes[index].textBefore <= 10 && candidates[last].trigger == nodes[index - 1].span)
                || told.isOneName(
                    candidates[last].trigger, nodes[index].span,
                    in: article.blocks[Int(nodes[index].span.block)].text)
        else { return false }
        if term.kind == .summit, candidates[last].kind == .conference { candidates[last].kind = .summit }
        candidates[last].gatheringPart = article.string(nodes[index].span)
        return true
    }

    private mutating func gather(
        _ candidate: inout Candidate, _ nodes: [Node], _ match: FrameMatcher.Match, _ index: Int, _ term: MeetingTerm
    ) {
        // 代表习近平出席: on whose behalf somebody is there.
        let sideA = match.sideA.filter { nodes[$0].actor.map { !($0.isOfGathering && $0.isNamed) } ?? true }
        var all = resolve(nodes, sideA)
        if sideA.isEmpty, match.cues["attend"] != nil { all = subjects(nodes, before: match.first) }
        if let attend = match.cues["attend"], attend < index, all.allSatisfy({ $0.parties.isEmpty }) {
            all = attendance.guests(nodes, at: attend)
        }
        if match.cues["attend"] ?? match.cues["held"] != nil, let first = match.sideA.first, first > 1,
            isCue(nodes[first - 1], "with"),
            !isCue(nodes[first - 1], "list"),
            let subject = subject(nodes, before: first), !all.contains(where: { $0.person == subject.person })
        {
            // 李克强同图斯克、容克共同主持…
            all.insert(subject, at: 0)
        }
        all.removeAll { isPrivate($0) || noEvents.isPrivate([$0]) }
        var attending = all.filter { !$0.isBare }
        var guests: [Actor] = []
        // The parties in the gathering's own name: those that stand right before the trigger.
        var own: [Int] = []
        var isForum = false
        /// 中美元首, in the name.
        var holders: Actor?
        var at = index - 1
        var start = nodes[index].span.start
        while at >= 0, nodes[at + 1].textBefore <= 8, !nodes[at].isComma {
            if let actor = nodes[at].actor, !actor.isNamed, !actor.isPrivate {
                let meant =
                    actor.parties.isEmpty
                    ? discourse.resolve(actor, lexicon: lexicon).flatMap(\.parties) : actor.parties
                if actor.isForum { isForum = true }
                if !actor.offices.isEmpty, actor.parties.count == 2 { holders = actor }
                own.insert(contentsOf: meant.filter { lexicon.parties[$0].kind != .forum }, at: 0)
                start = actor.span.start
                attending.removeAll { $0.span == actor.span }
            } else if case .place = nodes[at].kind {
                start = nodes[at].span.start
                // 达沃斯世界经济论坛年会
                if candidate.place == nil, nodes[at + 1].textBefore <= 2, nodes[at + 1].cues.isEmpty {
                    candidate.place = placeChooser.place(nodes[at])
                }
            } else if let actor = nodes[at].actor, let attend = match.cues["attend"], at > attend {
                // 出席总统西米纳的就职典礼: whose it is takes part, and is at home.
                own.insert(contentsOf: actor.parties, at: 0)
                guests.append(actor)
                if candidate.place == nil { candidate.place = placeChooser.home(of: actor) }
            } else if nodes[at].actor != nil || isCue(nodes[at], "attend", "at", "held") || nodes[at].trigger != nil {
                break
            }
            at -= 1
        }
        if match.cues["held"].map({ $0 < index }) ?? false {
            // 韩国、中国和日本举行高层会议: whose gathering it is stands before 举行.
            for party in all.flatMap(\.parties) where !own.contains(party) { own.append(party) }
        }
        let text = article.blocks[Int(nodes[index].span.block)].text
        candidate.gathering = text.string(
            TextSpan(block: Int(nodes[index].span.block), start: Int(start), end: Int(nodes[index].span.end)))
        candidate.actors = unique(attending + guests)
        candidate.parties = []
        candidate.add(parties: own + attending.flatMap(\.parties))
        if own.isEmpty, start == nodes[index].span.start {
            if match.cues["during"] != nil, let speaker = match.sideA.last, speaker + 1 < nodes.count,
                isCue(nodes[speaker + 1], "speech")
            {
                // 杨洁篪指出，会议期间…: who tells of it.
                reject(nodes[index], candidate.term, "a gathering that is only spoken of")
                return
            }
            if told.add(candidate, to: &candidates) { return }
            told.complete(&candidate)
        }
        if candidate.parties.isEmpty {
            completeGathering(candidate, nodes, index)
            reject(nodes[index], candidate.term, "a gathering of nobody known")
            return
        }
        if candidate.place == nil { candidate.place = placeChooser.hosted(nodes, trigger: index) }
        if own.count == 2, let holders, !own.contains(where: { lexicon.parties[$0].isOrganisation }) {
            // 特朗普和习近平举行中美元首峰会: two sides' own meeting.
            candidate.gathering = ""
            candidate.actors.append(holders)
        }
        if let host = hostComeTo(nodes, match, index) { candidate.add(parties: [host]) }
        // 应李显龙总理邀请…出席: the host takes part as inviter.
        for actor in nodes.compactMap(\.actor)
        where actor.isInviter && (actor.isNamed || (actor.isSide && candidate.place != nil)) {
            guard candidate.place == nil || actor.parties.contains(where: { $0 == candidate.place?.party }) else {
                continue
            }
            candidate.actors.append(actor)
            candidate.add(parties: actor.parties)
        }
        if let held = match.cues["held"], isCue(nodes[held], "opens"), candidate.status == .held {
            candidate.isArrival = true
        }
        if let closes = closing(nodes, match, index), candidate.status == .held,
            let date = nodes[..<closes].last(where: { $0.date != nil })?.date, date == candidate.dateMention
        {
            candidate.isDeparture = true
        }
        candidate.owners = Set(own)
        let codes = Set(candidate.parties.map { lexicon.parties[$0].id })
        // One party alone: at an organisation's or a forum's own gathering, at a summit, or abroad.
        let isAbroad = candidate.place?.party.map { !candidate.parties.contains($0) } ?? false
        let isInternational =
            term.kind == .conference && attending.contains(where: \.isNamed)
            && match.cues["attend"].map {
                $0 < index && told.isInternational(nodes[$0...index], of: attending, in: text)
            } ?? false
        if !own.contains(where: { lexicon.parties[$0].isOrganisation }), !isForum, codes.count < 2,
            candidate.kind != .summit || own.count == codes.count || !told.isLeaders(attending, on: article.published),
            !isAbroad, !isInternational
        {
            reject(nodes[index], candidate.term, "one party alone at an occasion that no party names")
            if candidate.status == .held, !attending.isEmpty, codes.count == 1 { told.keep(candidate) }
            return
        }
        if attending.isEmpty, own.count < 2,
            match.cues.isEmpty
                || (candidate.dateMention == nil && candidate.place == nil && candidate.kind == .conference)
        {
            reject(nodes[index], candidate.term, "a gathering that is only spoken of")
            return
        }
        if !isAbroad, !isInternational, lexicon.isDomestic(candidate.parties), lexicon.isDomestic(own),
            term.frame == "gather-attend"
        {
            reject(nodes[index], candidate.term, "domestic")
            return
        }
        // Two sides below leaders' level hold talks; a conference has three or more.
        if candidate.kind == .conference, term.frame != "gather-attend", candidate.parties.count == 2,
            !candidate.parties.contains(where: { lexicon.parties[$0].isOrganisation })
        {
            candidate.kind = .meeting
            candidate.gathering = ""
            if lexicon.isDomestic(candidate.parties) {
                reject(nodes[index], candidate.term, "domestic")
                return
            }
        }
        if candidate.parties.count >= 2 {
            discourse.noteSides(
                candidate.actors.isEmpty
                    ? own.map { party in
                        var side = Actor(span: nodes[index].span)
                        side.parties = [party]
                        return side
                    } : candidate.actors)
        }
        candidates.append(candidate)
    }

    /// 峰会20日闭幕, 13日刚落幕的峰会: the word for its end.
    private func closing(_ nodes: [Node], _ match: FrameMatcher.Match, _ index: Int) -> Int? {
        if let held = match.cues["held"], isCue(nodes[held], "closes") { return held }
        var at = index - 1
        while at > 0, nodes[at].actor != nil || isCue(nodes[at], "de") { at -= 1 }
        return at >= 0 && isCue(nodes[at], "closes") && at < index - 1 && isCue(nodes[at + 1], "de") ? at : nil
    }

    /// 哈瓦那峰会, 峰会将于2日在北京举行: a gathering without parties of its own is the one that was told of before.
    private mutating func completeGathering(_ named: Candidate, _ nodes: [Node], _ index: Int) {
        guard
            let known = candidates.lastIndex(where: {
                $0.term == named.term && !$0.gathering.isEmpty && $0.sentence != named.sentence
                    && ($0.status == named.status || $0.isTitle)
            })
        else { return }
        let isNamedByPlace = index > 0 && nodes[index].textBefore == 0 && placeChooser.place(nodes[index - 1]) != nil
        guard isNamedByPlace || candidates[known].isTitle && named.sentence <= candidates[known].sentence + 2 else {
            return
        }
        let own = isNamedByPlace ? placeChooser.place(nodes[index - 1]) : nil
        if candidates[known].place == nil, let place = own ?? named.place, place.rank > 1 {
            candidates[known].place = place
        }
        guard candidates[known].isTitle, let date = named.dateMention else { return }
        let before = candidates[known].dateMention.flatMap { dates[$0].past ?? dates[$0].future }
        if before == nil || before?.precision == .year { candidates[known].dateMention = date }
    }

    /// 来华出席, 在华出席…的X: who is come to is named as the host.
    private func hostComeTo(_ nodes: [Node], _ match: FrameMatcher.Match, _ index: Int) -> Int? {
        var at = max(0, match.first - 3)
        while at < index {
            let isThere =
                match.cues["de"] != nil && isCue(nodes[at], "at")
                && !(at + 2 < nodes.count && nodes[at + 2].textBefore == 0 && placeChooser.place(nodes[at + 2]) != nil)
            if isThere || isTravelNode(nodes[at]), nodes[at + 1].textBefore == 0,
                let host = placeChooser.place(nodes[at + 1])?.party
            {
                return host
            }
            at += 1
        }
        return nil
    }

    private func isTravelNode(_ node: Node) -> Bool {
        guard let row = node.trigger else { return false }
        return lexicon.meetings[row].frame == "come-to"
    }

}
