import ICUText
import Kernel
import Lexicon
import Testing

/// What the automaton finds is what a plain search finds.
@Suite struct AutomatonTests {
    private static func lexicon(_ names: [String]) throws -> Lexicon {
        var people = "id\tname\tparty\n"
        for (index, name) in names.enumerated() { people += "p\(1000 + index)\t\(name)\tCHN\n" }
        let rows = LexiconBuilder(layers: [
            LexiconLayer([LexiconLayer.File(name: "people.tsv", path: "people.tsv", bytes: Array(people.utf8))])
        ]) {
            Issue.record("\($0.description)")
        }
        return Lexicon(rows, fold: Folding.table())
    }

    private static func found(_ lexicon: Lexicon, in text: String) -> [String] {
        let bytes = Array(text.utf8)
        var found: [String] = []
        lexicon.automaton.forEachMatch(in: bytes.span) { pattern, start, end in
            let name = lexicon.people[Int(lexicon.readings[pattern][0].entry.row)].name
            found.append("\(name)@\(start)-\(end)")
        }
        return found.sorted()
    }

    @Test(
        arguments: [
            (["王毅"], "王毅见王毅", ["王毅@0-6", "王毅@9-15"]),
            (["马克", "马克龙"], "马克龙与马克", ["马克@0-6", "马克@12-18", "马克龙@0-9"]),
            (["韩国"], "韓國", ["韩国@0-6"]),
            (["安东尼·布林肯"], "安东尼布林肯，安东尼－布林肯，安东尼•布林肯", ["安东尼·布林肯@0-18", "安东尼·布林肯@21-42", "安东尼·布林肯@45-66"]),
            (["AB国"], "ａｂ国", ["AB国@0-9"]),
            (["甲乙"], "甲", []),
            (["甲乙"], "", []),
        ] as [([String], String, [String])])
    func termsAreFoundWhateverTheirScriptAndWidth(_ names: [String], _ text: String, _ expected: [String]) throws {
        #expect(AutomatonTests.found(try AutomatonTests.lexicon(names), in: text) == expected)
    }

    /// Many terms over few characters make the trie crowded: every slot must still be its own.
    @Test func crowdedTriesLoseNothing() throws {
        let characters = Array("甲乙丙丁戊己庚辛壬癸子丑寅卯".unicodeScalars)
        var state: UInt64 = 7
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        var names: Set<String> = []
        while names.count < 2000 {
            var name = String.UnicodeScalarView()
            for _ in 0..<(2 + next(4)) { name.append(characters[next(characters.count)]) }
            names.insert(String(name))
        }
        let sorted = names.sorted()
        let lexicon = try AutomatonTests.lexicon(sorted)
        var text = String.UnicodeScalarView()
        for _ in 0..<400 { text.append(characters[next(characters.count)]) }
        let scalars = Array(text)
        var expected: [String] = []
        for start in scalars.indices {
            for length in 2...5 where start + length <= scalars.count {
                let word = String(String.UnicodeScalarView(scalars[start..<start + length]))
                if names.contains(word) { expected.append("\(word)@\(start * 3)-\((start + length) * 3)") }
            }
        }
        #expect(AutomatonTests.found(lexicon, in: String(text)) == expected.sorted())
        for name in sorted { #expect(AutomatonTests.found(lexicon, in: name).contains("\(name)@0-\(name.utf8.count)")) }
    }
}
