internal import Dates
internal import Events
internal import ICUText
internal import Kernel
package import Lexicon
internal import Read

/// All checks of the lexicons: their own, and what the stages find when they compile the rows that they use.
package enum LexiconLint {
    package static func run(overlays: [String], replacing: String?) -> LexiconCheck {
        let fold = Folding.table()
        var check = LexiconCheck(overlays: overlays, replacing: replacing, fold: fold)
        var more: [Diagnostic] = []
        _ = EventStage(check.lexicon) { more.append($0) }
        let dates = LexiconRows.dates(check.lexicon.others)
        if !dates.isEmpty {
            do { _ = try DateReader(dates, fold: fold) } catch { more += error.diagnostics }
        }
        more += boilerplate(check.lexicon) + zones(check.lexicon)
        check.add(more)
        return check
    }

    private static func boilerplate(_ lexicon: Lexicon) -> [Diagnostic] {
        var found: [Diagnostic] = []
        func look(_ row: LooseRow, _ column: String, _ known: [String]) {
            let cell = row.cells[column] ?? ""
            if known.contains(cell) { return }
            found.append(
                Diagnostic(
                    .error, "unknown-word", at: row.origin, "the cell \"\(column)\" holds \"\(cell)\"",
                    hint: "it is one of \(known.joined(separator: ", "))"))
        }
        for row in lexicon.others[.boilerplate] ?? [] {
            look(row, "match", BoilerplateRow.Match.allCases.map(\.rawValue))
            look(row, "drops", BoilerplateRow.Drops.allCases.map(\.rawValue))
        }
        return found
    }

    private static func zones(_ lexicon: Lexicon) -> [Diagnostic] {
        (lexicon.others[.sources] ?? []).compactMap { row in
            let zone = row.cells["zone"] ?? ""
            if zone.isEmpty || ZoneClock.exists(zone) { return nil }
            return Diagnostic(
                .error, "unknown-zone", at: row.origin, "there is no time zone \"\(zone)\"",
                hint: "write a name of the IANA database, such as Asia/Shanghai")
        }
    }
}
