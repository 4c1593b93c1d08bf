internal import Kernel

/// When it was, and when it was reported.
extension Weighing {
    /// A gathering takes days, and each report has its own.
    var isGathering: Bool { family == .organisation || family == .others }

    /// The leaders of an organisation's members meet once a year or not much oftener.
    private func isYearly(_ account: Account, _ cluster: Cluster) -> Bool {
        hasMembers && account.kind == .summit && cluster.isSummit
    }

    /// How many days likely follow an arrival, or precede a departure.
    var open: Int32 { family == .visit ? 6 : 1 }

    func dated(_ account: Account, _ cluster: Cluster, _ balance: inout Balance) {
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
        // A week counts as a limit, unless it begins with the day of arrival.
        let isVague =
            !account.isPrecise
            || (Cluster.isVague(account.date ?? .day(CivilDate(dayNumber: first))) && first != days.lowerBound)
        func told() -> String { "\(account.date?.edtf ?? "") and \(Weighing.text(days))" }
        if isVague || !cluster.isPrecise {
            let width = max(last - first, cluster.isPrecise ? 0 : days.upperBound - days.lowerBound)
            if gap == 0 {
                // Of an organisation's summit the year is enough.
                let isYearly = isYearly(account, cluster) && width <= 366
                balance.add(.withinDate, width <= 12 || isYearly ? 2 : width <= 31 ? 1 : 0.5, told())
                // The year alone says little; the day of the report says more.
                if !account.isPrecise, width > 31, !isYearly, account.isPublished, account.salience != .background {
                    let expected = expectation(account, days)
                    if expected.weight > 0.5 {
                        balance.add(expected.what, expected.weight - 0.5, published(account, days))
                    }
                }
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
        // Two states' leaders meet seldom: who names nobody may have the day of a departure.
        let isNameless = account.kind == .summit && account.people.isEmpty && cluster.isSummit
        if isYearly(account, cluster), gap <= 7 {
            balance.add(.nearDate, gap <= 3 ? 1 : 0, told())
            return
        }
        switch (gap, isPlan) {
        case (1, true): balance.add(.planMoved, 2, told())
        case (1, false):
            balance.add(
                .nearDate, isGathering ? 1 : isNameless ? 1.25 : account.kind == .call ? -1 : -4, told())
        case (2...3, false) where isNameless: balance.add(.nearDate, 0, told())
        case (2...3, false) where isGathering: balance.add(.nearDate, 0, told())
        case (2...3, true): balance.add(.planMoved, 0, told())
        default: late(gap, isPlan, &balance, told)
        }
    }

    func late(_ gap: Int32, _ isPlan: Bool, _ balance: inout Balance, _ told: () -> String) {
        let isVisit = family == .visit
        switch gap {
        case 1...3: balance.add(.farDate, isPlan || isVisit ? -0.5 : -4, told())
        case 4...14: balance.add(.farDate, isPlan ? (isVisit ? 0 : -2.5) : -8, told())
        case 15...45: balance.add(.farDate, isPlan ? (isVisit ? -0.75 : -3) : -8, told())
        default: balance.add(.farDate, isPlan && isVisit && gap < 200 ? -2 : -8, told())
        }
    }

    func undated(_ account: Account, _ cluster: Cluster, _ balance: inout Balance) {
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
            case 11...30: balance.add(.reportFits, account.isPlan ? 0.5 : isNews(account, cluster) ? -3 : 0)
            case 31...90: balance.add(.reportLate, account.isPlan ? 0 : isNews(account, cluster) ? -5 : -2)
            default: balance.add(.reportLate, account.isPlan ? -1 : -5)
            }
            return
        }
        func told() -> String { published(account, days) }
        let expected = expectation(account, days)
        // While others say when it is, those who do not say it mean it too, even if they take a plan for done.
        let quiet = family == .visit ? .max : cluster.quiet(around: day)
        let isNews = quiet <= Weighing.newsCycle
        if isNews, let weight = newsWeight(account, days), weight > expected.weight {
            balance.add(.inTheNews, weight, told())
        } else {
            balance.add(expected.what, expected.weight, told())
        }
    }

    /// What one reports as new is not what others told of as done long before.
    private func isNews(_ account: Account, _ cluster: Cluster) -> Bool {
        guard let published = cluster.published, cluster.held > 0, account.status == .held else { return false }
        if account.published > published.upperBound { return account.salience == .main }
        return cluster.firstNews.map { account.published < $0 } ?? false
    }

    /// Days that a report lags behind others.
    private static let newsCycle: Int32 = 3

    /// What it counts that others tell of the event on these days.
    private func newsWeight(_ account: Account, _ days: ClosedRange<Int32>) -> Float? {
        let day = account.published
        let after = day - days.upperBound
        let before = days.lowerBound - day
        if before > 0 {
            // Who says who was there, in an article about it, takes no plan for done.
            let isToldAsNew = account.status == .held && account.salience == .main && !account.people.isEmpty
            return before <= 6 ? 1.5 : isToldAsNew && before > 14 ? nil : 1.25
        }
        guard account.status == .held else { return nil }
        return after <= 14 ? 0.5 : after <= 40 ? -0.5 : nil
    }

    /// Whether the report comes when one would expect it: of what was done after it, of a plan before it.
    private func expectation(_ account: Account, _ days: ClosedRange<Int32>) -> (what: Finding.What, weight: Float) {
        let isVisit = family == .visit
        let isAside = account.salience != .main
        let after = account.published - days.upperBound
        let before = days.lowerBound - account.published
        if account.status == .held {
            if before > 0 {
                // Who sets out for a gathering is told of as being there.
                if family == .organisation, account.kind == .summit, before <= 7 { return (.reportFits, 1) }
                return switch before {
                case 1: (.reportFits, 1)
                case 2...6: (.reportFits, isVisit ? 0 : -0.5)
                case 7...14: (.reportLate, isVisit ? -0.5 : -2)
                case 15...45: (.reportLate, isVisit ? -0.75 : -3)
                default: (.reportLate, -8)
                }
            }
            return switch after {
            case ...2: (.reportFits, 2.5)
            case 3...5: (.reportFits, 1.5)
            // What an article reports is new; what it mentions may be weeks old.
            case 6...14: (.reportFits, isVisit || isAside ? 0 : -1)
            case 15...40: (.reportLate, isVisit ? 0 : isAside ? -1.5 : -4)
            case 41...120: (.reportLate, isVisit ? -1 : isAside ? -3.5 : -8)
            default: (.reportLate, -8)
            }
        }
        if before >= -1 {
            let isProposal = account.status != .planned
            return switch before {
            case ...3: (.reportFits, 2.5)
            case 4...14: (.reportFits, 2)
            case 15...45: (.reportFits, 1)
            case 46...120: (.reportLate, isVisit ? 0 : isProposal ? -1.5 : -0.5)
            case 121...200: (.reportLate, isVisit ? -0.5 : -3)
            default: (.reportLate, -8)
            }
        }
        return switch after {
        case ...3: (.reportFits, 1)
        case 4...14: (.reportLate, account.status == .planned ? -1.5 : -2)
        default: (.reportLate, account.status == .cancelled && after < 60 ? -1 : -8)
        }
    }

    private func published(_ account: Account, _ days: ClosedRange<Int32>) -> String {
        "published on \(CivilDate(dayNumber: account.published).iso), held \(Weighing.text(days))"
    }

    static func gap(_ a: ClosedRange<Int32>, _ b: ClosedRange<Int32>) -> Int32 {
        max(0, max(a.lowerBound - b.upperBound, b.lowerBound - a.upperBound))
    }

    static func text(_ days: ClosedRange<Int32>) -> String {
        DateValue.days(CivilDate(dayNumber: days.lowerBound), CivilDate(dayNumber: days.upperBound))?.edtf ?? ""
    }
}
