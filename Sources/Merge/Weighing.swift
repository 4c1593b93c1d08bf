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
    private func sameArticle(_ account: Account, _ cluster: Cluster) -> Float {
        switch family {
        case .visit: -1.5
        case .organisation: Weighing.isGathering(account, archive, key[0]) ? -1 : -5
        case .others: -0.5
        case .pair: -5
        }
    }

    // MARK: - People

    private func people(_ account: Account, _ cluster: Cluster, _ parties: [UInt32], _ balance: inout Balance) {
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
        if !isAnybodyNamed, !(account.kind == .summit && cluster.isSummit) { balance.add(.nobodyNamed, -0.25) }
    }

    private func named(
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
            balance.add(.companionOnly, isVisit ? 0 : -6, name)
        } else {
            // Who is inferred from an office may be inferred wrongly.
            balance.add(.otherPerson, first.isInferred || leading.attendee.isInferred ? -4 : -8, name)
        }
    }

    /// Whether two are one: where no row names one of them, a name within the other's is enough.
    private func isSame(_ a: UInt32, _ b: UInt32) -> Bool {
        if a == b { return true }
        guard archive.isStranger[Int(a)] || archive.isStranger[Int(b)] else { return false }
        let (x, y) = (archive.names[Int(a)], archive.names[Int(b)])
        let (short, long) = x.count < y.count ? (x, y) : (y, x)
        // Whom a row names is not part of another's name.
        guard short.count >= 2, archive.isStranger[Int(x.count < y.count ? b : a)] else { return false }
        return long.starts(with: short) || long.suffix(short.count).elementsEqual(short)
    }

    /// Nobody is named here or there: a summit is of leaders, another meeting of others.
    private func unnamed(
        _ account: Account, _ cluster: Cluster, _ mine: Attendee?, _ theirs: [Cluster.Named], _ party: UInt32,
        _ balance: inout Balance
    ) {
        guard family == .pair else { return }
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

    // MARK: - What kind of occasion

    private func mode(_ account: Account, _ cluster: Cluster, _ balance: inout Balance) {
        let isRemote = account.kind == .call || account.mode != nil
        if isRemote {
            if cluster.isRemote {
                let isOther = account.mode == .phone ? cluster.videos > cluster.phones : cluster.phones > cluster.videos
                balance.add(isOther ? .otherMode : .sameMode, isOther ? -2 : 1)
            } else {
                balance.add(.otherMode, account.mode == .video ? -3 : -8)
            }
        } else if cluster.isRemote {
            balance.add(.otherMode, cluster.videos > cluster.phones && account.place == 0 ? -3 : -8)
        }
    }

    private func kind(_ account: Account, _ cluster: Cluster, _ balance: inout Balance) {
        let same =
            switch account.kind {
            case .summit: cluster.summits
            case .conference: cluster.conferences
            case .meeting, .call, .visit: cluster.meetings
            }
        let all = cluster.summits + cluster.conferences + cluster.meetings
        if same * 2 >= all { balance.add(.sameKind, 0.5) } else { balance.add(.otherKind, -0.5) }
    }

    /// Whether it is the gathering itself, not talks of an organisation with somebody.
    static func isGathering(_ account: Account, _ archive: Accounts, _ roof: UInt32) -> Bool {
        if account.kind == .conference { return true }
        let parties = archive.parties(of: account)
        if parties.count != 2 { return true }
        if account.kind == .meeting || account.kind == .call { return false }
        return !archive.attendees(of: account).contains { $0.party == roof }
    }

    private func gathering(_ account: Account, _ cluster: Cluster, _ balance: inout Balance) {
        let isGathering = Weighing.isGathering(account, archive, key[0])
        let isTheirs = cluster.gatherings * 2 >= Int32(cluster.accounts.count)
        let mine = archive.parties(of: account).filter { $0 != key[0] }
        let theirs = cluster.parties.map { UInt32(bitPattern: $0.value) }.filter { $0 != key[0] }
        if isGathering != isTheirs {
            balance.add(.otherGathering, -6)
        } else if isGathering {
            let isRegular = !(archive.facts.members[archive.parties[key[0]]]?.isEmpty ?? true)
            if isRegular, account.kind == .summit, cluster.summits * 2 > Int32(cluster.accounts.count) {
                // The summit of an organisation is one a year, or not many more.
                balance.add(.sameGathering, 3, archive.parties[key[0]])
            } else if account.kind != .summit, cluster.summits * 2 > Int32(cluster.accounts.count) {
                balance.add(.otherKind, -1.5)
            }
            let shared = mine.filter(theirs.contains)
            if !shared.isEmpty { balance.add(.sameParties, 1) }
            if let outsiders, Set(mine.filter(outsiders.contains)) != Set(theirs.filter(outsiders.contains)) {
                balance.add(.otherParties, mine.contains(where: outsiders.contains) ? -4 : -2)
            }
        } else {
            if Set(mine) == Set(theirs) { balance.add(.sameParties, 1) } else { balance.add(.otherParties, -8) }
            people(account, cluster, [key[0]] + mine, &balance)
            return
        }
        // At a gathering everybody names their own; the same names are a hint, others are none.
        let isShared = archive.attendees(of: account).contains { person in
            cluster.named.contains { $0.attendee.identity == person.identity }
        }
        if isShared { balance.add(.sharedPerson, 1, archive.parties[key[0]]) }
        if archive.facts.members[archive.parties[key[0]]]?.isEmpty ?? true {
            // The United Nations meet every day.
            balance.add(.prior, -2, archive.parties[key[0]])
        }
    }

    /// Who is there, where no organisation gives the gathering its name.
    private func company(_ account: Account, _ cluster: Cluster, _ balance: inout Balance) {
        let mine = archive.parties(of: account)
        let theirs = cluster.parties
        if mine.count == 2 { balance.add(.prior, -1.5, "of two sides") }
        let shared = mine.filter { party in theirs.contains { $0.value == Int32(bitPattern: party) } }
        func told() -> String { shared.map { archive.parties[$0] }.joined(separator: "+") }
        if shared.isEmpty {
            balance.add(.otherParties, -8)
        } else if shared.count == mine.count, shared.count == theirs.count, shared.count > 1 {
            balance.add(.sameParties, 2, told())
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

    // MARK: - Time

    /// A gathering takes days, and each report has its own.
    private var isGathering: Bool { family == .organisation || family == .others }

    /// How many days likely follow an arrival, or precede a departure.
    private var open: Int32 { family == .visit ? 6 : 1 }

    private func dated(_ account: Account, _ cluster: Cluster, _ balance: inout Balance) {
        var (first, last) = (account.first, account.last)
        if last == Account.openEnd { last = first + open }
        if first == Account.openStart { first = last - open }
        guard let days = cluster.days(open: open, isStay: family == .visit || isGathering) else {
            // The other accounts have no dates: their reports should come about then.
            guard let published = cluster.published else { return }
            let gap = Weighing.gap(first...last, published)
            switch gap {
            case 0...3: balance.add(.reportFits, 2)
            case 4...10: balance.add(.reportFits, 1)
            case 11...45: balance.add(.reportLate, account.isPlan ? 0 : -1)
            default: balance.add(.reportLate, account.isPlan ? -1 : -4)
            }
            return
        }
        let gap = Weighing.gap(first...last, days)
        let isPlan = account.isPlan || cluster.held == 0
        let isVague = !account.isPrecise || Cluster.isVague(account.date ?? .day(CivilDate(dayNumber: first)))
        func told() -> String { "\(account.date?.edtf ?? "") and \(Weighing.text(days))" }
        if isVague || !cluster.isPrecise {
            let width = max(last - first, cluster.isPrecise ? 0 : days.upperBound - days.lowerBound)
            if gap == 0 {
                balance.add(.withinDate, width <= 12 ? 2 : width <= 31 ? 1 : 0.5, told())
            } else {
                late(gap, isPlan, &balance, told)
            }
            return
        }
        if gap == 0 {
            // For visits any overlap will do: reports of a stay give now a day of it, now the whole.
            balance.add(.sameDate, 4, told())
            balance.isSameDay = true
            return
        }
        if family == .visit {
            switch gap {
            case 1...3: balance.add(.nearDate, 1, told())
            case 4...7: balance.add(.nearDate, isPlan ? 0 : -1.5, told())
            default: late(gap, isPlan, &balance, told)
            }
            return
        }
        switch (gap, isPlan) {
        case (1, true): balance.add(.planMoved, 2, told())
        case (1, false): balance.add(.nearDate, isGathering ? 1 : account.kind == .call ? -1 : -4, told())
        case (2...3, false) where isGathering: balance.add(.nearDate, 0, told())
        case (2...3, true): balance.add(.planMoved, 0, told())
        default: late(gap, isPlan, &balance, told)
        }
    }

    private func late(_ gap: Int32, _ isPlan: Bool, _ balance: inout Balance, _ told: () -> String) {
        let isVisit = family == .visit
        switch gap {
        case 1...3: balance.add(.farDate, isPlan || isVisit ? -0.5 : -4, told())
        case 4...14: balance.add(.farDate, isPlan ? (isVisit ? 0 : -2.5) : -8, told())
        case 15...45: balance.add(.farDate, isPlan ? (isVisit ? -0.75 : -3) : -8, told())
        default: balance.add(.farDate, isPlan && isVisit && gap < 200 ? -2 : -8, told())
        }
    }

    private func undated(_ account: Account, _ cluster: Cluster, _ balance: inout Balance) {
        if account.salience == .background { balance.add(.background, -3) }
        guard account.isPublished else {
            balance.add(.reportLate, -6, "nobody knows when it was published")
            return
        }
        let day = account.published
        guard let days = cluster.days(open: open, isStay: family == .visit || isGathering) else {
            guard let published = cluster.published else { return }
            let gap = Weighing.gap(day...day, published)
            switch gap {
            case 0...3: balance.add(.reportFits, 2)
            case 4...10: balance.add(.reportFits, 1)
            case 11...30: balance.add(.reportFits, account.isPlan ? 0.5 : 0)
            case 31...90: balance.add(.reportLate, account.isPlan ? 0 : -2)
            default: balance.add(.reportLate, account.isPlan ? -1 : -5)
            }
            return
        }
        let isVisit = family == .visit
        let isAside = account.salience != .main
        func told() -> String { "published on \(CivilDate(dayNumber: day).iso), held \(Weighing.text(days))" }
        let after = day - days.upperBound
        let before = days.lowerBound - day
        if account.status == .held {
            if before > 0 {
                switch before {
                case 1: balance.add(.reportFits, 1, told())
                case 2...6: balance.add(.reportFits, isVisit ? 0 : -0.5, told())
                case 7...14: balance.add(.reportLate, isVisit ? -0.5 : -2, told())
                case 15...45: balance.add(.reportLate, isVisit ? -0.75 : -3, told())
                default: balance.add(.reportLate, -8, told())
                }
            } else {
                switch after {
                case ...2: balance.add(.reportFits, 2.5, told())
                case 3...5: balance.add(.reportFits, 1.5, told())
                // What an article reports is new; what it mentions may be weeks old.
                case 6...14: balance.add(.reportFits, isVisit || isAside ? 0 : -1, told())
                case 15...40: balance.add(.reportLate, isVisit ? 0 : isAside ? -1.5 : -4, told())
                case 41...120: balance.add(.reportLate, isVisit ? -1 : isAside ? -3.5 : -8, told())
                default: balance.add(.reportLate, -8, told())
                }
            }
            return
        }
        if before >= -1 {
            let isProposal = account.status != .planned
            switch before {
            case ...3: balance.add(.reportFits, 2.5, told())
            case 4...14: balance.add(.reportFits, 2, told())
            case 15...45: balance.add(.reportFits, 1, told())
            case 46...120: balance.add(.reportLate, isVisit ? 0 : isProposal ? -1.5 : -0.5, told())
            case 121...200: balance.add(.reportLate, isVisit ? -0.5 : -3, told())
            default: balance.add(.reportLate, -8, told())
            }
        } else {
            switch after {
            case ...3: balance.add(.reportFits, 1, told())
            case 4...14: balance.add(.reportLate, account.status == .planned ? -1.5 : -2, told())
            default: balance.add(.reportLate, account.status == .cancelled && after < 60 ? -1 : -8, told())
            }
        }
    }

    static func gap(_ a: ClosedRange<Int32>, _ b: ClosedRange<Int32>) -> Int32 {
        max(0, max(a.lowerBound - b.upperBound, b.lowerBound - a.upperBound))
    }

    private static func text(_ days: ClosedRange<Int32>) -> String {
        DateValue.days(CivilDate(dayNumber: days.lowerBound), CivilDate(dayNumber: days.upperBound))?.edtf ?? ""
    }

    // MARK: - Place

    private func place(_ account: Account, _ cluster: Cluster, _ balance: inout Balance) {
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

    private func name(_ party: UInt32) -> String { archive.parties[party] }
}
