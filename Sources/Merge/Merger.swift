package import Kernel

/// Puts the accounts of an archive together into events.
package struct Merger: Sendable {
    private let archive: Accounts
    private let asOf: CivilDate?
    private let jobs: Int

    /// `asOf`: only what had been published by that day.
    package init(_ archive: Accounts, asOf: CivilDate? = nil, jobs: Int = 1) {
        self.archive = archive
        self.asOf = asOf
        self.jobs = max(1, jobs)
    }

    /// What one task does at a time: so many accounts, however many blocks they lie in.
    private static let share = 20_000

    package func run() async -> Merged {
        let indices = archive.list.indices.filter { index in
            guard let asOf else { return true }
            let account = archive.list[index]
            return account.isPublished && account.published <= asOf.dayNumber
        }
        var blocks = Block.all(of: indices, archive)
        let loose = blocks.indices.filter { blocks[$0].key.family == .others }
        let others = loose.flatMap { blocks[$0].accounts }
        blocks.removeAll { $0.key.family == .others }
        var found = await clusters(of: blocks)
        // Who is told to come to a gathering looks like one side of talks of two; in a second round they are held against
        // the gatherings that go by no organisation's name.
        let guests = Merger.guests(among: &found, of: blocks, archive)
        let second = Block.runs(of: Block.Key(family: .others, parties: []), (others + guests).sorted(), archive)
        found += await clusters(of: second)
        return Merged(archive, blocks + second, found)
    }

    /// Takes the events out that stand alone with one side of two named.
    private static func guests(
        among found: inout [[Grouping]], of blocks: [Block], _ archive: Accounts
    ) -> [Int] {
        var guests: [Int] = []
        for number in blocks.indices where blocks[number].key.family == .pair {
            found[number].removeAll { grouping in
                guard grouping.accounts.count == 1 else { return false }
                let index = Int(grouping.accounts[0])
                let account = archive.list[index]
                guard account.kind.family == .meet, account.mode == nil, account.place != 0 else { return false }
                guard let first = archive.attendees(of: account).first,
                    archive.attendees(of: account).allSatisfy({ $0.party == first.party })
                else { return false }
                guests.append(index)
                return true
            }
        }
        return guests
    }

    private func clusters(of blocks: [Block]) async -> [[Grouping]] {
        let shares = shares(blocks)
        var found = [[Grouping]](repeating: [], count: blocks.count)
        await withTaskGroup(of: (Range<Int>, [[Grouping]]).self) { group in
            var next = 0
            func start() {
                guard next < shares.count else { return }
                let share = shares[next]
                next += 1
                let archive = archive
                group.addTask { (share, share.map { Merger.clusters(of: blocks[$0], archive) }) }
            }
            for _ in 0..<jobs { start() }
            while let (share, clusters) = await group.next() {
                for (number, block) in share.enumerated() { found[block] = clusters[number] }
                start()
            }
        }
        return found
    }

    private static func clusters(of block: Block, _ archive: Accounts) -> [Grouping] {
        var clustering = Clustering(block, archive)
        clustering.run()
        return clustering.events.map { Grouping($0, archive) }
    }

    private func shares(_ blocks: [Block]) -> [Range<Int>] {
        var shares: [Range<Int>] = []
        var start = 0
        var count = 0
        for (number, block) in blocks.enumerated() {
            count += block.accounts.count
            if count >= Merger.share || number == blocks.count - 1 {
                shares.append(start..<number + 1)
                start = number + 1
                count = 0
            }
        }
        return shares
    }
}
