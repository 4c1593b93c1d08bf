import Kernel
import Lexicon

/// A sentence as the frames see it.
struct Node {
    enum Kind {
        case actor(Actor)
        /// A place, as a row of places.tsv.
        case place(Int)
        /// A party's name as a place (在日本), as a row of parties.tsv.
        case land(Int)
        case date(Int)
        case trigger(Int)
        /// Rows of cues.tsv.
        case cue([Int])
        /// Ends a clause: ，；：
        case comma
    }

    var kind: Kind
    var span: TextSpan
    /// Running text between the node before and this one, in characters; what stands in brackets does not count.
    var textBefore: Int
    /// Everything between them is 、 or a conjunction's equal.
    var isListed = false

    var actor: Actor? { if case .actor(let actor) = kind { actor } else { nil } }
    var trigger: Int? { if case .trigger(let row) = kind { row } else { nil } }
    var date: Int? { if case .date(let index) = kind { index } else { nil } }
    var cues: [Int] { if case .cue(let rows) = kind { rows } else { [] } }
    var isComma: Bool { if case .comma = kind { true } else { false } }
}

struct NodeReader {
    let lexicon: Lexicon
    var actors: ActorReader

    func nodes(
        of sentence: TextSpan, mentions: ArraySlice<Mention>, dates: [DateMention], dateRange: Range<Int>,
        text: [UInt8], isTitle: Bool = false
    ) -> [Node] {
        var tokens: [ActorReader.Token] = []
        var nextDate = dateRange.lowerBound
        for mention in mentions {
            while nextDate < dateRange.upperBound, dates[nextDate].span.end <= mention.span.start { nextDate += 1 }
            // What is part of a date is nothing else (9日 holds no Japan).
            if nextDate < dateRange.upperBound, dates[nextDate].span.overlaps(mention.span),
                mention.span.count <= dates[nextDate].span.count,
                // 邱太三星期一: a name that begins before the date is not cut short by it.
                !(mention.isA(.people) && mention.span.start < dates[nextDate].span.start)
            {
                continue
            }
            tokens.append(actors.token(mention))
        }
        let dateStarts = dates[dateRange].map(\.span.start)
        var nodes: [Node] = []
        var dateAt = dateRange.lowerBound
        var position = Int(sentence.start)
        var index = 0

        func flushDates(before limit: Int32) {
            while dateAt < dateRange.upperBound, dates[dateAt].span.start < limit {
                if Int(dates[dateAt].span.start) >= position { append(.date(dateAt), dates[dateAt].span) }
                dateAt += 1
            }
        }
        func append(_ kind: Node.Kind, _ span: TextSpan) {
            // 秦刚与俄外长会面 提出主张: a space in a headline is a comma, but between countries a list (巴西 阿根廷), as is
            // nothing at all (葡萄牙荷兰).
            let isLandList = isTitle && isLand(kind) && nodes.last.map { isLand($0.kind) } ?? false
            let gap = gapNodes(
                position, Int(span.start), text, block: span.block, breaksAtSpaces: isTitle && !isLandList, into: &nodes
            )
            var node = Node(kind: kind, span: span, textBefore: gap.length)
            node.isListed =
                gap.isList || (isLandList && gap.length == 0 && (position < Int(span.start) || span.count > 3))
            nodes.append(node)
            position = max(position, Int(span.end))
        }

        while index < tokens.count {
            let token = tokens[index]
            flushDates(before: token.span.start)
            if Int(token.span.start) < position {
                index += 1
                continue
            }
            let sender = sender(nodes, position, token.span.start, text)
            if let (actor, next) = actors.read(tokens, index, text: text, dates: dateStarts, sender: sender),
                actor.span.end > actor.span.start
            {
                append(.actor(actor), withInstitution(actor, token, after: position, text))
                // 东亚峰会: a forum's name that ends in a gathering is one too.
                if actor.isBare, let party = actor.parties.first,
                    lexicon.parties[party].isOrganisation || actor.isForum,
                    let found = lexicon.gathering(endOf: text.string(actor.span))
                {
                    append(
                        .trigger(found.term),
                        TextSpan(
                            block: Int(actor.span.block), start: Int(actor.span.end) - found.length * 3,
                            end: Int(actor.span.end)))
                }
                // Tokens inside the actor's span are spent, an unknown name's included.
                index = max(next, index + 1)
                while index < tokens.count, tokens[index].span.start < actor.span.end { index += 1 }
                continue
            }
            if let row = token.meetings.first {
                append(.trigger(row), token.span)
            } else if let row = token.places.first {
                append(.place(row), token.span)
            } else if !token.cues.isEmpty {
                append(.cue(token.cues), token.span)
            }
            index += 1
        }
        flushDates(before: sentence.end)
        _ = gapNodes(position, Int(sentence.end), text, block: sentence.block, breaksAtSpaces: false, into: &nodes)
        markPrivate(&nodes, text, end: sentence.end)
        shareOffices(&nodes)
        joinPosts(&nodes)
        markDelegations(&nodes, text)
        markNames(&nodes, text)
        markLands(&nodes)
        markRoles(&nodes)
        markInviters(&nodes)
        return nodes
    }

    /// Whom the envoy before serves, where what follows is listed with him: 中国驻日大使甲、驻韩大使乙.
    private func sender(_ nodes: [Node], _ from: Int, _ to: Int32, _ text: [UInt8]) -> [Int] {
        guard var last = nodes.indices.last else { return [] }
        if lexicon.isCue(nodes[last].cues, "list"), nodes[last].textBefore == 0, last > 0 { last -= 1 }
        guard let actor = nodes[last].actor, actor.stationed != nil, !actor.offices.isEmpty, from <= Int(to) else {
            return []
        }
        let between = text[from..<Int(to)]
        return between.isEmpty || between.elementsEqual("、".utf8) ? actor.parties : []
    }

    private func isLand(_ kind: Node.Kind) -> Bool {
        switch kind {
        case .place, .land: true
        case .actor(let actor): actor.isBare
        default: false
        }
    }

    /// Clause marks in the text between two nodes become nodes; brackets and quotation marks are stepped over.
    private func gapNodes(
        _ start: Int, _ end: Int, _ text: [UInt8], block: Int32, breaksAtSpaces: Bool, into nodes: inout [Node]
    ) -> (length: Int, isList: Bool) {
        guard start < end else { return (0, false) }
        let span = text.span
        var at = start
        var length = 0
        var depth = 0
        var listMarks = 0
        while at < end {
            let (scalar, width) = decodeScalar(span, at: at)
            switch scalar {
            case 0xFF08, 0x28: depth += 1
            case 0xFF09, 0x29: depth = max(0, depth - 1)
            case 0xFF0C, 0x2C, 0xFF1B, 0x3B, 0xFF1A, 0x3A, 0x3002, 0xFF01, 0xFF1F, 0x3F, 0x21:
                if depth == 0 {
                    nodes.append(
                        Node(
                            kind: .comma, span: TextSpan(block: Int(block), start: at, end: at + width),
                            textBefore: length))
                    length = 0
                    listMarks = 0
                }
            case 0x3001: listMarks += 1
            case 0x20, 0x3000:
                guard breaksAtSpaces, depth == 0, !(nodes.last?.isComma ?? true) else { break }
                nodes.append(
                    Node(
                        kind: .comma, span: TextSpan(block: Int(block), start: at, end: at + width), textBefore: length)
                )
                length = 0
                listMarks = 0
            case 0x201C, 0x201D, 0x300C, 0x300D, 0x300E, 0x300F, 0x22, 0xB7: break
            default: if depth == 0 { length += 1 }
            }
            at += width
        }
        return (length, length == 0 && listMarks > 0)
    }

    /// 阿根廷、玻利维亚和秘鲁的外长: the office is that of each land in the list before it.
    private func shareOffices(_ nodes: inout [Node]) {
        var index = nodes.count - 1
        while index > 1 {
            defer { index -= 1 }
            guard var actor = nodes[index].actor, !actor.offices.isEmpty, !actor.isNamed, !actor.isDelegation else {
                continue
            }
            var first = index
            if actor.pronoun == .many {
                // 柬埔寨、老挝等湄公河五国领导人
                var last = index - 1
                if case .place = nodes[last].kind { last -= 1 }
                guard actor.parties.isEmpty, nodes[index].textBefore <= 6, nodes[last].actor?.isBare ?? false,
                    landListed(nodes, before: last) != nil
                else { continue }
                first = last
            } else if actor.pronoun != nil || nodes[index].textBefore > 0 {
                continue
            } else if actor.parties.isEmpty {
                guard lexicon.isCue(nodes[index - 1].cues, "de"), nodes[index - 1].textBefore == 0,
                    let owner = nodes[index - 2].actor, owner.isBare
                else { continue }
                first = index - 2
            } else if actor.parties.count > 1 || !actor.statesParty {
                continue
            }
            var parties = nodes[first].actor?.parties ?? []
            while let before = landListed(nodes, before: first) {
                first = before
                for party in nodes[first].actor?.parties ?? [] where !parties.contains(party) {
                    parties.insert(party, at: 0)
                }
            }
            guard first < index, parties.count > 1 else { continue }
            actor.parties = parties
            actor.pronoun = nil
            actor.span.start = nodes[first].span.start
            actor.statesParty = true
            var whole = Node(kind: .actor(actor), span: actor.span, textBefore: nodes[first].textBefore)
            whole.isListed = nodes[first].isListed
            nodes.replaceSubrange(first...index, with: [whole])
            index = first
        }
    }

    /// 非盟轮值主席、贝宁总统亚伊: the post at an organisation of whoever is named behind it as his country's.
    private func joinPosts(_ nodes: inout [Node]) {
        var index = nodes.count - 1
        while index > 0 {
            defer { index -= 1 }
            guard let actor = nodes[index].actor, actor.isNamed, actor.statesParty, !actor.offices.isEmpty else {
                continue
            }
            var post = index - 1
            if !nodes[index].isListed {
                guard post > 0, nodes[index].textBefore == 0, nodes[post].textBefore == 0,
                    lexicon.isCue(nodes[post].cues, "list"), !lexicon.isCue(nodes[post].cues, "with")
                else { continue }
                post -= 1
            }
            guard let head = nodes[post].actor, !head.isNamed, head.pronoun == nil, head.parties.count == 1,
                lexicon.parties[head.parties[0]].isOrganisation,
                !head.offices.isEmpty,
                !actor.parties.contains(where: { lexicon.parties[$0].isOrganisation })
            else { continue }
            nodes[index].textBefore = nodes[post].textBefore
            nodes[index].isListed = nodes[post].isListed
            nodes.removeSubrange(post..<index)
            index = post
        }
    }

    /// The bare land that 、 or 和 joins to what follows.
    private func landListed(_ nodes: [Node], before index: Int) -> Int? {
        guard index > 0, nodes[index].textBefore == 0 else { return nil }
        if nodes[index].isListed, nodes[index - 1].actor?.isBare ?? false { return index - 1 }
        guard index > 1, lexicon.isCue(nodes[index - 1].cues, "list"), nodes[index - 1].textBefore == 0,
            nodes[index - 2].actor?.isBare ?? false
        else { return nil }
        return index - 2
    }

    /// 金砖国家领导人第十七次会晤, 中俄总理定期会晤: unnamed holders right before a meeting's ordinal belong to its name.
    private func markNames(_ nodes: inout [Node], _ text: [UInt8]) {
        for index in nodes.indices.dropFirst() {
            guard let row = nodes[index].trigger, nodes[index].textBefore <= 8, lexicon.meetings[row].frame != "cut"
            else { continue }
            let isGathering = lexicon.meetings[row].isGathering
            // 二十国集团领导人杭州峰会: a place may stand between.
            var owner = index - 1
            if isGathering, owner > 0, case .place = nodes[owner].kind, nodes[owner].textBefore <= 2 { owner -= 1 }
            guard case .actor(var actor) = nodes[owner].kind, !actor.isNamed else { continue }
            // 中日韩三方高峰会; 中俄总理第十七次会晤
            guard
                (isGathering && (actor.isBare || actor.pronoun == .many || owner < index - 1))
                    || (nodes[index].textBefore > 0 && !actor.offices.isEmpty && actor.pronoun == nil)
            else { continue }
            actor.isOfGathering = true
            nodes[owner].kind = .actor(actor)
        }
    }

    /// A party's bare name behind 在, or right before a place of its own (美国旧金山), is a place.
    private func markLands(_ nodes: inout [Node]) {
        for index in nodes.indices {
            guard let actor = nodes[index].actor, actor.isBare, actor.parties.count == 1,
                let party = actor.parties.first
            else { continue }
            if lexicon.parties[party].isOrganisation {
                // A seat (布鲁塞尔) behind 在 is the town.
                if let seat = actor.seat, index > 0,
                    lexicon.isCue(nodes[index - 1].cues, "at")
                        || nodes[index - 1].trigger != nil
                {
                    nodes[index].kind = .place(seat)
                }
                continue
            }
            let isAt =
                index > 0 && nodes[index].textBefore == 0
                && lexicon.isCue(nodes[index - 1].cues, "at")
            var isBeforePlace = false
            if index + 1 < nodes.count, nodes[index + 1].textBefore == 0, case .place(let row) = nodes[index + 1].kind {
                isBeforePlace = lexicon.partyOfPlace[row] == party
            }
            guard isAt || isBeforePlace else { continue }
            if let name = actor.seat, lexicon.places[name].kind == .country {
                nodes[index].kind = .place(name)
            } else {
                nodes[index].kind = .land(party)
            }
        }
    }

    /// 作为习近平特使出席: what somebody comes as is nobody else.
    private func markRoles(_ nodes: inout [Node]) {
        for index in nodes.indices.dropFirst()
        where nodes[index].textBefore == 0 && lexicon.isCue(nodes[index - 1].cues, among: ["as", "on-behalf"]) {
            if lexicon.isCue(nodes[index - 1].cues, "on-behalf") {
                // 代表特朗普出席; but 中国代表王毅
                if index > 1, nodes[index - 1].textBefore == 0, nodes[index - 2].actor?.isBare ?? false { continue }
                guard case .actor(var actor) = nodes[index].kind, actor.isNamed else { continue }
                actor.isOfGathering = true
                nodes[index].kind = .actor(actor)
                continue
            }
            guard case .actor(var actor) = nodes[index].kind, !actor.isBare, !actor.offices.isEmpty, index > 1 else {
                continue
            }
            actor.isOfGathering = true
            nodes[index].kind = .actor(actor)
        }
    }

    /// 应A邀请, 应A之邀: A invites and does not come along.
    private func markInviters(_ nodes: inout [Node]) {
        var open: Int?
        for index in nodes.indices {
            let cues = nodes[index].cues
            if lexicon.isCue(cues, "invited-by") { open = index }
            let isEnd = index == nodes.indices.last
            if lexicon.isCue(cues, among: ["invitation", "proposed"]) || isEnd, let first = open {
                if index - first < 24 {
                    for between in first...index {
                        if case .actor(var actor) = nodes[between].kind {
                            actor.isInviter = true
                            nodes[between].kind = .actor(actor)
                        }
                    }
                }
                open = nil
            }
        }
    }
}
