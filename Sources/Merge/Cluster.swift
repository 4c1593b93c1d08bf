internal import Kernel

/// The accounts of one event so far, and what they say together: an account is held against all of them at once, so that a
/// chain of likenesses cannot join what does not belong together.
struct Cluster: Sendable {
    /// How often somebody is named, and how often first on their side.
    struct Named: Sendable {
        var attendee: Attendee
        var count: Int32
        var first: Int32
    }

    struct Vote: Sendable {
        var value: Int32
        var weight: Int32
    }

    private(set) var accounts: [Int] = []
    private(set) var named: [Named] = []
    private var starts: [Vote] = []
    private var ends: [Vote] = []
    /// Arrivals alone: who arrives stays on for a while.
    private var arrivals: Int32 = 0
    /// The span of the narrowest vague date.
    private var vague: ClosedRange<Int32>?
    /// The days of publication.
    private(set) var published: ClosedRange<Int32>?
    /// The days on which it was news: of publication of accounts that say when it is, in order.
    private var newsDays: [Int32] = []
    private(set) var cities: [Vote] = []
    private(set) var countries: [Vote] = []
    private(set) var held: Int32 = 0
    /// The first day on which an article about it told of it as done.
    private(set) var firstNews: Int32?
    private(set) var cancelled: Int32 = 0
    private(set) var denied: Int32 = 0
    /// Held on a day that is known.
    private(set) var heldOnADay: Int32 = 0
    /// Told as news within days of a day that it gives: others may have that day from a plan, or from elsewhere.
    private(set) var isConfirmed = false
    private(set) var plans: Int32 = 0
    private var precise: Int32 = 0
    private(set) var phones: Int32 = 0
    private(set) var videos: Int32 = 0
    private(set) var inPerson: Int32 = 0
    private(set) var summits: Int32 = 0
    private(set) var conferences: Int32 = 0
    private(set) var meetings: Int32 = 0
    private(set) var words: [UInt64] = []
    private(set) var parties: [Vote] = []
    /// Accounts under an organisation's roof: of the gathering, of talks, of either.
    private var shapes: (gathering: Int32, talks: Int32, either: Int32) = (0, 0, 0)
    private var docs: Set<UInt64> = []

    var size: Int32 { Int32(accounts.count) }
    var isDated: Bool { !starts.isEmpty || !ends.isEmpty || vague != nil }
    var isPrecise: Bool { !starts.isEmpty || !ends.isEmpty }

    /// No more of these are kept: a flood of reports says the same few things.
    private static let distinct = 48
    private static let newsDaysKept = 256

    mutating func add(_ index: Int, _ archive: Accounts, shape: Weighing.Shape?) {
        let account = archive.list[index]
        accounts.append(index)
        docs.insert(account.doc)
        addPeople(account, archive)
        addDates(account)
        if account.isPublished {
            let day = account.published
            published = published.map { min($0.lowerBound, day)...max($0.upperBound, day) } ?? day...day
            if account.isDated, account.salience != .background { addNewsDay(day) }
        }
        if let city = archive.city(of: account) { Cluster.vote(Int32(bitPattern: city), 1, &cities) }
        if let country = archive.country(of: account) { Cluster.vote(Int32(bitPattern: country), 1, &countries) }
        for party in archive.parties(of: account) { Cluster.vote(Int32(bitPattern: party), 1, &parties) }
        if account.status == .held {
            held += 1
            if account.salience == .main, account.isPublished {
                firstNews = min(firstNews ?? account.published, account.published)
            }
        }
        if account.status == .cancelled { cancelled += 1 }
        if account.status == .denied { denied += 1 }
        if account.isPrecise { precise += 1 }
        if account.isPlan { plans += 1 } else if account.isPrecise { heldOnADay += 1 }
        if account.status == .held, account.isPrecise, account.salience == .main, account.isPublished,
            account.published >= max(account.first, account.last - 14), account.published <= account.last &+ 3
        {
            isConfirmed = true
        }
        switch shape {
        case .gathering: shapes.gathering += 1
        case .talks: shapes.talks += 1
        case .either: shapes.either += 1
        case nil: break
        }
        switch account.mode {
        case .phone: phones += 1
        case .video: videos += 1
        case nil: inPerson += 1
        }
        switch account.kind {
        case .summit: summits += 1
        case .conference: conferences += 1
        case .meeting, .call, .visit: meetings += 1
        }
        if account.words != 0, words.count < Cluster.distinct, !words.contains(account.words) {
            words.append(account.words)
        }
    }

    /// Grows with the number of accounts that say when, ever more slowly: the others only follow them.
    var renown: Float {
        var rest = precise
        var doublings: Float = 0
        while rest > 1 {
            rest >>= 1
            doublings += 0.5
        }
        return doublings
    }

    var shape: Weighing.Shape {
        if shapes.gathering == 0, shapes.talks == 0 { return .either }
        return shapes.talks > shapes.gathering ? .talks : .gathering
    }

    var isRemote: Bool { phones + videos > inPerson }
    var isSummit: Bool { summits * 2 > size }

    func has(doc: UInt64) -> Bool { docs.contains(doc) }

    private mutating func addPeople(_ account: Account, _ archive: Accounts) {
        var sides: [UInt32] = []
        for person in archive.attendees(of: account) {
            let isFirst = !sides.contains(person.party)
            if isFirst { sides.append(person.party) }
            if let at = named.firstIndex(where: {
                $0.attendee.identity == person.identity && $0.attendee.party == person.party
            }) {
                named[at].count += 1
                if isFirst { named[at].first += 1 }
                named[at].attendee.rank = min(named[at].attendee.rank, person.rank)
            } else if named.count < Cluster.distinct || isFirst {
                named.append(Named(attendee: person, count: 1, first: isFirst ? 1 : 0))
            }
        }
    }

    private mutating func addDates(_ account: Account) {
        guard let date = account.date else { return }
        let weight: Int32 = account.status == .held ? 3 : 1
        if account.isPrecise, !Cluster.isVague(date) {
            if let start = date.start, start.precision == .day { Cluster.vote(start.first.dayNumber, weight, &starts) }
            if let end = date.end, end.precision == .day { Cluster.vote(end.last.dayNumber, weight, &ends) }
            if date.end == nil { arrivals += 1 }
        } else if account.first > Account.openStart, account.last < Account.openEnd {
            let span = account.first...account.last
            if vague.map({ span.count < $0.count }) ?? true { vague = span }
        }
    }

    private mutating func addNewsDay(_ day: Int32) {
        let at = Cluster.place(of: day, in: newsDays)
        if at < newsDays.count, newsDays[at] == day { return }
        if newsDays.count < Cluster.newsDaysKept { newsDays.insert(day, at: at) }
    }

    /// Days between this one and the nearest on which it was news.
    func quiet(around day: Int32) -> Int32 {
        let at = Cluster.place(of: day, in: newsDays)
        let after = at < newsDays.count ? newsDays[at] - day : .max
        return at > 0 ? min(after, day - newsDays[at - 1]) : after
    }

    /// Where a day stands among days in order, or would stand.
    private static func place(of day: Int32, in days: [Int32]) -> Int {
        var (low, high) = (0, days.count)
        while low < high {
            let middle = (low + high) / 2
            if days[middle] < day { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Days counted as limits, not as a stay: a week, a third of a month.
    static func isVague(_ date: DateValue) -> Bool {
        guard let start = date.start, let end = date.end, start.precision == .day, end.precision == .day else {
            return false
        }
        let days = Int(end.last.dayNumber) - Int(start.first.dayNumber) + 1
        // From Monday to Sunday, or a third of a month.
        if days == 7, start.first.weekday == 1 { return true }
        return days >= 8 && (start.first.day == 1 || start.first.day == 11 || start.first.day == 21)
    }

    private static func vote(_ value: Int32, _ weight: Int32, _ votes: inout [Vote]) {
        if let at = votes.firstIndex(where: { $0.value == value }) {
            votes[at].weight += weight
        } else if votes.count < distinct {
            votes.append(Vote(value: value, weight: weight))
        }
    }

    /// The value with most votes; of equals the smallest.
    static func best(_ votes: [Vote]) -> Int32? {
        votes.max { a, b in a.weight != b.weight ? a.weight < b.weight : a.value > b.value }?.value
    }

    /// The days on which most accounts put the event. Where only one end is known, `open` more days are taken for likely.
    func days(open: Int32, isStay: Bool = false) -> ClosedRange<Int32>? {
        if isStay, let hull = hull(open: open) { return hull }
        return switch (Cluster.best(starts), Cluster.best(ends)) {
        case (let start?, let end?): end >= start ? start...end : start...start
        case (let start?, nil): start...(start + open)
        case (nil, let end?): (end - open)...end
        case (nil, nil): vague
        }
    }

    /// From the first arrival to the last departure that more than a few accounts speak of: reports of a stay have now a
    /// day of it, now the whole.
    private func hull(open: Int32) -> ClosedRange<Int32>? {
        func outermost(_ votes: [Vote], _ isOuter: (Int32, Int32) -> Bool) -> Int32? {
            var most: Int32 = 0
            for vote in votes { most = max(most, vote.weight) }
            var found: Int32?
            for vote in votes where vote.weight >= most / 8 {
                if found.map({ isOuter(vote.value, $0) }) ?? true { found = vote.value }
            }
            return found
        }
        let (first, last) = (outermost(starts, <), outermost(ends, >))
        return switch (first, last) {
        case (let first?, let last?): min(first, last)...max(first, last, arrivals > 0 ? first + open : last)
        case (let first?, nil): first...(first + open)
        case (nil, let last?): (last - open)...last
        case (nil, nil): nil
        }
    }

    /// Where to look for it in time.
    var span: ClosedRange<Int32>? { days(open: 3) ?? published }

    /// Those of a side, if anybody of it is named.
    func people(of party: UInt32) -> [Named] { named.filter { $0.attendee.party == party } }

    /// Who stands first for a side in most accounts.
    func leading(of party: UInt32) -> UInt32? {
        people(of: party).max { a, b in
            if a.first != b.first { return a.first < b.first }
            return a.attendee.identity > b.attendee.identity
        }?.attendee.identity
    }
}
