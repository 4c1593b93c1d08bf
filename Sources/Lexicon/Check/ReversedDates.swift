internal import Kernel

/// Terms and parties that end before they begin.
struct ReversedDates: LexiconRule {
    func check(_ lexicon: CheckedLexicon, _ report: (Diagnostic) -> Void) {
        for table in [LexiconTable.tenures, .parties] {
            for entry in lexicon.rows(table) {
                compare(entry["from"], entry["to"], "the row", entry, report)
                for member in table == .parties ? entry.list("members") : [] {
                    // CODE:from-to, where the days themselves hold dashes: years only.
                    let parts = member.split(separator: ":")
                    guard parts.count == 2 else { continue }
                    let years = parts[1].split(separator: "-", omittingEmptySubsequences: false)
                    if years.count == 2 {
                        compare(String(years[0]), String(years[1]), "the membership \"\(member)\"", entry, report)
                    }
                }
            }
        }
    }

    private func compare(
        _ from: String, _ to: String, _ what: String, _ entry: CheckedEntry, _ report: (Diagnostic) -> Void
    ) {
        guard let start = DateValue(edtf: from)?.firstDay, let end = DateValue(edtf: to)?.lastDay, end < start else {
            return
        }
        report(
            Diagnostic(
                .error, "reversed-dates", at: entry.origin, "\(what) ends (\(to)) before it begins (\(from))",
                hint: "mend \"from\" or \"to\""))
    }
}
