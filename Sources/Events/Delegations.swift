import Kernel
import Lexicon

/// Those who head a delegation, and the institutions that people without a party of their own belong to.
extension NodeReader {
    /// 公民党干事长井上义久: a few characters before an office that end like an institution's name are part of the phrase.
    func withInstitution(_ actor: Actor, _ first: ActorReader.Token, after position: Int, _ text: [UInt8]) -> TextSpan {
        var span = actor.span
        guard actor.isNamed, !first.offices.isEmpty, first.people.isEmpty, first.parties.isEmpty else { return span }
        var start = Int(span.start)
        var length = 0
        while start - 3 >= position, length <= 12,
            NameShapes.isHan(decodeScalar(text.span, at: start - 3).scalar)
        {
            start -= 3
            length += 1
        }
        if (1...12).contains(length), actors.names.isInstitution(text[start..<Int(span.start)]) {
            span.start = Int32(start)
        }
        return span
    }

    /// 由友台小组主席A和绿党议员B率领的瑞士国会代表团, 代表团由A和B率领: whoever leads it is of its party.
    func markDelegations(_ nodes: inout [Node], _ text: [UInt8]) {
        var index = 0
        while index < nodes.count {
            defer { index += 1 }
            guard lexicon.isCue(nodes[index].cues, "led-by"), let whole = delegation(nodes, ledAt: index) else {
                continue
            }
            if let head = headWithoutOffice(nodes, ledAt: index, of: whole.parties, text) {
                nodes[index].textBefore = 0
                nodes.insert(Node(kind: .actor(head), span: head.span, textBefore: 0), at: index)
                index += 1
                continue
            }
            var at = index - 1
            while at >= 0, !nodes[at].isComma, nodes[at].trigger == nil, at != whole.node {
                if case .actor(var actor) = nodes[at].kind, actor.isNamed {
                    settle(&actor, of: whole.parties)
                    nodes[at].kind = .actor(actor)
                }
                at -= 1
            }
        }
    }

    /// 饶颖奇率领的台湾参访团: a name between the verb and 率领, with nothing that tells whose.
    private func headWithoutOffice(_ nodes: [Node], ledAt index: Int, of parties: [Int], _ text: [UInt8]) -> Actor? {
        guard index > 0, (2...14).contains(nodes[index].textBefore), nodes[index - 1].actor == nil else { return nil }
        let start = Int(nodes[index - 1].span.end)
        let end = Int(nodes[index].span.start)
        guard
            actors.names.nameLength(text, start, end, parties: parties, lexicon: lexicon, isBounded: true)
                == end - start
        else { return nil }
        var actor = Actor(span: TextSpan(block: Int(nodes[index].span.block), start: start, end: end))
        actor.unknownName = text.string(actor.span)
        actor.wording = actor.unknownName
        actor.parties = parties
        return actor
    }

    /// Whoever has no party of his own is of the delegation's; a known name of somebody who never spoke for it is a namesake.
    private func settle(_ actor: inout Actor, of parties: [Int]) {
        if actor.parties.isEmpty {
            actor.parties = parties
            return
        }
        guard let person = actor.person, !actor.statesParty, Set(actor.parties).isDisjoint(with: parties),
            !parties.contains(where: { party in
                let code = lexicon.parties[party].id
                return lexicon.parties[party].isOrganisation || lexicon.people[person].party == code
                    || lexicon.tenuresOfPerson[person].contains { lexicon.tenures[$0].party == code }
            })
        else { return }
        actor.person = nil
        actor.unknownName = actor.wording
        actor.parties = parties
    }

    /// The delegation right behind 率领的, or else the one before those who lead it.
    private func delegation(_ nodes: [Node], ledAt index: Int) -> (node: Int, parties: [Int])? {
        for at in index + 1..<max(index + 1, min(index + 4, nodes.count)) {
            if nodes[at].isComma || nodes[at].trigger != nil { break }
            if let actor = nodes[at].actor, !actor.isNamed, !actor.parties.isEmpty { return (at, actor.parties) }
        }
        var at = index - 1
        while at >= 0, !nodes[at].isComma, nodes[at].trigger == nil {
            if let actor = nodes[at].actor, actor.isDelegation, !actor.isNamed, !actor.parties.isEmpty {
                return (at, actor.parties)
            }
            at -= 1
        }
        return nil
    }
}
