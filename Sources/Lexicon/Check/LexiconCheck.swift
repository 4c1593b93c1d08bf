package import Kernel

/// Everything that can be said about lexicons without reading an article: what is malformed, and what the rules find.
package struct LexiconCheck {
    package let lexicon: Lexicon
    package private(set) var findings: [Diagnostic] = []
    /// How many rows were looked at.
    package private(set) var entryCount = 0
    package private(set) var fileCount = 0

    private static let rules: [any LexiconRule] = [
        AwkwardText(), ExpiredServing(), HiddenName(), HidingTrap(), IdleTrap(), MissingSource(), OneCharacterName(),
        OverlappingTenures(),
        PersonWithoutTenure(), RepeatedName(), ReversedDates(), SharedName(), TermWithoutFrame(), TraditionalSpelling(),
        UnknownReference(), UnknownWord(), UnnamedRegion(), UnreachablePattern(), UnsortedRows(), UnusedFrame(),
    ]

    /// `overlays` are laid over what ships, or over the folder that takes its place.
    package init(overlays: [String], replacing: String?, fold: FoldTable) {
        let findings = Findings()
        let rows = Lexicon.rows(overlays: overlays, replacing: replacing) { findings.add($0) }
        let lexicon = Lexicon(rows, fold: fold)
        let checked = CheckedLexicon(rows, lexicon)
        for rule in LexiconCheck.rules { rule.check(checked) { findings.add($0) } }
        self.lexicon = lexicon
        self.findings = findings.sorted
        entryCount = LexiconTable.allCases.reduce(0) { $0 + checked.rows($1).count }
        fileCount = rows.files.values.reduce(0) { $0 + $1.count }
    }

    /// Takes in what other rooms find when they compile their rows.
    package mutating func add(_ more: [Diagnostic]) {
        let all = Findings()
        for finding in findings + more { all.add(finding) }
        findings = all.sorted
    }

    /// Collects findings; each is kept once, in the order of files and lines.
    private final class Findings {
        private var seen: Set<Diagnostic> = []
        private var all: [Diagnostic] = []

        func add(_ finding: Diagnostic) {
            if seen.insert(finding).inserted { all.append(finding) }
        }

        var sorted: [Diagnostic] {
            all.sorted { a, b in
                (a.origin.path, a.origin.line, a.code, a.message) < (b.origin.path, b.origin.line, b.code, b.message)
            }
        }
    }
}
