package import Kernel

/// Why the reports of an event were joined, and why its neighbours were not: the block is put together once more, with a
/// witness.
package struct MergeExplanation: Sendable {
    /// How one account came to its event.
    package struct Decision: Sendable {
        package var account: Event
        /// What spoke for and against; none for the account that an event began with.
        package var findings: [Finding]
        package var sum: Float
    }

    /// Another event that an account, or all of it, was held against.
    package struct Neighbour: Sendable {
        package var number: Int
        package var id: String
        package var account: Event
        package var findings: [Finding]
        package var sum: Float
    }

    package var decisions: [Decision] = []
    package var neighbours: [Neighbour] = []
    /// What was put off or planned, and became this.
    package var later: [Event] = []

    /// No more neighbours than these are told of, the likest first.
    private static let neighbourLimit = 5

    package init(_ number: Int, of merged: Merged) {
        let archive = merged.archive
        let block = merged.blocks[Int(merged.blockOfEvent[number])]
        let members = Set(merged.events[number].map { Int($0) })
        let weighing = Weighing(archive, block.key)
        var clusters: [(accounts: [Int], cluster: Cluster)] = []
        var clustering = Clustering(block, archive)
        var decisions: [(index: Int, cluster: Int, decision: Decision)] = []
        clustering.run { account, candidates, chosen in
            guard members.contains(account) else { return }
            let balance = candidates.first { $0.cluster == chosen }?.balance
            // An account that moves with its cluster is told of as it was joined first.
            if let known = decisions.firstIndex(where: { $0.index == account }) {
                decisions[known].cluster = chosen
                if decisions[known].decision.findings.isEmpty {
                    decisions[known].decision.findings = balance?.findings ?? []
                    decisions[known].decision.sum = balance?.sum ?? 0
                }
                return
            }
            let decision = Decision(
                account: archive.event(account), findings: balance?.findings ?? [], sum: balance?.sum ?? 0)
            decisions.append((account, chosen, decision))
        }
        if block.accounts.count == 1 {
            self.decisions = [Decision(account: archive.event(block.accounts[0]), findings: [], sum: 0)]
            return
        }
        self.decisions = decisions.map(\.decision)
        // An event may be of several clusters: a plan, and what came of it.
        let own = Set(decisions.map(\.cluster))
        clusters = clustering.clusters.map { ($0.accounts, $0) }
        if own.count > 1 {
            let last = own.max { a, b in
                (clusters[a].cluster.span?.lowerBound ?? .min, a) < (clusters[b].cluster.span?.lowerBound ?? .min, b)
            }
            later = decisions.filter { $0.cluster != last }.map(\.decision.account)
        }
        var eventOfAccount: [Int: Int] = [:]
        for other in merged.events.indices where merged.blockOfEvent[other] == merged.blockOfEvent[number] {
            for account in merged.events[other] { eventOfAccount[Int(account)] = other }
        }
        // Its neighbours' firmest accounts, held against it as a whole.
        var near: [Neighbour] = []
        for (index, entry) in clusters.enumerated() where !own.contains(index) {
            guard let firmest = entry.accounts.first, let other = eventOfAccount[firmest], other != number else {
                continue
            }
            let best = own.map { weighing.balance(firmest, clusters[$0].cluster, isKept: true) }
                .max { $0.sum < $1.sum }
            guard let best else { continue }
            near.append(
                Neighbour(
                    number: other, id: merged.id(other), account: archive.event(firmest),
                    findings: best.findings ?? [], sum: best.sum))
        }
        near.sort { a, b in a.sum != b.sum ? a.sum > b.sum : a.id < b.id }
        neighbours = Array(near.prefix(MergeExplanation.neighbourLimit))
    }
}
