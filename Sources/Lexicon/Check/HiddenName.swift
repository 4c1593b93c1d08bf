internal import Kernel

/// Names that the matcher cannot find where they matter, because a trap or a cue has the same text or takes the name together
/// with the title behind it.
struct HiddenName: LexiconRule {
    func check(_ lexicon: CheckedLexicon, _ report: (Diagnostic) -> Void) {
        var covers: [String: CheckedLexicon.Name] = [:]
        for table in [LexiconTable.cues, .traps] {
            for (key, owners) in lexicon.names(table) { covers[key] = owners.first }
        }
        let titles = Set(lexicon.names(.offices).keys.filter { $0.count >= 2 })
        var titled: [String: CheckedLexicon.Name] = [:]
        for (key, name) in covers {
            for length in 2...4 where key.count > length + 1 && titles.contains(String(key.suffix(length))) {
                titled[String(key.dropLast(length))] = name
            }
        }
        for table in [LexiconTable.parties, .places, .offices, .people, .meetings] {
            for (key, owners) in lexicon.names(table) {
                for owner in owners where owner.column != "short" {
                    // A short form's trap may be any name that it stands in; such a name is found all the same.
                    if let cover = covers[key], [.people, .offices].contains(table) {
                        report(
                            Diagnostic(
                                .warning, "hidden-name", at: owner.entry.origin,
                                "\"\(owner.text)\" is also a text of \(kind(cover)) \"\(cover.entry.id)\" in \(describe(cover))",
                                hint: "take it out of one of the two rows"))
                    } else if let cover = titled[key] {
                        report(
                            Diagnostic(
                                .error, "hidden-name", at: owner.entry.origin,
                                "\"\(owner.text)\" is hidden by \"\(cover.text)\", a text of \(kind(cover)) \"\(cover.entry.id)\" in \(describe(cover))",
                                hint: "take \"\(cover.text)\" out of that row"))
                    }
                }
            }
        }
    }

    private func kind(_ name: CheckedLexicon.Name) -> String { name.column == "text" ? "the trap" : "the cue" }
    private func describe(_ name: CheckedLexicon.Name) -> String { name.entry.origin.description }
}
