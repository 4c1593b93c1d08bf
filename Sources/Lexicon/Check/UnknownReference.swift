internal import Kernel

/// Cells that name a row of another table which is not there. (Person and office of a tenure are looked up as it is read.)
struct UnknownReference: LexiconRule {
    private static let partyColumns: [(LexiconTable, String)] = [
        (.places, "party"), (.offices, "party"), (.people, "party"), (.tenures, "party"), (.tenures, "at"),
        (.sources, "party"),
    ]

    func check(_ lexicon: CheckedLexicon, _ report: (Diagnostic) -> Void) {
        let parties = Set(lexicon.rows(.parties).map(\.id))
        for (table, column) in UnknownReference.partyColumns {
            for entry in lexicon.rows(table) {
                let code = entry[column]
                if !code.isEmpty, !parties.contains(code) { unknown(code, column, .parties, entry, report) }
            }
        }
        for entry in lexicon.rows(.parties) {
            for member in entry.list("members") {
                let code = String(member.prefix { $0 != ":" })
                if !parties.contains(code) { unknown(code, "members", .parties, entry, report) }
            }
        }
        let places = Dictionary(
            lexicon.rows(.places).map { ($0.id, $0["in"]) }, uniquingKeysWith: { first, _ in first })
        for entry in lexicon.rows(.places) {
            let around = entry["in"]
            if around.isEmpty { continue }
            guard places[around] != nil else {
                unknown(around, "in", .places, entry, report)
                continue
            }
            var at = around
            var seen: Set<String> = [entry.id]
            while let up = places[at], seen.insert(at).inserted, !up.isEmpty { at = up }
            if at == entry.id {
                report(
                    Diagnostic(
                        .error, "circle", at: entry.origin,
                        "by its column \"in\", the place \"\(entry.id)\" lies in itself",
                        hint: "empty the cell of the larger place"))
            }
        }
        traps(lexicon, parties, report)
    }

    /// A trap names what it keeps from being found: a party, a row, a class of cues, a table.
    private func traps(_ lexicon: CheckedLexicon, _ parties: Set<String>, _ report: (Diagnostic) -> Void) {
        var known = Set(LexiconTable.allCases.map(\.rawValue)).union(parties.map { $0.lowercased() })
        for table in LexiconTable.allCases { known.formUnion(lexicon.rows(table).map(\.id)) }
        known.formUnion(lexicon.rows(.cues).map { $0["cue"] })
        known.formUnion(lexicon.rows(.meetings).map { $0["frame"] })
        for entry in lexicon.rows(.traps) {
            for name in entry.list("entry") where !known.contains(name) {
                report(
                    Diagnostic(
                        .warning, "unknown-reference", at: entry.origin,
                        "nothing is called \"\(name)\", which the trap is for",
                        hint:
                            "write the id of a row, a party's code in small letters, a class of cues or a table's name")
                )
            }
        }
    }

    private func unknown(
        _ id: String, _ column: String, _ table: LexiconTable, _ entry: CheckedEntry, _ report: (Diagnostic) -> Void
    ) {
        report(
            Diagnostic(
                .error, "unknown-reference", at: entry.origin,
                "the cell \"\(column)\" names \"\(id)\", which \(table.fileName) does not have",
                hint: "add the row or mend the id"))
    }
}
