import Kernel
import Lexicon

/// A row of frames.tsv, read: what stands to the left of the trigger and what to the right of it.
///
/// A pattern is words with spaces between: `A`, `B` an actor with those listed beside it; `AA` one that speaks for two sides or
/// more; `L` a place or a party as a place; `T` the trigger; `<with>` a cue of that class; `.` a few characters of one phrase,
/// `~` a few that may describe what follows (到访的), `..` a stretch within the clause, `...` one that may run over commas. A stretch never runs over somebody who is named.
struct FramePattern: Sendable {
    enum Gap: UInt8, Sendable {
        case none, few, descriptive, clause, sentence

        /// In characters of running text.
        var reach: Int {
            switch self {
            case .none: 0
            case .few: 8
            case .descriptive: 24
            case .clause: 90
            case .sentence: 160
            }
        }
    }

    enum Slot: Sendable, Hashable {
        case actor(Character)
        case sides
        case place
        case cue(String)
    }

    struct Element: Sendable {
        var slot: Slot
        /// The stretch between it and the element nearer to the trigger.
        var gap: Gap
    }

    var row: Int
    /// From the trigger outwards.
    var left: [Element] = []
    var right: [Element] = []

    init?(_ source: FrameRow, row: Int, cues: Set<String>, report: (String) -> Void) {
        self.row = row
        var side = 0
        var gap = Gap.none
        var before: [(Slot, Gap)] = []
        var pending: Slot?
        for word in source.pattern.split(separator: " ") {
            switch word {
            case "T":
                if side == 1 {
                    report("has two triggers")
                    return nil
                }
                if let pending { before.append((pending, gap)) }
                pending = nil
                side = 1
                gap = .none
            case ".": gap = .few
            case "~": gap = .descriptive
            case "..": gap = .clause
            case "...": gap = .sentence
            default:
                guard let slot = FramePattern.slot(word) else {
                    report("\"\(word)\" is no part of a pattern")
                    return nil
                }
                if case .cue(let name) = slot, !cues.contains(name) {
                    report("no cue is of the class \"\(name)\"")
                    return nil
                }
                if side == 0 {
                    if let pending { before.append((pending, gap)) }
                    pending = slot
                } else {
                    right.append(Element(slot: slot, gap: gap))
                }
                gap = .none
            }
        }
        guard side == 1 else {
            report("has no trigger T")
            return nil
        }
        left = before.reversed().map { Element(slot: $0.0, gap: $0.1) }
    }

    private static func slot(_ word: Substring) -> Slot? {
        switch word {
        case "A": return .actor("A")
        case "B": return .actor("B")
        case "AA": return .sides
        case "L": return .place
        default:
            guard word.hasPrefix("<"), word.hasSuffix(">"), word.count > 2 else { return nil }
            return .cue(String(word.dropFirst().dropLast()))
        }
    }
}
