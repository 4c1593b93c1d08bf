internal import Kernel
package import Lexicon
internal import Pipeline
internal import Write

/// Finds the edit behind each difference. Where an article is reached by one edit alone it is that one; else the new lexicons
/// are compiled again without each of the edits, and it is the one without which the difference is not there.
package struct Causes: Sendable {
    private let diff: LexiconDiff
    private let layers: [LexiconLayer]

    /// More edits than these are not tried one by one.
    private static let mostTrials = 256

    /// `layers`: what the new lexicons were compiled from.
    package init(_ diff: LexiconDiff, newLayers layers: [LexiconLayer]) {
        self.diff = diff
        self.layers = layers
    }

    package func trace(_ differences: inout [ArticleDifference], jobs: Int) async throws {
        var wanted: [Int: [Int]] = [:]
        for (index, difference) in differences.enumerated() {
            if difference.reached.count == 1 {
                for row in difference.rows.indices { differences[index].rows[row].causes = Array(difference.reached) }
            } else {
                for edit in difference.reached { wanted[edit, default: []].append(index) }
            }
        }
        let trials = wanted.keys.sorted()
        if trials.count <= Causes.mostTrials {
            let (all, wanted) = (differences, wanted)
            let found = try await Parallel.map(trials, jobs: jobs) { edit in
                try without(edit, (wanted[edit] ?? []).map { ($0, all[$0]) })
            }
            for (edit, rows) in zip(trials, found) {
                for (index, row) in rows { differences[index].rows[row].causes.append(edit) }
            }
        }
        // Where no one edit is needed, any of several would do.
        for index in differences.indices {
            for row in differences[index].rows.indices where differences[index].rows[row].causes.isEmpty {
                differences[index].rows[row].causes = differences[index].reached.sorted()
            }
        }
    }

    /// The rows, by article and place, that are as they were once an edit is taken back.
    private func without(_ edit: Int, _ differences: [(Int, ArticleDifference)]) throws -> [(Int, Int)] {
        let pipeline = try taking(back: diff.change.edits[edit])
        var worker = try Worker(pipeline)
        var found: [(Int, Int)] = []
        for (index, difference) in differences {
            let events = try worker.run(difference.article).events
            for (row, one) in difference.rows.enumerated() where !Causes.isThere(one, events) {
                found.append((index, row))
            }
        }
        return found
    }

    private func taking(back edit: LexiconEdit) throws -> Pipeline {
        guard let old = edit.old else { return try diff.new.with(layers: layers, leavingOut: [edit.name]) }
        let table = edit.name.table
        let cells = diff.old.lexicon.cells(table, Int(old.row)).sorted { $0.key < $1.key }
        // An id comes first in every file.
        let ordered = cells.filter { $0.key == "id" } + cells.filter { $0.key != "id" }
        let text = [ordered.map(\.key), ordered.map(\.value)].map { $0.joined(separator: "\t") + "\n" }.joined()
        let file = LexiconLayer.File(name: table.fileName, path: "", bytes: Array(text.utf8))
        return try diff.new.with(layers: layers + [LexiconLayer([file])])
    }

    /// Whether a difference is still what it is among these events.
    private static func isThere(_ row: ArticleDifference.Row, _ events: [Event]) -> Bool {
        func has(_ event: Event) -> Bool {
            events.contains { other in
                LexiconDiff.columns.allSatisfy { EventTable.cell(other, $0) == EventTable.cell(event, $0) }
            }
        }
        if let new = row.new { return has(new) }
        return row.old.map { !has($0) } ?? false
    }
}
