internal import Kernel

/// Two terms of an office that has one holder at a time, in one party, side by side. Whoever acts for a holder may.
struct OverlappingTenures: LexiconRule {
    func check(_ lexicon: CheckedLexicon, _ report: (Diagnostic) -> Void) {
        SingleOffices(lexicon.lexicon).forEachPair { first, second in
            if first.person == second.person {
                guard Term(first).mayOverlap(Term(second)), Term(first).surelyOverlaps(Term(second)) else { return }
            } else {
                guard !first.isActing, !second.isActing, Term(first).surelyOverlaps(Term(second)) else { return }
                // Told by ExpiredServing.
                if first.to == nil, Term(second).surelyBegins(after: Term(first)) { return }
                if second.to == nil, Term(first).surelyBegins(after: Term(second)) { return }
            }
            let origin = lexicon.origin(ofTenure: second)
            report(
                Diagnostic(
                    .error, "overlapping-tenures", at: origin,
                    "this term overlaps \"\(first.id)\" on line \(first.line), and the office has one holder at a time",
                    hint: "mend the days; for \"acting\", write yes if one stood in, beside if both held it"))
        }
    }
}

/// The terms of offices that have one holder at a time, pair by pair.
struct SingleOffices {
    private let lexicon: Lexicon

    init(_ lexicon: Lexicon) { self.lexicon = lexicon }

    func forEachPair(_ body: (Tenure, Tenure) -> Void) {
        for (key, rows) in lexicon.tenuresOfOffice where lexicon.offices[key.office].hasOneHolder && rows.count > 1 {
            for (index, second) in rows.enumerated() {
                for first in rows[..<index] {
                    let (a, b) = (lexicon.tenures[first], lexicon.tenures[second])
                    if !a.isBeside, !b.isBeside { body(a, b) }
                }
            }
        }
    }
}

extension CheckedLexicon {
    func origin(ofTenure tenure: Tenure) -> Origin {
        rows(.tenures).first { $0.row.line == tenure.line && $0.id == tenure.id }?.origin ?? Origin(path: "tenures.tsv")
    }
}
