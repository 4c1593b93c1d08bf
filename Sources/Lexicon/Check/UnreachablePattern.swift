internal import Kernel

/// A pattern behind another of its frame that matches wherever it would: patterns are tried in the order of the rows, and the
/// first that fits is taken.
struct UnreachablePattern: LexiconRule {
    private struct Shape {
        var entry: CheckedEntry
        /// Slots with the stretch before each, from the trigger outwards.
        var left: [(slot: String, gap: Int)] = []
        var right: [(slot: String, gap: Int)] = []
    }

    /// The stretches of a pattern, from none to the widest.
    private static let gaps = ["", ".", "~", "..", "..."]

    func check(_ lexicon: CheckedLexicon, _ report: (Diagnostic) -> Void) {
        var frames: [String: [Shape]] = [:]
        for entry in lexicon.rows(.frames) {
            // Patterns that cannot be read are told of elsewhere.
            guard let shape = shape(entry) else { continue }
            let earlier = frames[entry["frame"]] ?? []
            if let first = earlier.first(where: { covers($0.left, shape.left) && covers($0.right, shape.right) }) {
                report(
                    Diagnostic(
                        .error, "unreachable-pattern", at: entry.origin,
                        "the pattern \"\(entry["pattern"])\" never matches: \"\(first.entry["pattern"])\" on \(first.entry.place) matches first",
                        hint: "give it an id that sorts before \"\(first.entry.id)\", or delete it"))
            }
            frames[entry["frame"], default: []].append(shape)
        }
    }

    private func shape(_ entry: CheckedEntry) -> Shape? {
        let words = entry["pattern"].split(separator: " ").map { String($0) }
        guard let trigger = words.firstIndex(of: "T") else { return nil }
        return Shape(entry: entry, left: side(words[..<trigger].reversed()), right: side(words[(trigger + 1)...]))
    }

    private func side(_ words: some Sequence<String>) -> [(slot: String, gap: Int)] {
        var slots: [(String, Int)] = []
        var gap = 0
        for word in words {
            if let width = UnreachablePattern.gaps.firstIndex(of: word) {
                gap = width
            } else {
                slots.append((word, gap))
                gap = 0
            }
        }
        return slots
    }

    /// Whether `first` fits wherever `second` does: it asks for no more, and nowhere nearer.
    private func covers(_ first: [(slot: String, gap: Int)], _ second: [(slot: String, gap: Int)]) -> Bool {
        guard first.count <= second.count else { return false }
        return zip(first, second).allSatisfy { a, b in
            let isWider = a.slot == b.slot || (["A", "B"].contains(a.slot) && ["A", "B", "AA"].contains(b.slot))
            return isWider && a.gap >= b.gap
        }
    }
}
