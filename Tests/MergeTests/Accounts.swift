import Kernel
import Merge
import Testing

/// Accounts in a line each, for tables of cases:
/// `doc published kind status date parties people place`, `-` for nothing, lists joined with `+`, a person as
/// `party:name` or `party:name~` where inferred, a place as `name/country`.
enum Tell {
    static func account(_ line: String) -> Event {
        let cells = line.split(separator: " ").map(String.init)
        precondition(cells.count >= 7, "too few cells: \(line)")
        func cell(_ index: Int) -> String? { index < cells.count && cells[index] != "-" ? cells[index] : nil }
        let kind = cells[2].split(separator: "/")
        var people: [Participant] = []
        for person in cell(6)?.split(separator: "+") ?? [] {
            let parts = person.split(separator: ":")
            let isInferred = parts[1].hasSuffix("~")
            let name = String(isInferred ? parts[1].dropLast() : parts[1])
            let office = parts.count > 2 ? String(parts[2]) : ""
            people.append(
                Participant(
                    id: name, name: name, party: String(parts[0]), office: office,
                    role: kind[0] == "visit" ? .visitor : .participant, inferred: isInferred))
        }
        let place = cell(7)?.split(separator: "/").map(String.init)
        guard let kindWord = EventKind(rawValue: String(kind[0])), let status = EventStatus(rawValue: cells[3]) else {
            preconditionFailure("no kind or status: \(line)")
        }
        var event = Event(
            kind: kindWord, mode: kind.count > 1 ? EventMode(rawValue: String(kind[1])) : nil,
            status: status, date: cell(4).flatMap { DateValue(edtf: $0.asEDTF) },
            parties: cells[5].split(separator: "+").map(String.init), people: people,
            place: place.map { Place(name: $0[0], country: $0.count > 1 ? $0[1] : "") }, doc: cells[0],
            source: "来源", published: cell(1).flatMap { CivilDate(iso: $0) }, reports: [cells[0]], confidence: 0.9)
        if let salience = cell(8) { event.salience = Salience(rawValue: salience) ?? .main }
        event.id = "ev-" + cells[0] + "-" + cells[2]
        return event
    }

    static let facts = MergeFacts(
        members: ["G20": ["CHN", "USA", "JPN", "IND"], "UN": [], "EU": ["DEU", "FRA"]],
        partyNames: ["CHN": ["中国"], "USA": ["美国"], "FRA": ["法国"]],
        within: ["钓鱼台": "北京"], regions: ["加州"],
        ranks: ["president": .leader, "premier": .leader, "foreign-minister": .minister])

    static func merged(_ lines: [String], asOf: String? = nil, jobs: Int = 1) async -> [Event] {
        await merged(lines.map(account), asOf: asOf, jobs: jobs)
    }

    static func merged(_ events: [Event], asOf: String? = nil, jobs: Int = 1) async -> [Event] {
        var archive = AccountArchive(facts)
        for event in events { archive.add(event) }
        let merged = await Merger(archive.closed(), asOf: asOf.flatMap { CivilDate(iso: $0) }, jobs: jobs).run()
        return (0..<merged.count).map { merged.event($0) }
    }

    /// As out of an archive to which these were added in this order.
    static func mergedFromArchive(_ events: [Event]) async -> [Event] {
        var archive = AccountArchive(facts)
        for event in events { archive.add(event, isKept: true) }
        let merged = await Merger(archive.closed()).run()
        return (0..<merged.count).map { merged.event($0) }
    }

    /// The documents of each event, as `a+b | c`, in the order of their names.
    static func groups(_ events: [Event]) -> String {
        events.map { $0.reports.sorted().joined(separator: "+") }.sorted().joined(separator: " | ")
    }
}

extension String {
    /// A cell holds a range as `2023-06-18_2023-06-19`.
    fileprivate var asEDTF: String { split(separator: "_", omittingEmptySubsequences: false).joined(separator: "/") }
}
