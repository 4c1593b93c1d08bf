internal import Kernel

/// A name that two rows of one table own while nothing tells apart which of them a text means. People are told apart by party,
/// office and day; places by their party; offices by the one party that has them; short forms by their company.
struct SharedName: LexiconRule {
    func check(_ lexicon: CheckedLexicon, _ report: (Diagnostic) -> Void) {
        people(lexicon, report)
        for table in [LexiconTable.parties, .places, .offices, .meetings, .cues, .traps] {
            for (_, owners) in lexicon.names(table).sorted(by: { $0.key < $1.key }) {
                pairs(owners) { first, second in
                    guard !isToldApart(first, second, table) else { return }
                    shared(second, with: first, "", .error, hint: "take the name out of one of the two rows", report)
                }
            }
        }
    }

    private func isToldApart(_ a: CheckedLexicon.Name, _ b: CheckedLexicon.Name, _ table: LexiconTable) -> Bool {
        switch table {
        case .parties: a.column == "short" || b.column == "short"
        case .places:
            a.entry["party"] != b.entry["party"] || a.entry["kind"] != b.entry["kind"] || a.entry["in"] != b.entry["in"]
        case .offices: a.entry["party"] != b.entry["party"]
        case .cues: a.entry["cue"] != b.entry["cue"] || a.entry["reach"] != b.entry["reach"]
        case .meetings: a.entry["frame"] != b.entry["frame"]
        default: false
        }
    }

    private func people(_ lexicon: CheckedLexicon, _ report: (Diagnostic) -> Void) {
        let lexicon = lexicon
        let numbers = Dictionary(
            lexicon.lexicon.people.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        for (_, owners) in lexicon.names(.people).sorted(by: { $0.key < $1.key }) where owners.count > 1 {
            pairs(owners) { first, second in
                guard let a = numbers[first.entry.id], let b = numbers[second.entry.id] else { return }
                switch likeness(a, b, lexicon.lexicon) {
                case .apart: return
                case .sameDays:
                    shared(
                        second, with: first, ", of one party at one time", .warning,
                        hint: "an office in the text will tell them apart; a bare name will not", report)
                case .sameOffice(let office):
                    shared(
                        second, with: first, ", who held \"\(office)\" at one time", .error,
                        hint:
                            "join the two rows if they are one person; else take the name out of one, or mend the terms",
                        report)
                }
            }
        }
    }

    private enum Likeness {
        case apart, sameDays
        case sameOffice(String)
    }

    private func likeness(_ a: Int, _ b: Int, _ lexicon: Lexicon) -> Likeness {
        var likeness = Likeness.apart
        for x in lexicon.tenuresOfPerson[a].map({ lexicon.tenures[$0] }) {
            for y in lexicon.tenuresOfPerson[b].map({ lexicon.tenures[$0] }) where x.party == y.party {
                guard Term(x).mayOverlap(Term(y)) else { continue }
                if x.office == y.office, x.at == y.at, Term(x).surelyOverlaps(Term(y)) {
                    return .sameOffice(lexicon.offices[x.office].id)
                }
                likeness = .sameDays
            }
        }
        return likeness
    }

    private func pairs(
        _ owners: [CheckedLexicon.Name], _ body: (CheckedLexicon.Name, CheckedLexicon.Name) -> Void
    ) {
        for (index, second) in owners.enumerated() {
            for first in owners[..<index] where first.entry.id != second.entry.id { body(first, second) }
        }
    }

    private func shared(
        _ name: CheckedLexicon.Name, with other: CheckedLexicon.Name, _ reason: String, _ severity: Diagnostic.Severity,
        hint: String, _ report: (Diagnostic) -> Void
    ) {
        report(
            Diagnostic(
                severity, "shared-name", at: name.entry.origin,
                "\"\(name.text)\" is also a name of \"\(other.entry.id)\" on \(other.entry.place)\(reason)", hint: hint)
        )
    }
}
