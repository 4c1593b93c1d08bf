internal import Kernel

/// Accounts that may be of one event, and all that deciding on them takes: no decision looks beyond its block.
struct Block: Sendable {
    /// What its accounts have in common.
    struct Key: Hashable, Sendable {
        enum Family: UInt8, Sendable {
            /// A party's people in another party's land.
            case visit
            /// Two states, at one place or one telephone: mode and place tell calls from meetings.
            case pair
            /// An organisation, or what is named after it.
            case organisation
            /// Several states under no roof, or one alone.
            case others
        }

        var family: Family
        /// Numbers of parties.
        var parties: [UInt32]
    }

    var key: Key
    /// By index into the archive.
    var accounts: [Int]
}

extension Block {
    /// The block of an account.
    static func key(_ account: Account, _ archive: Accounts, _ isOrganisation: [Bool]) -> Key {
        let parties = archive.parties(of: account)
        if account.kind == .visit {
            let visitor = archive.attendees(of: account).first?.party
            let country = archive.country(of: account)
            var host: UInt32?
            if let country, country != visitor { host = country }
            let guest = visitor ?? parties.first { $0 != host }
            if host == nil { host = parties.first { $0 != guest } }
            return Key(family: .visit, parties: [guest ?? .max, host ?? .max])
        }
        // A gathering goes by its organisation, however many states are named beside it.
        if let roof = parties.first(where: { isOrganisation[Int($0)] }) {
            return Key(family: .organisation, parties: [roof])
        }
        // Reports of a gathering without a roof name now all who came, now one of them: only people, place and day tell.
        return parties.count == 2 ? Key(family: .pair, parties: parties.sorted()) : Key(family: .others, parties: [])
    }

    /// All blocks, in an order that depends on the accounts alone.
    static func all(of indices: [Int], _ archive: Accounts) -> [Block] {
        let isOrganisation = archive.parties.values.map { archive.facts.isOrganisation($0) }
        var numbers: [Key: Int] = [:]
        var blocks: [Block] = []
        for index in indices {
            let key = key(archive.list[index], archive, isOrganisation)
            if let number = numbers[key] {
                blocks[number].accounts.append(index)
            } else {
                numbers[key] = blocks.count
                blocks.append(Block(key: key, accounts: [index]))
            }
        }
        return blocks.flatMap { $0.runs(archive) }
    }

    static func runs(of key: Key, _ accounts: [Int], _ archive: Accounts) -> [Block] {
        accounts.isEmpty ? [] : Block(key: key, accounts: accounts).runs(archive)
    }

    /// The block cut where no account of one side reaches into the time of the other.
    private func runs(_ archive: Accounts) -> [Block] {
        if accounts.count == 1 { return [self] }
        let reaches = accounts.map { (index: $0, days: Reach.days(of: archive.list[$0], key.family)) }
            .sorted { a, b in
                if a.days.lowerBound != b.days.lowerBound { return a.days.lowerBound < b.days.lowerBound }
                return a.index < b.index
            }
        var runs: [Block] = []
        var end = Int32.min
        for reach in reaches {
            if runs.isEmpty || reach.days.lowerBound > end {
                runs.append(Block(key: key, accounts: []))
                end = reach.days.upperBound
            } else {
                end = max(end, reach.days.upperBound)
            }
            runs[runs.count - 1].accounts.append(reach.index)
        }
        return runs
    }
}

/// How far in time the event of an account may lie from what the account says.
enum Reach {
    static let longest: Int32 = 15_000

    static func days(of account: Account, _ family: Block.Key.Family) -> ClosedRange<Int32> {
        let isVisit = family == .visit
        if account.isDated {
            // What is planned may be moved; what was called off may come later.
            let before: Int32 = account.isPlan ? 30 : 7
            let after: Int32 =
                switch account.status {
                case .held: 7
                case .planned: isVisit ? 60 : 45
                case .proposed: isVisit ? 200 : 60
                case .cancelled: 150
                case .denied: 30
                }
            var (first, last) = (account.first, account.last)
            // An arrival alone, a departure alone: a stay of a few days.
            if last == Account.openEnd { last = first + 10 }
            if first == Account.openStart { first = last - 10 }
            // Whatever has a century for a date is looked for in its first decades.
            last = min(last, first + Reach.longest)
            if account.isPlan, account.isPublished, account.published < first { first = min(first, account.published) }
            return (first - before)...(last + after)
        }
        guard account.isPublished else { return 0...0 }
        let day = account.published
        let isAside = account.salience != .main
        return switch account.status {
        // Summits are spoken of long before, and some take the plan for done.
        case .held: (day - (isAside || isVisit ? 120 : 40))...(day + (account.kind == .summit ? 100 : 45))
        case .planned: (day - 10)...(day + (isVisit ? 200 : 120))
        case .proposed: (day - 10)...(day + 200)
        case .cancelled: (day - 60)...(day + 150)
        case .denied: (day - 40)...(day + 40)
        }
    }
}

extension Accounts {
    /// The party in whose land the account puts the event.
    func country(of account: Account) -> UInt32? {
        guard let place = places[account.place], !place.country.isEmpty else { return nil }
        return placeCountry[Int(account.place)]
    }

    /// A city or site; nil where only the country is known.
    func city(of account: Account) -> UInt32? { isCountry[Int(account.place)] ? nil : account.place }
}
