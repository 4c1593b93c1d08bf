internal import Kernel

/// The accounts of an archive that is complete: a class, so that whoever works on them holds one reference, and constant,
/// so that every thread may.
package final class Accounts: Sendable {
    let facts: MergeFacts
    let list: [Account]
    let partyLists: [UInt32]
    let peopleLists: [UInt32]
    /// By number of participant.
    let attendees: [Attendee]
    /// Those of `peopleLists`, in its order.
    private let present: [Attendee]
    let parties: Interner<String>
    let places: Interner<Place?>
    private let participants: Interner<Participant>
    private let codes: Interner<[String]>
    private let arena: TextArena
    /// By identity: the name, for names cut short or run on, and whether no row names them.
    let names: [[UInt16]]
    let isStranger: [Bool]
    /// Whether a place says no more than its country.
    let isCountry: [Bool]
    let placeCountry: [UInt32]
    private let placeNames: [[String]]

    init(
        facts: MergeFacts, list: [Account], partyLists: [UInt32], peopleLists: [UInt32], attendees: [Attendee],
        parties: Interner<String>, places: Interner<Place?>, participants: Interner<Participant>,
        codes: Interner<[String]>, arena: TextArena, names: [[UInt16]], isStranger: [Bool], isCountry: [Bool],
        placeCountry: [UInt32], placeNames: [[String]]
    ) {
        self.facts = facts
        self.list = list
        self.partyLists = partyLists
        self.peopleLists = peopleLists
        self.attendees = attendees
        present = peopleLists.map { attendees[Int($0)] }
        self.parties = parties
        self.places = places
        self.participants = participants
        self.codes = codes
        self.arena = arena
        self.names = names
        self.isStranger = isStranger
        self.isCountry = isCountry
        self.placeCountry = placeCountry
        self.placeNames = placeNames
    }

    enum Nearness: Int, Comparable {
        case apart, beside, unknown, within
        static func < (a: Nearness, b: Nearness) -> Bool { a.rawValue < b.rawValue }
    }

    /// Whether one place lies in the other, or both in a third.
    func nearness(_ a: UInt32, _ b: UInt32) -> Nearness {
        let (x, y) = (placeNames[Int(a)], placeNames[Int(b)])
        guard let first = x.first, let second = y.first else { return .apart }
        if x.contains(second) || y.contains(first) { return .within }
        if x.contains(where: y.contains) { return .beside }
        // The lexicon does not say where every city lies.
        if facts.regions.contains(first) != facts.regions.contains(second), x.count == 1 || y.count == 1 {
            return .unknown
        }
        return .apart
    }

    // MARK: - Reading back

    func attendees(of account: Account) -> ArraySlice<Attendee> {
        present[Int(account.people.lowerBound)..<Int(account.people.upperBound)]
    }

    func parties(of account: Account) -> ArraySlice<UInt32> {
        partyLists[Int(account.parties.lowerBound)..<Int(account.parties.upperBound)]
    }

    func people(of account: Account) -> ArraySlice<UInt32> {
        peopleLists[Int(account.people.lowerBound)..<Int(account.people.upperBound)]
    }

    /// CAMEO, PLOVER, source.
    func labels(_ number: UInt32) -> [String] { codes[number] }

    func participant(_ number: UInt32) -> Participant { participants[number] }

    /// The day of publication, then the article, then the place in it, then its content: an order that no run changes.
    func precedes(_ a: Int, _ b: Int) -> Bool {
        let (x, y) = (list[a], list[b])
        if x.published != y.published {
            // Who does not say when comes last.
            if !x.isPublished || !y.isPublished { return x.isPublished }
            return x.published < y.published
        }
        if x.doc != y.doc {
            let (p, q) = (doc(of: a), doc(of: b))
            if p != q { return p < q }
        }
        if x.position != y.position { return x.position < y.position }
        return x.fingerprint < y.fingerprint
    }

    func doc(of index: Int) -> String {
        var reader = arena.reader(at: list[index].texts)
        _ = reader.text()
        return reader.text()
    }

    func id(of index: Int) -> String {
        var reader = arena.reader(at: list[index].texts)
        return reader.text()
    }

    /// The event as it was taken in.
    func event(_ index: Int) -> Event {
        let account = list[index]
        var reader = arena.reader(at: account.texts)
        let id = reader.text()
        let doc = reader.text()
        let url = reader.text()
        let title = reader.text()
        let dateText = reader.text()
        var evidence: [Evidence] = []
        for _ in 0..<reader.number() {
            let (block, start, end) = (reader.number(), reader.number(), reader.number())
            evidence.append(Evidence(block: block, start: start, end: end, text: reader.text()))
        }
        var reports: [String] = []
        for _ in 0..<reader.number() { reports.append(reader.text()) }
        let codes = codes[account.codes]
        return Event(
            id: id, kind: account.kind, mode: account.mode, status: account.status, date: account.date,
            dateText: dateText, dateBasis: account.basis, parties: parties(of: account).map { parties[$0] },
            people: people(of: account).map { participants[$0] }, place: places[account.place], title: title,
            salience: account.salience, cameo: codes[0], plover: codes[1], doc: doc, url: url, source: codes[2],
            published: account.isPublished ? CivilDate(dayNumber: account.published) : nil, evidence: evidence,
            reports: reports.isEmpty ? [doc] : reports, confidence: Double(account.confidence))
    }
}
