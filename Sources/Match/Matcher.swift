package import Kernel
package import Lexicon

/// Finds in every block what the lexicons know. Where terms overlap, the reading of the stretch that explains most of it
/// wins as a whole (美国务卿 is 美 + 国务卿, not 美国 + …); a short form stays one only in company that shows it.
package struct Matcher: Sendable {
    private let lexicon: Lexicon
    /// How many characters each pattern of the automaton has, times two.
    private let weight: [Int32]
    private let isShort: [Bool]
    /// Characters that foreign names are full of (尔, 斯, 拉).
    private let soundCharacters: CharacterSet

    package init(_ lexicon: Lexicon) {
        self.lexicon = lexicon
        soundCharacters = Matcher.soundCharacters(lexicon)
        var weight: [Int32] = []
        var isShort: [Bool] = []
        weight.reserveCapacity(lexicon.readings.count)
        isShort.reserveCapacity(lexicon.readings.count)
        for (number, readings) in lexicon.readings.enumerated() {
            let length = Int32(lexicon.patternLengths[number])
            var (short, isPerson, isParty, isTrap) = (true, false, false, false)
            for reading in readings {
                if reading.naming != .short { short = false }
                switch reading.entry.table {
                case .people: isPerson = true
                case .parties: if reading.naming != .short { isParty = true }
                case .traps: isTrap = true
                default: break
                }
            }
            // A longer term explains more than its parts; a name more than a word of grammar.
            var value = length * 20 - 10
            if isPerson { value += 5 }
            if isParty { value += 3 }
            if isTrap { value += 1 }
            if length == 1 { value = short ? 6 : 5 }
            weight.append(value)
            isShort.append(short)
        }
        self.weight = weight
        self.isShort = isShort
    }

    /// Those that stand in one of thirty names or more.
    private static func soundCharacters(_ lexicon: Lexicon) -> CharacterSet {
        let isDotted = lexicon.parties.map { lexicon.dottedParties.contains($0.id) }
        var count = [Int32](repeating: 0, count: 0x10000)
        var names: Int32 = 0
        for row in lexicon.people.indices where lexicon.partyOfPerson[row].map({ isDotted[$0] }) ?? false {
            names += 1
            let name = lexicon.people[row].name.utf8.span
            var at = 0
            while at < name.count {
                let (scalar, length) = decodeScalar(name, at: at)
                at += length
                if (0x4E00..<0x10000).contains(scalar) { count[Int(lexicon.fold(scalar))] += 1 }
            }
        }
        var characters = CharacterSet()
        for scalar in count.indices where count[scalar] > 0 && count[scalar] * 30 >= names {
            characters.insert(UInt32(scalar))
        }
        return characters
    }

    fileprivate struct Hit {
        var start: Int32
        var end: Int32
        var pattern: Int32
        var score: Int32 = 0
        var previous: Int32 = -1
    }

    /// What a worker keeps between articles.
    package struct Scratch {
        fileprivate var hits: [Hit] = []
        package init() {}
    }

    /// The mentions of an article, by block and place; traps are not among them.
    package func mentions(in article: Article, scratch: inout Scratch) -> [Mention] {
        var mentions: [Mention] = []
        for (block, text) in article.blocks.enumerated() {
            scratch.hits.removeAll(keepingCapacity: true)
            lexicon.automaton.forEachMatch(in: text.text.span) { pattern, start, end in
                scratch.hits.append(Hit(start: Int32(start), end: Int32(end), pattern: Int32(pattern)))
            }
            choose(&scratch.hits, block: block, text: text.text, into: &mentions)
        }
        settleShorts(&mentions, article)
        dropChanceNames(&mentions, on: article.published)
        dropUnsignedNames(&mentions, article)
        return mentions
    }

    /// Splits the hits into stretches that overlap, and finds the best-scoring choice for each.
    private func choose(_ hits: inout [Hit], block: Int, text: [UInt8], into mentions: inout [Mention]) {
        var first = 0
        while first < hits.count {
            var end = hits[first].end
            var next = first + 1
            // Neighbours that touch belong together too: whether short forms stand in a row decides between readings.
            while next < hits.count, hits[next].start <= end, next - first < 4096 {
                end = max(end, hits[next].end)
                next += 1
            }
            if next - first == 1 {
                emit(hits[first], block, into: &mentions)
            } else {
                let chosen = best(&hits, first..<next)
                for index in chosen { emit(hits[index], block, into: &mentions) }
            }
            first = next
        }
    }

    private func best(_ hits: inout [Hit], _ range: Range<Int>) -> [Int] {
        // Hits are sorted by start; those that can precede one ended before it starts, and none is longer than a name.
        var bestEnd = range.lowerBound
        for index in range {
            let hit = hits[index]
            var score: Int32 = 0
            var previous: Int32 = -1
            var back = index - 1
            var looked = 0
            while back >= range.lowerBound, looked < 96 {
                let other = hits[back]
                if other.end <= hit.start {
                    var value = other.score
                    if other.end == hit.start, isShort[Int(other.pattern)], isShort[Int(hit.pattern)] { value += 10 }
                    if value > score || previous < 0 {
                        score = value
                        previous = Int32(back)
                    }
                }
                back -= 1
                looked += 1
            }
            hits[index].score = score + weight[Int(hit.pattern)]
            hits[index].previous = previous
            if hits[index].score > hits[bestEnd].score { bestEnd = index }
        }
        var chosen: [Int] = []
        var at = bestEnd
        while at >= 0 {
            chosen.append(at)
            at = Int(hits[at].previous)
        }
        return chosen.reversed()
    }

    private func emit(_ hit: Hit, _ block: Int, into mentions: inout [Mention]) {
        let readings = lexicon.meanings[Int(hit.pattern)]
        if readings.isEmpty { return }
        mentions.append(
            Mention(span: TextSpan(block: block, start: Int(hit.start), end: Int(hit.end)), readings: readings))
    }

    // MARK: - Short forms

    /// Keeps a short form where its company shows that it is one, and settles whose it is by the full names around it.
    private func settleShorts(_ mentions: inout [Mention], _ article: Article) {
        var named: [Int32: Int] = [:]
        for mention in mentions {
            for reading in mention.readings where reading.naming != .short {
                switch reading.entry.table {
                case .parties: named[reading.entry.row, default: 0] += 2
                case .people:
                    if mention.readings.count == 1,
                        let party = lexicon.partyIndex[lexicon.people[Int(reading.entry.row)].party]
                    {
                        named[Int32(party), default: 0] += 1
                    }
                default: break
                }
            }
        }
        var kept: [Mention] = []
        kept.reserveCapacity(mentions.count)
        for (index, mention) in mentions.enumerated() {
            guard mention.readings.contains(where: { $0.naming == .short }) else {
                kept.append(mention)
                continue
            }
            let strong = mention.readings.filter { $0.naming != .short }
            guard isShortForm(mentions, index, article) else {
                if !strong.isEmpty { kept.append(Mention(span: mention.span, readings: strong)) }
                continue
            }
            let shorts = mention.readings.filter { $0.naming == .short }
            let best = shorts.max {
                (named[$0.entry.row] ?? 0, -$0.entry.row) < (named[$1.entry.row] ?? 0, -$1.entry.row)
            }
            let isCommon =
                Automaton.key(article.string(mention.span), fold: lexicon.fold).map(lexicon.commonShorts.contains)
                ?? false
            if let best, (shorts.count == 1 && isCommon) || (named[best.entry.row] ?? 0) > 0 {
                kept.append(Mention(span: mention.span, readings: [best]))
            }
        }
        mentions = kept
    }

    /// A foreign name turns up by chance inside other words, and in namesakes: it is one where an office or a party stands
    /// beside it, or the article speaks of its country at all; and then wherever the article names that person.
    private func dropChanceNames(_ mentions: inout [Mention], on day: CivilDate?) {
        var parties: Set<String> = []
        for mention in mentions {
            for reading in mention.readings {
                let row = Int(reading.entry.row)
                if reading.entry.table == .parties { parties.insert(lexicon.parties[row].id) }
                if reading.entry.table == .places, let land = lexicon.partyOfPlace[row] {
                    parties.insert(lexicon.parties[land].id)
                }
            }
        }
        var shown: Set<Int32> = []
        for index in mentions.indices where isBeside(mentions, index) {
            for reading in mentions[index].readings where reading.entry.table == .people {
                shown.insert(reading.entry.row)
            }
        }
        for index in mentions.indices where mentions[index].isA(.people) && mentions[index].span.count <= 12 {
            if isBeside(mentions, index) { continue }
            let isShortName = mentions[index].span.count <= 6
            let isChance = { (reading: Mention.Reading) -> Bool in
                guard reading.entry.table == .people, !shown.contains(reading.entry.row) else { return false }
                let person = lexicon.people[Int(reading.entry.row)]
                guard lexicon.dottedParties.contains(person.party), !parties.contains(person.party),
                    !lexicon.tenuresOfPerson[Int(reading.entry.row)].contains(where: {
                        parties.contains(lexicon.tenures[$0].party)
                    })
                else { return false }
                // 普京会见拜登, 埃尔多安: of those who lead on the day the name is enough, unless it is short and few know it.
                if !isShortName || lexicon.commonParties.contains(person.party), leads(Int(reading.entry.row), on: day)
                {
                    return false
                }
                // The great powers' people are named without their country.
                return isShortName || !lexicon.commonParties.contains(person.party)
            }
            // Readings are shared with the lexicon: only what changes is copied.
            if mentions[index].readings.contains(where: isChance) {
                mentions[index].readings.removeAll(where: isChance)
            }
        }
        mentions.removeAll { $0.readings.isEmpty }
    }

    /// 部长沈颖: an office or a party right before a name.
    private func isBeside(_ mentions: [Mention], _ index: Int) -> Bool {
        guard index > 0, mentions[index].isA(.people) else { return false }
        let before = mentions[index - 1]
        return before.span.end == mentions[index].span.start && before.span.block == mentions[index].span.block
            && (isOfState(before) || before.isA(.parties))
    }

    // MARK: - Namesakes

    /// A short name has many bearers. That of somebody who is out of office, or in one that few know, is his where another
    /// sign stands by: a party of his or an office that he held beside it, here or elsewhere in the article, the whole name, or
    /// the name in Latin letters.
    private func dropUnsignedNames(_ mentions: inout [Mention], _ article: Article) {
        let day = article.published
        var weak: [Int] = []
        var signed: Set<Int32> = []
        var parties: Set<Int> = []
        for reading in mentions.lazy.flatMap(\.readings) where reading.entry.table == .parties {
            parties.insert(Int(reading.entry.row))
        }
        for index in mentions.indices where mentions[index].isA(.people) {
            let latin = LatinName(article.blocks[Int(mentions[index].span.block)].text, Int(mentions[index].span.end))
            if let latin {
                mentions[index].readings.removeAll {
                    $0.entry.table == .people && latin.isNamesake(of: lexicon.people[Int($0.entry.row)].nameEn)
                }
            }
            var isWeakSomewhere = false
            for reading in mentions[index].readings where reading.entry.table == .people {
                let person = Int(reading.entry.row)
                if !isShortName(mentions[index].span.count, of: person)
                    || latin?.isName(of: lexicon.people[person].nameEn) ?? false || hasSign(mentions, index, of: person)
                    || isTitled(mentions, index, of: person, among: parties)
                    || isListed(mentions, index, with: person, on: day)
                {
                    signed.insert(reading.entry.row)
                } else if !isPlain(mentions, index, of: person, article) {
                    isWeakSomewhere = true
                }
            }
            if isWeakSomewhere { weak.append(index) }
        }
        for index in weak {
            // What the others are is asked of all mentions, so that the order in which they are dropped decides nothing.
            let dropped = mentions[index].readings.filter { reading in
                reading.entry.table == .people && !signed.contains(reading.entry.row)
                    && !isPlain(mentions, index, of: Int(reading.entry.row), article)
            }
            mentions[index].readings.removeAll(where: dropped.contains)
        }
        mentions.removeAll { $0.readings.isEmpty }
    }

    /// Somebody well known, whose short name is no part of a longer one.
    private func isPlain(_ mentions: [Mention], _ index: Int, of person: Int, _ article: Article) -> Bool {
        let bytes = mentions[index].span.count
        guard isWellKnown(person, bytes, on: article.published) else { return false }
        let isDotted = lexicon.dottedParties.contains(lexicon.people[person].party)
        return !isDotted || leads(person, on: article.published) || !isPartOfName(mentions, index, article)
    }

    private func leads(_ person: Int, on day: CivilDate?) -> Bool {
        lexicon.tenuresOfPerson[person].contains { row in
            let term = lexicon.tenures[row]
            return lexicon.offices[term.office].level == .leader && (day.map { term.covers($0) } ?? true)
        }
    }

    /// 赫塔·米勒 is another Müller, and 米利 no part of 马克西米利安: a dot beside the name, or, of a name of two characters, one
    /// that foreign names are full of and that belongs to no other word.
    private func isPartOfName(_ mentions: [Mention], _ index: Int, _ article: Article) -> Bool {
        let span = mentions[index].span
        let text = article.blocks[Int(span.block)].text
        let isFreeBefore =
            !(index > 0 && mentions[index - 1].span.block == span.block
            && mentions[index - 1].span.end == span.start)
        let isFreeAfter =
            !(index + 1 < mentions.count && mentions[index + 1].span.block == span.block
            && mentions[index + 1].span.start == span.end)
        func tells(_ scalar: UInt32, isFree: Bool) -> Bool {
            let folded = lexicon.fold(scalar)
            return folded == 0xB7 || (isFree && span.count <= 6 && soundCharacters.contains(folded))
        }
        if span.start > 0 {
            var at = Int(span.start) - 1
            while at > 0, text[at] & 0xC0 == 0x80 { at -= 1 }
            if tells(decodeScalar(text.span, at: at).scalar, isFree: isFreeBefore) { return true }
        }
        return Int(span.end) < text.count
            && tells(decodeScalar(text.span, at: Int(span.end)).scalar, isFree: isFreeAfter)
    }

    /// How many days after the end of his term a leader is named without a word of who he is.
    private static let memory = 25 * 365
    /// The same for a name of two characters, and how long before the term.
    private static let shortMemory = 5 * 365

    /// Two characters of a name that is written in its own, three of one that is written by sound.
    private func isShortName(_ bytes: Int, of person: Int) -> Bool {
        bytes <= (lexicon.dottedParties.contains(lexicon.people[person].party) ? 9 : 6)
    }

    /// A party of his or an office that he held stands right before the name, or the office right behind it.
    private func hasSign(_ mentions: [Mention], _ index: Int, of person: Int) -> Bool {
        let span = mentions[index].span
        if index > 0, mentions[index - 1].span.block == span.block {
            let gap = span.start - mentions[index - 1].span.end
            if gap <= 3, isOffice(mentions[index - 1], of: person) { return true }
            if gap == 0, isParty(mentions[index - 1], of: person) { return true }
            // 巴勒斯坦代表曼苏尔: a title of anybody's, behind his party.
            if gap == 0, index > 1, isGeneralTitle(mentions[index - 1]), isParty(mentions[index - 2], of: person),
                mentions[index - 2].span.end == mentions[index - 1].span.start
            {
                return true
            }
        }
        guard index + 1 < mentions.count else { return false }
        let after = mentions[index + 1]
        return after.span.block == span.block && after.span.start == span.end && isOffice(after, of: person)
    }

    /// 国民党荣誉主席连战: any title of politics right before the name, where the article speaks of his country.
    private func isTitled(_ mentions: [Mention], _ index: Int, of person: Int, among parties: Set<Int>) -> Bool {
        guard index > 0, mentions[index - 1].span.block == mentions[index].span.block,
            mentions[index - 1].span.end == mentions[index].span.start, isOfState(mentions[index - 1]),
            let party = lexicon.partyOfPerson[person]
        else { return false }
        return parties.contains(party)
    }

    /// An office that he held; of a name that is written by sound, and so rarer, also one like it.
    private func isOffice(_ mention: Mention, of person: Int) -> Bool {
        let isDotted = lexicon.dottedParties.contains(lexicon.people[person].party)
        return mention.readings.contains { reading in
            guard reading.entry.table == .offices else { return false }
            let row = Int(reading.entry.row)
            return lexicon.tenuresOfPerson[person].contains { term in
                let held = lexicon.tenures[term].office
                return held == row
                    || (isDotted && lexicon.offices[held].level.isLike(lexicon.offices[row].level))
            }
        }
    }

    /// An office that is none of a lawyer, a teacher, a trainer.
    private func isOfState(_ mention: Mention) -> Bool {
        mention.row(in: .offices).map { lexicon.offices[$0].level != .private } ?? false
    }

    private func isGeneralTitle(_ mention: Mention) -> Bool {
        mention.row(in: .offices).map { lexicon.offices[$0].isGeneral } ?? false
    }

    private func isParty(_ mention: Mention, of person: Int) -> Bool {
        mention.readings.contains { reading in
            guard reading.entry.table == .parties else { return false }
            let code = lexicon.parties[Int(reading.entry.row)].id
            return lexicon.people[person].party == code
                || lexicon.tenuresOfPerson[person].contains { lexicon.tenures[$0].party == code }
        }
    }

    /// Somebody known of the same party is named in one breath: 卡特和克林顿, 蔡奇、王毅.
    private func isListed(_ mentions: [Mention], _ index: Int, with person: Int, on day: CivilDate?) -> Bool {
        func isNear(_ a: Int, _ b: Int) -> Bool {
            mentions[a].span.block == mentions[b].span.block && mentions[b].span.start - mentions[a].span.end <= 3
        }
        func isKnown(_ other: Int) -> Bool {
            mentions[other].readings.contains { reading in
                let row = Int(reading.entry.row)
                return reading.entry.table == .people && lexicon.people[row].party == lexicon.people[person].party
                    && isWellKnown(row, mentions[other].span.count, on: day)
            }
        }
        func isList(_ at: Int) -> Bool { isCue(mentions[at], ["list", "with"]) }
        if index > 0, isNear(index - 1, index) {
            if isKnown(index - 1) { return true }
            if index > 1, isList(index - 1), isNear(index - 2, index - 1), isKnown(index - 2) { return true }
        }
        guard index + 1 < mentions.count, isNear(index, index + 1) else { return false }
        if isKnown(index + 1) { return true }
        return index + 2 < mentions.count && isList(index + 1) && isNear(index + 1, index + 2) && isKnown(index + 2)
    }

    /// Whom the news names without a word of who it is: those in office, but not envoys and the many officials of a common
    /// name; and who led a country lately, or will soon.
    private func isWellKnown(_ person: Int, _ bytes: Int, on day: CivilDate?) -> Bool {
        lexicon.tenuresOfPerson[person].contains { row in
            let term = lexicon.tenures[row]
            let office = lexicon.offices[term.office]
            // Nobody is out of office on a day that is not known.
            let isServing = day.map { term.covers($0) } ?? true
            if office.level == .leader, !isServing, let day {
                if let end = term.to?.lastDay, day > end {
                    return day < end + (bytes > 6 ? Matcher.memory : Matcher.shortMemory)
                }
                return term.from?.firstDay.map { day > $0 - Matcher.shortMemory } ?? false
            }
            guard isServing else { return false }
            switch office.level {
            case .ambassador, .envoy, .private: return false
            case .official, .military, .legislator: return !office.party.isEmpty
            default: return true
            }
        }
    }

    private func isShortForm(_ mentions: [Mention], _ index: Int, _ article: Article) -> Bool {
        let mention = mentions[index]
        let after =
            index + 1 < mentions.count && mentions[index + 1].span.block == mention.span.block
                && mentions[index + 1].span.start == mention.span.end ? mentions[index + 1] : nil
        if index > 0 {
            let before = mentions[index - 1]
            if before.span.block == mention.span.block, before.span.end == mention.span.start {
                if before.isA(.parties) || isCue(before, ["stationed", "to-place"]) || isTravel(before) { return true }
                // 对美, 在日: only where the word ends there.
                if isCue(before, ["to", "at", "with"]), after != nil || endsWord(mention, article) { return true }
            }
        }
        guard let after else { return false }
        return after.isA(.parties) || after.isA(.offices) || after.isA(.people) || after.isA(.meetings)
            || isCue(after, ["side", "stationed", "plural", "plural-many", "modifier", "former", "before"])
    }

    /// Nothing but punctuation follows.
    private func endsWord(_ mention: Mention, _ article: Article) -> Bool {
        let text = article.blocks[Int(mention.span.block)].text
        guard Int(mention.span.end) < text.count else { return true }
        let (scalar, _) = decodeScalar(text.span, at: Int(mention.span.end))
        return !(0x4E00...0x9FFF).contains(scalar)
    }

    /// 访, 抵, 赴
    private func isTravel(_ mention: Mention) -> Bool {
        mention.row(in: .meetings).map { lexicon.meetings[$0].kind == .visit } ?? false
    }

    private func isCue(_ mention: Mention, _ classes: [String]) -> Bool {
        mention.readings.contains { $0.entry.table == .cues && classes.contains(lexicon.cues[Int($0.entry.row)].cue) }
    }
}
