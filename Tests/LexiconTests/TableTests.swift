import Kernel
import Lexicon
import Testing

/// A lexicon file as it is taken apart: bytes are looked at eight at a time, and nothing may depend on where the eight begin.
@Suite struct TableTests {
    private static func table(_ bytes: [UInt8]) -> (table: TSVTable, problems: [String]) {
        var problems: [String] = []
        let table = TSVTable(path: "a.tsv", bytes: bytes) { problems.append("\($0.origin.line) \($0.code)") }
        return (table, problems)
    }

    @Test(arguments: 0...20)
    func cellsEndWhereTheyEnd(_ length: Int) {
        let word = String(repeating: "x", count: length)
        let rows = [[word, "中" + word, ""], ["a", "", word + "王毅"], [word + "1|" + word + "2", "b", word]]
        let text = "id\tname\tnote\n# " + word + "\t\n" + rows.map { $0.joined(separator: "\t") + "\n" }.joined()
        for ending in ["\n", "\r\n"] {
            let (table, problems) = Self.table(Array(text.replacing("\n", with: ending).utf8))
            #expect(problems == [])
            #expect(table.rows.map { row in (0..<3).map { table.cell(row, $0) } } == rows)
            #expect(table.rows.map(\.line) == [3, 4, 5])
            #expect(table.list(table.rows[2], 0) == [word + "1", word + "2"])
        }
    }

    @Test(
        arguments: [
            [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80],
            [0xF0, 0x80, 0x80, 0x80],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x80], [0xE4, 0xB8], [0xC3], [0xE4, 0x41, 0x41],
            [0xFF],
        ] as [[UInt8]], 0...8)
    func whatIsNoUTF8IsRefused(_ bad: [UInt8], _ before: Int) {
        let start = Array("id\tname\n".utf8) + [UInt8](repeating: UInt8(ascii: "a"), count: before)
        #expect(Self.table(start + bad + Array("\tb\n".utf8)).problems == ["2 not-utf8"])
        #expect(Self.table(start + bad).problems == ["2 not-utf8"])
    }

    @Test(arguments: ["é", "中", "한", "𠮷", "\u{800}", "\u{D7FF}", "\u{E000}", "\u{FFFD}", "\u{10FFFF}"], 0...8)
    func everyCharacterIsTaken(_ character: String, _ before: Int) {
        let id = String(repeating: "a", count: before + 1) + character
        let (table, problems) = Self.table(Array(("id\tname\n" + id + "\t" + character).utf8))
        #expect(problems == [])
        #expect(table.rows.map { table.cell($0, 0) } == [id])
        #expect(table.rows.map { table.cell($0, 1) } == [character])
    }
}
