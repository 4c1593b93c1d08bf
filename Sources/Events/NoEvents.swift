import Kernel
import Lexicon

/// Words around a trigger by which it tells of nothing between representatives, though a frame fits.
struct NoEvents {
    let lexicon: Lexicon
    let article: Article

    /// Why there is no event, or nil.
    func reason(_ nodes: [Node], _ match: FrameMatcher.Match, _ index: Int, _ term: MeetingTerm) -> String? {
        if isInCapacity(nodes, match) { return "as somebody who holds no office" }
        if term.kind == .visit {
            if isInterview(nodes, match, index) { return "an interview" }
            if isAnniversary(nodes, index) { return "an anniversary of it" }
            if isPrivatePurpose(nodes, match) { return "goes there for something of his own" }
            if isMission(nodes, match) { return "to a mission of that country" }
            if isSite(index, nodes) { return "a stop of somebody who is in the country" }
            if isTalkedAbout(nodes, match, index) { return "the text breaks off where it speaks of it" }
        } else if isGoingOn(nodes, match, index, term) {
            return "no occasion: what goes on"
        } else if isInPassing(nodes, match, index) {
            return "with nobody in particular, in passing"
        }
        return nil
    }

    /// 到, 进入 right behind a person, a day, an adverb: a journey. Behind a verb it ends the verb (考虑到, 引渡到).
    func isJourney(_ nodes: [Node], _ index: Int) -> Bool {
        let node = nodes[index]
        guard node.textBefore > 0, holds("verb-end", article.string(node.span), { $0 == $1 }) else { return true }
        let text = article.blocks[Int(node.span.block)].text
        let start = index > 0 ? Int(nodes[index - 1].span.end) : max(0, Int(node.span.start) - node.textBefore * 3)
        guard start < Int(node.span.start) else { return true }
        let before = lexicon.fold.fold(
            text.string(TextSpan(block: Int(node.span.block), start: start, end: Int(node.span.start))))
        guard let last = before.unicodeScalars.last, NameShapes.isHan(last.value) else { return true }
        return lexicon.terms(ofCue: "may-travel").contains(where: before.hasSuffix)
    }

    private func isCue(_ node: Node, _ names: String...) -> Bool { lexicon.isCue(node.cues, among: names) }

    /// 以学者身份访问
    private func isInCapacity(_ nodes: [Node], _ match: FrameMatcher.Match) -> Bool {
        nodes[max(0, match.first - 2)...match.last].contains { isCue($0, "in-capacity") }
    }

    /// 接受…访问, 在访问中强调: 访问 is what journalists do.
    private func isInterview(_ nodes: [Node], _ match: FrameMatcher.Match, _ index: Int) -> Bool {
        var at = index - 1
        while at >= 0, !nodes[at].isComma, nodes[at].trigger == nil {
            if isCue(nodes[at], "invitation", "proposed", "list") { break }
            if isCue(nodes[at], "accepts") { return true }
            at -= 1
        }
        // 访问中: the middle of it, and not China.
        guard let place = match.places.first, place == index + 1, nodes[place].textBefore == 0,
            nodes[index].span.count > 3
        else { return false }
        return holds("while", article.string(nodes[place].span)) { $0 == $1 }
    }

    /// 访华50周年
    private func isAnniversary(_ nodes: [Node], _ index: Int) -> Bool {
        holds("anniversary", behind(nodes[index].span, 24)) { $0.contains($1) }
    }

    /// 部分国家领导人: holders of an office, none of those named before.
    func isUnspecified(_ actor: Actor) -> Bool {
        guard actor.parties.isEmpty, !actor.isNamed, actor.pronoun == nil else { return false }
        let text = article.blocks[Int(actor.span.block)].text
        let before = text[max(0, Int(actor.span.start) - 12)..<Int(actor.span.start)]
        return holds("unspecified", String(decoding: before, as: UTF8.self)) { $0.hasSuffix($1) }
    }

    private func holds(_ cue: String, _ text: String, _ test: (String, String) -> Bool) -> Bool {
        let folded = lexicon.fold.fold(text)
        return lexicon.terms(ofCue: cue).contains { test(folded, $0) }
    }

    /// 赴美深造, 到东京参赛
    private func isPrivatePurpose(_ nodes: [Node], _ match: FrameMatcher.Match) -> Bool {
        let next = match.last + 1
        return !match.places.isEmpty && next < nodes.count && nodes[next].textBefore <= 4
            && isCue(nodes[next], "private-purpose")
    }

    /// 到中国驻巴使馆: still in his own country.
    private func isMission(_ nodes: [Node], _ match: FrameMatcher.Match) -> Bool {
        let next = match.last + 1
        return !match.places.isEmpty && next < nodes.count && nodes[next].textBefore == 0
            && isCue(nodes[next], "stationed")
    }

    /// 前往北京天安门广场: to lay a wreath.
    private func isSite(_ index: Int, _ nodes: [Node]) -> Bool {
        holds("site", behind(nodes[index].span, 36)) { $0.contains($1) }
    }

    /// The text right behind a trigger, some bytes of it.
    private func behind(_ trigger: TextSpan, _ length: Int) -> String {
        let text = article.blocks[Int(trigger.block)].text
        return String(decoding: text[Int(trigger.end)..<min(text.count, Int(trigger.end) + length)], as: UTF8.self)
    }

    /// 中方对X访华...: what was said of it, the text does not tell.
    private func isTalkedAbout(_ nodes: [Node], _ match: FrameMatcher.Match, _ index: Int) -> Bool {
        let next = max(match.last, index) + 1
        guard let subject = match.sideA.first, subject > 0, nodes[subject].textBefore == 0,
            isCue(nodes[subject - 1], "to", "topic"), next == nodes.count - 1,
            let row = nodes[next].trigger, lexicon.meetings[row].frame == "cut"
        else { return false }
        return true
    }

    /// 将继续进行建设性对话: talks in general, of nobody in particular.
    private func isGoingOn(_ nodes: [Node], _ match: FrameMatcher.Match, _ index: Int, _ term: MeetingTerm) -> Bool {
        guard isTalking(nodes[index], term) else { return false }
        var at = index - 1
        while at >= 0, !nodes[at].isComma {
            if nodes[at].date != nil || nodes[at].actor?.isNamed ?? false { return false }
            if isCue(nodes[at], "continues") { return true }
            at -= 1
        }
        return false
    }

    /// 与P高级官员的会谈中: what else was said at talks of which nothing is told.
    private func isInPassing(_ nodes: [Node], _ match: FrameMatcher.Match, _ index: Int) -> Bool {
        guard let other = match.sideB.last, other < index, let actor = nodes[other].actor, isNobody(actor),
            isCue(nodes[index - 1], "de"), holds("while", behind(nodes[index].span, 3), { $0 == $1 })
        else { return false }
        return !nodes[match.first...index].contains { $0.date != nil }
    }

    /// A country alone, or 高级官员, 顾问 of it: an office of many.
    private func isNobody(_ actor: Actor) -> Bool {
        actor.isBare
            || !actor.isNamed && actor.pronoun == nil && !actor.isDelegation && !actor.offices.isEmpty
                && actor.offices.allSatisfy {
                    lexicon.offices[$0].level == .official && !lexicon.offices[$0].hasOneHolder
                }
    }

    /// 对话, 磋商, also as the end of a longer term (进行对话).
    private func isTalking(_ node: Node, _ term: MeetingTerm) -> Bool {
        if term.frame == "consult" { return true }
        let text = lexicon.fold.fold(article.string(node.span))
        return lexicon.meetings.contains { $0.frame == "consult" && $0.terms.contains(where: text.hasSuffix) }
    }

    // MARK: - Who takes part

    /// A bishop and his pope are of one church.
    func isWithinChurch(_ actors: [Actor], _ parties: [Int]) -> Bool {
        guard parties.contains(where: { isChurch(lexicon.parties[$0].id) }) else { return false }
        return actors.contains { actor in
            actor.offices.contains(where: isOfChurch) && !actor.parties.contains { isChurch(lexicon.parties[$0].id) }
                || actor.person.map(isClergy) ?? false
        }
    }

    private func isChurch(_ party: String) -> Bool { lexicon.terms(ofCue: "church").contains(party) }

    private func isOfChurch(_ office: Int) -> Bool {
        lexicon.terms(ofCue: "clergy").contains(lexicon.offices[office].id)
    }

    /// Known for nothing but an office of the church elsewhere.
    private func isClergy(_ person: Int) -> Bool {
        let rows = lexicon.tenuresOfPerson[person]
        return !rows.isEmpty
            && rows.allSatisfy {
                isOfChurch(lexicon.tenures[$0].office) && !isChurch(lexicon.tenures[$0].party)
            }
    }

    /// One side of it are none but people who hold no public office: companies, scholars, teams.
    func isPrivate(_ side: [Actor]) -> Bool { !side.isEmpty && side.allSatisfy { $0.isPrivate && $0.person == nil } }
}
