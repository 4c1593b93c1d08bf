internal import Kernel

/// Gatherings: of an organisation, or of several states under no roof.
extension Weighing {
    /// What an account under an organisation's roof tells of.
    enum Shape {
        case gathering
        /// Talks of the organisation with somebody.
        case talks
        /// A summit of the organisation with one other, nobody of its own named: talks, or a gathering to which that one came.
        case either
    }

    static func shape(_ account: Account, _ archive: Accounts, _ roof: UInt32) -> Shape {
        if account.kind == .conference { return .gathering }
        let parties = archive.parties(of: account)
        if parties.count != 2 { return .gathering }
        if account.kind == .meeting || account.kind == .call { return .talks }
        return archive.attendees(of: account).contains { $0.party == roof } ? .talks : .either
    }

    func gathering(_ account: Account, _ cluster: Cluster, _ balance: inout Balance) {
        let roof = key[0]
        let shape = Weighing.shape(account, archive, roof)
        let theirShape = cluster.shape
        let mine = archive.parties(of: account).filter { $0 != roof }
        let theirs = cluster.parties.map { UInt32(bitPattern: $0.value) }.filter { $0 != roof }
        let isTalks = shape == .talks || (shape == .either && theirShape == .talks)
        guard isTalks == (theirShape == .talks || (theirShape == .either && shape == .talks)) else {
            balance.add(.otherGathering, -6)
            return
        }
        if isTalks {
            if Set(mine) == Set(theirs) { balance.add(.sameParties, 1) } else { balance.add(.otherParties, -8) }
            people(account, cluster, [roof] + mine, &balance)
            return
        }
        if hasMembers, account.kind == .summit, cluster.isSummit {
            // The summit of an organisation is one a year, or not many more.
            balance.add(.sameGathering, 3, archive.parties[roof])
        } else if account.kind != .summit, cluster.isSummit {
            balance.add(.otherKind, -1.5)
        }
        if mine.count > 1, Set(mine) == Set(theirs) {
            balance.add(.sameParties, 2)
        } else if mine.contains(where: theirs.contains) {
            balance.add(.sameParties, 1)
        }
        let told = cluster.parties.filter { $0.weight * Weighing.guestShare >= cluster.size }
        guests(mine, theirs, Set(told.map { UInt32(bitPattern: $0.value) }), &balance)
        // At a gathering everybody names their own; the same names are a hint, others are none.
        let isShared = archive.attendees(of: account).contains { person in
            cluster.named.contains { $0.attendee.identity == person.identity }
        }
        if isShared { balance.add(.sharedPerson, 1, archive.parties[roof]) }
        if !hasMembers {
            // The United Nations meet every day.
            balance.add(.prior, -2, archive.parties[roof])
        }
    }

    /// One account in so many has to tell of a guest, or it was a guest of that account alone.
    private static let guestShare: Int32 = 4

    /// Whoever is no member makes it another gathering, the organisation's with them; but one of whom only one side tells,
    /// where both name several members, is a guest.
    private func guests(_ mine: [UInt32], _ theirs: [UInt32], _ told: Set<UInt32>, _ balance: inout Balance) {
        guard let outsiders else { return }
        let myGuests = Set(mine.filter(outsiders.contains))
        let theirGuests = Set(theirs.filter { outsiders.contains($0) && (told.contains($0) || myGuests.contains($0)) })
        if myGuests == theirGuests { return }
        let isClub = mine.count - myGuests.count > 1 && theirs.count - theirGuests.count > 1
        let isGuest = isClub && myGuests.symmetricDifference(theirGuests).count == 1
        let isAlone = myGuests.count == 1 && theirGuests.isEmpty
        balance.add(.otherParties, isGuest ? -0.5 : myGuests.isEmpty ? -2 : isAlone ? -3 : -4)
    }

    /// Who is there, where no organisation gives the gathering its name.
    func company(_ account: Account, _ cluster: Cluster, _ balance: inout Balance) {
        let mine = archive.parties(of: account)
        let theirs = cluster.parties
        if mine.count == 2 { balance.add(.prior, -1.5, "of two sides") }
        let shared = mine.filter { party in theirs.contains { $0.value == Int32(bitPattern: party) } }
        func told() -> String { shared.map { archive.parties[$0] }.joined(separator: "+") }
        if shared.isEmpty {
            balance.add(.otherParties, -8)
        } else if shared.count == mine.count, shared.count == theirs.count, shared.count > 1 {
            // Three states' leaders have one gathering of theirs in hand.
            let isTheirs = shared.count > 2 && account.kind == .summit && cluster.isSummit
            balance.add(.sameParties, isTheirs ? 3.5 : 2, told())
        } else if shared.count == mine.count || shared.count == theirs.count {
            balance.add(.sameParties, shared.count > 1 ? 1 : 0, told())
        } else {
            let share = Float(shared.count) / Float(min(mine.count, theirs.count))
            balance.add(.otherParties, share > 0.6 ? -0.5 : -4, told())
        }
        let people = archive.attendees(of: account)
        guard !people.isEmpty, !cluster.named.isEmpty else { return }
        let isShared = people.contains { person in
            cluster.named.contains { $0.attendee.identity == person.identity }
        }
        balance.add(isShared ? .sharedPerson : .otherPerson, isShared ? 1.5 : -1, told())
    }
}
