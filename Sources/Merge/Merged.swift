package import Kernel

/// The accounts of one event, and where it stands in the table.
struct Grouping: Sendable {
    var accounts: [UInt32]
    /// Its first day, or that of its report; the last of days where nobody knows.
    var day: Int32
    var published: Int32
    var founder: Int
    var namer: Int

    init(_ accounts: [Int], _ archive: Accounts) {
        let fields = MergedFields(accounts, archive)
        self.accounts = accounts.map { UInt32($0) }
        founder = fields.founder
        namer = fields.namer
        let account = archive.list[founder]
        published = account.isPublished ? account.published : .max
        let date = fields.date()?.value
        day = (date?.firstDay ?? date?.lastDay)?.dayNumber ?? published
    }
}

/// The events of an archive, each with the accounts that tell of it. An event is made when it is asked for: a million of
/// them are never held at once.
package struct Merged: Sendable {
    let archive: Accounts
    let blocks: [Block]
    /// Accounts by event, in the order of the table.
    let events: [[UInt32]]
    let blockOfEvent: [UInt32]
    private let ids: [Int: String]
    private let links: Links

    init(_ archive: Accounts, _ blocks: [Block], _ found: [[Grouping]]) {
        self.archive = archive
        self.blocks = blocks
        var entries: [(grouping: Grouping, block: Int)] = []
        for (block, groupings) in found.enumerated() {
            for grouping in groupings { entries.append((grouping, block)) }
        }
        // By day, as a chronicle; what nobody dates stands at its report.
        entries.sort { a, b in
            let (a, b) = (a.grouping, b.grouping)
            if a.day != b.day { return a.day < b.day }
            if a.published != b.published { return a.published < b.published }
            return archive.precedes(a.founder, b.founder)
        }
        events = entries.map(\.grouping.accounts)
        blockOfEvent = entries.map { UInt32($0.block) }
        ids = Merged.ids(entries.map(\.grouping.namer), archive)
        links = Links(events, archive)
    }

    /// The ids of events that are not their namer's: two may have namers of one id, where an article tells twice of the same
    /// or reports say no more than one another. It goes to who has been in the archive longest.
    private static func ids(_ namers: [Int], _ archive: Accounts) -> [Int: String] {
        var numbers = Array(namers.indices)
        if namers.contains(where: { archive.list[$0].age != Account.newcomer }) {
            numbers.sort { a, b in
                let (x, y) = (archive.list[namers[a]].age, archive.list[namers[b]].age)
                return x != y ? x < y : a < b
            }
        }
        var ids: [Int: String] = [:]
        var taken: Set<UInt64> = []
        taken.reserveCapacity(namers.count)
        for number in numbers {
            let namer = archive.list[namers[number]]
            if !taken.insert(namer.name).inserted {
                ids[number] = archive.id(of: namers[number]) + "-" + Merged.code(namer.fingerprint)
            }
        }
        return ids
    }

    private static func code(_ value: UInt64) -> String {
        let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz")
        return String([0, 5, 10, 15].map { alphabet[Int((value >> UInt64($0)) & 31)] })
    }

    package var count: Int { events.count }

    /// The number of the event of an id, be it an older one.
    package func number(of id: String) -> Int? {
        if let number = events.indices.first(where: { self.id($0) == id }) { return number }
        return events.indices.first { number in
            events[number].contains { archive.id(of: Int($0)) == id }
        }
    }

    package func id(_ number: Int) -> String {
        if let id = ids[number] { return id }
        return archive.id(of: MergedFields(events[number].map { Int($0) }, archive).namer)
    }

    /// An event without title where several articles tell of it.
    package func event(_ number: Int) -> Event {
        var event = MergedFields(events[number].map { Int($0) }, archive).event()
        event.partOf = ""
        if let visit = links.visit[number] { event.partOf = id(visit) }
        if let stop = links.stops[number] {
            let trip = id(stop.first)
            var story = event.story ?? Story()
            story.stop = Story.Stop(
                trip: "tr" + (trip.hasPrefix("ev") ? String(trip.dropFirst(2)) : "-" + trip), number: stop.number,
                count: stop.count)
            event.story = story
        }
        if let id = ids[number] {
            // Its own name would be lost, and with it the way back to it.
            var story = event.story ?? Story()
            if story.accounts.isEmpty { story.accounts = [event] }
            event.story = story
            event.id = id
        }
        return event
    }
}
