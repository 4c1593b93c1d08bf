internal import Kernel

/// Somebody still serving by the row, although a successor is listed.
struct ExpiredServing: LexiconRule {
    func check(_ lexicon: CheckedLexicon, _ report: (Diagnostic) -> Void) {
        SingleOffices(lexicon.lexicon).forEachPair { a, b in
            for (old, new) in [(a, b), (b, a)] {
                guard old.to == nil, !new.isActing, old.person != new.person, Term(new).surelyBegins(after: Term(old))
                else { continue }
                report(
                    Diagnostic(
                        .error, "expired-serving", at: lexicon.origin(ofTenure: old),
                        "this term has no end, but \"\(new.id)\" on line \(new.line) follows it",
                        hint: "fill in \"to\""))
            }
        }
    }
}
