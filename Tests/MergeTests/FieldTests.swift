import Kernel
import Merge
import Testing

/// What a merged event is made of.
@Suite struct FieldTests {
    static let visit = [
        "a 2023-03-17 visit planned 2023-03-26_2023-03-31 BRA+CHN BRA:卢拉:president 中国/CHN",
        "b 2023-03-26 visit cancelled - BRA+CHN BRA:卢拉:president 中国/CHN",
        "c 2023-04-01 visit planned 2023-04-11_2023-04-14 BRA+CHN BRA:卢拉:president 中国/CHN",
        "d 2023-04-13 visit held 2023-04-12_.. BRA+CHN BRA:卢拉:president 上海/CHN",
        "e 2023-04-15 visit held _2023-04-15 BRA+CHN BRA:卢拉:president+BRA:阿达 北京/CHN",
    ]

    private func one(_ lines: [String], asOf: String? = nil) async throws -> Event {
        let events = await Tell.merged(lines, asOf: asOf)
        try #require(events.count == 1, "\(Tell.groups(events))")
        return events[0]
    }

    private func history(_ event: Event) -> String {
        (event.story?.history ?? []).map { step in
            "\(step.reported?.iso ?? "?") \(step.status.rawValue) \(step.date?.edtf ?? "-") \(step.doc)"
        }.joined(separator: "; ")
    }

    @Test func aVisitHasALife() async throws {
        let event = try await one(FieldTests.visit)
        #expect(event.status == .held)
        #expect(event.date?.edtf == "2023-04-12/2023-04-15")
        #expect(
            history(event)
                == "2023-03-17 planned 2023-03-26/2023-03-31 a; 2023-03-26 cancelled - b; 2023-04-01 planned "
                + "2023-04-11/2023-04-14 c; 2023-04-13 held 2023-04-12/.. d")
        #expect(event.reports == ["a", "b", "c", "d", "e"])
        #expect(event.doc == "a")
        #expect(event.published?.iso == "2023-03-17")
        #expect(event.story?.accounts.map(\.doc) == ["a", "b", "c", "d", "e"])
    }

    @Test(arguments: [
        ("2023-03-20", "planned", "2023-03-26/2023-03-31"), ("2023-03-27", "cancelled", "2023-03-26/2023-03-31"),
        ("2023-04-05", "planned", "2023-04-11/2023-04-14"), ("2023-04-14", "held", "2023-04-12/.."),
    ])
    func itIsWhatWasKnownOnADay(day: String, status: String, date: String) async throws {
        let event = try await one(FieldTests.visit, asOf: day)
        #expect(event.status.rawValue == status)
        #expect(event.date?.edtf == date)
    }

    @Test func theIdIsTheFirstReports() async throws {
        let event = try await one(FieldTests.visit)
        #expect(event.id == "ev-a-visit")
        #expect(event.story?.also == ["ev-b-visit", "ev-c-visit", "ev-d-visit", "ev-e-visit"])
    }

    @Test func inAnArchiveTheIdIsTheOldests() async throws {
        let added = FieldTests.visit.map(Tell.account)
        // The first report of all comes last.
        let event = try #require(await Tell.mergedFromArchive(Array(added[1...] + added[..<1])).first)
        #expect(event.id == "ev-b-visit")
        #expect(event.doc == "a")
        #expect(event.story?.also == ["ev-a-visit", "ev-c-visit", "ev-d-visit", "ev-e-visit"])
    }

    @Test func twoKnownEventsThatBecomeOneKeepTheOlderId() async throws {
        let later = Tell.account("b 2023-10-14 meeting planned 2023-10-20 CHN+USA CHN:王毅+USA:布林肯 北京/CHN")
        let earlier = Tell.account("a 2023-09-10 meeting proposed 2023-10 CHN+USA CHN:王毅+USA:布林肯")
        let between = Tell.account("c 2023-10-18 meeting planned 2023-10 CHN+USA CHN:王毅+USA:布林肯 北京/CHN")
        let event = try #require(await Tell.mergedFromArchive([later, earlier, between]).first)
        #expect(event.id == later.id)
        #expect(event.story?.also == [earlier.id, between.id])
    }

    @Test func thePreciseDateWins() async throws {
        let event = try await one([
            "a 2023-06-20 meeting held 2023-06 CHN+USA CHN:王毅+USA:布林肯 北京/CHN",
            "b 2023-06-20 meeting held 2023-06-19 CHN+USA CHN:王毅+USA:布林肯",
            "c 2023-06-20 meeting held - CHN+USA CHN:王毅+USA:布林肯 中国/CHN",
        ])
        #expect(event.date?.edtf == "2023-06-19")
        #expect(event.place == Place(name: "北京", country: "CHN"))
        #expect(event.story?.conflicts.isEmpty == true)
    }

    @Test func whatReportsSayDifferentlyIsKept() async throws {
        let event = try await one([
            "a 2017-02-10 call/phone held 2017-02-10 CHN+USA CHN:习近平+USA:特朗普",
            "b 2017-02-10 call/phone held 2017-02-10 CHN+USA CHN:习近平+USA:特朗普",
            "c 2017-02-10 call/phone held 2017-02-09 USA+CHN USA:特朗普+CHN:习近平",
        ])
        #expect(event.date?.edtf == "2017-02-10")
        let conflict = try #require(event.story?.conflicts.first)
        #expect(conflict.field == "date")
        #expect(conflict.values.map(\.value) == ["2017-02-10", "2017-02-09"])
        #expect(conflict.values.map(\.reports) == [["a", "b"], ["c"]])
    }

    @Test func participantsAreAllOfThem() async throws {
        let event = try await one([
            "a 2023-06-19 meeting held 2023-06-19 CHN+USA CHN:习近平:president+USA:布林肯:foreign-minister",
            "b 2023-06-19 meeting held 2023-06-19 CHN+USA CHN:习近平:president+CHN:秦刚:foreign-minister+USA:布林肯:foreign-minister",
        ])
        #expect(event.people.map(\.name).sorted() == ["习近平", "布林肯", "秦刚"])
    }

    @Test func whoWasInferredGivesWayToWhoIsNamed() async throws {
        let event = try await one([
            "a 2023-06-19 meeting held 2023-06-19 CHN+DEU CHN:秦刚~:foreign-minister+DEU:贝尔伯克:foreign-minister 柏林/DEU",
            "b 2023-06-19 meeting held 2023-06-19 CHN+DEU CHN:王毅:foreign-minister+DEU:贝尔伯克:foreign-minister 柏林/DEU",
            "c 2023-06-20 meeting held 2023-06-19 CHN+DEU CHN:王毅:foreign-minister+DEU:贝尔伯克:foreign-minister 柏林/DEU",
        ])
        #expect(event.people.map(\.name).sorted() == ["王毅", "贝尔伯克"])
    }

    @Test func talksOfTwoAreNoConference() async throws {
        let event = try await one([
            "a 2015-11-30 summit held 2015-11-29 CHN+FRA CHN:习近平:president+FRA:奥朗德:president 巴黎/FRA",
            "b 2015-11-30 conference held 2015-11-29 CHN+FRA CHN:习近平:president+FRA:奥朗德:president 巴黎/FRA",
            "c 2015-11-30 conference held 2015-11-29 CHN+FRA CHN:习近平:president+FRA:奥朗德:president",
        ])
        #expect(event.kind == .summit)
    }

    @Test func aSingleReportIsAsItWas() async throws {
        let told = Tell.account("a 2023-10-14 call/phone held 2023-10-14 CHN+USA CHN:王毅+USA:布林肯")
        let event = try #require(await Tell.merged([told]).first)
        #expect(event.id == told.id)
        #expect(event.story == nil)
        #expect(event.date == told.date)
        #expect(event.people == told.people)
    }

    @Test func stopsMakeATrip() async {
        let events = await Tell.merged([
            "a 2024-01-14 visit held 2024-01-13_2024-01-14 CHN+EGY CHN:王毅 开罗/EGY",
            "b 2024-01-15 visit held 2024-01-15 CHN+TUN CHN:王毅 突尼斯/TUN",
            "c 2024-01-16 visit held 2024-01-16_2024-01-17 CHN+TGO CHN:王毅 洛美/TGO",
            "d 2024-02-17 visit held 2024-02-17 CHN+DEU CHN:王毅 慕尼黑/DEU",
            "e 2024-01-14 visit held 2024-01-14 USA+ISR USA:布林肯 特拉维夫/ISR",
            "f 2024-01-15 meeting held 2024-01-14 CHN+EGY CHN:王毅+EGY:舒凯里 开罗/EGY",
            "g 2024-01-20 meeting held 2024-01-20 CHN+EGY CHN:王毅+EGY:舒凯里 开罗/EGY",
        ])
        let byDoc = Dictionary(uniqueKeysWithValues: events.map { ($0.doc, $0) })
        let stops = ["a", "b", "c"].map { byDoc[$0]?.story?.stop }
        #expect(stops.map { $0?.number } == [1, 2, 3])
        #expect(Set(stops.map { $0?.trip }) == ["tr-a-visit"])
        #expect(byDoc["d"]?.story?.stop == nil)
        #expect(byDoc["e"]?.story?.stop == nil)
        #expect(byDoc["f"]?.partOf == "ev-a-visit")
        #expect(byDoc["g"]?.partOf == "")
    }

    @Test func everyWeightIsExplained() async throws {
        var archive = AccountArchive(Tell.facts)
        for line in [
            "a 2023-10-14 call/phone held 2023-10-14 CHN+USA CHN:王毅+USA:布林肯",
            "b 2023-10-15 call/phone held 2023-10-14 USA+CHN USA:布林肯+CHN:王毅",
            "c 2023-10-18 call/phone held 2023-10-18 CHN+USA CHN:王毅+USA:布林肯",
        ] { archive.add(Tell.account(line)) }
        let merged = await Merger(archive.closed()).run()
        let number = try #require(merged.number(of: "ev-b-call/phone"))
        let explanation = MergeExplanation(number, of: merged)
        #expect(explanation.decisions.map(\.account.doc) == ["a", "b"])
        let joined = explanation.decisions[1]
        #expect(joined.sum > 0)
        #expect(joined.findings.reduce(0) { $0 + $1.weight } == joined.sum)
        #expect(joined.findings.contains { $0.what == .sameDate })
        let neighbour = try #require(explanation.neighbours.first)
        #expect(neighbour.account.doc == "c")
        #expect(neighbour.sum <= 0)
        #expect(neighbour.findings.contains { $0.what == .farDate })
    }
}
