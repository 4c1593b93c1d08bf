internal import Kernel

/// Weighs what speaks for and against an account telling of the event that a cluster of accounts tells of. Above nought it
/// does. The weights are in no unit; four make up for not knowing anything yet.
struct Weighing: Sendable {
    let archive: Accounts
    let family: Block.Key.Family
    let key: [UInt32]
    /// Organisations, and what they count as members.
    let outsiders: Set<UInt32>?

    init(_ archive: Accounts, _ key: Block.Key) {
        self.archive = archive
        family = key.family
        self.key = key.parties
        // Parties that are no members make a gathering of an organisation another one.
        if key.family == .organisation, let members = archive.facts.members[archive.parties[key.parties[0]]],
            !members.isEmpty
        {
            outsiders = Set(
                archive.parties.values.indices.filter { !members.contains(archive.parties.values[$0]) }
                    .map { UInt32($0) })
        } else {
            outsiders = nil
        }
    }

    /// Organisations of which everybody is a member meet every day.
    var hasMembers: Bool { outsiders != nil }

    func balance(_ index: Int, _ cluster: Cluster, isKept: Bool = false) -> Balance {
        let account = archive.list[index]
        var balance = Balance(isKept: isKept)
        balance.add(.prior, -4)
        let isText = account.words != 0 && cluster.words.contains(account.words)
        if isText { balance.add(.sameWords, 4) }
        switch family {
        case .visit:
            people(account, cluster, Array(key.prefix(1)), &balance)
        case .pair:
            people(account, cluster, key, &balance)
            mode(account, cluster, &balance)
            kind(account, cluster, &balance)
        case .organisation:
            gathering(account, cluster, &balance)
            mode(account, cluster, &balance)
            kind(account, cluster, &balance)
        case .others:
            company(account, cluster, &balance)
            mode(account, cluster, &balance)
            kind(account, cluster, &balance)
        }
        if account.isDated {
            dated(account, cluster, &balance)
        } else {
            undated(account, cluster, &balance)
        }
        place(account, cluster, &balance)
        let isDenial = account.status == .denied && cluster.held > 0
        if isDenial || (account.status == .held && cluster.denied * 2 > cluster.size) { balance.add(.denial, -1.5) }
        if !isText, cluster.has(doc: account.doc) { balance.add(.sameArticle, sameArticle(account, cluster)) }
        return balance
    }

    /// An article tells one occasion once, as a rule; of a journey or a gathering it speaks now as planned, now as begun.
    func sameArticle(_ account: Account, _ cluster: Cluster) -> Float {
        switch family {
        case .visit: account.isPrecise ? -1.5 : -0.75
        case .organisation: Weighing.shape(account, archive, key[0]) == .talks ? -5 : -1
        case .others: -0.5
        case .pair: -5
        }
    }

    // MARK: - What kind of occasion

    func mode(_ account: Account, _ cluster: Cluster, _ balance: inout Balance) {
        let isRemote = account.kind == .call || account.mode != nil
        if isRemote {
            if cluster.isRemote {
                let isOther = account.mode == .phone ? cluster.videos > cluster.phones : cluster.phones > cluster.videos
                balance.add(isOther ? .otherMode : .sameMode, isOther ? -2 : 1)
            } else {
                // Who does not say where does not say that it was in person.
                let isOpen = account.mode == .video && cluster.countries.isEmpty
                balance.add(.otherMode, isOpen ? -1 : account.mode == .video ? -3 : -8)
            }
        } else if cluster.isRemote {
            balance.add(.otherMode, cluster.videos > cluster.phones && account.place == 0 ? -1 : -8)
        }
    }

    func kind(_ account: Account, _ cluster: Cluster, _ balance: inout Balance) {
        let same =
            switch account.kind {
            case .summit: cluster.summits
            case .conference: cluster.conferences
            case .meeting, .call, .visit: cluster.meetings
            }
        let all = cluster.summits + cluster.conferences + cluster.meetings
        if same * 2 >= all { balance.add(.sameKind, 0.5) } else { balance.add(.otherKind, -0.5) }
    }

    // MARK: - Place

    func place(_ account: Account, _ cluster: Cluster, _ balance: inout Balance) {
        guard let country = archive.country(of: account), !cluster.countries.isEmpty else { return }
        // A traveller goes from city to city.
        let isVisit = family == .visit
        guard cluster.countries.contains(where: { $0.value == Int32(bitPattern: country) }) else {
            // The same two are not in two countries on one day: one report has its place wrong.
            let isNameless = account.people.isEmpty && account.kind == .summit && cluster.isSummit
            let isSettled = balance.isSameDay && (balance.principals > 1 || isNameless)
            balance.add(.otherCountry, isVisit ? -2 : isSettled ? -1.5 : -4, name(country))
            return
        }
        guard let city = archive.city(of: account), !cluster.cities.isEmpty else {
            balance.add(.sameCountry, isVisit ? 0 : 1, name(country))
            return
        }
        if cluster.cities.contains(where: { $0.value == Int32(bitPattern: city) }) {
            balance.add(.samePlace, isVisit ? 1 : 2, archive.places[city]?.name ?? "")
        } else if !isVisit {
            let near = cluster.cities.map { archive.nearness(city, UInt32(bitPattern: $0.value)) }.max() ?? .apart
            switch near {
            case .within: balance.add(.samePlace, 1, archive.places[city]?.name ?? "")
            case .beside: balance.add(.otherPlace, -1.5, archive.places[city]?.name ?? "")
            case .unknown: break
            case .apart: balance.add(.otherPlace, -3, archive.places[city]?.name ?? "")
            }
        }
    }

    func name(_ party: UInt32) -> String { archive.parties[party] }
}
