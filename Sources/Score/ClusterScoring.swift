/// Merged events held against clusters: which reports were joined that belong together, and which that do not.
///
/// A labelled report is looked for among the accounts of its article: of its kind family, the one that agrees best in
/// parties, people and date. A report that no account comes near to is left out, and counted.
package struct ClusterScoring: Sendable {
    /// Two clusters that share an event, or one that lies in several.
    package struct Miss: Sendable {
        package var cluster: ClusterLabels.Cluster
        /// Ids of its events, and how many of its reports each has.
        package var events: [(id: String, reports: Int)]
        /// Other clusters that lie in one of its events.
        package var mixedWith: [String]
    }

    package private(set) var clusters = 0
    package private(set) var reports = 0
    package private(set) var missing = 0
    /// Pairs of reports: of one cluster, of one event, of both.
    package private(set) var together = (labelled: 0, merged: 0, both: 0)
    package private(set) var bCubed = (precision: 0.0, recall: 0.0)
    /// Pairs between clusters that are near misses, and how many of them were joined.
    package private(set) var near = (pairs: 0, joined: 0)
    package private(set) var misses: [Miss] = []

    package init(labels: ClusterLabels, merged: MergedAccounts) {
        var found: [[Int: Int]] = []
        var sizes: [Int: Int] = [:]
        for cluster in labels.clusters {
            var events: [Int: Int] = [:]
            for report in cluster.reports {
                guard let event = ClusterScoring.event(of: report, merged) else {
                    missing += 1
                    continue
                }
                events[event, default: 0] += 1
                sizes[event, default: 0] += 1
                reports += 1
            }
            found.append(events)
            if !events.isEmpty { clusters += 1 }
        }
        func pairs(_ count: Int) -> Int { count * (count - 1) / 2 }
        for events in found {
            let all = events.values.reduce(0, +)
            together.labelled += pairs(all)
            for (event, count) in events {
                together.both += pairs(count)
                bCubed.precision += Double(count * count) / Double(sizes[event] ?? 1)
                bCubed.recall += Double(count * count) / Double(all)
            }
        }
        for size in sizes.values { together.merged += pairs(size) }
        if reports > 0 {
            bCubed.precision /= Double(reports)
            bCubed.recall /= Double(reports)
        }
        let numbers = Dictionary(
            labels.clusters.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: { first, _ in first })
        var counted: Set<[Int]> = []
        for (number, cluster) in labels.clusters.enumerated() {
            for other in cluster.not.compactMap({ numbers[$0] })
            where counted.insert([min(number, other), max(number, other)]).inserted {
                near.pairs += found[number].values.reduce(0, +) * found[other].values.reduce(0, +)
                for (event, count) in found[number] { near.joined += count * (found[other][event] ?? 0) }
            }
            let mixed = labels.clusters.indices.filter { other in
                other != number && found[other].keys.contains { found[number][$0] != nil }
            }
            if found[number].count > 1 || !mixed.isEmpty {
                misses.append(
                    Miss(
                        cluster: cluster,
                        events: found[number].map { (merged.ids[$0.key], $0.value) }
                            .sorted { $0.1 != $1.1 ? $0.1 > $1.1 : $0.0 < $1.0 },
                        mixedWith: mixed.map { labels.clusters[$0].name }))
            }
        }
    }

    private static func event(of report: ClusterLabels.Report, _ merged: MergedAccounts) -> Int? {
        var best: (event: Int, affinity: Double)?
        for account in merged.accounts[report.doc] ?? [] {
            let affinity = Scoring.affinity(report.entry, account.entry)
            if affinity > 0, best.map({ affinity > $0.affinity }) ?? true { best = (account.event, affinity) }
        }
        return best?.event
    }

    package func text(misses isListing: Bool) -> String {
        var out = ""
        if isListing {
            for miss in misses {
                out += "\(miss.cluster.name)\t\(miss.cluster.what)\n"
                for event in miss.events { out += "    \(event.reports) in \(event.id)\n" }
                if !miss.mixedWith.isEmpty { out += "    with \(miss.mixedWith.joined(separator: ", "))\n" }
            }
        }
        out += "\(clusters) clusters, \(reports) reports found, \(missing) not found\n"
        let (p, r, f) = ScoreReport.figures(together.both, together.labelled, together.merged)
        out += line("pairs ", p, r, f) + "  (\(together.labelled) labelled, \(together.merged) joined)\n"
        let (bp, br) = bCubed
        out += line("B-cubed", bp, br, bp + br == 0 ? 0 : 2 * bp * br / (bp + br)) + "\n"
        out += "near misses: \(near.joined) of \(near.pairs) pairs joined\n"
        return out
    }

    private func line(_ name: String, _ precision: Double, _ recall: Double, _ f: Double) -> String {
        "\(name)  precision \(ScoreReport.three(precision))  recall \(ScoreReport.three(recall))  F1 \(ScoreReport.three(f))"
    }
}
