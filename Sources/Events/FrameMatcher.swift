import Kernel
import Lexicon

/// Lays the frames of a trigger over the nodes around it.
struct FrameMatcher {
    let lexicon: Lexicon
    let patterns: [String: [FramePattern]]

    struct Match {
        var pattern: FramePattern
        /// The nodes that the slots took, in the order of the text.
        var sideA: [Int] = []
        var sideB: [Int] = []
        var places: [Int] = []
        var cues: [String: Int] = [:]
        var first: Int
        var last: Int
    }

    func match(_ nodes: [Node], trigger: Int, frame: String) -> Match? {
        let gathers = frame.hasPrefix("gather")
        for pattern in patterns[frame] ?? [] {
            // Somebody who acts is looked for first; a party's bare name will do where there is none.
            for bare in [false, true] {
                var match = Match(pattern: pattern, first: trigger, last: trigger)
                if walk(nodes, pattern.right[...], from: trigger, step: 1, bare, gathers, &match),
                    walk(nodes, pattern.left[...], from: trigger, step: -1, bare, gathers, &match)
                {
                    return match
                }
            }
        }
        return nil
    }

    /// Finds the elements one after the other, nearest first; a later one that fails sends the search for an earlier one on.
    private func walk(
        _ nodes: [Node], _ elements: ArraySlice<FramePattern.Element>, from start: Int, step: Int, _ bare: Bool,
        _ gathers: Bool, _ match: inout Match
    ) -> Bool {
        guard let element = elements.first else { return true }
        var at = start
        var text = 0
        while true {
            // The text between two nodes is kept with the later one.
            text += step > 0 ? (at + 1 < nodes.count ? nodes[at + 1].textBefore : 0) : nodes[at].textBefore
            at += step
            guard nodes.indices.contains(at), text <= element.gap.reach else { return false }
            let node = nodes[at]
            // 访华的议长: whose land is visited does not act.
            let isGoal =
                bare && at > 0 && node.textBefore == 0 && nodes[at - 1].trigger != nil && (node.actor?.isBare ?? false)
                && element.slot != .place
            if !isGoal, fits(node, element.slot, bare, gathers) {
                var trial = match
                let group = take(nodes, at, element.slot, step: step, &trial)
                if let group {
                    let edge = step > 0 ? group.upperBound - 1 : group.lowerBound
                    trial.first = min(trial.first, group.lowerBound)
                    trial.last = max(trial.last, group.upperBound - 1)
                    if walk(nodes, elements.dropFirst(), from: edge, step: step, bare, gathers, &trial) {
                        match = trial
                        return true
                    }
                }
            }
            guard crosses(nodes, at, element.gap) else { return false }
        }
    }

    private func fits(_ node: Node, _ slot: FramePattern.Slot, _ bare: Bool, _ gathers: Bool) -> Bool {
        switch slot {
        case .actor, .sides:
            return node.actor.map { !$0.isInviter && (gathers || !$0.isOfGathering) && (bare || !$0.isBare) } ?? false
        case .place:
            if case .place = node.kind { return true }
            if case .land = node.kind { return true }
            return node.actor.map {
                $0.isBare || $0.isManyLands || $0.isLand || ($0.isSide && $0.parties.count == 1)
            } ?? false
        case .cue(let name): return lexicon.isCue(node.cues, name)
        }
    }

    private func crosses(_ nodes: [Node], _ index: Int, _ gap: FramePattern.Gap) -> Bool {
        switch nodes[index].kind {
        case .actor(let actor):
            if actor.isInviter || actor.isOfGathering || gap == .sentence { return true }
            // 共同主持中德政府磋商: whose talks they are belongs to the talks' name.
            if gap == .clause, !actor.isNamed, actor.parties.count > 1, index + 1 < nodes.count,
                nodes[index + 1].trigger != nil, nodes[index + 1].textBefore <= 2
            {
                return true
            }
            // 对伊朗、缅甸等四国进行访问
            if actor.isManyLands, gap == .clause { return true }
            guard actor.isBare else { return false }
            if gap == .descriptive { return true }
            // 批评美国军工厂商访台: a party's name with a noun behind it is somebody else; with a preposition before it, or
            // side by side with others, it is not.
            let next = index + 1
            let isNoun = next < nodes.count && nodes[next].textBefore >= 2 && actor.parties.count == 1
            let isLed =
                index > 0 && nodes[index].textBefore == 0
                && (!nodes[index - 1].cues.isEmpty || nodes[index - 1].trigger != nil)
            return gap == .clause && (!isNoun || isLed)
        case .comma: return gap == .sentence
        case .cue(let rows) where gap == .few:
            // 访问前警示北京, 访问并出席在北京举行的…: what follows is another clause.
            return !lexicon.isCue(rows, among: ["de", "before", "after", "during", "while", "attend"])
        default: return gap != .none
        }
    }

    /// The nodes that a slot takes: an actor with those listed beside it.
    private func take(_ nodes: [Node], _ index: Int, _ slot: FramePattern.Slot, step: Int, _ match: inout Match)
        -> Range<Int>?
    {
        switch slot {
        case .cue(let name):
            match.cues[name] = index
            return index..<index + 1
        case .place:
            // 英国伦敦: places in a row are one.
            var low = index
            while step < 0, low > 0, nodes[low].textBefore == 0, fits(nodes[low - 1], .place, true, false),
                nodes[low - 1].actor == nil || nodes[low - 1].actor?.isBare == true
            { low -= 1 }
            // 瑞士、法国、德国
            while step < 0, low > 1, nodes[low].textBefore == 0, nodes[low - 1].textBefore == 0,
                lexicon.isCue(nodes[low - 1].cues, "list"), fits(nodes[low - 2], .place, true, false)
            { low -= 2 }
            match.places.append(low)
            return low..<index + 1
        case .actor(let letter):
            var group = group(nodes, around: index, step: step)
            if letter == "B", step < 0, let whole = listAfterPreposition(nodes, group) { group = whole }
            if letter == "A" { match.sideA = Array(group.actors) } else { match.sideB = Array(group.actors) }
            return group.range
        case .sides:
            let group = group(nodes, around: index, step: step)
            var parties: Set<Int> = []
            var plural = false
            for at in group.actors {
                guard let actor = nodes[at].actor else { continue }
                parties.formUnion(actor.parties)
                if actor.pronoun == .two || actor.pronoun == .many { plural = true }
                // 我和特朗普总统
                if actor.pronoun == .speaker, group.actors.count > 1 { plural = true }
                // 习近平同总统会谈: an office without a party is somebody's known from before.
                if actor.parties.isEmpty, !actor.isNamed, group.actors.count > 1 { plural = true }
            }
            guard plural || parties.count > 1 else { return nil }
            match.sideA = group.actors
            return group.range
        }
    }

    /// An actor and those that 、, 和, 与 join to it, on the side away from where the walk came from.
    private func group(_ nodes: [Node], around index: Int, step: Int) -> (range: Range<Int>, actors: [Int]) {
        var actors = [index]
        var low = index
        var high = index
        if step < 0 {
            while let next = joined(nodes, low, step: -1) {
                actors.insert(next, at: 0)
                low = next
            }
        } else {
            while let next = joined(nodes, high, step: 1) {
                actors.append(next)
                high = next
            }
        }
        return (low..<high + 1, actors)
    }

    /// 与议长甲，外长乙，前总统丙会面: commas part the names of a list too, where it begins at the preposition.
    private func listAfterPreposition(
        _ nodes: [Node], _ group: (range: Range<Int>, actors: [Int])
    ) -> (range: Range<Int>, actors: [Int])? {
        var whole = group
        while let comma = nodes[..<whole.range.lowerBound].indices.last, nodes[comma].isComma,
            nodes[comma].textBefore == 0, nodes[comma + 1].textBefore == 0, comma > 0,
            let name = nodes[comma - 1].actor, name.isNamed, !name.isInviter
        {
            let part = self.group(nodes, around: comma - 1, step: -1)
            whole = (part.range.lowerBound..<whole.range.upperBound, part.actors + whole.actors)
        }
        let before = whole.range.lowerBound - 1
        guard whole.actors.count > group.actors.count, before >= 0, nodes[before + 1].textBefore == 0,
            lexicon.isCue(nodes[before].cues, "with")
        else { return nil }
        return whole
    }

    /// The node listed behind another (法国、德国): what it is, the caller sees.
    func listed(_ nodes: [Node], _ index: Int) -> Int? {
        let next = index + 1
        guard nodes.indices.contains(next) else { return nil }
        if nodes[next].isListed { return next }
        let isJoint = lexicon.isCue(nodes[next].cues, among: ["with", "list"])
        guard isJoint, nodes[next].textBefore == 0, nodes.indices.contains(next + 1), nodes[next + 1].textBefore == 0
        else { return nil }
        return next + 1
    }

    func joined(_ nodes: [Node], _ index: Int, step: Int) -> Int? {
        let next = index + step
        guard nodes.indices.contains(next) else { return nil }
        let later = max(index, next)
        if nodes[next].actor != nil {
            return nodes[later].isListed && nodes[next].actor?.isInviter == false ? next : nil
        }
        let isJoint = lexicon.isCue(nodes[next].cues, among: ["with", "list", "along-with"])
        guard isJoint else { return nil }
        let beyond = next + step
        guard nodes.indices.contains(beyond), let actor = nodes[beyond].actor, !actor.isInviter else { return nil }
        guard nodes[max(next, beyond)].textBefore == 0, nodes[later].textBefore == 0 else { return nil }
        // 前往以色列与X会谈: where somebody goes is nobody's company.
        if step < 0, actor.isBare, beyond > 0, nodes[beyond].textBefore == 0, nodes[beyond - 1].trigger != nil {
            return nil
        }
        return beyond
    }
}
