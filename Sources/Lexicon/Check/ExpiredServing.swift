internal import Kernel

/// Somebody still serving by the row, although a successor is listed.
struct ExpiredServing: LexiconRule {
    func check(_ lexicon: CheckedLexicon, _ report: (Diagnostic) -> Void) {
        SingleOffices(lexicon.lexicon).forEachPair { a, b in
            for (one, other) in [(a, b), (b, a)] {
                let (old, new) = (one.tenure, other.tenure)
                guard old.to == nil, !new.isActing, old.person != new.person, Term(new).surelyBegins(after: Term(old))
                else { continue }
                report(
                    Diagnostic(
                        .error, "expired-serving", at: lexicon.lexicon.origin(EntryRef(.tenures, one.row)),
                        "this term has no end, but \(lexicon.wording(ofTenure: other.row)) follows it",
                        hint: "fill in \"to\""))
            }
        }
    }
}
