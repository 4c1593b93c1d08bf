internal import Kernel

/// Two terms of an office that has one holder at a time, in one party, side by side. Whoever acts for a holder may.
struct OverlappingTenures: LexiconRule {
    func check(_ lexicon: CheckedLexicon, _ report: (Diagnostic) -> Void) {
        SingleOffices(lexicon.lexicon).forEachPair { firstTerm, secondTerm in
            let (first, second) = (firstTerm.tenure, secondTerm.tenure)
            if first.person == second.person {
                guard Term(first).mayOverlap(Term(second)), Term(first).surelyOverlaps(Term(second)) else { return }
            } else {
                guard !first.isActing, !second.isActing, Term(first).surelyOverlaps(Term(second)) else { return }
                // Told by ExpiredServing.
                if first.to == nil, Term(second).surelyBegins(after: Term(first)) { return }
                if second.to == nil, Term(first).surelyBegins(after: Term(second)) { return }
            }
            let origin = lexicon.lexicon.origin(EntryRef(.tenures, secondTerm.row))
            report(
                Diagnostic(
                    .error, "overlapping-tenures", at: origin,
                    "this term overlaps \(lexicon.wording(ofTenure: firstTerm.row)), and the office has one holder at a time",
                    hint: "mend the days; for \"acting\", write yes if one stood in, beside if both held it"))
        }
    }
}

/// The terms of offices that have one holder at a time, pair by pair.
struct SingleOffices {
    private let lexicon: Lexicon

    init(_ lexicon: Lexicon) { self.lexicon = lexicon }

    typealias Row = (row: Int, tenure: Tenure)

    func forEachPair(_ body: (Row, Row) -> Void) {
        for (key, rows) in lexicon.tenuresOfOffice where lexicon.offices[key.office].hasOneHolder && rows.count > 1 {
            for (index, second) in rows.enumerated() {
                for first in rows[..<index] {
                    let (a, b) = (lexicon.tenures[first], lexicon.tenures[second])
                    if !a.isBeside, !b.isBeside { body((first, a), (second, b)) }
                }
            }
        }
    }
}

extension CheckedLexicon {
    /// A term of office in a message about another.
    func wording(ofTenure row: Int) -> String {
        let entry = EntryRef(.tenures, row)
        return "\"\(lexicon.id(entry))\" on line \(lexicon.origin(entry).line)"
    }
}
