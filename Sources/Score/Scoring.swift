internal import Kernel

/// Extracted events held against labels.
///
/// A prediction and a label are paired when they are of one family, their parties overlap by half or more, and their dates do
/// not exclude each other. A row is a paired event whose kind, status, date, parties and people are all as labelled.
package struct Scoring: Sendable {
    package typealias Entry = LabelledEvents.Entry

    /// Counts, of all or of a part (a kind, a source).
    package struct Counts: Sendable {
        package var gold = 0
        package var predicted = 0
        package var paired = 0
        package var rows = 0
        package var main = 0
        package var mainPaired = 0
        package var right: [String: Int] = [:]
        package var placed = 0
        package var people = (both: 0, gold: 0, predicted: 0)
        package var parties = (both: 0, gold: 0, predicted: 0)
        /// Predictions of this kind that are paired, whatever kind the label is.
        package var good = 0

        package func share(_ field: String) -> Double {
            let of = field == "place" || field == "country" ? placed : paired
            return of == 0 ? 0 : Double(right[field] ?? 0) / Double(of)
        }
    }

    package struct Miss: Sendable {
        package var doc: String
        package var why: String
        package var gold: Entry?
        package var predicted: Entry?
    }

    package private(set) var docs = 0
    package private(set) var all = Counts()
    package private(set) var kinds: [String: Counts] = [:]
    package private(set) var sources: [String: Counts] = [:]
    package private(set) var misses: [Miss] = []

    package static let fields = ["kind", "status", "date", "parties", "people", "place", "country"]

    package init(gold: LabelledEvents, predicted: LabelledEvents) {
        for doc in gold.docs {
            docs += 1
            add(doc, gold.entries[doc] ?? [], predicted.entries[doc] ?? [])
        }
    }

    private mutating func add(_ doc: String, _ gold: [Entry], _ predicted: [Entry]) {
        let pairs = Scoring.pairs(gold, predicted)
        let source = predicted.first { !$0.source.isEmpty }?.source ?? doc.prefix { $0 != ":" && $0 != "-" }.description
        count(nil) { counts in
            counts.gold += gold.count
            counts.predicted += predicted.count
            counts.paired += pairs.count
        }
        sources[source, default: Counts()].gold += gold.count
        sources[source, default: Counts()].predicted += predicted.count
        sources[source, default: Counts()].paired += pairs.count
        for label in gold {
            kinds[label.kind, default: Counts()].gold += 1
            if label.salience == "main" { all.main += 1 }
        }
        for prediction in predicted { kinds[prediction.kind, default: Counts()].predicted += 1 }
        for (i, j) in pairs {
            let g = gold[i]
            let p = predicted[j]
            kinds[g.kind, default: Counts()].paired += 1
            kinds[p.kind, default: Counts()].good += 1
            if g.salience == "main" { all.mainPaired += 1 }
            var wrong: [String] = []
            func mark(_ field: String, _ isRight: Bool, decides: Bool = true) {
                if isRight { all.right[field, default: 0] += 1 } else if decides { wrong.append(field) }
            }
            mark("kind", g.kind == p.kind)
            mark("status", g.status == p.status)
            mark("parties", g.parties == p.parties)
            mark("people", g.people == p.people)
            mark("date", Scoring.same(g.date, p.date))
            if wrong.isEmpty {
                all.rows += 1
                sources[source, default: Counts()].rows += 1
                kinds[g.kind, default: Counts()].rows += 1
            } else {
                misses.append(Miss(doc: doc, why: "differs: " + wrong.joined(separator: ", "), gold: g, predicted: p))
            }
            if !g.place.isEmpty || !g.country.isEmpty {
                all.placed += 1
                mark("place", g.place == p.place, decides: false)
                mark("country", g.country == p.country, decides: false)
            }
            all.people.both += g.people.intersection(p.people).count
            all.people.gold += g.people.count
            all.people.predicted += p.people.count
            all.parties.both += g.parties.intersection(p.parties).count
            all.parties.gold += g.parties.count
            all.parties.predicted += p.parties.count
        }
        let got = Set(pairs.map(\.0))
        let used = Set(pairs.map(\.1))
        for (i, g) in gold.enumerated() where !got.contains(i) { misses.append(Miss(doc: doc, why: "missed", gold: g)) }
        for (j, p) in predicted.enumerated() where !used.contains(j) {
            misses.append(Miss(doc: doc, why: "extra", predicted: p))
        }
    }

    private mutating func count(_ kind: String?, _ body: (inout Counts) -> Void) {
        if let kind { body(&kinds[kind, default: Counts()]) } else { body(&all) }
    }

    // MARK: - Pairing

    private static func family(_ kind: String) -> EventKind.Family? { EventKind(rawValue: kind)?.family }

    /// Dates are the same where their first and last days are.
    private static func same(_ a: DateValue?, _ b: DateValue?) -> Bool {
        guard let a, let b else { return a == nil && b == nil }
        return a.firstDay == b.firstDay && a.lastDay == b.lastDay
    }

    private static func jaccard(_ a: Set<String>, _ b: Set<String>) -> Double {
        a.isEmpty && b.isEmpty ? 1 : Double(a.intersection(b).count) / Double(a.union(b).count)
    }

    /// How well two fit each other; 0 where they cannot be one.
    static func affinity(_ g: Entry, _ p: Entry) -> Double {
        guard family(g.kind) == family(p.kind) else { return 0 }
        let parties = jaccard(g.parties, p.parties)
        guard parties >= 0.5 else { return 0 }
        var near = 0.0
        if let a = g.date, let b = p.date {
            guard a.overlaps(b) else { return 0 }
            near = 0.5
        }
        return 1 + parties + jaccard(g.people, p.people) + near + (same(g.date, p.date) ? 1 : 0)
            + (g.kind == p.kind ? 0.5 : 0)
            + (g.status == p.status ? 0.5 : 0) + (g.place == p.place ? 0.25 : 0)
    }

    /// The best pairs first, then augmenting paths, so that greed never costs a pair.
    private static func pairs(_ gold: [Entry], _ predicted: [Entry]) -> [(Int, Int)] {
        var cells: [(Double, Int, Int)] = []
        for (i, g) in gold.enumerated() {
            for (j, p) in predicted.enumerated() { cells.append((affinity(g, p), i, j)) }
        }
        cells.sort { ($0.0, $0.1, $0.2) > ($1.0, $1.1, $1.2) }
        var match: [Int: Int] = [:]
        var taken: Set<Int> = []
        for (value, i, j) in cells where value > 0 && !taken.contains(i) && match[j] == nil {
            taken.insert(i)
            match[j] = i
        }
        func augment(_ i: Int, _ seen: inout Set<Int>) -> Bool {
            for j in predicted.indices where !seen.contains(j) && affinity(gold[i], predicted[j]) > 0 {
                seen.insert(j)
                if let other = match[j] {
                    if augment(other, &seen) {
                        match[j] = i
                        return true
                    }
                } else {
                    match[j] = i
                    return true
                }
            }
            return false
        }
        for i in gold.indices where !taken.contains(i) {
            var seen: Set<Int> = []
            _ = augment(i, &seen)
        }
        return match.map { ($0.value, $0.key) }.sorted { $0 < $1 }
    }
}
