import Kernel
import Lexicon

/// Which of a sentence's dates is the event's: the nearest in its own clause, then what stands before and governs it.
struct DateChooser {
    let lexicon: Lexicon

    struct Choice {
        var mention: Int
        var isOwnClause: Bool
    }

    func choose(_ nodes: [Node], trigger: Int, first: Int, last: Int, dates: [DateMention]) -> Choice? {
        // In the clause, before the trigger, nearest first.
        var at = trigger - 1
        var crossed = 0
        while at >= 0 {
            let node = nodes[at]
            if node.isComma { crossed += 1 }
            if crossed > 0, at < first, blocks(node) { break }
            if crossed > 3 { break }
            if let date = node.date, usable(dates[date]), !isTaken(nodes, at, before: trigger) {
                return Choice(mention: date, isOwnClause: crossed == 0)
            }
            at -= 1
        }
        // Behind the trigger, within the clause.
        at = trigger + 1
        while at < nodes.count, !nodes[at].isComma {
            if let date = nodes[at].date, usable(dates[date]), !isTaken(nodes, at, before: trigger) {
                return Choice(mention: date, isOwnClause: true)
            }
            at += 1
        }
        return nil
    }

    /// Speech and announcements stand between what they date and what they tell.
    private func blocks(_ node: Node) -> Bool {
        node.cues.contains { ["speech", "announce", "attributed"].contains(lexicon.cues[$0].cue) }
    }

    private func usable(_ date: DateMention) -> Bool {
        (date.role == .point || date.role == .since || date.role == .until) && (date.past != nil || date.future != nil)
    }

    /// A date right before 宣布, 表示, 报道, 电 dates that; one with another trigger between dates the other.
    private func isTaken(_ nodes: [Node], _ index: Int, before trigger: Int) -> Bool {
        if index < trigger {
            var at = index + 1
            while at < trigger {
                let node = nodes[at]
                if blocks(node) { return true }
                if node.isComma { break }
                at += 1
            }
        }
        return false
    }
}
