import Kernel
import Lexicon

/// Whoever a phrase stands for: party, office and person in any order, any of them missing.
struct Actor: Sendable {
    enum Pronoun: Sendable {
        /// 双方, 两国, 两人: the two sides that the text is about.
        case two
        /// 三国, 各方
        case many
        /// 他, 她, 其
        case single
        /// 你, 您: whoever is spoken to.
        case addressee
        /// 我: whoever speaks.
        case speaker
    }

    var span: TextSpan
    /// Rows of the lexicon, in the order of the text: 中韩外长 has two.
    var parties: [Int] = []
    var person: Int?
    /// A name that no row has.
    var unknownName = ""
    var offices: [Int] = []
    var isFormer = false
    var isDelegation = false
    var pronoun: Pronoun?
    /// 韩方, 中国政府: a party as such.
    var isSide = false
    /// 应X邀请: someone who invites and does not take part.
    var isInviter = false
    /// Belongs to the name of a meeting or gathering.
    var isOfGathering = false
    /// A forum without a code of its own was named.
    var isForum = false
    /// The lexicon rows that it was read from.
    var entries: [EntryRef] = []
    /// The name as the text has it.
    var wording = ""
    /// The place that its name also is (布鲁塞尔), as a row of places.tsv.
    var seat: Int?
    /// An ambassador: where.
    var stationed: Int?
    /// The day that settled an office-holder's name, where nothing but the office did.
    var isInferred = false
    /// The text gives the party itself (美国贸易代表戴琪), not only by whom it follows.
    var statesParty = false
    /// A place stands for the party (上海市市长).
    var isOfPlace = false

    init(span: TextSpan) { self.span = span }

    /// Whether both are one person, of the lexicon or by a name that no row has.
    func isSame(as other: Actor) -> Bool {
        if let person, let another = other.person { return person == another }
        return !unknownName.isEmpty && unknownName == other.unknownName
    }

    /// 三国, as somewhere to go.
    var isManyLands: Bool { pronoun == .many && parties.isEmpty && offices.isEmpty }

    /// 斐济四国, 德法两国: lands at the end of a list, with their number.
    var isLand: Bool { isSide && !isNamed && offices.isEmpty && (pronoun == .two || parties.count > 1) }

    var isNamed: Bool { person != nil || !unknownName.isEmpty }
    /// A party's name with nothing that shows that somebody acts for it.
    var isBare: Bool { !isNamed && offices.isEmpty && pronoun == nil && !isSide && !isDelegation }
}

/// Reads mentions of one sentence into actors.
struct ActorReader {
    let lexicon: Lexicon
    let names: NameShapes
    let published: CivilDate?
    /// Parties that the article speaks of at all: namesakes of others are not meant.
    let parties: Set<Int>
    /// The country of the source: what 我国 means.
    let ownCountry: Int?
    /// Whom a wording meant before in the article.
    var known: [String: Int] = [:]

    private var terms: TermFit { TermFit(lexicon: lexicon) }

    /// One mention and what it may be.
    struct Token {
        var span: TextSpan
        var mention: Mention
        var parties: [Int]
        var isShort: Bool
        var isSeat: Bool
        var people: [Int]
        var offices: [Int]
        var places: [Int]
        var cues: [Int]
        var meetings: [Int]
    }

    func token(_ mention: Mention) -> Token {
        var token = Token(
            span: mention.span, mention: mention, parties: [], isShort: false, isSeat: false, people: [], offices: [],
            places: [], cues: [], meetings: [])
        for reading in mention.readings {
            let row = Int(reading.entry.row)
            switch reading.entry.table {
            case .parties:
                token.parties.append(row)
                token.isShort = reading.naming == .short
                token.isSeat = reading.naming == .seat
            case .people: token.people.append(row)
            case .offices: token.offices.append(row)
            case .places: token.places.append(row)
            case .cues:
                token.cues.append(row)
                // 我国: the country of whoever writes.
                if lexicon.cues[row].cue == "own-country", let own = ownCountry { token.parties.append(own) }
            case .meetings: token.meetings.append(row)
            default: break
            }
        }
        return token
    }

    /// A forum without a code of its own is the parties that its name names (中日韩, 中国－中亚), or itself where it names none.
    private func acting(_ party: Int, _ wording: String) -> [Int] {
        let row = lexicon.parties[party]
        if row.kind == .organisation {
            // 77国集团和中国
            let states = lexicon.commonParties.compactMap { lexicon.partyIndex[$0] }.filter {
                wording.holds(lexicon.parties[$0].name) && $0 != party
            }
            return [party] + states.sorted()
        }
        guard row.kind == .forum else { return [party] }
        let name = lexicon.fold.fold(wording)
        let named = row.members.compactMap { lexicon.partyIndex[String($0.prefix { $0 != ":" })] }.filter { member in
            let state = lexicon.parties[member]
            return name.holds(state.name)
                || state.shorts.contains { lexicon.commonShorts.contains(Array($0.utf16)) && name.holds($0) }
        }
        let organisations = lexicon.parties.indices.filter {
            lexicon.parties[$0].kind == .organisation && lexicon.parties[$0].name.utf8.count >= 6
                && name.holds(lexicon.parties[$0].name)
        }
        if named.isEmpty, organisations.isEmpty {
            // 波罗的海三国: a few that always act together are all meant.
            let all = row.members.compactMap { lexicon.partyIndex[String($0.prefix { $0 != ":" })] }
            return (2...5).contains(all.count) ? all : [party]
        }
        return organisations + named
    }

    /// 前总统, 原部长; 前 alone also ends a clause of time.
    private func isFormer(_ token: Token) -> Bool {
        lexicon.isCue(token.cues, "former") || lexicon.isCue(token.cues, "before")
    }

    /// Reads an actor that begins with token `index`, with the honorific behind it; nil where none does. Returns the token
    /// after it too.
    /// `sender`: whom the last envoy of a list serves (中国驻日大使甲、驻韩大使乙).
    func read(_ tokens: [Token], _ index: Int, text: [UInt8], dates: [Int32] = [], sender: [Int] = []) -> (
        actor: Actor, next: Int
    )? {
        guard var (actor, next) = readPhrase(tokens, index, text: text, dates: dates, sender: sender) else {
            return nil
        }
        if !actor.unknownName.isEmpty, let person = holder(named: actor.unknownName, actor) {
            actor.person = person
            actor.unknownName = ""
            actor.entries.append(EntryRef(.people, person))
        }
        while next < tokens.count, tokens[next].span.start == actor.span.end,
            lexicon.isCue(tokens[next].cues, "honorific")
        {
            actor.span.end = tokens[next].span.end
            next += 1
        }
        return (actor, next)
    }

    private func readPhrase(_ tokens: [Token], _ index: Int, text: [UInt8], dates: [Int32], sender: [Int]) -> (
        actor: Actor, next: Int
    )? {
        var at = index
        var actor = Actor(span: tokens[index].span)
        var sawParty = false
        var sawOffice = false
        var officeText: String?
        var end = tokens[index].span.start
        // 前, 新任, 时任
        while at < tokens.count, isFormer(tokens[at]) || lexicon.isCue(tokens[at].cues, "modifier"),
            at == index || tokens[at].span.start == end
        {
            if isFormer(tokens[at]) { actor.isFormer = true }
            end = tokens[at].span.end
            at += 1
        }
        guard at < tokens.count, at == index || tokens[at].span.start == end else { return nil }
        let head = tokens[at]
        if lexicon.isCue(head.cues, "plural"), at == index || head.span.start == end {
            actor.pronoun = .two
            actor.span.end = head.span.end
            at += 1
            return office(after: &actor, tokens, at, text)
        }
        if lexicon.isCue(head.cues, "plural-many") {
            actor.pronoun = .many
            actor.span.end = head.span.end
            at += 1
            return office(after: &actor, tokens, at, text)
        }
        if lexicon.isCue(head.cues, "addressee") {
            actor.pronoun = .addressee
            actor.span.end = head.span.end
            return (actor, at + 1)
        }
        if lexicon.isCue(head.cues, "first-person"), !isOwnCountry(tokens, at) {
            actor.pronoun = .speaker
            actor.span.end = head.span.end
            return (actor, at + 1)
        }
        if lexicon.isCue(head.cues, "pronoun") {
            actor.pronoun = .single
            actor.span.end = head.span.end
            return (actor, at + 1)
        }
        // 驻日大使: where somebody serves, and for whom, the text says elsewhere or not at all.
        var isPosted = false
        if at == index || head.span.start == end, let posting = posting(tokens, at, text, end: &end) {
            if posting.isFormer { actor.isFormer = true }
            actor.stationed = posting.party
            actor.parties = sender
            actor.statesParty = !sender.isEmpty
            isPosted = true
            at = posting.office
        }
        // Parties: one, or several short ones in a row (中日韩).
        while at < tokens.count, !tokens[at].parties.isEmpty, tokens[at].people.isEmpty,
            at == index || tokens[at].span.start == end || (sawParty && joint(end, tokens[at].span.start, text))
        {
            if sawParty,
                !(tokens[at].isShort || tokens[at - 1].isShort
                    || lexicon.parties[tokens[at - 1].parties[0]].isOrganisation
                    || joint(end, tokens[at].span.start, text) || sharesOffice(tokens, at))
            {
                break
            }
            for party in acting(tokens[at].parties[0], text.string(tokens[at].span))
            where !actor.parties.contains(party) { actor.parties.append(party) }
            if lexicon.parties[tokens[at].parties[0]].kind == .forum { actor.isForum = true }
            actor.entries.append(EntryRef(.parties, tokens[at].parties[0]))
            actor.seat = tokens[at].places.first
            sawParty = true
            actor.statesParty = true
            end = tokens[at].span.end
            actor.span.end = end
            at += 1
        }
        // 中国新任驻印度大使
        if sawParty, at + 1 < tokens.count, tokens[at].span.start == end,
            isFormer(tokens[at]) || lexicon.isCue(tokens[at].cues, "modifier"),
            tokens[at + 1].span.start == tokens[at].span.end, lexicon.isCue(tokens[at + 1].cues, "stationed")
        {
            if isFormer(tokens[at]) { actor.isFormer = true }
            end = tokens[at].span.end
            at += 1
        }
        if sawParty, at < tokens.count, tokens[at].span.start == end {
            if lexicon.isCue(tokens[at].cues, "plural") || lexicon.isCue(tokens[at].cues, "plural-many") {
                actor.pronoun = actor.parties.count > 1 ? nil : .two
                actor.isSide = true
                end = tokens[at].span.end
                actor.span.end = end
                at += 1
            } else if lexicon.isCue(tokens[at].cues, "side") {
                actor.isSide = true
                end = tokens[at].span.end
                actor.span.end = end
                at += 1
                return (actor, at)
            } else if let posting = posting(tokens, at, text, end: &end) {
                // 中国驻印度大使: the second party is where the envoy serves.
                if posting.isFormer { actor.isFormer = true }
                actor.stationed = posting.party
                at = posting.office
                actor.span.end = end
            } else if isPosting(tokens, at) {
                return (actor, at)
            }
        }
        // Modifiers between party and office: 韩国新任外长, 美国前总统. Without an office behind them they are none.
        let beforeModifiers = (at: at, end: end, isFormer: actor.isFormer)
        while at < tokens.count, tokens[at].span.start == end,
            isFormer(tokens[at]) || lexicon.isCue(tokens[at].cues, "modifier"),
            sawParty
        {
            let next = at + 1
            guard next < tokens.count, tokens[next].span.start - tokens[at].span.end <= 24 else { break }
            if isFormer(tokens[at]) { actor.isFormer = true }
            end = tokens[at].span.end
            at = next
        }
        // 美国加利福尼亚州州长, 上海市市长: a place of the party's between it and the office, or in its stead.
        if let party = placeOfOffice(tokens, at), at == index || tokens[at].span.start == end,
            !sawParty || actor.parties.contains(party)
        {
            if !sawParty {
                actor.parties = [party]
                actor.isOfPlace = true
                sawParty = true
            }
            end = tokens[at].span.end
            at += 1
        }
        if sawParty, let office = officeBehindField(tokens, at, end, text) { at = office }
        // 代表特朗普会见: on whose behalf; but 代表王毅 behind a party.
        if !sawParty, at == index, at + 1 < tokens.count, lexicon.isCue(tokens[at].cues, "on-behalf"),
            !isPartOfWord(tokens, at, text),
            tokens[at + 1].span.start == tokens[at].span.end,
            !tokens[at + 1].people.isEmpty || !tokens[at + 1].offices.isEmpty || !tokens[at + 1].parties.isEmpty
        {
            return nil
        }
        // 财政部负责国际事务的副部长: what somebody has charge of.
        if sawParty, let office = officeInCharge(tokens, at, end, text) {
            end = tokens[office].span.start
            at = office
        }
        // An office, right behind or behind an institution's name (韩国统一部次官).
        while at < tokens.count, !tokens[at].offices.isEmpty, tokens[at].people.isEmpty || tokens[at].span.start == end
        {
            let gap = Int(tokens[at].span.start - end)
            if sawParty || sawOffice || isPosted || at == index || actor.isFormer {
                let joined =
                    gap == 0 || (sawOffice && listed(end, tokens[at].span.start, text))
                    || (sawOffice && isField(end, tokens[at].span.start, text))
                    || (!sawOffice && sawParty && isInstitution(end, tokens[at].span.start, text))
                if at != index, !joined { break }
            } else if at != index {
                break
            }
            if sawOffice, gap > 0, isField(end, tokens[at].span.start, text) {
                // 总统国际气候政策高级顾问: the adviser.
                actor.offices = []
            } else if sawOffice, gap > 0, !opensName(tokens, at, text) {
                break
            }
            // 总统特使: the envoy, not the president.
            if gap == 0, possesses(lexicon.offices[tokens[at].offices[0]]) { actor.offices = [] }
            actor.offices.append(tokens[at].offices[0])
            actor.entries.append(EntryRef(.offices, tokens[at].offices[0]))
            if !sawOffice { officeText = text.string(tokens[at].span) }
            sawOffice = true
            end = tokens[at].span.end
            actor.span.end = end
            at += 1
            while at < tokens.count, tokens[at].span.start == end,
                isFormer(tokens[at]) || lexicon.isCue(tokens[at].cues, "modifier")
            {
                let next = at + 1
                guard next < tokens.count, tokens[next].span.start == tokens[at].span.end else { break }
                end = tokens[at].span.end
                at = next
            }
            if let office = officeBehindField(tokens, at, end, text) { at = office }
        }
        if !sawOffice, beforeModifiers.at < at,
            !(at < tokens.count && !tokens[at].people.isEmpty && tokens[at].span.start == end)
        {
            (at, end, actor.isFormer) = beforeModifiers
        }
        if sawOffice, at < tokens.count, tokens[at].span.start == end, lexicon.isCue(tokens[at].cues, "delegation") {
            actor.isDelegation = true
            actor.span.end = tokens[at].span.end
            return (actor, at + 1)
        }
        // The name.
        if at < tokens.count,
            tokens[at].span.start == end || at == index || (sawOffice && listed(end, tokens[at].span.start, text)),
            !tokens[at].people.isEmpty
        {
            if let longer = longerName(tokens, at, text, dates, actor) {
                // 刘鹏宇 is not 刘鹏: one more character of no word before something known.
                actor.unknownName = text.string(
                    TextSpan(block: Int(actor.span.block), start: Int(tokens[at].span.start), end: longer))
                actor.wording = actor.unknownName
                actor.span.end = Int32(longer)
                return (actor, at + 1)
            }
            if let person = choose(tokens[at].people, actor, text.string(tokens[at].span)) {
                actor.person = person
                actor.wording = text.string(tokens[at].span)
                actor.entries.append(EntryRef(.people, person))
                end = tokens[at].span.end
                actor.span.end = end
                at += 1
                // 朴振外长, 习近平主席
                if at < tokens.count, tokens[at].span.start == end, !tokens[at].offices.isEmpty,
                    tokens[at].people.isEmpty
                {
                    let office = tokens[at].offices[0]
                    if possesses(lexicon.offices[office]), at + 1 < tokens.count,
                        tokens[at + 1].span.start == tokens[at].span.end
                            || listed(tokens[at].span.end, tokens[at + 1].span.start, text),
                        !tokens[at + 1].people.isEmpty || !tokens[at + 1].offices.isEmpty
                    {
                        // 习近平特使X: whose envoy somebody is; the envoy follows.
                        var envoy = Actor(span: tokens[at].span)
                        envoy.parties = actor.parties
                        if envoy.parties.isEmpty, let party = lexicon.partyIndex[lexicon.people[person].party] {
                            envoy.parties = [party]
                        }
                        if let (more, next) = read(tokens, at, text: text, dates: dates) {
                            var more = more
                            if more.parties.isEmpty { more.parties = envoy.parties }
                            return (more, next)
                        }
                    } else if lexicon.offices[office].level == .envoy {
                        // 总统佐科特使、…部长: whoever it is, he is not the president.
                        var envoy = Actor(
                            span: TextSpan(
                                block: Int(actor.span.block), start: Int(actor.span.start),
                                end: Int(tokens[at].span.end)))
                        envoy.parties = actor.parties
                        if envoy.parties.isEmpty, let party = lexicon.partyIndex[lexicon.people[person].party] {
                            envoy.parties = [party]
                        }
                        envoy.offices = [office]
                        envoy.entries = [EntryRef(.offices, office)]
                        return (envoy, at + 1)
                    }
                    if !possesses(lexicon.offices[office]) {
                        actor.offices.append(office)
                        actor.entries.append(EntryRef(.offices, office))
                        end = tokens[at].span.end
                        actor.span.end = end
                        at += 1
                    }
                }
                if at < tokens.count, tokens[at].span.start == end, lexicon.isCue(tokens[at].cues, "delegation") {
                    actor.span.end = tokens[at].span.end
                    at += 1
                }
                if actor.parties.isEmpty { partyOfPerson(&actor) }
                if let office = officeText, let party = actor.parties.first,
                    office.hasPrefix(lexicon.parties[party].name)
                {
                    actor.statesParty = true
                }
                return (actor, at)
            }
            if sawOffice, tokens[at].span.start == end {
                // A namesake of somebody else's is a name all the same.
                let known = tokens[at].span
                let limit = limit(after: Int(known.end), endOfName(tokens, at + 1, text), dates)
                let length = names.nameLength(
                    text, Int(known.start), limit, parties: actor.parties, lexicon: lexicon, isBounded: true)
                let whole = max(known.count, length ?? 0)
                actor.unknownName = text.string(
                    TextSpan(block: Int(known.block), start: Int(known.start), end: Int(known.start) + whole))
                actor.wording = actor.unknownName
                actor.span.end = known.start + Int32(whole)
                return (actor, at + 1)
            }
        } else if sawOffice,
            !(at < tokens.count && tokens[at].span.start == end && lexicon.isCue(tokens[at].cues, "side"))
        {
            let limit = limit(after: Int(end), endOfName(tokens, at, text), dates)
            let following = at < tokens.count ? tokens[at] : nil
            if let length = names.nameLength(
                text, Int(end), limit, parties: actor.parties, lexicon: lexicon,
                isBounded: following != nil || limit == text.count)
            {
                actor.span.end = end + Int32(length)
                // A name that the text breaks off in is not known.
                if isCutOff(text, Int(actor.span.end)) { return (actor, at) }
                actor.unknownName = text.string(
                    TextSpan(block: Int(actor.span.block), start: Int(end), end: Int(end) + length))
                actor.wording = actor.unknownName
                return (actor, at)
            }
        }
        guard sawParty || sawOffice else { return nil }
        if !sawOffice, sawParty, at < tokens.count, lexicon.isCue(tokens[at].cues, "delegation"),
            tokens[at].span.start - end <= 30,
            isPlain(end, tokens[at].span.start, text)
        {
            actor.isDelegation = true
            actor.span.end = tokens[at].span.end
            return (actor, at + 1)
        }
        if sawOffice, actor.parties.isEmpty, let office = actor.offices.first,
            let party = lexicon.partyIndex[lexicon.offices[office].party]
        {
            actor.parties = [party]
        }
        return (actor, at)
    }

    /// 法国德国领导人: lands side by side, with the office that leads each.
    private func sharesOffice(_ tokens: [Token], _ index: Int) -> Bool {
        guard index + 1 < tokens.count, tokens[index + 1].span.start == tokens[index].span.end,
            let office = tokens[index + 1].offices.first
        else { return false }
        return [.leader, .minister].contains(lexicon.offices[office].level)
    }

    /// The office behind what its holder has charge of, all within one phrase.
    private func officeInCharge(_ tokens: [Token], _ index: Int, _ end: Int32, _ text: [UInt8]) -> Int? {
        var at = index
        var isOpened = false
        while at + 1 < tokens.count, at - index < 6, tokens[at].span.start - end <= 75,
            isPlain(end, tokens[at].span.start, text), tokens[at].meetings.isEmpty
        {
            if lexicon.isCue(tokens[at].cues, "in-charge") {
                guard tokens[at].span.start - end <= 36 else { return nil }
                isOpened = true
            } else if lexicon.isCue(tokens[at].cues, "de") {
                let next = tokens[at + 1]
                return isOpened && next.span.start == tokens[at].span.end && !next.offices.isEmpty ? at + 1 : nil
            } else if !isOpened {
                return nil
            }
            at += 1
        }
        return nil
    }

    private func isPosting(_ tokens: [Token], _ index: Int) -> Bool {
        lexicon.isCue(tokens[index].cues, "stationed") && index + 2 < tokens.count
            && tokens[index + 1].span.start == tokens[index].span.end
            && !(tokens[index + 1].parties.isEmpty && tokens[index + 1].places.isEmpty)
    }

    /// 驻日大使, 驻联合国前代表: where an envoy serves, and the token of the office, up to which `end` moves.
    private func posting(_ tokens: [Token], _ index: Int, _ text: [UInt8], end: inout Int32) -> (
        party: Int?, office: Int, isFormer: Bool
    )? {
        guard index < tokens.count, isPosting(tokens, index) else { return nil }
        var next = index + 1
        var at = tokens[next].span.end
        var wasBefore = false
        let party = tokens[next].parties.first
        next += 1
        while next < tokens.count, tokens[next].span.start == at,
            isFormer(tokens[next]) || lexicon.isCue(tokens[next].cues, "modifier")
        {
            if isFormer(tokens[next]) { wasBefore = true }
            at = tokens[next].span.end
            next += 1
        }
        guard next < tokens.count, !tokens[next].offices.isEmpty else { return nil }
        if tokens[next].span.start != at {
            // 中国驻日本使馆发言人
            guard isInstitution(at, tokens[next].span.start, text) else { return nil }
            at = tokens[next].span.start
        }
        end = at
        return (party, next, wasBefore)
    }

    /// The party of a place that an office stands right behind.
    private func placeOfOffice(_ tokens: [Token], _ index: Int) -> Int? {
        guard index + 1 < tokens.count, let place = tokens[index].places.first, tokens[index].parties.isEmpty,
            tokens[index].people.isEmpty, tokens[index + 1].span.start == tokens[index].span.end,
            tokens[index + 1].people.isEmpty, let office = tokens[index + 1].offices.first,
            [.official, .legislator].contains(lexicon.offices[office].level)
        else { return nil }
        return lexicon.partyOfPlace[place]
    }

    /// Where a name that the lexicon knows goes on into a longer one behind an office: 刘鹏宇 is not 刘鹏, 博纳尔 not 博纳.
    private func longerName(
        _ tokens: [Token], _ index: Int, _ text: [UInt8], _ dates: [Int32], _ actor: Actor
    ) -> Int? {
        let token = tokens[index]
        guard token.span.count <= 9, index > 0, tokens[index - 1].span.end == token.span.start,
            !tokens[index - 1].offices.isEmpty
        else { return nil }
        if token.people.contains(where: { terms.answer($0, as: actor, on: published, past: []) == .held }) {
            return nil
        }
        let isDotted = token.people.contains { lexicon.dottedParties.contains(lexicon.people[$0].party) }
        let start = Int(token.span.start)
        let end = Int(token.span.end)
        let next = limit(after: end, endOfName(tokens, index + 1, text), dates)
        if isDotted {
            guard next > end,
                let length = names.nameLength(text, start, next, parties: [], lexicon: lexicon, isBounded: true),
                length > token.span.count, length <= 24,
                start + length == next || !NameShapes.isHan(decodeScalar(text.span, at: start + length).scalar),
                // 彭斯再: what no name goes on with.
                !names.stops(decodeScalar(text.span, at: end).scalar)
            else { return nil }
            return start + length
        }
        guard token.span.count == 6, next - end == 3 else { return nil }
        let (scalar, length) = decodeScalar(text.span, at: end)
        return NameShapes.isHan(scalar) && length == 3 && !names.stops(scalar) ? next : nil
    }

    /// 副代表凌激: characters of no word stand right before.
    private func isPartOfWord(_ tokens: [Token], _ index: Int, _ text: [UInt8]) -> Bool {
        let start = Int(tokens[index].span.start)
        if index > 0, Int(tokens[index - 1].span.end) == start { return false }
        return start >= 3 && NameShapes.isHan(decodeScalar(text.span, at: start - 3).scalar)
    }

    /// 我外长, 我驻美大使: whose country it is, not who speaks.
    private func isOwnCountry(_ tokens: [Token], _ index: Int) -> Bool {
        let next = index + 1
        guard next < tokens.count, tokens[next].span.start == tokens[index].span.end else { return false }
        return !tokens[next].offices.isEmpty || lexicon.isCue(tokens[next].cues, among: ["stationed", "delegation"])
    }

    private func isCutOff(_ text: [UInt8], _ end: Int) -> Bool {
        let rest = text[min(end, text.count)...]
        return rest.starts(with: "...".utf8) || rest.starts(with: "…".utf8)
    }

    /// Where a name must end at the latest: at the next word that is known, or the next date.
    private func limit(after end: Int, _ token: Int, _ dates: [Int32]) -> Int {
        for date in dates where Int(date) >= end { return min(token, Int(date)) }
        return token
    }

    /// Where the first known word stands that no foreign name runs through: a part behind a dot is the name's whatever it is
    /// (玛丽·布什), and so is one character in it that is also a country's short form (海德拉).
    private func endOfName(_ tokens: [Token], _ index: Int, _ text: [UInt8]) -> Int {
        var at = index
        while at < tokens.count {
            let token = tokens[at]
            let start = Int(token.span.start)
            let isBehindDot = start >= 2 && text[start - 2] == 0xC2 && text[start - 1] == 0xB7
            let touches = at + 1 < tokens.count && tokens[at + 1].span.start == token.span.end
            let isChance = token.isShort && token.span.count == 3 && !touches && token.meetings.isEmpty
            guard isBehindDot || isChance else { return start }
            at += 1
        }
        return text.count
    }

    private func office(after actor: inout Actor, _ tokens: [Token], _ index: Int, _ text: [UInt8]) -> (
        actor: Actor, next: Int
    )? {
        var at = index
        while at < tokens.count, tokens[at].span.start == actor.span.end, !tokens[at].offices.isEmpty {
            actor.offices.append(tokens[at].offices[0])
            actor.entries.append(EntryRef(.offices, tokens[at].offices[0]))
            actor.span.end = tokens[at].span.end
            at += 1
        }
        return (actor, at)
    }

    /// Offices that somebody has at another: envoys, spouses, spokespeople.
    private func possesses(_ office: Office) -> Bool {
        office.level == .envoy || office.level == .spouse || office.id.hasSuffix("spokesperson")
            || office.id == "chief-of-staff"
    }

    func partyOfPerson(_ actor: inout Actor) {
        guard let person = actor.person else { return }
        if let office = actor.offices.first, let party = lexicon.partyIndex[lexicon.offices[office].party] {
            actor.parties = [party]
            return
        }
        // Whom somebody speaks for is a matter of the day: a prime minister now heads an alliance.
        var served: Set<String> = []
        if let published {
            for row in lexicon.tenuresOfPerson[person] where lexicon.tenures[row].covers(published) {
                served.insert(lexicon.tenures[row].party)
            }
        }
        let code = served.count == 1 ? served.first ?? "" : lexicon.people[person].party
        if let party = lexicon.partyIndex[code] ?? lexicon.partyIndex[lexicon.people[person].party] {
            actor.parties = [party]
        }
    }

    /// Which of several people of a name is meant: the one of that party, in office when the article was written.
    private func choose(_ people: [Int], _ actor: Actor, _ wording: String) -> Int? {
        let isShort =
            wording.utf8.count <= (people.contains { lexicon.dottedParties.contains(lexicon.people[$0].party) } ? 9 : 6)
        func fit(_ person: Int) -> Int {
            var score = 0
            let row = lexicon.people[person]
            if known.values.contains(person) { score += 60 }
            if let party = lexicon.partyIndex[row.party] { score += parties.contains(party) ? 20 : -20 }
            if !actor.parties.isEmpty {
                let codes = actor.parties.map { lexicon.parties[$0].id }
                if codes.contains(row.party)
                    || lexicon.tenuresOfPerson[person].contains(where: { codes.contains(lexicon.tenures[$0].party) })
                {
                    score += 100
                } else if codes.contains(where: { lexicon.isOneCountry($0, row.party) }) {
                    // 香港中联办主任: an office of China's.
                    score += 60
                } else {
                    score -= 100
                }
            }
            for tenure in lexicon.tenuresOfPerson[person].map({ lexicon.tenures[$0] }) {
                let serving = published.map { tenure.covers($0) } ?? (tenure.to == nil)
                if actor.offices.contains(tenure.office) { score += serving ? 40 : 15 }
                if serving { score += 10 }
                if let published, let from = tenure.from?.firstDay, from > published + 400 { score -= 8 }
                if lexicon.offices[tenure.office].level == .leader { score += 2 }
            }
            return score
        }
        let best = people.max { (fit($0), -$0) < (fit($1), -$1) }
        guard let best else { return nil }
        // A namesake of another country than the text says is not the one.
        if !actor.parties.isEmpty, fit(best) < -50 { return nil }
        // Nor is one of a short name of whom no term tells of the office or of the day.
        if actor.statesParty, !actor.offices.isEmpty, !known.values.contains(best) {
            let answer = terms.answer(best, as: actor, on: published, past: [])
            if answer != .held, let holder = holder(named: wording, actor) { return holder }
            if answer == .silent, isShort { return nil }
        }
        return best
    }

    /// Whoever holds the office that the text names, where the name is a part of his: 施密特 is no name of its own for a former
    /// chancellor of that name, but behind 德国前总理 it is. Where somebody else holds it now, it is he who once did.
    private func holder(named name: String, _ actor: Actor) -> Int? {
        guard !actor.parties.isEmpty else { return nil }
        let parts = ActorReader.parts(lexicon.fold.fold(name))
        var holders: Set<Int> = []
        var others: Set<Int> = []
        for party in actor.parties {
            for office in actor.offices {
                let key = Lexicon.OfficeKey(office: office, party: lexicon.parties[party].id)
                let rows = lexicon.tenuresOfOffice[key] ?? []
                for person in Set(rows.map { lexicon.tenures[$0].person }) where isNamed(person, parts) {
                    switch terms.answer(person, as: actor, on: published, past: []) {
                    case .held: holders.insert(person)
                    case .contradicted:
                        if terms.isFilled(rows, by: person, as: actor, on: published) { others.insert(person) }
                    case .silent: break
                    }
                }
            }
        }
        let found = holders.isEmpty ? others : holders
        // 保罗 is rather 兰德·保罗 than 保罗·戈萨尔.
        let byLast = found.filter { person in parts.last.map { endsName(of: person, $0) } ?? false }
        return found.count == 1 ? found.first : byLast.count == 1 ? byLast.first : nil
    }

    private func endsName(of person: Int, _ part: String) -> Bool {
        let row = lexicon.people[person]
        return ([row.name] + row.aliases).contains { ActorReader.parts(lexicon.fold.fold($0)).last == part }
    }

    private func isNamed(_ person: Int, _ parts: [String]) -> Bool {
        let row = lexicon.people[person]
        return ([row.name] + row.aliases).contains { name in
            let others = ActorReader.parts(lexicon.fold.fold(name))
            return others.count > 1 && !parts.isEmpty && parts.allSatisfy(others.contains)
        }
    }

    /// What dots and dashes part in a foreign name; single characters (李, 基) tell nobody.
    private static func parts(_ name: String) -> [String] {
        name.unicodeScalars.split { Automaton.isJoint($0.value) }.filter { $0.count > 1 }.map { String($0) }
    }

    private func joint(_ from: Int32, _ to: Int32, _ text: [UInt8]) -> Bool {
        guard to > from, to - from <= 3 else { return false }
        let gap = text[Int(from)..<Int(to)]
        return gap.elementsEqual("－".utf8) || gap.elementsEqual("-".utf8) || gap.elementsEqual("—".utf8)
            || gap.elementsEqual("·".utf8) || gap.elementsEqual("–".utf8)
    }

    /// Between two offices of one holder: 、 or 兼.
    private func listed(_ from: Int32, _ to: Int32, _ text: [UInt8]) -> Bool {
        guard to > from, to - from <= 3 else { return false }
        let gap = text[Int(from)..<Int(to)]
        return gap.elementsEqual("、".utf8) || gap.elementsEqual("兼".utf8)
    }

    /// Whether the offices from here on end in a name, so that all of them are one person's.
    private func opensName(_ tokens: [Token], _ index: Int, _ text: [UInt8]) -> Bool {
        var at = index
        while at < tokens.count, !tokens[at].offices.isEmpty, tokens[at].people.isEmpty {
            let end = tokens[at].span.end
            at += 1
            guard at < tokens.count else {
                return names.nameLength(text, Int(end), text.count, parties: [], lexicon: lexicon, isBounded: true)
                    != nil
            }
            if tokens[at].span.start == end { continue }
            if listed(end, tokens[at].span.start, text) { continue }
            return names.nameLength(
                text, Int(end), Int(tokens[at].span.start), parties: [], lexicon: lexicon, isBounded: true) != nil
        }
        return at < tokens.count && !tokens[at].people.isEmpty
    }

    /// A few characters without punctuation that end like an institution's name (统一部, 国际贸易促进协会).
    private func isInstitution(_ from: Int32, _ to: Int32, _ text: [UInt8]) -> Bool {
        guard to > from, to - from <= 45, isPlain(from, to, text) else { return false }
        return names.isInstitution(text[Int(from)..<Int(to)])
    }

    private func isField(_ from: Int32, _ to: Int32, _ text: [UInt8]) -> Bool {
        to > from && to - from <= 45 && names.isField(text[Int(from)..<Int(to)])
    }

    /// 总统国际气候政策高级顾问: the office behind words of its field that mean something by themselves too (国际).
    private func officeBehindField(_ tokens: [Token], _ index: Int, _ end: Int32, _ text: [UInt8]) -> Int? {
        guard index < tokens.count, tokens[index].offices.isEmpty else { return nil }
        var at = index
        while at < tokens.count, tokens[at].offices.isEmpty, tokens[at].people.isEmpty, tokens[at].parties.isEmpty,
            tokens[at].span.start - end <= 45
        { at += 1 }
        guard at > index, at < tokens.count, !tokens[at].offices.isEmpty, isField(end, tokens[at].span.start, text)
        else { return nil }
        return at
    }

    private func isPlain(_ from: Int32, _ to: Int32, _ text: [UInt8]) -> Bool {
        from >= to
            || text[Int(from)..<Int(to)].allSatisfy { $0 >= 0x80 || (0x30...0x39).contains($0) }
                && !names.hasPunctuation(text[Int(from)..<Int(to)])
    }
}

extension [UInt8] {
    func string(_ span: TextSpan) -> String { String(decoding: self[span.range], as: UTF8.self) }
}
