package import Kernel

/// Accounts of many articles, compactly: what is often the same is kept once, what is text lies in one arena.
package struct AccountArchive: Sendable {
    let facts: MergeFacts
    private var accounts: [Account] = []
    private var partyLists: [UInt32] = []
    private var peopleLists: [UInt32] = []
    private var attendees: [Attendee] = []
    private var parties = Interner<String>()
    private var places = Interner<Place?>()
    private var participants = Interner<Participant>()
    private var identities = Interner<String>()
    private var codes = Interner<[String]>()
    private var arena = TextArena()
    private var known: [UInt64: UInt32] = [:]
    private var nextAge: UInt32 = 0
    private var writer = TextArena.Writer()
    /// By identity: the name, for names cut short or run on, and whether no row names them.
    private var names: [[UInt16]] = []
    private var isStranger: [Bool] = []
    /// Whether a place says no more than its country.
    private var isCountry: [Bool] = []
    private var placeCountry: [UInt32] = []
    /// Each place's own name and those of what it lies in.
    private var placeNames: [[String]] = []

    package init(_ facts: MergeFacts) {
        self.facts = facts
        _ = place(nil)
    }

    package var count: Int { accounts.count }

    /// Takes an event in: one article's, or one that was merged before, account by account. What is here already is not
    /// taken twice. Of those that are `kept`, each is older than the next.
    package mutating func add(_ event: Event, isKept: Bool = false) {
        var age = Account.newcomer
        if isKept {
            age = nextAge
            nextAge += 1
        }
        if let accounts = event.story?.accounts, !accounts.isEmpty {
            for account in accounts { addAccount(account, age) }
        } else {
            addAccount(event, age)
        }
    }

    /// One without accounts, for a share of them.
    package func empty() -> AccountArchive { AccountArchive(facts) }

    /// Gives back the room that no further account will take.
    package mutating func trim() { arena.trim() }

    /// Takes in the accounts of another, as if they had been added one by one.
    package mutating func absorb(_ other: AccountArchive) {
        let partyNumbers = other.parties.values.map { parties.number(of: $0) }
        let peopleNumbers = other.participants.values.map { number(of: $0) }
        let placeNumbers = other.places.values.map { place($0) }
        let codeNumbers = other.codes.values.map { codes.number(of: $0) }
        let base = arena.absorb(other.arena)
        for var account in other.accounts {
            account.texts += base
            if account.age != Account.newcomer {
                account.age += nextAge
            }
            if let index = known[account.fingerprint] {
                keep(account, at: Int(index))
                continue
            }
            known[account.fingerprint] = UInt32(accounts.count)
            let partyStart = UInt32(partyLists.count)
            for party in account.parties { partyLists.append(partyNumbers[Int(other.partyLists[Int(party)])]) }
            account.parties = partyStart..<UInt32(partyLists.count)
            let peopleStart = UInt32(peopleLists.count)
            for person in account.people { peopleLists.append(peopleNumbers[Int(other.peopleLists[Int(person)])]) }
            account.people = peopleStart..<UInt32(peopleLists.count)
            account.place = placeNumbers[Int(account.place)]
            account.codes = codeNumbers[Int(account.codes)]
            accounts.append(account)
        }
        nextAge += other.nextAge
    }

    /// Two versions of the program may call one account differently; which came first must not matter.
    private mutating func keep(_ account: Account, at index: Int) {
        var (known, new) = (arena.reader(at: accounts[index].texts), arena.reader(at: account.texts))
        if new.text() < known.text() {
            accounts[index].texts = account.texts
            accounts[index].name = account.name
        }
        accounts[index].age = min(accounts[index].age, account.age)
    }

    private mutating func addAccount(_ event: Event, _ age: UInt32) {
        let people = event.people.map { known($0, event) }
        let fingerprint = AccountArchive.fingerprint(event, people)
        if let index = known[fingerprint] {
            var old = arena.reader(at: accounts[Int(index)].texts)
            if event.id < old.text() {
                accounts[Int(index)].texts = store(event)
                accounts[Int(index)].name = Fingerprint(of: event.id).value
            }
            accounts[Int(index)].age = min(accounts[Int(index)].age, age)
            return
        }
        known[fingerprint] = UInt32(accounts.count)
        let partyStart = UInt32(partyLists.count)
        for party in event.parties { partyLists.append(parties.number(of: party)) }
        let peopleStart = UInt32(peopleLists.count)
        for person in people { peopleLists.append(number(of: person)) }
        var words = Fingerprint()
        if let first = event.evidence.first?.text, first.utf8.count >= 60 { words.add(first) }
        accounts.append(
            Account(
                first: event.date?.firstDay?.dayNumber ?? Account.openStart,
                last: event.date?.lastDay?.dayNumber ?? Account.openEnd,
                published: event.published?.dayNumber ?? Account.unknownDay,
                age: age, fingerprint: fingerprint, name: Fingerprint(of: event.id).value,
                doc: Fingerprint(of: event.doc).value, position: AccountArchive.position(event),
                words: (event.evidence.first?.text.utf8.count ?? 0) >= 60 ? words.value : 0,
                texts: store(event),
                parties: partyStart..<UInt32(partyLists.count), people: peopleStart..<UInt32(peopleLists.count),
                place: place(event.place), codes: codes.number(of: [event.cameo, event.plover, event.source]),
                kind: event.kind, mode: event.mode, status: event.status, salience: event.salience,
                basis: event.dateBasis, date: event.date, confidence: Float(event.confidence)))
    }

    private mutating func store(_ event: Event) -> UInt64 {
        writer.clear()
        writer.text(event.id)
        writer.text(event.doc)
        writer.text(event.url)
        writer.text(event.title)
        writer.text(event.dateText)
        writer.number(event.evidence.count)
        for evidence in event.evidence {
            writer.number(evidence.block)
            writer.number(evidence.start)
            writer.number(evidence.end)
            writer.text(evidence.text)
        }
        let reports = event.reports == [event.doc] ? [] : event.reports
        writer.number(reports.count)
        for report in reports { writer.text(report) }
        return arena.store(writer.bytes)
    }

    /// Someone whom a table has by name alone is looked up.
    private func known(_ person: Participant, _ event: Event) -> Participant {
        guard person.id.isEmpty, let row = facts.people[person.name] else { return person }
        var person = person
        person.id = row.id
        person.nameEn = row.nameEn
        if person.party.isEmpty { person.party = row.party }
        if person.name != row.name {
            if person.wording.isEmpty { person.wording = person.name }
            person.name = row.name
        }
        return person
    }

    private mutating func number(of person: Participant) -> UInt32 {
        let number = participants.number(of: person)
        if Int(number) == attendees.count {
            let plain = AccountArchive.plain(person.name)
            let identity = identities.number(
                of: person.id.isEmpty ? "?" + person.party + " " + String(decoding: plain, as: UTF16.self) : person.id)
            if Int(identity) == names.count {
                names.append(plain)
                isStranger.append(person.id.isEmpty)
            }
            attendees.append(
                Attendee(
                    identity: identity, party: parties.number(of: person.party),
                    rank: facts.ranks[person.office] ?? .unknown, isInferred: person.inferred))
        }
        return number
    }

    private mutating func place(_ place: Place?) -> UInt32 {
        let number = places.number(of: place)
        if Int(number) == isCountry.count {
            let names = place.flatMap { facts.partyNames[$0.country] }
            isCountry.append(place.map { $0.name.isEmpty || names?.contains($0.name) ?? false } ?? true)
            placeCountry.append(parties.number(of: place?.country ?? ""))
            var chain: [String] = []
            var name = place?.name
            while let known = name, !chain.contains(known) {
                chain.append(known)
                name = facts.within[known]
            }
            placeNames.append(chain)
        }
        return number
    }

    private static func position(_ event: Event) -> UInt32 {
        guard let first = event.evidence.first else { return 0 }
        return UInt32(min(max(first.block, 0), 0xFFFF)) << 16 | UInt32(min(max(first.start, 0), 0xFFFF))
    }

    /// Without spaces, dots and dashes.
    private static func plain(_ name: String) -> [UInt16] {
        name.utf16.filter { $0 > 0x2F && $0 != 0xB7 && $0 != 0x2022 && $0 != 0x30FB && $0 != 0x2027 && $0 != 0xFF0E }
    }

    /// Of what an account is, without its id, which depends on the program's version.
    private static func fingerprint(_ event: Event, _ people: [Participant]) -> UInt64 {
        var print = Fingerprint()
        print.add(event.doc)
        print.add(event.kind.rawValue)
        print.add(event.mode?.rawValue ?? "")
        print.add(event.status.rawValue)
        print.add(event.date?.edtf ?? "")
        print.add(event.published?.iso ?? "")
        for party in event.parties { print.add(party) }
        print.add("|")
        for person in people { print.add(person.id.isEmpty ? person.name : person.id) }
        print.add("|")
        print.add(event.place?.name ?? "")
        print.add(event.evidence.first?.text ?? "")
        return print.value
    }

    /// All of it, to be read from any thread. Who is who is numbered by name: which of two comes first must not hang on
    /// the order in which they were read.
    package func closed() -> Accounts {
        let order = identities.values.indices.sorted { identities.values[$0] < identities.values[$1] }
        var ranks = [UInt32](repeating: 0, count: order.count)
        for (rank, identity) in order.enumerated() { ranks[identity] = UInt32(rank) }
        let attendees = attendees.map { attendee in
            var attendee = attendee
            attendee.identity = ranks[Int(attendee.identity)]
            return attendee
        }
        return Accounts(
            facts: facts, list: accounts, partyLists: partyLists, peopleLists: peopleLists, attendees: attendees,
            parties: parties, places: places, participants: participants, codes: codes, arena: arena,
            names: order.map { names[$0] }, isStranger: order.map { isStranger[$0] }, isCountry: isCountry,
            placeCountry: placeCountry, placeNames: placeNames)
    }
}
