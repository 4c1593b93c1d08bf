package import Kernel
package import Lexicon
package import Pipeline
internal import Read
internal import Write

/// Runs two lexicons over the same articles in one pass, and finds the rows that come of the one and not of the other.
package struct LexiconDiff: Sendable {
    package let old: Pipeline
    package let new: Pipeline
    package let change: LexiconChange

    /// `sharing`: whether articles that no edit can reach are passed over, which changes nothing but the time that it takes.
    package init(_ old: Pipeline, _ new: Pipeline, sharing: Bool = true) {
        self.old = old
        self.new = new
        var change = old.change(to: new)
        if !sharing { change.makeGeneral() }
        self.change = change
    }

    /// The columns by which rows are the same.
    static let columns = [
        "kind", "mode", "status", "date", "parties", "people", "place", "country", "salience", "cameo", "plover",
    ]

    /// What came of one article by both.
    package struct Comparison: Sendable {
        package var article: Article
        /// nil where the two say the same.
        package var difference: ArticleDifference?
    }

    private struct Crew {
        var oldReader: ArticleReader
        /// nil where both read articles alike.
        var newReader: ArticleReader?
        var old: Worker
        var new: Worker
    }

    /// Calls `body` with every batch in order; stops early where it returns false.
    package func run(_ sweep: Sweep, _ body: (Sweep.Batch<Comparison>) throws -> Bool) async throws {
        var ledger = ArticleLedger()
        let (options, change, old, new) = (sweep.options, change, old, new)
        var newOptions = options
        newOptions.sources = new.readOptions.sources
        newOptions.boilerplate = new.readOptions.boilerplate
        let both = newOptions
        try await sweep.runItems(
            worker: {
                Crew(
                    oldReader: ArticleReader(options), newReader: change.changesReading ? ArticleReader(both) : nil,
                    old: try Worker(old), new: try Worker(new))
            },
            look: { (crew: inout Crew, item: RawItem, batch: inout Sweep.Batch<Comparison>) in
                let before = crew.oldReader.read(item)
                let after = crew.newReader?.read(item) ?? before
                batch.problems += after.problems
                for (one, other) in LexiconDiff.paired(before.articles, after.articles) {
                    guard let article = other ?? one else { continue }
                    var comparison = Comparison(article: article)
                    let reached = change.reaching(article)
                    if !reached.isEmpty {
                        let oldTrace = try one.map { try crew.old.run($0) }
                        let newTrace = try other.map { try crew.new.run($0) }
                        comparison.difference = ArticleDifference(oldTrace, newTrace, reached: reached)
                    }
                    batch.results.append(comparison)
                }
            },
            { (found: Sweep.Batch<Comparison>) in
                var batch = found
                for index in batch.results.indices {
                    var article = batch.results[index].article
                    if let problem = ledger.admit(&article) { batch.problems.append(problem) }
                    batch.results[index].difference?.doc = article.id
                }
                return try body(batch)
            })
    }

    /// The articles of an item as the two read it. Each has its own where they do not agree on what there is.
    private static func paired(_ old: [Article], _ new: [Article]) -> [(Article?, Article?)] {
        if old.count == new.count, zip(old, new).allSatisfy({ $0.id == $1.id }) { return Array(zip(old, new)) }
        let byID = Dictionary(old.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let known = Set(new.map(\.id))
        return new.map { (byID[$0.id], $0) } + old.filter { !known.contains($0.id) }.map { ($0, nil) }
    }
}

/// The rows of one article that two lexicons do not have alike.
package struct ArticleDifference: Sendable {
    package struct Row: Sendable {
        package enum What: String, Sendable { case gained, lost, changed }

        package var old: Event?
        package var new: Event?
        /// Columns that differ, of a row that both have.
        package var columns: [String] = []
        /// The edits behind it, as places in the change. Several where each of them is needed for it.
        package var causes: [Int] = []

        package var what: What { old == nil ? .gained : new == nil ? .lost : .changed }
        package var event: Event? { new ?? old }

        /// The sentence that it rests on.
        package var sentence: String { event?.evidence.first?.text ?? "" }

        package func cell(_ column: String) -> String { event.map { EventTable.cell($0, column) } ?? "" }
        package func was(_ column: String) -> String { old.map { EventTable.cell($0, column) } ?? "" }
    }

    package var doc: String
    package var article: Article
    package var rows: [Row]
    /// The edits that may have a part in it.
    package var reached: Set<Int>

    /// nil where the two have the same rows.
    init?(_ old: Trace?, _ new: Trace?, reached: Set<Int>) {
        guard let article = (new ?? old)?.article else { return nil }
        let (before, after) = (old?.events ?? [], new?.events ?? [])
        if before.isEmpty && after.isEmpty { return nil }
        let columns = LexiconDiff.columns + ["evidence"]
        func cells(_ events: [Event]) -> [[String]] {
            events.map { event in columns.map { EventTable.cell(event, $0) } }
        }
        let pairs = RowPairing.pairs(columns, old: cells(before), new: cells(after))
        rows = pairs.compactMap { pair in
            // Another first sentence alone is no other row.
            let differing = pair.columns.map { columns[$0] }.filter { $0 != "evidence" }
            if pair.old != nil, pair.new != nil, differing.isEmpty { return nil }
            return Row(old: pair.old.map { before[$0] }, new: pair.new.map { after[$0] }, columns: differing)
        }
        if rows.isEmpty { return nil }
        doc = article.id
        self.article = article
        self.reached = reached
    }
}
