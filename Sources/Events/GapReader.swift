package import Kernel
package import Lexicon

/// Reads the sentences of an article as the events' stage does, and notes what it has no row for.
package struct GapReader: Sendable {
    package struct Found: Sendable {
        package var gaps: [(gap: LexiconGap, sentence: TextSpan)] = []
        package var holders = HolderTally()
    }

    private let lexicon: Lexicon
    private let names: NameShapes
    private let terms: TermFit

    package init(_ lexicon: Lexicon) {
        self.lexicon = lexicon
        names = NameShapes(lexicon)
        terms = TermFit(lexicon: lexicon)
    }

    package func read(_ article: Article, sentences: [Sentence], mentions: [Mention], dates: [DateMention]) -> Found {
        var found = Found()
        let parties = mentions.flatMap { $0.readings.filter { $0.entry.table == .parties }.map { Int($0.entry.row) } }
        let reader = NodeReader(
            lexicon: lexicon,
            actors: ActorReader(
                lexicon: lexicon, names: names, published: article.published, parties: Set(parties),
                ownCountry: lexicon.partyIndex[article.sourceCountry]))
        var mentionsRead = 0
        var datesRead = 0
        for sentence in sentences {
            let here = EventStage.next(in: sentence.span, of: mentions, after: &mentionsRead, \.span)
            let days = EventStage.next(in: sentence.span, of: dates, after: &datesRead, \.span)
            if !here.isEmpty {
                let text = article.blocks[Int(sentence.span.block)].text
                let nodes = reader.nodes(
                    of: sentence.span, mentions: mentions[here], dates: dates, dateRange: days, text: text)
                let past = article.published.map { day in
                    dates[days].compactMap(\.past).filter { $0.lastDay.map { $0 < day } ?? false }
                }
                var gaps: [LexiconGap] = []
                for index in nodes.indices {
                    if let actor = nodes[index].actor, !isCutOff(text, actor.span.end) {
                        holder(actor, article.published, past ?? [], &found.holders, &gaps)
                    }
                    offices(nodes, index, text, &gaps)
                    terms(nodes, index, text, sentence.span, &gaps)
                }
                found.gaps += gaps.map { ($0, sentence.span) }
            }
        }
        return found
    }

    /// Summaries break off in the middle of a name: 习近...
    private func isCutOff(_ text: [UInt8], _ end: Int32) -> Bool {
        text[Int(end)...].starts(with: "..".utf8) || text[Int(end)...].starts(with: "…".utf8)
    }

    // MARK: - Names

    /// Counts a phrase of party, office and name; a name that is unknown is a gap, and so is what the terms of a known one
    /// do not tell. Offices that are none of state are not counted.
    private func holder(
        _ actor: Actor, _ day: CivilDate?, _ past: [DateValue], _ tally: inout HolderTally, _ gaps: inout [LexiconGap]
    ) {
        guard let office = actor.offices.first, let party = actor.parties.first, actor.parties.count == 1,
            actor.offices.contains(where: { lexicon.offices[$0].level != .private })
        else { return }
        if let person = actor.person {
            // The party may be the person's own, with none in the text.
            guard actor.statesParty || actor.isOfPlace else { return }
            switch terms.answer(person, as: actor, on: day, past: past) {
            case .held: tally.inOffice += 1
            case .contradicted:
                tally.contradicting += 1
                gaps.append(told(.contradiction, person, actor, party, office))
            case .silent:
                tally.silent += 1
                gaps.append(told(.tenure, person, actor, party, office))
            }
            return
        }
        guard !actor.unknownName.isEmpty, actor.statesParty || actor.isOfPlace else { return }
        tally.unknown += 1
        var name = lexicon.fold.fold(actor.unknownName)
        while let last = name.unicodeScalars.last, Automaton.isJoint(last.value) { name.unicodeScalars.removeLast() }
        let at = actor.stationed
        if let day, let known = lexicon.holder(of: office, in: party, on: day), at == nil,
            isLike(name, lexicon.people[known])
        {
            // 普京则: the name is known, and more was taken for it than it has.
            let row = lexicon.people[known]
            if ([row.name] + row.aliases).contains(where: { name.hasPrefix(lexicon.fold.fold($0)) }) { return }
            gaps.append(LexiconGap(.alias, name, party: party, office: office, person: known))
        } else {
            gaps.append(LexiconGap(.person, name, party: party, office: office, at: at))
        }
    }

    private func told(_ kind: LexiconGap.Kind, _ person: Int, _ actor: Actor, _ party: Int, _ office: Int) -> LexiconGap
    {
        LexiconGap(
            kind, lexicon.people[person].name, party: party, office: office, person: person, at: actor.stationed)
    }

    /// Half of the characters of the shorter name stand in the other one too.
    private func isLike(_ name: String, _ person: Person) -> Bool {
        let characters = Set(name.unicodeScalars)
        return ([person.name] + person.aliases).contains { known in
            let others = Set(lexicon.fold.fold(known).unicodeScalars)
            return characters.intersection(others).count * 2 >= min(characters.count, others.count)
        }
    }

    // MARK: - Offices

    private static let titleLength = 2...12

    /// A party, words, and one of its people.
    private func offices(_ nodes: [Node], _ index: Int, _ text: [UInt8], _ gaps: inout [LexiconGap]) {
        guard index + 1 < nodes.count, let party = nodes[index].actor, party.isBare, party.parties.count == 1,
            let holder = nodes[index + 1].actor, let person = holder.person, holder.offices.isEmpty,
            let title = han(text, nodes[index].span.end, nodes[index + 1].span.start),
            GapReader.titleLength.contains(title.count)
        else { return }
        let code = lexicon.parties[party.parties[0]].id
        let isOfParty =
            lexicon.people[person].party == code
            || lexicon.tenuresOfPerson[person].contains { lexicon.tenures[$0].party == code }
        if isOfParty { gaps.append(LexiconGap(.office, title, party: party.parties[0], person: person)) }
    }

    // MARK: - Terms

    private static let termLength = 2...6

    /// Two participants with words between them, or joined by 与 with words behind them, in a clause that tells of no event.
    private func terms(_ nodes: [Node], _ index: Int, _ text: [UInt8], _ sentence: TextSpan, _ gaps: inout [LexiconGap])
    {
        guard let first = nodes[index].actor, isParticipant(first), !hasTrigger(nodes, around: index) else { return }
        // 普京周四祝贺习近平, 普京周四与习近平握手: a date may stand behind the first.
        var before = index
        if before + 1 < nodes.count, nodes[before + 1].date != nil, nodes[before + 1].textBefore == 0 { before += 1 }
        guard before + 1 < nodes.count else { return }
        var from = nodes[before].span.end
        var to = nodes[before + 1].span.start
        if nodes[before + 1].actor == nil {
            let isWith = lexicon.isCue(nodes[before + 1].cues, "with")
            guard isWith, nodes[before + 1].textBefore == 0, before + 2 < nodes.count, nodes[before + 2].textBefore == 0
            else { return }
            before += 1
            from = nodes[before + 1].span.end
            to = before + 2 < nodes.count ? nodes[before + 2].span.start : sentence.end
        }
        guard let second = nodes[before + 1].actor, isParticipant(second), areSides(first, second) else { return }
        if let words = han(text, from, to), GapReader.termLength.contains(words.count) {
            gaps.append(LexiconGap(.term, words))
        }
    }

    private func isParticipant(_ actor: Actor) -> Bool { (actor.isNamed || !actor.offices.isEmpty) && !actor.isInviter }

    private func areSides(_ a: Actor, _ b: Actor) -> Bool {
        !a.parties.isEmpty && !b.parties.isEmpty && Set(a.parties).isDisjoint(with: b.parties)
    }

    private func hasTrigger(_ nodes: [Node], around index: Int) -> Bool {
        var low = index
        while low > 0, !nodes[low].isComma { low -= 1 }
        var at = low
        while at < nodes.count, at <= index || !nodes[at].isComma {
            if nodes[at].trigger != nil { return true }
            at += 1
        }
        return false
    }

    /// The text as far as it is Chinese characters from the first on; nil for none, or where something else cuts it short
    /// that is no mark at its end.
    private func han(_ text: [UInt8], _ from: Int32, _ to: Int32) -> String? {
        guard from < to else { return nil }
        var words = String.UnicodeScalarView()
        for scalar in String(decoding: text[Int(from)..<Int(to)], as: UTF8.self).unicodeScalars {
            guard NameShapes.isHan(scalar.value) else { break }
            words.append(Unicode.Scalar(lexicon.fold(scalar.value)) ?? scalar)
            if words.count > 16 { return nil }
        }
        return words.isEmpty ? nil : String(words)
    }
}
