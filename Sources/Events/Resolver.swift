import Kernel
import Lexicon

/// Tells which candidates speak of one occasion, and makes one event of each.
struct Resolver {
    let lexicon: Lexicon
    let article: Article
    let sentences: [Sentence]
    let dates: [DateMention]
    let everyone: [Actor]
    /// Where the text puts people, in its order.
    let whereabouts: [Whereabouts]
    /// The last sentence of the lead: the title and the first paragraph.
    let leadEnd: Int

    init(
        lexicon: Lexicon, article: Article, sentences: [Sentence], dates: [DateMention], everyone: [Actor],
        whereabouts: [Whereabouts]
    ) {
        self.lexicon = lexicon
        self.article = article
        self.sentences = sentences
        self.dates = dates
        self.everyone = everyone
        self.whereabouts = whereabouts
        let lead = article.blocks.firstIndex { $0.kind == .paragraph } ?? 0
        leadEnd = sentences.lastIndex { Int($0.span.block) <= lead } ?? 0
    }

    /// Candidates that speak of one occasion.
    struct Occasion {
        var parts: [Candidate]
        var kind: EventKind
        var status: EventStatus
        var isStatusStated: Bool
        var parties: [Int]
        var actors: [Actor]
        var date: DateValue?
        var dateMention: Int?
        var place: Candidate.PlaceFound?
    }

    func events(_ candidates: [Candidate]) -> [Event] {
        var occasions: [Occasion] = []
        for var candidate in candidates {
            if candidate.isWelcome, candidates.contains(where: { isGuest(candidate, in: $0) }) {
                candidate.status = .held
                candidate.isStatusStated = false
            }
            if candidate.isBacked,
                let told = candidates.first(where: {
                    !$0.isBacked && !$0.gathering.isEmpty && $0.kind == candidate.kind && $0.owners == candidate.owners
                })
            {
                // 中方支持秘方举办会议, which the text tells of anyway.
                candidate.status = told.status
                candidate.isStatusStated = false
                candidate.isBacked = false
            }
            settleDate(&candidate)
            settleKind(&candidate)
            if let index = occasions.firstIndex(where: { same($0, candidate) }) {
                join(&occasions[index], candidate)
            } else {
                occasions.append(
                    Occasion(
                        parts: [candidate], kind: candidate.kind, status: candidate.status,
                        isStatusStated: candidate.isStatusStated, parties: candidate.parties, actors: candidate.actors,
                        date: candidate.date, dateMention: candidate.dateMention, place: candidate.place))
            }
        }
        for index in occasions.indices {
            redate(&occasions[index])
            nameHolders(&occasions[index])
        }
        openTours(&occasions)
        settlePlaces(&occasions)
        return occasions.map(event)
    }

    /// What a headline's day was taken for, before the text told that it is to come.
    private func redate(_ occasion: inout Occasion) {
        guard occasion.status == .planned || occasion.status == .proposed, let published = article.published,
            let last = occasion.date?.lastDay, last < published, let mention = occasion.dateMention.map({ dates[$0] }),
            mention.past != mention.future, let future = mention.future
        else { return }
        occasion.date = future
    }

    // MARK: - Holders of offices

    /// 两国总理, 巴西总统: who it is, by those whom the article names, or else by who held the office.
    private func nameHolders(_ occasion: inout Occasion) {
        // 中美两国元首: one of each.
        for actor in occasion.actors
        where !actor.isNamed && actor.parties.count == 2 && !actor.offices.isEmpty && !actor.isDelegation {
            occasion.actors.removeAll { $0.span == actor.span && !$0.isNamed }
            for party in actor.parties
            where !occasion.actors.contains(where: { $0.isNamed && $0.parties == [party] }) {
                var one = actor
                one.parties = [party]
                occasion.actors.append(one)
            }
        }
        let day = occasion.date?.firstDay ?? article.published
        for index in occasion.actors.indices {
            let actor = occasion.actors[index]
            guard !actor.isNamed, !actor.isFormer, !actor.isDelegation, !actor.isCutOff,
                let office = actor.offices.first, ![.envoy, .spouse, .private].contains(lexicon.offices[office].level),
                actor.parties.count == 1, let party = actor.parties.first
            else { continue }
            if let named = everyone.first(where: { holds($0, office, party, day) }),
                !occasion.actors.contains(where: { $0.isSame(as: named) })
            {
                occasion.actors[index].person = named.person
                occasion.actors[index].unknownName = named.unknownName
                occasion.actors[index].wording = named.wording
                continue
            }
            guard let day, isOnePersons(lexicon.offices[office]),
                let holder = lexicon.holder(of: office, in: party, on: day),
                !occasion.actors.contains(where: { $0.person == holder })
            else { continue }
            occasion.actors[index].person = holder
            occasion.actors[index].isInferred = true
        }
    }

    /// Whether an office says who holds it. Of officials, envoys and members there are many, whoever of them is listed.
    private func isOnePersons(_ office: Office) -> Bool {
        switch office.level {
        case .official, .military, .legislator, .ambassador, .envoy: office.hasOneHolder
        default: !office.isGeneral || office.level == .leader
        }
    }

    /// Whether somebody named holds that office there: by the text itself or by tenure.
    private func holds(_ actor: Actor, _ office: Int, _ party: Int, _ day: CivilDate?) -> Bool {
        guard !actor.isFormer else { return false }
        let level = lexicon.offices[office].level
        if actor.parties == [party], actor.offices.contains(office) { return isOfDay(actor, office, day) }
        guard let person = actor.person else { return false }
        let code = lexicon.parties[party].id
        return lexicon.offices(of: person, on: day).contains { tenure in
            tenure.party == code
                && (tenure.office == office
                    || (lexicon.offices[office].id == "leader" && lexicon.offices[tenure.office].level == level))
        }
    }

    /// 1972年的日本首相: not the one whom the text calls so, where the lexicon knows that his day was another.
    private func isOfDay(_ actor: Actor, _ office: Int, _ day: CivilDate?) -> Bool {
        guard let person = actor.person, let day, let published = article.published, published - day > 400 else {
            return true
        }
        let terms = lexicon.tenuresOfPerson[person].map { lexicon.tenures[$0] }.filter { $0.office == office }
        return terms.isEmpty || terms.contains { $0.covers(day) }
    }

    /// Whether another candidate tells that the welcomed guest is there, or is met by his hosts.
    private func isGuest(_ welcome: Candidate, in other: Candidate) -> Bool {
        guard !other.isWelcome, other.status == .held, !other.isHistorical, let host = welcome.host,
            other.parties.contains(host)
        else { return false }
        guard other.kind != .visit || other.host == host else { return false }
        return other.actors.contains { one in
            welcome.actors.contains { one.isSame(as: $0) || (!$0.isNamed && $0.parties == one.parties) }
        }
    }

    // MARK: - Date

    private func settleDate(_ candidate: inout Candidate) {
        guard let index = candidate.dateMention else { return }
        let mention = dates[index]
        let future = candidate.status == .planned || candidate.status == .proposed || candidate.status == .cancelled
        var value = future ? (mention.future ?? mention.past) : (mention.past ?? mention.future)
        if mention.basis == .relative, !candidate.isStatusStated, candidate.status == .held,
            candidate.isTitle || mention.role == .since,
            let published = article.published, let past = mention.past?.firstDay, let coming = mention.future?.firstDay,
            coming > published, coming - published < published - past
        {
            // A headline without a cue (柯文哲4月8日起访美) speaks of the nearer day.
            value = mention.future
        }
        if let published = article.published, let past = mention.past?.firstDay, let coming = mention.future?.firstDay,
            coming - past > 200
        {
            // A day of the year without its year is the near one, whatever the verb.
            if coming - published <= 60, published - past > 200 { value = mention.future }
            if published - past <= 60, coming - published > 200 { value = mention.past }
        }
        if candidate.leadsOn, !candidate.isStatusStated, !candidate.isArrival, !candidate.isUnderWay,
            let last = mention.future?.lastDay, let published = article.published, last > published
        {
            candidate.status = .planned
            candidate.isStatusStated = true
        }
        if candidate.isFormerPlan, candidate.status == .planned, let last = value?.lastDay,
            let published = article.published, last < published
        {
            candidate.status = .cancelled
        }
        if candidate.isBacked, candidate.status == .proposed, value != nil { candidate.status = .planned }
        if mention.role == .since, let first = value?.firstDay, let published = article.published,
            value?.start?.precision == .year, first.year < published.year
        {
            // 1979年以来访台的最高级别官员: since then, not then.
            candidate.dateMention = nil
            return
        }
        if let first = value?.firstDay, let published = article.published, candidate.status == .held, first > published,
            !candidate.isStatusStated
        {
            candidate.status = .planned
            candidate.isStatusStated = true
        }
        if mention.role == .since, candidate.status == .held, !candidate.isArrival, let start = value?.start,
            value?.end == nil, start.precision < .day
        {
            // 今年以来两次通话: in that year.
            value = DateValue(start)
        }
        if candidate.isBefore, let day = value, let end = day.end { value = DateValue(from: nil, to: end) }
        if candidate.isArrival, let day = value, day.isDay, let start = day.start {
            value = DateValue(from: start, to: nil)
        }
        if candidate.isDeparture, let day = value, day.isDay, let end = day.end {
            value = DateValue(from: nil, to: end)
        }
        if candidate.isDeparture, value?.start == nil, let end = value?.lastDay, let duration = candidate.duration,
            duration > 0
        {
            // 29日结束为期三天的访问
            value = DateValue.days(end - (duration - 1), end)
        } else if candidate.kind == .visit, let first = value?.firstDay, let duration = candidate.duration, duration > 0
        {
            value = DateValue.days(first, first + (duration - 1))
        }
        candidate.date = value
    }

    // MARK: - Kind

    private func settleKind(_ candidate: inout Candidate) {
        guard candidate.kind.family == .meet, candidate.gathering.isEmpty, !candidate.isAudience else { return }
        let sides = Set(candidate.parties)
        let leaders = Set(
            candidate.actors.filter { isLeader($0, on: candidate.date?.firstDay ?? article.published) }.flatMap(
                \.parties))
        if candidate.kind == .summit || (sides.count >= 2 && sides.isSubset(of: leaders)) {
            candidate.kind = .summit
        } else if sides.count >= 3 {
            candidate.kind = .conference
        }
    }

    func isLeader(_ actor: Actor, on day: CivilDate?) -> Bool {
        if actor.isFormer { return false }
        if let person = actor.person {
            let held = lexicon.offices(of: person, on: day)
            let read = actor.offices.filter { lexicon.offices[$0].level == .leader }
            // 民主党领袖 leads no country, where the lexicon knows what he is.
            if !read.isEmpty, held.isEmpty || !read.allSatisfy({ lexicon.offices[$0].id == "leader" }) { return true }
            if held.isEmpty { return false }
            return held.contains { tenure in
                let level = lexicon.offices[tenure.office].level
                let party = lexicon.partyIndex[tenure.party].map { lexicon.parties[$0].isOrganisation } ?? false
                return level == .leader || (level == .organisationHead && party)
            }
        }
        return actor.offices.contains { row in
            let office = lexicon.offices[row]
            if office.level == .leader { return true }
            return office.level == .organisationHead && actor.parties.contains { lexicon.parties[$0].isOrganisation }
        }
    }

    // MARK: - One occasion

    private func same(_ occasion: Occasion, _ candidate: Candidate) -> Bool {
        guard let first = occasion.parts.first,
            occasion.kind.family == candidate.kind.family || (candidate.isCut && occasion.kind == .call)
                || (candidate.kind == .call && candidate.mode == .video && occasion.kind != .visit
                    && occasion.parts.allSatisfy(\.isTitle))
        else { return false }
        if first.gathering.isEmpty != candidate.gathering.isEmpty {
            // 美日韩领导人戴维营会晤, as the headline calls what the text calls a summit of the three.
            let headline = occasion.parts.allSatisfy(\.isTitle) || candidate.isTitle
            guard headline, candidate.parties.count > 2, Set(occasion.parties) == Set(candidate.parties) else {
                return false
            }
            return statusAgrees(occasion, candidate)
        }
        if occasion.kind.family != candidate.kind.family, !candidate.isCut {
            return peopleAgree(occasion.actors, candidate.actors) && Set(occasion.parties) == Set(candidate.parties)
        }
        if candidate.kind == .visit, candidate.pointsBack || occasion.parts.allSatisfy(\.pointsBack) {
            return first.host == candidate.host && !occasion.parts.allSatisfy(\.isHistorical)
                && !candidate.isHistorical
                && candidate.actors.contains { one in occasion.actors.contains { $0.isSame(as: one) } }
        }
        if let a = occasion.date, let b = candidate.date, !a.overlaps(b) { return false }
        if candidate.kind == .visit,
            isOfNow(occasion.parts, occasion.date) && isLongAgo(candidate.date)
                || isOfNow([candidate], candidate.date) && isLongAgo(occasion.date)
        {
            return false
        }
        if candidate.kind == .visit {
            guard first.host == candidate.host, !first.travellers.isDisjoint(with: candidate.travellers) else {
                return false
            }
            return peopleAgree(occasion.actors, candidate.actors) && statusAgrees(occasion, candidate)
        }
        let a = Set(occasion.parties)
        let b = Set(candidate.parties)
        if !candidate.gathering.isEmpty, let last = occasion.parts.last, isOneName(last, candidate) { return true }
        if !candidate.gathering.isEmpty {
            guard occasion.kind == candidate.kind, !a.isDisjoint(with: b) else { return false }
            // 出席甲会议、乙峰会: listed in one sentence they are several.
            if occasion.parts.contains(where: { $0.sentence == candidate.sentence }) { return false }
            // 杭州峰会, 汉堡峰会
            if let here = occasion.place, let there = candidate.place, here.party != there.party, !first.isTitle {
                return false
            }
            // Two gatherings of different parties' names in one article are two.
            if !first.owners.isEmpty, !candidate.owners.isEmpty, first.owners != candidate.owners { return false }
            let named = gatheringCore(first.gathering) == gatheringCore(candidate.gathering)
            return (named || a.isSubset(of: b) || b.isSubset(of: a)) && statusAgrees(occasion, candidate)
        }
        guard a.isSubset(of: b) || b.isSubset(of: a) else { return false }
        guard
            levelsAgree(
                occasion.actors, candidate.actors, on: occasion.date?.firstDay ?? article.published)
        else { return false }
        return peopleAgree(occasion.actors, candidate.actors) && statusAgrees(occasion, candidate)
    }

    /// 元首理事会第十六次会议, 论坛开幕式: two words of one gathering's name.
    private func isOneName(_ a: Candidate, _ b: Candidate) -> Bool {
        guard a.sentence == b.sentence, a.trigger.end <= b.trigger.start, b.trigger.start - a.trigger.end <= 30,
            a.status == b.status, Set(a.parties).isSubset(of: b.parties) || Set(b.parties).isSubset(of: a.parties)
        else { return false }
        let between = article.blocks[Int(a.trigger.block)].text[Int(a.trigger.end)..<Int(b.trigger.start)]
        return !String(decoding: between, as: UTF8.self).unicodeScalars.contains { isBetweenNames($0) }
    }

    /// Punctuation, and a conjunction between two names.
    private func isBetweenNames(_ scalar: Unicode.Scalar) -> Bool {
        lexicon.terms(ofCue: "list").contains(String(scalar))
            || (!NameShapes.isHan(scalar.value) && !scalar.properties.isAlphabetic
                && scalar.properties.numericType == nil)
    }

    private func gatheringCore(_ name: String) -> String { String(name.suffix(4)) }

    /// 来华出席峰会的X: a visit that goes on, without a day.
    private func isOfNow(_ parts: [Candidate], _ date: DateValue?) -> Bool {
        date == nil && parts.allSatisfy { ($0.isRelative || $0.pointsBack) && !$0.isHistorical && $0.status == .held }
    }

    /// 去年访华
    private func isLongAgo(_ date: DateValue?) -> Bool {
        guard let last = date?.lastDay, let published = article.published else { return false }
        return last < published - 45
    }

    /// Where one tells of leaders by their office alone, the other names nobody below them (会见沙利文, 两国元首会晤).
    private func levelsAgree(_ a: [Actor], _ b: [Actor], on day: CivilDate?) -> Bool {
        func below(_ named: [Actor], _ unnamed: [Actor]) -> Bool {
            unnamed.contains { other in
                !other.isNamed && !other.isFormer && !other.parties.isEmpty
                    && other.offices.contains { lexicon.offices[$0].level == .leader }
                    && other.parties.contains { party in
                        let those = named.filter { $0.isNamed && $0.parties.contains(party) }
                        return !those.isEmpty && !those.contains { isLeader($0, on: day) }
                    }
            }
        }
        return !below(a, b) && !below(b, a)
    }

    /// Nobody is named on one side by two names.
    private func peopleAgree(_ a: [Actor], _ b: [Actor]) -> Bool {
        for party in Set(a.flatMap(\.parties)).intersection(b.flatMap(\.parties)) {
            let left = a.filter { $0.isNamed && $0.parties.contains(party) }
            let right = b.filter { $0.isNamed && $0.parties.contains(party) }
            if left.isEmpty || right.isEmpty { continue }
            if !left.contains(where: { one in right.contains { one.isSame(as: $0) } }) { return false }
        }
        return true
    }

    /// What took place is not told again as a wish; a headline without a cue may mean either.
    private func statusAgrees(_ occasion: Occasion, _ candidate: Candidate) -> Bool {
        if occasion.status == candidate.status { return true }
        let isHeadline = occasion.parts.allSatisfy(\.isTitle) || candidate.isTitle
        if isHeadline, !occasion.isStatusStated || !candidate.isStatusStated { return true }
        if occasion.date != nil, occasion.date == candidate.date { return true }
        let pair: Set<EventStatus> = [occasion.status, candidate.status]
        if pair == [.held, .proposed] || pair == [.cancelled, .proposed] || pair == [.denied, .held] { return false }
        if pair == [.held, .planned] { return occasion.date == nil || candidate.date == nil }
        return true
    }

    private func join(_ occasion: inout Occasion, _ candidate: Candidate) {
        if candidate.pointsBack {
            occasion.parts.append(candidate)
            if occasion.date == nil, !occasion.isStatusStated {
                occasion.date = candidate.date
                occasion.dateMention = candidate.dateMention
            }
            return
        }
        if occasion.parts.allSatisfy(\.pointsBack) {
            occasion.status = candidate.status
            occasion.isStatusStated = candidate.isStatusStated
        } else if occasion.parts.allSatisfy(\.isTitle), !occasion.isStatusStated, !candidate.isTitle {
            // But 会见X 吁双方对话: two things of one headline do not explain one another.
            occasion.status = candidate.status
            occasion.isStatusStated = candidate.isStatusStated
        } else if candidate.isStatusStated, occasion.status != candidate.status, !candidate.isTitle {
            switch (occasion.status, candidate.status) {
            case (_, .cancelled), (_, .denied): occasion.status = candidate.status
            case (.proposed, .planned): occasion.status = .planned
            case (.held, .planned) where !occasion.isStatusStated && occasion.date == nil && isComing(candidate.date):
                // 两人的会晤: nothing said whether it had been.
                occasion.status = .planned
                occasion.isStatusStated = true
            default: break
            }
        } else if occasion.status == .planned, candidate.status == .held, !candidate.isTitle, candidate.date != nil {
            // A plan that the text later tells as done.
            occasion.status = .held
        }
        occasion.parts.append(candidate)
        if let place = candidate.place, saysMore(place, than: occasion.place) { occasion.place = place }
        for party in candidate.parties where !occasion.parties.contains(party) { occasion.parties.append(party) }
        for actor in candidate.actors {
            if let index = occasion.actors.firstIndex(where: { $0.isSame(as: actor) }) {
                if occasion.actors[index].offices.isEmpty { occasion.actors[index].offices = actor.offices }
            } else if actor.isNamed {
                // A name takes the place of an office without one.
                if let index = occasion.actors.firstIndex(where: { !$0.isNamed && $0.parties == actor.parties }) {
                    occasion.actors[index] = actor
                } else {
                    occasion.actors.append(actor)
                }
            } else if !occasion.actors.contains(where: { $0.parties == actor.parties }) {
                occasion.actors.append(actor)
            }
        }
        if candidate.kind == .call { occasion.kind = .call }
        if candidate.kind == .summit, occasion.kind.family == .meet { occasion.kind = .summit }
        if candidate.kind == .visit, let stay = stay(occasion.date, candidate.date) {
            occasion.date = stay
            occasion.dateMention = candidate.dateMention
        } else if isMorePrecise(candidate.date, than: occasion.date, isVisit: candidate.kind == .visit) {
            occasion.date = candidate.date
            occasion.dateMention = candidate.dateMention
        }
    }

    private func isComing(_ date: DateValue?) -> Bool {
        guard let published = article.published, let first = date?.firstDay else { return false }
        return first > published
    }

    /// 4月8日访问美国 … 28日结束访问: from the one to the other.
    private func stay(_ a: DateValue?, _ b: DateValue?) -> DateValue? {
        guard let a, let b else { return nil }
        let (ending, beginning) = a.start == nil ? (a, b) : (b, a)
        guard ending.start == nil, let last = ending.end, last.precision == .day, let first = beginning.start,
            first.precision == .day, beginning.isDay || beginning.end == nil, first.first <= last.first,
            last.first - first.first <= 60
        else { return nil }
        return DateValue.days(first.first, last.first)
    }

    private func isMorePrecise(_ a: DateValue?, than b: DateValue?, isVisit: Bool) -> Bool {
        guard let a else { return false }
        guard let b else { return true }
        if a.precision != b.precision { return a.precision > b.precision }
        // 本周, 23日起两天: what lies within the other says more.
        if a != b, b.start != nil, b.end != nil, b.contains(a) { return true }
        // 20日闭幕 is not told better by 20日 alone.
        if !isVisit { return a.isDay && b.isInterval && a.start != b.start && a.end != b.end }
        // A stay says more than its first day, a first or last day more than a day alone.
        return !b.isInterval
            ? a.isInterval : a.isInterval && (b.start == nil || b.end == nil) && a.start != nil && a.end != nil
    }

    // MARK: - The event

    private func event(_ occasion: Occasion) -> Event {
        let first = occasion.parts[0]
        let term = lexicon.meetings[first.term]
        let mode = occasion.parts.lazy.compactMap(\.mode).first
        var people: [Participant] = []
        for actor in occasion.actors where actor.isNamed && !actor.isBare {
            let participant = participant(actor, visit: occasion.kind == .visit, day: occasion.date?.firstDay)
            if !people.contains(where: { $0.name == participant.name }) { people.append(participant) }
        }
        var place: Place?
        if occasion.kind != .call, mode != .video, let found = occasion.place {
            place = Place(name: found.name, country: found.party.map { lexicon.parties[$0].id } ?? "")
        }
        let historical = occasion.parts.allSatisfy(\.isHistorical)
        var salience = Salience.secondary
        if first.sentence <= leadEnd, !occasion.parts.allSatisfy(\.isRelative) { salience = .main }
        if historical { salience = .background }
        if let day = occasion.date?.lastDay, let published = article.published, day < published - 45,
            occasion.status == .held
        {
            salience = .background
        }
        let mention = occasion.dateMention.map { dates[$0] }
        return Event(
            kind: occasion.kind, mode: mode, status: occasion.status, date: occasion.date,
            dateText: mention.map { article.string($0.span) } ?? "", dateBasis: mention?.basis,
            parties: occasion.parties.map { lexicon.parties[$0].id }, people: people, place: place, salience: salience,
            cameo: term.cameo, plover: term.plover, doc: article.id, url: article.url, source: article.source,
            published: article.published, reports: [article.id], confidence: confidence(occasion, salience),
            reasons: occasion.parts.map { part in
                Reason(
                    frame: lexicon.frames[part.frame].id,
                    entries: [EntryRef(.meetings, part.term)] + part.actors.flatMap(\.entries), trigger: part.trigger)
            })
    }

    /// How sure a reader may be of the whole row: what the text says outright counts for it, what had to be concluded against
    /// it. The weights were set so that rows above 0.9 are right more often than those below, on labelled articles.
    private func confidence(_ occasion: Occasion, _ salience: Salience) -> Double {
        var value = 0.97
        let isGathering = !occasion.parts[0].gathering.isEmpty
        if !occasion.actors.contains(where: { $0.isNamed && !$0.isInferred }) { value -= 0.12 }
        if occasion.date == nil { value -= 0.06 }
        if !occasion.parts.contains(where: { !$0.isTitle }) { value -= 0.1 }
        if isGathering { value -= 0.12 }
        if occasion.status == .proposed || occasion.status == .cancelled || occasion.status == .denied { value -= 0.08 }
        if salience != .main { value -= 0.1 }
        if occasion.kind == .conference { value -= 0.1 }
        let sides = Set(occasion.parties)
        let acting = Set(occasion.actors.filter { !$0.isBare }.flatMap(\.parties))
        if occasion.kind != .visit, !sides.isSubset(of: acting) { value -= 0.1 }
        if occasion.parts.count > 1, value < 0.97 { value += 0.03 }
        return max(0.3, min(0.99, value))
    }

    private func participant(_ actor: Actor, visit: Bool, day: CivilDate?) -> Participant {
        let party = actor.parties.first.map { lexicon.parties[$0].id } ?? ""
        let office = actor.offices.first.map { lexicon.offices[$0].id } ?? ""
        guard let person = actor.person else {
            return Participant(
                name: actor.unknownName, party: party, office: office, role: visit ? .visitor : .participant)
        }
        let row = lexicon.people[person]
        return Participant(
            id: row.id, name: row.name, nameEn: row.nameEn,
            wording: actor.wording == row.name || actor.isInferred ? "" : actor.wording,
            party: party.isEmpty ? row.party : party, office: office, role: visit ? .visitor : .participant,
            inferred: actor.isInferred)
    }
}
