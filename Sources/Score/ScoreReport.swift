internal import Kernel

/// The figures in words.
package enum ScoreReport {
    package static func text(_ scoring: Scoring, misses: Bool) -> String {
        var out = ""
        if misses {
            for miss in scoring.misses {
                out +=
                    "\(miss.doc)\t\(miss.why)\n    label     \(show(miss.gold))\n    extracted \(show(miss.predicted))\n"
            }
        }
        let all = scoring.all
        out += "\(scoring.docs) documents, \(all.gold) labelled events, \(all.predicted) extracted\n"
        for (name, right) in [("event", all.paired), ("row  ", all.rows)] {
            let (p, r, f) = figures(right, all.gold, all.predicted)
            out += "\(name)  precision \(three(p))  recall \(three(r))  F1 \(three(f))\n"
        }
        out += "main   recall \(three(all.main == 0 ? 0 : Double(all.mainPaired) / Double(all.main)))\n"
        var parts = Scoring.fields.map { "\($0) \(three(all.share($0)))" }
        parts.append("people_f1 \(three(figures(all.people.both, all.people.gold, all.people.predicted).2))")
        parts.append("party_f1 \(three(figures(all.parties.both, all.parties.gold, all.parties.predicted).2))")
        out += "fields " + parts.joined(separator: "  ") + "\n"
        for (kind, counts) in scoring.kinds.sorted(by: { ($1.value.gold, $0.key) < ($0.value.gold, $1.key) }) {
            let (precision, recall, f) = kindFigures(counts)
            out +=
                "  \(padded(kind, 10)) \(padded(String(counts.gold), 4, right: true)) labelled  precision \(three(precision))"
            out += "  recall \(three(recall))  F1 \(three(f))\n"
        }
        for (source, counts) in scoring.sources.sorted(by: { $0.key < $1.key }) {
            let event = figures(counts.paired, counts.gold, counts.predicted).2
            let row = figures(counts.rows, counts.gold, counts.predicted).2
            out +=
                "  source \(source): \(counts.gold) labelled, \(counts.predicted) extracted, event F1 \(three(event)), row F1 \(three(row))\n"
        }
        return out
    }

    package static func figures(_ both: Int, _ gold: Int, _ predicted: Int) -> (Double, Double, Double) {
        let p = predicted == 0 ? 0 : Double(both) / Double(predicted)
        let r = gold == 0 ? 0 : Double(both) / Double(gold)
        return (p, r, p + r == 0 ? 0 : 2 * p * r / (p + r))
    }

    /// Precision, recall and F1 of one kind: a prediction of it is right whatever kind the label is that it was paired with.
    static func kindFigures(_ counts: Scoring.Counts) -> (Double, Double, Double) {
        let precision = Double(counts.good) / Double(max(1, counts.predicted))
        let recall = Double(counts.paired) / Double(max(1, counts.gold))
        return (precision, recall, precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall))
    }

    private static func show(_ entry: Scoring.Entry?) -> String {
        guard let entry else { return "-" }
        return
            "\(entry.kind) \(entry.status) \(entry.date?.edtf ?? "?") \(entry.parties.sorted().joined(separator: "+"))"
            + " [\(entry.people.sorted().joined(separator: " "))] \(entry.place) \(entry.salience)"
    }

    /// Three decimals, without Foundation.
    static func three(_ value: Double) -> String {
        let thousandths = Int(value * 1000 + 0.5)
        let rest = String(thousandths % 1000)
        return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
    }

    private static func padded(_ text: String, _ width: Int, right: Bool = false) -> String {
        let fill = String(repeating: " ", count: max(0, width - text.count))
        return right ? fill + text : text + fill
    }
}
