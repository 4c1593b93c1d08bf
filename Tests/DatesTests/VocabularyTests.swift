import Dates
import Kernel
import Testing

/// What the compiler of the vocabulary says of rows that cannot be.
@Suite struct VocabularyTests {
    @Test func theVocabularyThatShipsCompiles() throws {
        _ = try DateReader(Shipped.rows, fold: Shipped.fold)
        #expect(Shipped.rows.count > 250)
    }

    @Test func rowsStandInOrderAndNameTheirSource() {
        let ids = Shipped.rows.map { $0.cells["id"] ?? "" }
        #expect(ids == ids.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) })
        for row in Shipped.rows { #expect(row.cells["source"]?.isEmpty == false, "\(row.cells["id"] ?? "")") }
    }

    @Test(arguments: [
        (["id": "a", "terms": "今天", "class": "relative-day", "value": "x"], "bad-value"),
        (["id": "a", "terms": "今天", "class": "someday"], "unknown-class"),
        (["id": "a", "terms": "今天||明天", "class": "relative-day"], "bad-term"),
        (["id": "a", "terms": "今天", "class": "relative-day", "where": "behind"], "bad-where"),
        (["id": "a", "terms": "今晚", "class": "relative-day", "part": "teatime"], "bad-part"),
        (["id": "a", "terms": "年底", "class": "year-part", "value": "bottom"], "bad-part"),
        (["id": "a", "terms": "春节", "class": "holiday", "value": "lunar 13-1"], "bad-holiday"),
        (["id": "a", "terms": "春节", "class": "holiday", "value": "2-30"], "bad-holiday"),
        (["id": "a", "terms": "春节", "class": "holiday", "value": "1-1", "days": "0"], "bad-days"),
        (["id": "a", "terms": "禮拜", "class": "week"], "bad-spelling"),
        (["id": "a", "terms": "一二", "class": "numeral", "value": "12"], "bad-numeral"),
        (["id": "", "terms": "今天", "class": "relative-day"], "no-id"),
        (["id": "a", "terms": "今天", "class": "relative-day", "colour": "red"], "unknown-column"),
        (["id": "a", "terms": "今天|今天", "class": "relative-day"], "duplicate-term"),
    ])
    func aBrokenRowIsNamed(cells: [String: String], code: String) {
        let row = DateTermRow(cells: cells, origin: Origin(path: "dates.tsv", line: 7))
        let error = #expect(throws: DateTermError.self) { try DateReader([row], fold: Shipped.fold) }
        #expect(error?.diagnostics.map(\.code) == [code])
        #expect(error?.description.hasPrefix("dates.tsv:7: error: ") == true)
    }

    @Test func anIdStandsOnce() {
        let cells = ["id": "a", "terms": "今天", "class": "relative-day"]
        let other = ["id": "a", "terms": "明天", "class": "relative-day"]
        let rows = [
            DateTermRow(cells: cells, origin: Origin(path: "dates.tsv", line: 2)),
            DateTermRow(cells: other, origin: Origin(path: "dates.tsv", line: 3)),
        ]
        let error = #expect(throws: DateTermError.self) { try DateReader(rows, fold: Shipped.fold) }
        #expect(error?.diagnostics.map(\.code) == ["duplicate-id"])
        #expect(error?.diagnostics.first?.origin.line == 3)
    }
}
