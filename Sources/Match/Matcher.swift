package import Kernel
package import Lexicon

/// Finds in every block what the lexicons know. Where terms overlap, the reading of the stretch that explains most of it
/// wins as a whole (美国务卿 is 美 + 国务卿, not 美国 + …); a short form stays one only in company that shows it.
package struct Matcher: Sendable {
    private let lexicon: Lexicon
    /// How many characters each pattern of the automaton has, times two.
    private let weight: [Int32]
    private let isShort: [Bool]

    package init(_ lexicon: Lexicon) {
        self.lexicon = lexicon
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
        dropChanceNames(&mentions)
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
    private func dropChanceNames(_ mentions: inout [Mention]) {
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
            && (before.isA(.offices) || before.isA(.parties))
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
