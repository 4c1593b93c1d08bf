import Glibc
import Kernel
import Lexicon
import Pipeline
import Read
import Regression
import Testing

/// What `lexicon diff` passes over cannot differ: with and without passing over, it finds the same.
@Suite struct SharingTests {
    static let layers = [LexiconLayer.builtIn]
    static let shipped: Pipeline = {
        do {
            return try Pipeline.load(layers: layers) { fatalError($0.description) }
        } catch {
            fatalError("\(error)")
        }
    }()

    /// The fixtures' folder of articles.
    static let articles: [String] = {
        var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        parts.removeLast(3)
        let root = parts.joined(separator: "/") + "/Fixtures/"
        return ["events", "news"].map { root + $0 }
    }()

    /// Every row of a table whose place leaves the remainder: a tenth or so of them, spread over all.
    static func rows(_ table: LexiconTable, _ step: Int, _ remainder: Int) -> [RowName] {
        let ids = shipped.lexicon.ids(of: table)
        return stride(from: remainder, to: ids.count, by: step).map { RowName(table, ids[$0]) }
    }

    static func found(_ diff: LexiconDiff) async throws -> [String] {
        var options = diff.old.readOptions
        options.format = nil
        var found: [String] = []
        try await diff.run(Sweep(paths: articles, options: options, jobs: 2)) { batch in
            for case let difference? in batch.results.map(\.difference) {
                for row in difference.rows {
                    found.append(
                        "\(difference.doc) \(row.what) \(row.cell("kind")) \(row.cell("people")) \(row.columns) \(row.sentence)"
                    )
                }
            }
            return true
        }
        return found
    }

    /// A table and every how many-th row of it goes; people go with their tenures.
    @Test(arguments: [
        (LexiconTable.people, 9, 4), (.tenures, 7, 3), (.tenures, 2, 1), (.places, 5, 2), (.offices, 11, 5),
        (.meetings, 9, 4), (.cues, 13, 6), (.traps, 3, 1), (.frames, 5, 2),
    ])
    func whatIsPassedOverIsTheSame(table: LexiconTable, step: Int, remainder: Int) async throws {
        let gone = SharingTests.rows(table, step, remainder)
        let new = try SharingTests.shipped.with(layers: SharingTests.layers, leavingOut: Set(gone))
        let all = try await SharingTests.found(LexiconDiff(SharingTests.shipped, new, sharing: false))
        #expect(!all.isEmpty || table == .traps)
        let shared = LexiconDiff(SharingTests.shipped, new)
        #expect(try await SharingTests.found(shared) == all)
        #expect(shared.change.edits.count >= gone.count)
    }

    /// An edit of few rows is looked for in few articles.
    @Test func mostArticlesArePassedOver() async throws {
        let lexicon = SharingTests.shipped.lexicon
        let id = try #require(lexicon.ids(of: .tenures).first { $0.hasPrefix("wang-yi.foreign-minister") })
        let new = try SharingTests.shipped.with(layers: SharingTests.layers, leavingOut: [RowName(.tenures, id)])
        let change = LexiconDiff(SharingTests.shipped, new).change
        #expect(change.general.isEmpty && change.edits.count == 1)
        let near = Article(id: "a", blocks: [Block(kind: .paragraph, "外長在河內")], origin: Origin(path: "a"))
        let far = Article(id: "b", blocks: [Block(kind: .paragraph, "法国总统抵达河内。")], origin: Origin(path: "b"))
        #expect(change.reaching(near) == [0])
        #expect(change.reaching(far).isEmpty)
    }

    /// Rows that say the same in another order of columns, with other remarks, are no edit.
    @Test func remarksAreNoEdit() throws {
        let file = LexiconLayer.File(
            name: "people.tsv", path: "people.tsv",
            bytes: Array("note\tid\tparty\tname\nnew\ta\tKOR\t千里马\n".utf8))
        let other = LexiconLayer.File(
            name: "people.tsv", path: "other.tsv", bytes: Array("id\tname\tparty\na\t千里马\tKOR\n".utf8))
        let shipped = SharingTests.shipped
        let one = try shipped.with(layers: SharingTests.layers + [LexiconLayer([file])])
        let two = try shipped.with(layers: SharingTests.layers + [LexiconLayer([other])])
        #expect(LexiconDiff(one, two).change.edits.isEmpty)
        #expect(LexiconDiff(shipped, two).change.edits.map(\.name.description) == ["people:a"])
    }
}
