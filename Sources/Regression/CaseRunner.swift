internal import Kernel
internal import Lexicon
package import Pipeline

/// Runs cases, several at a time. The lexicons are compiled once for all cases without rows of their own, and once for each
/// set of such rows.
package struct CaseRunner: Sendable {
    private let pipeline: Pipeline

    package init(_ pipeline: Pipeline) { self.pipeline = pipeline }

    /// The results in the order of the cases.
    package func run(_ cases: [GoldenCase], jobs: Int) async throws -> [CaseResult] {
        // Those of one set of rows go together; many plain ones in a few parts.
        var groups: [LexiconLayer: [Int]] = [:]
        var plain: [Int] = []
        for (index, golden) in cases.enumerated() {
            if let overlay = golden.overlay { groups[overlay, default: []].append(index) } else { plain.append(index) }
        }
        var units = groups.values.sorted { $0[0] < $1[0] }
        let size = max(1, min(16, plain.count / max(1, jobs * 2)))
        for start in stride(from: 0, to: plain.count, by: size) {
            units.append(Array(plain[start..<min(start + size, plain.count)]))
        }
        let found = try await Parallel.map(units, jobs: jobs) { unit in try run(unit.map { cases[$0] }) }
        var results: [CaseResult?] = Array(repeating: nil, count: cases.count)
        for (unit, part) in zip(units, found) {
            for (index, result) in zip(unit, part) { results[index] = result }
        }
        return results.compactMap { $0 }
    }

    /// Cases that have the same rows of their own, or none.
    private func run(_ cases: [GoldenCase]) throws -> [CaseResult] {
        guard let overlay = cases.first?.overlay else { return try run(cases, pipeline, []) }
        var problems: [Diagnostic] = []
        let own = try pipeline.with(overlay: overlay) { problems.append($0) }
        return try run(cases, own, problems)
    }

    private func run(_ cases: [GoldenCase], _ pipeline: Pipeline, _ problems: [Diagnostic]) throws -> [CaseResult] {
        var worker = try Worker(pipeline)
        return try cases.map { golden in
            var result = CaseResult(golden: golden, problems: golden.problems + problems)
            let read = golden.read(pipeline.readOptions)
            result.problems += read.problems
            for article in read.articles { result.traces.append(try worker.run(article)) }
            if result.traces.isEmpty, result.status != .unreadable {
                result.problems.append(
                    Diagnostic(.error, "no-article", at: Origin(path: golden.path), "holds no article"))
            }
            if result.status != .unreadable { CaseRunner.compare(&result, pipeline.lexicon) }
            return result
        }
    }

    private static func compare(_ result: inout CaseResult, _ lexicon: Lexicon) {
        let expected = result.golden.expected
        // Of several articles a row says which it is of.
        let columns =
            expected?.columns ?? ((result.traces.count > 1 ? ["doc"] : []) + CaseColumns.usual)
        var events: [(article: Int, event: Event)] = []
        for (article, trace) in result.traces.enumerated() {
            for event in trace.events { events.append((article, event)) }
        }
        let found = events.map { columns.map(CaseRow.cell($0.event)) }
        let rows = expected?.rows ?? []
        result.columns = columns
        result.rowCount = found.count
        result.foundLines = Array(repeating: nil, count: found.count)
        for pair in RowPairing.pairs(columns, old: rows.map(\.cells), new: found) {
            let old = pair.old.map { rows[$0] }
            if let new = pair.new { result.foundLines[new] = old?.line }
            if old != nil, pair.new != nil, pair.columns.isEmpty { continue }
            var difference = CaseDifference(
                what: pair.new == nil ? .missing : old == nil ? .extra : .changed, doc: "", line: old?.line,
                expected: old?.cells, found: pair.new.map { found[$0] })
            if let new = pair.new {
                difference.article = events[new].article
                difference.event = events[new].event
                difference.order = new
            } else if result.traces.count == 1 {
                difference.article = 0
            } else if let column = columns.firstIndex(of: "doc"), let doc = old?.cells[column] {
                difference.article = result.traces.firstIndex { $0.article.id == doc }
            }
            difference.doc = difference.article.map { result.traces[$0].article.id } ?? ""
            difference.cells = pair.columns.map { column in
                CaseDifference.Cell(
                    column: columns[column], expected: old?.cells[column] ?? "",
                    found: pair.new.map { found[$0][column] } ?? "")
            }
            difference.reasons = reasons(difference, result.traces, lexicon)
            result.differences.append(difference)
        }
    }

    private static func reasons(_ difference: CaseDifference, _ traces: [Trace], _ lexicon: Lexicon) -> [String] {
        guard let article = difference.article else { return [] }
        let explanation = Explanation(lexicon, traces[article])
        if let event = difference.event {
            return explanation.reasons(of: event).split(separator: "\n").map { String($0.dropFirst(6)) }
        }
        return traces[article].rejections.map { "rejected " + explanation.rejection($0) }
    }
}
