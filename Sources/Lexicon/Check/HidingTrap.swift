internal import Kernel

/// A trap that takes more out of the text than it is for: 会谈中 for the sake of 中 hides every such 会谈. What stands at an end
/// of a trap's text, beside the word that its `entry` tells of, is a meeting term, a person or a word of a pattern that goes
/// unseen wherever the trap stands.
struct HidingTrap: LexiconRule {
    /// Longer texts are whole phrases, which hide what stands in them because they are meant to.
    private static let longest = 32

    func check(_ lexicon: CheckedLexicon, _ report: (Diagnostic) -> Void) {
        let inPatterns = Set(lexicon.lexicon.frames.flatMap { HidingTrap.classes($0.pattern) })
        let words = lexicon.names(.cues).filter { $0.key.unicodeScalars.count >= 2 }
            .compactMapValues { names in names.filter { inPatterns.contains($0.entry["cue"]) } }
            .filter { !$0.value.isEmpty }
        let hideable = [lexicon.names(.meetings), lexicon.names(.people), words]
        let texts = HidingTrap.textsByEntry(lexicon)
        for entry in lexicon.rows(.traps) {
            let meant = entry.list("entry").reduce(into: Set<String>()) { $0.formUnion(texts[$1] ?? []) }
            for text in entry.list("text") {
                let key = Array(lexicon.key(text).unicodeScalars)
                guard let hidden = hidden(in: key, beside: meant, hideable) else { continue }
                report(
                    Diagnostic(
                        .warning, "hiding-trap", at: entry.origin,
                        "\"\(text)\" hides \"\(hidden.text)\" of \(hidden.entry.origin.description)",
                        hint: "take \"\(text)\" out, or give the row of \"\(hidden.text)\" as its entry"))
            }
        }
    }

    /// The longest word at an end of the text, where what the trap is for reaches beyond it.
    private func hidden(
        in key: [Unicode.Scalar], beside meant: Set<String>, _ hideable: [[String: [CheckedLexicon.Name]]]
    ) -> CheckedLexicon.Name? {
        guard (3...HidingTrap.longest).contains(key.count) else { return nil }
        for length in (2..<key.count).reversed() {
            for word in [0..<length, key.count - length..<key.count] {
                let text = string(key[word])
                if meant.contains(text) { continue }
                guard let name = hideable.lazy.compactMap({ $0[text]?.first }).first else { continue }
                if reaches(beyond: word, in: key, meant) { return name }
            }
        }
        return nil
    }

    private func reaches(beyond word: Range<Int>, in key: [Unicode.Scalar], _ meant: Set<String>) -> Bool {
        for start in key.indices {
            for end in start + 1..<key.count + 1 where start < word.lowerBound || end > word.upperBound {
                if meant.contains(string(key[start..<end])) { return true }
            }
        }
        return false
    }

    private func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String { String(String.UnicodeScalarView(scalars)) }

    /// What a trap's entry may be - a party's code, the id of a row, a class of cues, a frame, a table - and the texts of each.
    private static func textsByEntry(_ lexicon: CheckedLexicon) -> [String: Set<String>] {
        var texts: [String: Set<String>] = [:]
        for table in [LexiconTable.parties, .places, .offices, .people, .meetings, .cues] {
            for (key, owners) in lexicon.names(table) {
                texts[table.rawValue, default: []].insert(key)
                for owner in owners {
                    let id = owner.entry.id
                    texts[table == .parties ? id.lowercased() : id, default: []].insert(key)
                    for column in ["cue", "frame"] where !owner.entry[column].isEmpty {
                        texts[owner.entry[column], default: []].insert(key)
                    }
                }
            }
        }
        return texts
    }

    /// The classes of cues that a pattern names: `<with>`.
    private static func classes(_ pattern: String) -> [String] {
        pattern.split(separator: " ").filter { $0.hasPrefix("<") && $0.hasSuffix(">") }.map {
            String($0.dropFirst().dropLast())
        }
    }
}
