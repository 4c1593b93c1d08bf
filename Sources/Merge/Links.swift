internal import Kernel

/// What hangs together: visits of one traveller that follow on one another are a trip, and meetings belong to the visit on
/// which they are held.
struct Links: Sendable {
    struct Stop: Sendable {
        /// The trip's first stop.
        var first: Int
        var number: Int
        var count: Int
    }

    private struct Visit {
        var event: Int
        var visitor: UInt32
        var host: UInt32
        var first: Int32
        var last: Int32
        /// Nobody says when; the reports came about then.
        var isDated: Bool
        var isHeld: Bool
    }

    /// The visit that an event is part of.
    private(set) var visit: [Int: Int] = [:]
    private(set) var stops: [Int: Stop] = [:]

    /// Days between a departure and the next arrival that still make one trip.
    private static let pause: Int32 = 2
    /// No visit that began earlier than this is still under way.
    private static let reach: Int32 = 100
    /// How long a stay of unknown length likely is.
    private static let stay: Int32 = 6

    init(_ events: [[UInt32]], _ archive: Accounts) {
        var visits: [UInt32: [Visit]] = [:]
        for number in events.indices {
            guard archive.list[Int(events[number][0])].kind == .visit,
                let visit = Links.visit(number, events[number].map { Int($0) }, archive)
            else { continue }
            visits[visit.visitor, default: []].append(visit)
        }
        for (visitor, list) in visits {
            let ordered = list.sorted { ($0.first, $0.last, $0.event) < ($1.first, $1.last, $1.event) }
            visits[visitor] = ordered
            trips(ordered)
        }
        for number in events.indices {
            let account = archive.list[Int(events[number][0])]
            guard account.kind.family == .meet, account.mode == nil else { continue }
            if let visit = Links.home(of: events[number].map { Int($0) }, visits, archive) {
                self.visit[number] = visit
            }
        }
    }

    private static func visit(_ number: Int, _ accounts: [Int], _ archive: Accounts) -> Visit? {
        let event = MergedFields(accounts, archive).outline()
        guard event.status == .held || event.status == .planned,
            let visitor = event.people.first, let host = event.country
        else { return nil }
        let isHeld = event.status == .held
        guard let date = event.date else {
            guard let day = event.published else { return nil }
            return Visit(
                event: number, visitor: visitor, host: host, first: isHeld ? day - stay : day - 1,
                last: isHeld ? day + 1 : day + 60, isDated: false, isHeld: isHeld)
        }
        guard date.start?.precision != .year, date.start?.precision != .month, !Cluster.isVague(date) else {
            return nil
        }
        let first = date.firstDay?.dayNumber
        let last = date.lastDay?.dayNumber
        guard let start = first ?? last.map({ $0 - stay }), let end = last ?? first.map({ $0 + stay }) else {
            return nil
        }
        return Visit(
            event: number, visitor: visitor, host: host, first: start, last: end, isDated: true, isHeld: isHeld)
    }

    private mutating func trips(_ visits: [Visit]) {
        var trip: [Visit] = []
        func isNext(_ visit: Visit) -> Bool {
            guard let last = trip.last, !trip.contains(where: { $0.host == visit.host }) else { return false }
            return visit.first <= last.last + Links.pause
        }
        var all: [[Visit]] = []
        for visit in visits where visit.isDated {
            if isNext(visit) {
                trip.append(visit)
            } else {
                all.append(trip)
                trip = [visit]
            }
        }
        all.append(trip)
        for trip in all where trip.count > 1 {
            for (index, visit) in trip.enumerated() {
                stops[visit.event] = Stop(first: trip[0].event, number: index + 1, count: trip.count)
            }
        }
    }

    /// The visit on which a meeting is held: somebody who takes part is the visitor, the place is the host's, the day is
    /// one of the stay.
    private static func home(of accounts: [Int], _ visits: [UInt32: [Visit]], _ archive: Accounts) -> Int? {
        let isAnyVisitor = accounts.contains { index in
            archive.attendees(of: archive.list[index]).contains { visits[$0.identity] != nil }
        }
        guard isAnyVisitor else { return nil }
        let event = MergedFields(accounts, archive).outline()
        guard event.status == .held || event.status == .planned else { return nil }
        let first = event.date?.firstDay?.dayNumber ?? event.date?.lastDay?.dayNumber
        let last = event.date?.lastDay?.dayNumber ?? first
        guard let start = first ?? event.published, let end = last ?? event.published, end - start < 20 else {
            return nil
        }
        let slack: Int32 = event.date == nil ? 3 : 0
        var best: Visit?
        for person in event.people {
            let all = visits[person] ?? []
            for visit in all[Links.index(in: all, from: start - reach)...] {
                if visit.first > start + 1 { break }
                guard start >= visit.first - 1, end - slack <= visit.last + 1 else { continue }
                if let country = event.country {
                    guard country == visit.host else { continue }
                } else if !event.parties.contains(visit.host) || event.parties.count != 2 {
                    continue
                }
                if visit.isHeld != (event.status == .held) { continue }
                // A stay with dates before one without; of several the latest.
                let isBetter = best.map { known in
                    visit.isDated == known.isDated ? visit.first > known.first : visit.isDated
                }
                if isBetter ?? true { best = visit }
            }
        }
        return best?.event
    }
}

extension Links {
    /// The first visit that begins on a day or later, of visits in their order.
    private static func index(in visits: [Visit], from day: Int32) -> Int {
        var (low, high) = (0, visits.count)
        while low < high {
            let middle = (low + high) / 2
            if visits[middle].first < day { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension MergedFields {
    /// The little of an event that links go by.
    struct Outline {
        var date: DateValue?
        var status: EventStatus
        /// Identities, the first of each side before the others.
        var people: [UInt32]
        var parties: [UInt32]
        var country: UInt32?
        var published: Int32?
    }
}
