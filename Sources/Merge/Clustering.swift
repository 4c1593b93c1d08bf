internal import Kernel

/// One block's accounts, put together into events. Firm accounts come first and the rest find their place among them; which
/// is first depends on the accounts, never on the order in which they were read.
struct Clustering {
    /// Who asks why is told of every account: with what it was held together, and how that came out.
    typealias Witness = (_ account: Int, _ candidates: [(cluster: Int, balance: Balance)], _ chosen: Int) -> Void

    private let archive: Accounts
    private let block: Block
    private let weighing: Weighing
    private(set) var clusters: [Cluster] = []
    /// Where clusters lie in time: a bucket is a fortnight.
    private var buckets: [Int32: [Int]] = [:]
    /// The buckets that each cluster has been in.
    private var registered: [ClosedRange<Int32>?] = []
    /// The search that found a cluster last, so that none is found twice.
    private var lastRound: [Int] = []
    private var round = 0

    private static let bucketDays: Int32 = 14
    /// No account is held against more events than these, the nearest in time.
    private static let candidateLimit = 96

    init(_ block: Block, _ archive: Accounts) {
        self.archive = archive
        self.block = block
        weighing = Weighing(archive, block.key)
    }

    mutating func run(witness: Witness? = nil) {
        if block.accounts.count == 1 {
            found(block.accounts[0])
            return
        }
        for index in ordered() {
            let account = archive.list[index]
            var best: (cluster: Int, sum: Float, rank: Float) = (-1, 0, 0)
            var told: [(cluster: Int, balance: Balance)] = []
            var balances = candidates(account).map { number in
                (cluster: number, balance: weighing.balance(index, clusters[number], isKept: witness != nil))
            }
            tellOfTheOnly(account, &balances)
            for (number, balance) in balances {
                if witness != nil { told.append((number, balance)) }
                // Of events that fit, what many tell of is likelier meant; how many do makes none fit better.
                let rank = balance.sum > 0 ? balance.sum + clusters[number].renown : balance.sum
                if best.cluster < 0 || rank > best.rank { best = (number, balance.sum, rank) }
            }
            let chosen: Int
            if best.cluster >= 0, best.sum > 0 {
                chosen = best.cluster
                join(index, chosen)
            } else {
                chosen = clusters.count
                found(index)
            }
            witness?(index, told, chosen)
        }
        consolidate(witness: witness)
    }

    /// Without a date, time tells little; that the same people have one event only in reach tells more.
    private func tellOfTheOnly(_ account: Account, _ balances: inout [(cluster: Int, balance: Balance)]) {
        guard block.key.family == .pair || block.key.family == .visit else { return }
        let likely = balances.indices.filter { balances[$0].balance.sum > Clustering.farFetched }
        if !account.isDated {
            let sides = block.key.family == .pair ? 2 : 1
            let theirs = likely.filter { balances[$0].balance.principals >= sides }
            if theirs.count == 1 { balances[theirs[0]].balance.add(.only, 0.75) }
        }
        // Two states' leaders meet seldom: a summit is the only one about, be its people named or not.
        guard block.key.family == .pair, account.kind == .summit, account.people.isEmpty else { return }
        let summits = likely.filter { clusters[balances[$0].cluster].isSummit }
        if summits.count == 1, !balances[summits[0]].balance.isSameDay { balances[summits[0]].balance.add(.only, 1) }
    }

    /// What has a balance no better than this is no other event that might be meant.
    private static let farFetched: Float = -4

    /// Days before months, months before none; more names before fewer; then by day and content.
    private func ordered() -> [Int] {
        struct Rank {
            var index: Int
            var firmness: Int32
            var day: Int32
            var fingerprint: UInt64
        }
        let ranks = block.accounts.map { index in
            let account = archive.list[index]
            var firmness: Int32 = 0
            if let date = account.date {
                firmness += account.isPrecise && !Cluster.isVague(date) ? 400 : 200
                if account.status == .held { firmness += 100 }
                // A whole stay before an arrival or one of its days.
                if block.key.family == .visit, account.isPrecise, let end = date.end, let start = date.start,
                    end != start, !Cluster.isVague(date)
                {
                    firmness += 150
                }
            } else if account.status == .held, account.salience == .main {
                firmness += 100
            }
            var sides: [UInt32] = []
            for person in archive.attendees(of: account) where !sides.contains(person.party) {
                sides.append(person.party)
            }
            firmness += Int32(min(sides.count, 2)) * 10
            if account.place != 0 { firmness += 1 }
            return Rank(
                index: index, firmness: firmness, day: account.isDated ? account.first : account.published,
                fingerprint: account.fingerprint)
        }
        return ranks.sorted { a, b in
            if a.firmness != b.firmness { return a.firmness > b.firmness }
            if a.day != b.day { return a.day < b.day }
            return a.fingerprint < b.fingerprint
        }.map(\.index)
    }

    // MARK: - Candidates

    private mutating func candidates(_ account: Account) -> [Int] {
        let reach = Reach.days(of: account, block.key.family)
        var numbers: [Int] = []
        round += 1
        for bucket in Clustering.bucket(reach.lowerBound)...Clustering.bucket(reach.upperBound) {
            for number in buckets[bucket] ?? [] where lastRound[number] != round {
                lastRound[number] = round
                numbers.append(number)
            }
        }
        guard numbers.count > Clustering.candidateLimit else { return numbers }
        let middle = account.isDated && account.first > Account.openStart ? account.first : account.published
        return Array(
            numbers.map { number -> (number: Int, gap: Int32) in
                (number, clusters[number].span.map { Weighing.gap(middle...middle, $0) } ?? .max)
            }.sorted { a, b in a.gap != b.gap ? a.gap < b.gap : a.number < b.number }
                .prefix(Clustering.candidateLimit).map(\.number))
    }

    private static func bucket(_ day: Int32) -> Int32 {
        day >= 0 ? day / bucketDays : -((-day + bucketDays - 1) / bucketDays)
    }

    // MARK: - Clusters

    private mutating func found(_ index: Int) {
        clusters.append(Cluster())
        lastRound.append(0)
        registered.append(nil)
        join(index, clusters.count - 1)
    }

    private mutating func join(_ index: Int, _ number: Int) {
        let isRoofed = block.key.family == .organisation
        let shape = isRoofed ? Weighing.shape(archive.list[index], archive, block.key.parties[0]) : nil
        clusters[number].add(index, archive, shape: shape)
        guard block.accounts.count > 1, let span = clusters[number].span else { return }
        let end = min(span.upperBound, span.lowerBound + Reach.longest)
        var range = Clustering.bucket(span.lowerBound)...Clustering.bucket(end)
        let known = registered[number]
        if let known { range = min(range.lowerBound, known.lowerBound)...max(range.upperBound, known.upperBound) }
        for bucket in range where !(known?.contains(bucket) ?? false) { buckets[bucket, default: []].append(number) }
        registered[number] = range
    }

    // MARK: - Clusters among themselves

    /// Of a cluster no more accounts than these are asked whether they belong to another.
    private static let spokesmen = 5

    /// Joins clusters whose accounts belong together: two that began with accounts far apart may have grown to meet. The
    /// small go to the large.
    private mutating func consolidate(witness: Witness?) {
        guard clusters.count > 1 else { return }
        let ordered = clusters.indices.sorted { a, b in
            let (x, y) = (clusters[a].accounts.count, clusters[b].accounts.count)
            return x != y ? x < y : a > b
        }
        for number in ordered {
            let small = clusters[number].accounts
            var best: (cluster: Int, mean: Float) = (-1, 0)
            var told: [(cluster: Int, balance: Balance)] = []
            for candidate in candidates(archive.list[small[0]])
            where candidate != number && !clusters[candidate].accounts.isEmpty
                && clusters[candidate].accounts.count >= small.count
            {
                let first = weighing.balance(small[0], clusters[candidate], isKept: witness != nil)
                if first.sum <= -2 { continue }
                let others = small.dropFirst().prefix(Clustering.spokesmen - 1)
                    .map { weighing.balance($0, clusters[candidate]).sum }
                let mean = (first.sum + others.reduce(0, +)) / Float(others.count + 1)
                if mean > 0, others.allSatisfy({ $0 > -2 }), best.cluster < 0 || mean > best.mean {
                    best = (candidate, mean)
                    if witness != nil { told = [(candidate, first)] }
                }
            }
            guard best.cluster >= 0 else { continue }
            clusters[number] = Cluster()
            for account in small { join(account, best.cluster) }
            for account in small { witness?(account, told, best.cluster) }
        }
    }

    // MARK: - The life of an event

    /// Accounts by event: what was put off and held later, what was planned and held on another day, is one.
    var events: [[Int]] {
        var groups = clusters.map(\.accounts)
        guard block.key.family != .organisation, clusters.count > 1 else {
            return groups.filter { !$0.isEmpty }
        }
        var isGone = clusters.map { $0.accounts.isEmpty }
        let ordered = clusters.indices.sorted { a, b in
            let (p, q) = (clusters[a].span?.lowerBound ?? .min, clusters[b].span?.lowerBound ?? .min)
            return p != q ? p < q : a < b
        }
        for (place, number) in ordered.enumerated() {
            guard !isGone[number] else { continue }
            let later = realisation(of: number, among: ordered[(place + 1)...])
            guard let fact = later ?? fact(behind: number, among: ordered[..<place]), !isGone[fact] else { continue }
            groups[fact] += groups[number]
            isGone[number] = true
        }
        return groups.indices.filter { !isGone[$0] }.map { groups[$0] }
    }

    /// The next event of the same people, where this one has not been held and that one may be what became of it.
    private func realisation(of number: Int, among later: ArraySlice<Int>) -> Int? {
        let plan = clusters[number]
        // Some are told as done that are not; nobody knows the day of those, or nobody tells of them when it has come.
        let isPlanned =
            plan.held == 0 || (plan.heldOnADay == 0 && plan.plans > plan.held) || isExpectedSummit(plan)
        guard isPlanned || plan.cancelled > 0, let span = plan.span else { return nil }
        let reach: Int32 =
            switch block.key.family {
            case .others: plan.isSummit ? 120 : 45
            case .visit: plan.cancelled > 0 ? 150 : 45
            case .pair, .organisation: plan.cancelled > 0 ? 150 : 30
            }
        for candidate in later {
            let next = clusters[candidate]
            guard !next.accounts.isEmpty, let days = next.span else { continue }
            if days.lowerBound - span.upperBound > reach { return nil }
            guard isSamePeople(plan, next) else { continue }
            let countries = plan.countries.map(\.value)
            if block.key.family == .others, !countries.isEmpty, !next.countries.isEmpty,
                !next.countries.contains(where: { countries.contains($0.value) })
            {
                continue
            }
            // Known as held before the plan was told: another one.
            if let told = plan.published, next.held > 0, days.upperBound < told.lowerBound { continue }
            if block.key.family == .pair, (plan.phones + plan.videos > 0) != (next.phones + next.videos > 0) {
                continue
            }
            return candidate
        }
        return nil
    }

    /// A summit of two that nobody tells of when its day has come.
    private func isExpectedSummit(_ cluster: Cluster) -> Bool {
        block.key.family == .pair && cluster.isSummit && !cluster.isConfirmed
    }

    /// The summit that was held before the day for which one was expected, if all that expect it spoke before it was held.
    private func fact(behind number: Int, among earlier: ArraySlice<Int>) -> Int? {
        let expected = clusters[number]
        guard isExpectedSummit(expected), let span = expected.span, let told = expected.published else { return nil }
        return earlier.last { candidate in
            let held = clusters[candidate]
            guard held.isConfirmed, held.isSummit, let days = held.span else { return false }
            return span.lowerBound - days.upperBound <= 30 && told.upperBound <= days.upperBound + 1
                && isSamePeople(expected, held)
        }
    }

    /// Whether the same person leads each side that both name, and the visitor or both sides are named.
    private func isSamePeople(_ a: Cluster, _ b: Cluster) -> Bool {
        if block.key.family == .others {
            // Three states or more have their own series of gatherings, the leaders one and the ministers another.
            return a.parties.count > 2 && a.isSummit == b.isSummit
                && Set(a.parties.map(\.value)) == Set(b.parties.map(\.value))
        }
        let sides = block.key.family == .visit ? Array(block.key.parties.prefix(1)) : block.key.parties
        return sides.allSatisfy { party in
            guard let x = a.leading(of: party), let y = b.leading(of: party) else { return false }
            return x == y
        }
    }
}
