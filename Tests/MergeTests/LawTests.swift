import Kernel
import Merge
import Testing
import Write

/// What holds whatever the accounts are.
@Suite struct LawTests {
    static let accounts = (JoiningTests.together + JoiningTests.apart).enumerated().flatMap { number, test in
        test.accounts.map { line in
            var event = Tell.account(line)
            event.doc += "\(number)"
            event.reports = [event.doc]
            event.id += "\(number)"
            return event
        }
    }

    private func table(_ events: [Event]) -> String {
        var json = JSONText()
        for event in events {
            EventJSON.append(event, to: &json)
            json.newline()
        }
        return String(decoding: json.bytes, as: UTF8.self)
    }

    /// A generator of its own: the same shuffles in every run.
    private struct Dice: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    @Test(arguments: 1...8)
    func theOrderOfTheInputDoesNotMatter(seed: UInt64) async {
        var dice = Dice(state: seed)
        let shuffled = LawTests.accounts.shuffled(using: &dice)
        #expect(table(await Tell.merged(shuffled)) == table(await Tell.merged(LawTests.accounts)))
    }

    @Test(arguments: [2, 3, 8])
    func theNumberOfThreadsDoesNotMatter(jobs: Int) async {
        #expect(
            table(await Tell.merged(LawTests.accounts, jobs: jobs)) == table(await Tell.merged(LawTests.accounts)))
    }

    /// One run over everything, and many over what came in between, are the same table.
    @Test(arguments: 1...4)
    func incrementsComeToTheSame(seed: UInt64) async {
        var dice = Dice(state: seed)
        let shuffled = LawTests.accounts.shuffled(using: &dice)
        var table: [Event] = []
        var at = 0
        while at < shuffled.count {
            let next = min(shuffled.count, at + 1 + Int(dice.next() % 12))
            table = await Tell.merged(table + shuffled[at..<next])
            at = next
        }
        #expect(self.table(table) == self.table(await Tell.merged(LawTests.accounts)))
    }

    @Test func mergingTwiceChangesNothing() async {
        let once = await Tell.merged(LawTests.accounts)
        #expect(table(await Tell.merged(once)) == table(once))
    }

    @Test func theSameAccountTwiceCountsOnce() async {
        let twice = await Tell.merged(LawTests.accounts + LawTests.accounts)
        #expect(table(twice) == table(await Tell.merged(LawTests.accounts)))
    }

    @Test func nothingIsLost() async {
        let events = await Tell.merged(LawTests.accounts)
        let told = events.reduce(0) { $0 + max(1, $1.story?.accounts.count ?? 0) }
        #expect(told == LawTests.accounts.count)
        #expect(Set(events.map(\.id)).count == events.count)
    }

    /// Every decision rests on one block: accounts of other parties and years change nothing.
    @Test func strangersDoNotMatter() async {
        let few = LawTests.accounts.filter { Set($0.parties) == ["CHN", "USA"] }
        let alone = await Tell.merged(few)
        let all = await Tell.merged(LawTests.accounts)
        let docs = Set(few.map(\.doc))
        let among = all.filter { docs.contains($0.doc) }
        #expect(Tell.groups(alone) == Tell.groups(among))
    }

    /// Articles published later leave the ids of what was known as they were.
    @Test func laterArticlesKeepIds() async {
        let days = LawTests.accounts.compactMap(\.published).sorted()
        for day in [days[days.count / 3], days[days.count / 2], days[days.count * 2 / 3]] {
            let before = await Tell.merged(LawTests.accounts.filter { $0.published.map { $0 <= day } ?? false })
            let after = await Tell.merged(LawTests.accounts)
            let known = Set(after.flatMap { [$0.id] + ($0.story?.also ?? []) })
            for event in before { #expect(known.contains(event.id), "\(event.id) is gone") }
        }
    }

    /// An archive that grows keeps the ids of what was there, whatever is added and in whatever order; of two events that
    /// become one the older id stays and the other is told under `also`.
    @Test(arguments: 1...6)
    func anArchiveKeepsItsIds(seed: UInt64) async {
        var dice = Dice(state: seed)
        let shuffled = LawTests.accounts.shuffled(using: &dice)
        var known: [String: [String]] = [:]
        var at = 0
        while at < shuffled.count {
            at = min(shuffled.count, at + 1 + Int(dice.next() % 12))
            let events = await Tell.mergedFromArchive(Array(shuffled[..<at]))
            var now: [String: [String]] = [:]
            for event in events { now[event.id] = event.reports }
            #expect(now.count == events.count)
            let also = Set(events.flatMap { $0.story?.also ?? [] })
            for (id, reports) in known where now[id] == nil {
                #expect(also.contains(id), "\(id) of \(reports) is gone")
            }
            known = now
        }
    }

    /// The table of a day is the table of what had been published by then.
    @Test func asOfIsTheTableOfThatDay() async {
        let day = "2023-06-19"
        let known = LawTests.accounts.filter { $0.published.map { $0.iso <= day } ?? false }
        #expect(table(await Tell.merged(LawTests.accounts, asOf: day)) == table(await Tell.merged(known)))
    }

    /// A flood of reports of one summit takes time in proportion.
    @Test func aFloodTakesLinearTime() async {
        func seconds(_ count: Int) async -> Double {
            let events = (0..<count).map { number in
                Tell.account(
                    "f\(number) 2023-11-1\(number % 4 + 5) summit held \(number % 3 == 0 ? "-" : "2023-11-15") CHN+USA "
                        + (number % 2 == 0 ? "CHN:习近平+USA:拜登" : "-") + " 旧金山/USA")
            }
            let clock = ContinuousClock()
            let start = clock.now
            _ = await Tell.merged(events)
            let spent = clock.now - start
            return Double(spent.components.seconds) + Double(spent.components.attoseconds) / 1e18
        }
        let few = await seconds(1_000)
        let many = await seconds(8_000)
        #expect(many < few * 40, "8 times the reports took \(many / few) times as long")
    }
}
