import Kernel
import Lexicon

/// Reads an article sentence by sentence and makes a candidate of every trigger whose frame fits.
struct Assembler {
    let lexicon: Lexicon
    let article: Article
    let sentences: [Sentence]
    let dates: [DateMention]
    var nodeReader: NodeReader
    let matcher: FrameMatcher
    private let statusReader: StatusReader
    private let dateChooser: DateChooser
    let placeChooser: PlaceChooser
    let pairNames: PairNames
    var discourse = Discourse()
    var attendance: Attendance
    var told: ToldGatherings
    let noEvents: NoEvents
    private let items: NewsItems
    let pairs: TwoStates

    /// Everyone whom the article names, for filling in who holds an office that it does not name them by.
    var everyone: [Actor] { discourse.seen }

    var candidates: [Candidate] = []
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
            // 在中非合作论坛约翰内斯堡峰会上: the gathering's place.
            if nodes[(index + 1)...].prefix(5).contains(where: isGathering) { continue }
            let date = nodes[..<index].last { $0.date != nil }?.date
            let day = date.flatMap { (dates[$0].past ?? dates[$0].future)?.lastDay }
            // Long ago.
            if let day, let published = article.published, day < published - 45 { continue }
            whereabouts.append(Whereabouts(person: person, place: found, sentence: sentence, day: day))
        }
    }

    func person(_ nodes: [Node], before index: Int) -> Actor? {
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
    var round: Candidate?
    /// A trip to several countries that are not named where it is told; inviters named later may be they.
    var openTour: Candidate?
    /// 出访欧洲
    var openContinent: Candidate?

    func isCue(_ node: Node, _ names: String...) -> Bool {
        lexicon.isCue(node.cues, among: names)
    }

    /// Who does what stands at `index` without a subject of its own: the one that opens the nearest clause before.
    func subject(_ nodes: [Node], before index: Int) -> Actor? { subjects(nodes, before: index).first }

    /// 欧洲理事会主席甲、欧盟委员会主席乙将访华，出席…: that one with those listed beside him.
    func subjects(_ nodes: [Node], before index: Int) -> [Actor] {
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
    func speaker(_ nodes: [Node], before index: Int) -> Actor? {
        if index > 0, let actor = nodes[index - 1].actor, actor.isNamed, !actor.isInviter { return actor }
        return sentenceSubject
    }

    /// The first who is named behind a place in the sentence.
    func speaker(_ nodes: [Node], after index: Int) -> Actor? {
        nodes[(index + 1)...].lazy.compactMap(\.actor).first { $0.isNamed }
    }

    mutating func reject(_ node: Node, _ term: Int, _ reason: String) {
        rejections.append(Rejection(trigger: node.span, term: EntryRef(.meetings, term), reason: reason))
    }

    private mutating func read(trigger index: Int, term row: Int, _ nodes: [Node], sentence: Int) {
        let term = lexicon.meetings[row]
        // 金砖国家领导人第十七次会晤: a meeting with an ordinal between the holders that make it up and itself is a gathering.
        var frame = term.frame
        var kind = term.kind
        if term.kind.family == .meet, !term.isGathering, index > 0, nodes[index].textBefore > 0,
            let owner = nodes[index - 1].actor,
            owner.isOfGathering,
            owner.parties.count > 1 || owner.parties.contains(where: { lexicon.parties[$0].isOrganisation })
        {
            frame = "gather"
            kind = owner.offices.contains { lexicon.offices[$0].level == .leader } ? .summit : .conference
        }
        let gathers = frame.hasPrefix("gather")
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
        if gathers, goesOn(nodes, index, term) { return }
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
        if isTravel(term), next < nodes.count, nodes[next].textBefore == 0, isJourney(nodes[next]) { next += 1 }
        let follows = next < nodes.count && nodes[next].textBefore <= 1
        let isSpan =
            follows
            && (isCue(nodes[next], "after", "before")
                || ((isTravel(term) || gathers) && isCue(nodes[next], "during")))
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
            gathers
            && (follows && isCue(nodes[next], "during") || match.cues["during"].map { $0 > index } ?? false)
        candidate.isMargin = isMargin
        let isGreeting = status.greeting != nil
        let choice = dateChooser.choose(
            nodes, trigger: index,
            first: status.greeting ?? (isSpan ? locative(nodes, index) : nil) ?? ended ?? match.first,
            last: match.last,
            scope: status.isTopic || isSpan || isGreeting || ended != nil
                ? .phrase : isRelative ? .relative : .sentence,
            isVisit: isTravel(term), isGathering: gathers,
            isComing: status.status == .planned || status.status == .proposed, dates: dates
        )
        candidate.dateMention =
            choice?.mention ?? (isGreeting ? nil : bracketed(nodes[index].span.block))
        candidate.isBefore = choice?.isBefore ?? false
        // A week or a month may hold the gathering as well as the meeting.
        if isMargin, let date = candidate.dateMention, (dates[date].past ?? dates[date].future)?.isDay ?? true {
            candidate.dateMention = nil
        }
        if gathers, !candidate.isStatusStated, match.cues["attend"] != nil,
            setsOut(nodes, before: index)
        {
            candidate.status = .planned
            candidate.isStatusStated = true
        }
        if let moved = status.movedTo, let date = nodes[moved].date { candidate.dateMention = date }
        // 在人民大会堂会见来华出席论坛的X: the hall is the meeting's, not the forum's.
        candidate.place = placeChooser.choose(
            nodes, trigger: index, first: match.first, last: match.last,
            isPhrase: isRelative && gathers)
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
    func guests(_ meeting: Candidate, of host: Int) -> [Actor] {
        meeting.actors.filter { $0.isNamed && $0.stationed == nil && $0.parties.count == 1 && $0.parties != [host] }
    }

    /// 习近平在人民大会堂会见X；X说，此次访问…: who is received in another's country, and speaks of this visit, is there.
    mutating func tellPresupposedVisit() {
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
    func end(_ nodes: [Node], before index: Int) -> Int? {
        nodes[...index].lastIndex { isFrame($0, "leave") }
    }

    func isJourney(_ node: Node) -> Bool {
        guard let row = node.trigger else { return false }
        return isTravel(lexicon.meetings[row])
    }

    func isGathering(_ node: Node) -> Bool {
        guard let row = node.trigger else { return false }
        return lexicon.meetings[row].isGathering
    }

    func isFrame(_ node: Node, _ name: String) -> Bool {
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
    func isPrivate(_ actor: Actor) -> Bool {
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

    func isTravel(_ term: MeetingTerm) -> Bool { term.kind == .visit }

    /// 来访的X, 正在P访问的X: the trigger stands in a phrase that only describes somebody.
    func isRelative(_ nodes: [Node], _ match: FrameMatcher.Match, _ index: Int) -> Bool {
        guard let de = match.cues["de"], let whom = match.sideA.first else { return false }
        return de > index && whom > de
    }
}
