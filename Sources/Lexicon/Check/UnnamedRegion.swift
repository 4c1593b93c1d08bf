internal import ICUText
internal import Kernel

/// A name that ICU has for a country or territory, in simplified characters, Taiwan's or Hong Kong's, which no party has.
struct UnnamedRegion: LexiconRule {
    private static let locales = ["zh", "zh_Hant", "zh_Hant_HK"]

    func check(_ lexicon: CheckedLexicon, _ report: (Diagnostic) -> Void) {
        let names = lexicon.names(.parties)
        let rows = Dictionary(lexicon.rows(.parties).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        // Lexicons without the parties of the world are somebody's own, or a test's.
        guard let header = lexicon.rows(.parties).first, rows.count >= UnnamedRegion.locales.count * 50 else { return }
        for code in RegionNames.codes {
            let party = RegionNames.threeLetters(of: code)
            var told: Set<String> = []
            for locale in UnnamedRegion.locales {
                guard let name = RegionNames.name(of: code, in: locale), told.insert(lexicon.key(name)).inserted else {
                    continue
                }
                let owners = names[lexicon.key(name)] ?? []
                if owners.contains(where: { $0.entry.id == party }) { continue }
                let origin = rows[party]?.origin ?? Origin(path: header.origin.path, line: header.file.headerLine)
                let what = owners.first.map { "but names \"\($0.entry.id)\"" } ?? "which no row has"
                report(
                    Diagnostic(
                        .warning, "unnamed-region", at: origin,
                        "Unicode CLDR calls \(party) \"\(name)\" (\(locale)), \(what)",
                        hint: "add it to the aliases of \(party)"))
            }
        }
    }
}
