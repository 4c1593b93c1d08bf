internal import Kernel

/// Who takes part.
extension Weighing {
    func people(_ account: Account, _ cluster: Cluster, _ parties: [UInt32], _ balance: inout Balance) {
        var isAnybodyNamed = false
        for party in parties {
            let mine = archive.attendees(of: account).filter { $0.party == party }
            let theirs = cluster.people(of: party)
            if let first = mine.first, !theirs.isEmpty {
                isAnybodyNamed = true
                named(first, mine, theirs, party, &balance)
            } else if mine.isEmpty != theirs.isEmpty {
                unnamed(account, cluster, mine.first, theirs, party, &balance)
            } else if mine.isEmpty, family == .pair, account.kind == .summit, cluster.isSummit {
                // A summit of two states is one of their leaders.
                balance.add(.holderFits, 1, archive.parties[party])
            }
        }
        if !isAnybodyNamed, !(account.kind == .summit && cluster.isSummit) {
            // Of two delegations that nobody leads, the same journey is likelier than two.
            let isDelegation = family == .visit && account.people.isEmpty && cluster.named.isEmpty
            balance.add(.nobodyNamed, isDelegation ? 1.5 : -0.25)
        }
    }

    func named(
        _ first: Attendee, _ mine: [Attendee], _ theirs: [Cluster.Named], _ party: UInt32, _ balance: inout Balance
    ) {
        let name = archive.parties[party]
        let isVisit = family == .visit
        let leading = theirs.max { a, b in
            if a.first != b.first { return a.first < b.first }
            return a.attendee.identity > b.attendee.identity
        }
        guard let leading else { return }
        if isSame(first.identity, leading.attendee.identity) {
            balance.principals += 1
            balance.add(.samePrincipal, isVisit ? 5 : 3, name)
            return
        }
        let mineAmongTheirs = theirs.first { isSame($0.attendee.identity, first.identity) }
        let theirsAmongMine = mine.contains { isSame($0.identity, leading.attendee.identity) }
        if let mineAmongTheirs, theirsAmongMine || mineAmongTheirs.first * 3 >= leading.first {
            balance.add(.sharedPerson, isVisit ? 3 : 2, name)
        } else if mineAmongTheirs != nil || theirsAmongMine {
            // Of a delegation now this one is named, now that one.
            balance.add(.companionOnly, isVisit ? 1 : -6, name)
        } else {
            // Who is inferred from an office may be inferred wrongly.
            balance.add(.otherPerson, first.isInferred || leading.attendee.isInferred ? -4 : -8, name)
        }
    }

    /// Whether two are one: where no row names one of them, a name within the other's is enough.
    func isSame(_ a: UInt32, _ b: UInt32) -> Bool {
        if a == b { return true }
        guard archive.isStranger[Int(a)] || archive.isStranger[Int(b)] else { return false }
        let (x, y) = (archive.names[Int(a)], archive.names[Int(b)])
        let (short, long) = x.count < y.count ? (x, y) : (y, x)
        // Whom a row names is not part of another's name.
        guard short.count >= 2, archive.isStranger[Int(x.count < y.count ? b : a)] else { return false }
        return long.starts(with: short) || long.suffix(short.count).elementsEqual(short)
    }

    /// Nobody is named here or there: a summit is of leaders, another meeting of others.
    func unnamed(
        _ account: Account, _ cluster: Cluster, _ mine: Attendee?, _ theirs: [Cluster.Named], _ party: UInt32,
        _ balance: inout Balance
    ) {
        guard family == .pair else {
            balance.add(.holderFits, 0.5, archive.parties[party])
            return
        }
        let rank = mine?.rank ?? theirs.map(\.attendee.rank).min() ?? .unknown
        let isSummit = mine == nil ? account.kind == .summit : cluster.summits > cluster.meetings
        let name = archive.parties[party]
        switch (isSummit, rank) {
        // Who names one side only may speak of a gathering to which that one came.
        case (true, .leader):
            balance.add(.holderFits, account.people.isEmpty || cluster.named.isEmpty ? 1.25 : 0.75, name)
        case (true, .unknown), (false, .unknown): break
        case (true, _): balance.add(.holderDiffers, -2, name)
        case (false, .leader): balance.add(.holderDiffers, account.kind == .call ? 0 : -1, name)
        case (false, _): balance.add(.holderFits, 0.25, name)
        }
    }
}
