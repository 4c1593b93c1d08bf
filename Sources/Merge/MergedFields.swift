internal import Kernel

/// The fields of an event from its accounts: each from the best evidence for it.
struct MergedFields {
    let archive: Accounts
    /// By day of publication.
    let order: [Int]
    let facts: MergeFacts

    init(_ accounts: [Int], _ archive: Accounts) {
        self.archive = archive
        facts = archive.facts
        order = accounts.count == 1 ? accounts : accounts.sorted { archive.precedes($0, $1) }
    }

    /// Who reported it first.
    var founder: Int { order[0] }

    /// Whose id it has: who has been in the archive longest, so that it keeps its id whatever is added; else who reported it
    /// first.
    var namer: Int {
        var oldest = order[0]
        for index in order where account(index).age < account(oldest).age { oldest = index }
        return oldest
    }

    func event() -> Event {
        guard order.count > 1 else { return archive.event(order[0]) }
        let accounts = order.map { archive.event($0) }
        let first = accounts[0]
        let date = date()
        var event = accounts[order.firstIndex(of: representative()) ?? 0]
        let told = event
        event.id = archive.id(of: namer)
        event.doc = first.doc
        event.url = first.url
        event.source = first.source
        event.published = first.published
        event.evidence = first.evidence
        event.partOf = ""
        event.kind = kind()
        event.mode = mode()
        event.status = status(of: order[...], date?.value)
        event.date = date?.value
        let dater = date.flatMap { order.firstIndex(of: $0.account) }
        event.dateText = dater.map { accounts[$0].dateText } ?? ""
        event.dateBasis = dater.flatMap { accounts[$0].dateBasis }
        event.parties = parties(told.parties)
        event.people = people(told.people, event.kind)
        event.place = place()
        event.salience = salience()
        event.confidence = confidence()
        event.title = ""
        (event.cameo, event.plover) = codes(event.kind, event.mode)
        var seen: Set<String> = []
        event.reports = accounts.flatMap(\.reports).filter { seen.insert($0).inserted }
        var story = Story(accounts: accounts, history: history(event.date), conflicts: conflicts(event))
        var known: Set<String> = [event.id]
        story.also = accounts.map(\.id).filter { known.insert($0).inserted }
        event.story = story
        return event
    }

    func outline() -> Outline {
        let date = date()?.value
        let told = representative()
        let account = account(told)
        return Outline(
            date: date, status: order.count > 1 ? status(of: order[...], date) : account.status,
            people: archive.attendees(of: account).map(\.identity), parties: Array(archive.parties(of: account)),
            country: majority { index in archive.country(of: archive.list[index]) },
            published: archive.list[order[0]].isPublished ? archive.list[order[0]].published : nil)
    }

    func account(_ index: Int) -> Account { archive.list[index] }

    /// Main reports count more than those that tell of it in passing.
    func weight(_ index: Int) -> Float {
        let account = account(index)
        let part: Float = account.salience == .main ? 1 : account.salience == .secondary ? 0.5 : 0.25
        return part * account.confidence
    }

    /// The account that says most, most surely.
    func representative() -> Int {
        func score(_ index: Int) -> Float {
            let account = account(index)
            return weight(index) * 4 + Float(min(account.people.count, 8)) * 0.25 + (account.isPrecise ? 1 : 0)
                + (account.place != 0 ? 0.5 : 0) + (account.status == .held ? 0.5 : 0)
        }
        var best = order[0]
        for index in order where score(index) > score(best) { best = index }
        return best
    }

    // MARK: - Simple fields

    /// The value with most weight; of equals, the one that came first.
    func majority<Value: Hashable>(_ value: (Int) -> Value?) -> Value? {
        var weights: [(value: Value, weight: Float)] = []
        var numbers: [Value: Int] = [:]
        for index in order {
            guard let value = value(index) else { continue }
            if let number = numbers[value] {
                weights[number].weight += weight(index)
            } else {
                numbers[value] = weights.count
                weights.append((value, weight(index)))
            }
        }
        var best: (value: Value, weight: Float)?
        for entry in weights where best.map({ entry.weight > $0.weight + 0.0001 }) ?? true { best = entry }
        return best?.value
    }

    /// Of two sides alone there are talks, though some speak of the gathering for which one of them came.
    func kind() -> EventKind {
        let isTalks: (Int) -> Bool = { account($0).parties.count == 2 && account($0).kind != .conference }
        let talks = order.contains(where: isTalks) && order.allSatisfy { account($0).parties.count <= 2 }
        return majority { talks && !isTalks($0) ? nil : account($0).kind } ?? account(order[0]).kind
    }

    func mode() -> EventMode? { majority { Optional(account($0).mode) } ?? nil }

    func salience() -> Salience {
        let all = order.map { account($0).salience }
        return all.contains(.main) ? .main : all.contains(.secondary) ? .secondary : .background
    }

    /// Independent reports make an event surer; no number of them makes it certain.
    func confidence() -> Double {
        var doubt = 1.0
        var docs: Set<UInt64> = []
        for index in order where docs.insert(account(index).doc).inserted && docs.count <= 8 {
            doubt *= 1 - Double(account(index).confidence)
        }
        return min(0.99, 1 - doubt)
    }

    func codes(_ kind: EventKind, _ mode: EventMode?) -> (cameo: String, plover: String) {
        let number = majority { index -> UInt32? in
            let account = account(index)
            return account.kind == kind && (account.mode == mode || mode == nil) ? account.codes : nil
        }
        let codes = number.map { archive.labels($0) } ?? []
        return (codes.first ?? "", codes.dropFirst().first ?? "")
    }
}
