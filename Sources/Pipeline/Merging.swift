package import Kernel
package import Lexicon
package import Merge
package import Read

/// Merging as the commands use it: the lexicon's facts before it, titles after it.
package struct Merging: Sendable {
    package private(set) var archive: AccountArchive

    package init(_ lexicon: Lexicon) { archive = AccountArchive(Merging.facts(lexicon)) }

    package var count: Int { archive.count }

    /// `isKept`: out of an archive, where events keep their ids.
    package mutating func add(_ event: Event, isKept: Bool = false) { archive.add(event, isKept: isKept) }

    /// Reads files of events with several threads, in the order of the input. `tell` is given what is no event.
    package mutating func read(_ intake: EventIntake, jobs: Int, tell: ([Diagnostic]) -> Void) async {
        var intake = intake
        // Each thread makes an archive of its share; here they are only put together.
        let empty = archive.empty()
        await withTaskGroup(of: (Int, AccountArchive?, [Diagnostic]).self) { group in
            var started = 0
            var taken = 0
            var isDone = false
            var waiting: [Int: (AccountArchive?, [Diagnostic])] = [:]
            while true {
                while !isDone, started - taken < jobs * 2 {
                    guard let step = intake.next() else {
                        isDone = true
                        break
                    }
                    let number = started
                    started += 1
                    switch step {
                    case .problem(let problem): waiting[number] = (nil, [problem])
                    case .batch(let batch):
                        group.addTask {
                            var share = empty
                            let problems = batch.read { share.add($0) }
                            share.trim()
                            return (number, share, problems)
                        }
                    }
                }
                if let (share, problems) = waiting.removeValue(forKey: taken) {
                    taken += 1
                    tell(problems)
                    if let share { archive.absorb(share) }
                    continue
                }
                guard taken < started, let (number, share, problems) = await group.next() else { break }
                waiting[number] = (share, problems)
            }
        }
    }

    package func merged(asOf: CivilDate? = nil, jobs: Int) async -> Merged {
        await Merger(archive.closed(), asOf: asOf, jobs: jobs).run()
    }

    /// An event of the merged table, whole.
    package static func event(_ number: Int, of merged: Merged) -> Event {
        var event = merged.event(number)
        if event.title.isEmpty { event.title = EventWording.title(event) }
        return event
    }

    /// Goes through the merged table in its order. `make` is given each event, by several threads and some hundred events at a
    /// time, with what was made of those before it; `body` gets what was made, in order. Stops where `body` throws.
    package static func forEach<Element: Sendable>(
        _ merged: Merged, jobs: Int, make: @escaping @Sendable (Event, inout [Element]) -> Void,
        body: ([Element]) throws -> Void
    ) async throws {
        let share = 512
        try await withThrowingTaskGroup(of: (Int, [Element]).self) { group in
            var started = 0
            var taken = 0
            var waiting: [Int: [Element]] = [:]
            let shares = (merged.count + share - 1) / share
            while taken < shares {
                while started < shares, started - taken < jobs * 2 {
                    let number = started
                    started += 1
                    group.addTask {
                        var made: [Element] = []
                        for index in number * share..<min(merged.count, (number + 1) * share) {
                            make(event(index, of: merged), &made)
                        }
                        return (number, made)
                    }
                }
                if let made = waiting.removeValue(forKey: taken) {
                    taken += 1
                    try body(made)
                    continue
                }
                guard let (number, made) = try await group.next() else { break }
                waiting[number] = made
            }
        }
    }

    private static func facts(_ lexicon: Lexicon) -> MergeFacts {
        var facts = MergeFacts()
        for party in lexicon.parties {
            if party.isOrganisation {
                facts.members[party.id] = Set(party.members.map { String($0.prefix { $0 != ":" }) })
            }
            facts.partyNames[party.id] = Set([party.name] + party.aliases)
        }
        for place in lexicon.places {
            if place.kind == .region || place.kind == .area { facts.regions.insert(place.name) }
            if let index = lexicon.placeIndex[place.within] { facts.within[place.name] = lexicon.places[index].name }
        }
        for office in lexicon.offices {
            facts.ranks[office.id] =
                switch office.level {
                case .leader, .royal, .organisationHead: .leader
                case .minister, .speaker: .minister
                default: .official
                }
        }
        var shared: Set<String> = []
        for person in lexicon.people {
            let known = Participant(id: person.id, name: person.name, nameEn: person.nameEn, party: person.party)
            for name in [person.name] + person.aliases where !shared.contains(name) {
                if let other = facts.people[name], other.id != person.id {
                    facts.people[name] = nil
                    shared.insert(name)
                } else {
                    facts.people[name] = known
                }
            }
        }
        return facts
    }
}
