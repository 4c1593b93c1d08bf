package import Kernel
internal import Read

/// The figures of a scoring by name, so that two scorings can be held against each other: `event`, `row.recall`,
/// `kind.visit`, `field.date`, `source.新华社`.
package struct ScoreFigures: Sendable {
    package struct Figure: Sendable {
        package var name: String
        /// In ten-thousandths, so that equal figures are equal.
        package var value: Int
    }

    package private(set) var all: [Figure] = []

    package static let whole = 10_000

    package init(_ scoring: Scoring) {
        let total = scoring.all
        for (name, right) in [("event", total.paired), ("row", total.rows)] {
            let (p, r, f) = ScoreReport.figures(right, total.gold, total.predicted)
            add(name, f)
            add(name + ".precision", p)
            add(name + ".recall", r)
        }
        add("main", total.main == 0 ? 0 : Double(total.mainPaired) / Double(total.main))
        for field in Scoring.fields { add("field." + field, total.share(field)) }
        add("people", ScoreReport.figures(total.people.both, total.people.gold, total.people.predicted).2)
        add("parties", ScoreReport.figures(total.parties.both, total.parties.gold, total.parties.predicted).2)
        for (kind, counts) in scoring.kinds.sorted(by: { $0.key < $1.key }) {
            add("kind." + kind, ScoreReport.kindFigures(counts).2)
            add("kind." + kind + ".row", ScoreReport.figures(counts.rows, counts.gold, counts.predicted).2)
        }
        for (source, counts) in scoring.sources.sorted(by: { $0.key < $1.key }) {
            add("source." + source, ScoreReport.figures(counts.paired, counts.gold, counts.predicted).2)
            add("source." + source + ".row", ScoreReport.figures(counts.rows, counts.gold, counts.predicted).2)
        }
    }

    private mutating func add(_ name: String, _ value: Double) {
        all.append(Figure(name: name, value: Int(value * Double(ScoreFigures.whole) + 0.5)))
    }

    package func value(_ name: String) -> Int? { all.first { $0.name == name }?.value }

    // MARK: - Kept ones

    /// Figures that were written to a file, a JSON object with `figure` and `value` a line; nil where the first line is none.
    package init?(path: String, bytes: [UInt8], report: (Diagnostic) -> Void) {
        var number = 0
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            if line.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { continue }
            guard case .success(let object) = JSONText.value(of: Array(line)), let name = object["figure"]?.text else {
                if all.isEmpty { return nil }
                report(ScoreFigures.problem(path, number, "this line is no figure"))
                continue
            }
            guard let value = object["value"]?.text.flatMap(ScoreFigures.number) else {
                report(ScoreFigures.problem(path, number, "the figure \"\(name)\" has no value from 0 to 1"))
                continue
            }
            all.append(Figure(name: name, value: value))
        }
        if all.isEmpty { return nil }
    }

    private static func problem(_ path: String, _ line: Int, _ message: String) -> Diagnostic {
        Diagnostic(
            .error, "bad-figure", at: Origin(path: path, line: line), message,
            hint: "keep what chancery score --to jsonl prints")
    }

    /// `0.93`, in ten-thousandths; nil for what is no number from 0 to 1.
    package static func number(_ text: String) -> Int? {
        guard let value = Double(text), value >= 0, value <= 1 else { return nil }
        return Int(value * Double(whole) + 0.5)
    }

    /// Four decimals, without Foundation.
    package static func decimal(_ value: Int) -> String {
        let rest = String(value % whole)
        return "\(value / whole)." + String(repeating: "0", count: 4 - rest.count) + rest
    }
}

/// What rose and what fell between two scorings.
package struct ScoreComparison: Sendable {
    package struct Change: Sendable {
        package var name: String
        package var was: Int
        package var value: Int
    }

    package private(set) var rose: [Change] = []
    package private(set) var fell: [Change] = []

    package init(_ old: ScoreFigures, _ new: ScoreFigures) {
        for figure in new.all {
            guard let was = old.value(figure.name), was != figure.value else { continue }
            let change = Change(name: figure.name, was: was, value: figure.value)
            if figure.value > was { rose.append(change) } else { fell.append(change) }
        }
    }
}
