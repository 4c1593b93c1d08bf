internal import Kernel

/// The fields of an event from its accounts: each from the best evidence for it.
struct MergedFields {
    private let archive: Accounts
    /// By day of publication.
    private let order: [Int]
    private let facts: MergeFacts

    init(_ accounts: [Int], _ archive: Accounts) {
        self.archive = archive
        facts = archive.facts
        order = accounts.count == 1 ? accounts : accounts.sorted { archive.precedes($0, $1) }
    }

    /// Who reported it first gives it its id.
    var founder: Int { order[0] }

    func event() -> Event {
        guard order.count > 1 else { return archive.event(order[0]) }
        let accounts = order.map { archive.event($0) }
        let first = accounts[0]
        let date = date()
        var event = accounts[order.firstIndex(of: representative()) ?? 0]
        let told = event
        event.id = first.id
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

    private func account(_ index: Int) -> Account { archive.list[index] }

    /// Main reports count more than those that tell of it in passing.
    private func weight(_ index: Int) -> Float {
        let account = account(index)
        let part: Float = account.salience == .main ? 1 : account.salience == .secondary ? 0.5 : 0.25
        return part * account.confidence
    }

    /// The account that says most, most surely.
    private func representative() -> Int {
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
    private func majority<Value: Hashable>(_ value: (Int) -> Value?) -> Value? {
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

    private func kind() -> EventKind { majority { account($0).kind } ?? account(order[0]).kind }

    private func mode() -> EventMode? { majority { Optional(account($0).mode) } ?? nil }

    private func salience() -> Salience {
        let all = order.map { account($0).salience }
        return all.contains(.main) ? .main : all.contains(.secondary) ? .secondary : .background
    }

    /// Independent reports make an event surer; no number of them makes it certain.
    private func confidence() -> Double {
        var doubt = 1.0
        var docs: Set<UInt64> = []
        for index in order where docs.insert(account(index).doc).inserted && docs.count <= 8 {
            doubt *= 1 - Double(account(index).confidence)
        }
        return min(0.99, 1 - doubt)
    }

    private func codes(_ kind: EventKind, _ mode: EventMode?) -> (cameo: String, plover: String) {
        let number = majority { index -> UInt32? in
            let account = account(index)
            return account.kind == kind && (account.mode == mode || mode == nil) ? account.codes : nil
        }
        let codes = number.map { archive.labels($0) } ?? []
        return (codes.first ?? "", codes.dropFirst().first ?? "")
    }

    // MARK: - Parties, people, place

    private func parties(_ told: [String]) -> [String] {
        var counts: [String: Int] = [:]
        for index in order {
            for party in archive.parties(of: account(index)) { counts[archive.parties[party], default: 0] += 1 }
        }
        let rest = counts.filter { !told.contains($0.key) && $0.value * 20 >= order.count }.keys.sorted { a, b in
            let (x, y) = (counts[a] ?? 0, counts[b] ?? 0)
            return x != y ? x > y : a < b
        }
        return told + rest
    }

    private func people(_ told: [Participant], _ kind: EventKind) -> [Participant] {
        struct Someone {
            var identity: UInt32
            var party: String
            var count = 0
            var weight: Float = 0
            var named = 0
            var at: Int
            var records: [(Participant, Int)] = []
        }
        var all: [Someone] = []
        var numbers: [UInt64: Int] = [:]
        for index in order {
            for record in archive.people(of: account(index)) {
                let attendee = archive.attendees[Int(record)]
                let key = UInt64(attendee.identity) << 32 | UInt64(attendee.party)
                let number: Int
                if let known = numbers[key] {
                    number = known
                } else {
                    number = all.count
                    numbers[key] = number
                    all.append(
                        Someone(identity: attendee.identity, party: archive.parties[attendee.party], at: number))
                }
                let person = archive.participant(record)
                all[number].count += 1
                all[number].weight += weight(index)
                if !person.inferred { all[number].named += 1 }
                if let at = all[number].records.firstIndex(where: { $0.0 == person }) {
                    all[number].records[at].1 += 1
                } else {
                    all[number].records.append((person, 1))
                }
            }
        }
        // A name that one report of many has, and has in passing, is more likely a slip than a participant.
        let least = max(1, order.count / 12)
        let isNamed = all.contains { $0.named > 0 }
        let kept = all.filter { someone in
            if order.count > 3, someone.count < least || (someone.count == 1 && someone.weight < 0.7) { return false }
            // A name run on into the next word, beside the name itself.
            if archive.isStranger[Int(someone.identity)] {
                let name = someone.records[0].0.name
                let isKnown = all.contains {
                    $0.party == someone.party && $0.identity != someone.identity && $0.count >= someone.count
                        && name.hasPrefix($0.records[0].0.name)
                }
                if isKnown { return false }
            }
            // Whoever was inferred from an office gives way to those who are named for that side.
            return someone.named > 0 || !isNamed
                || !all.contains { $0.party == someone.party && $0.named > 0 && $0.count >= someone.count }
        }
        func place(_ someone: Someone) -> Int {
            told.firstIndex { $0.name == someone.records[0].0.name && $0.party == someone.party } ?? .max
        }
        return kept.sorted { a, b in
            let (p, q) = (place(a), place(b))
            if p != q { return p < q }
            if a.count != b.count { return a.count > b.count }
            return a.at < b.at
        }.map { best(of: $0.records, isInferred: $0.named == 0) }
    }

    /// One record of a person from many: the highest office, the role that most give.
    private func best(of records: [(Participant, Int)], isInferred: Bool) -> Participant {
        let named = records.filter { $0.0.inferred == isInferred }
        var person = (named.isEmpty ? records : named).max { $0.1 < $1.1 }?.0 ?? records[0].0
        var rank = facts.ranks[person.office] ?? .unknown
        for (record, _) in records where !record.office.isEmpty {
            let other = facts.ranks[record.office] ?? .unknown
            if other < rank || person.office.isEmpty {
                person.office = record.office
                rank = other
            }
        }
        return person
    }

    private func place() -> Place? {
        guard let country = majority({ index -> UInt32? in archive.country(of: account(index)) }) else {
            let named = majority { index -> UInt32? in account(index).place == 0 ? nil : account(index).place }
            return named.flatMap { archive.places[$0] }
        }
        let there = { (index: Int) in archive.country(of: account(index)) == country }
        let city = majority { index in there(index) ? archive.city(of: account(index)) : nil }
        let place = city ?? majority { index in there(index) ? account(index).place : nil }
        return place.flatMap { archive.places[$0] }
    }

    // MARK: - Date and status

    /// The most precise date that most reports agree with, and an account that gives it.
    func date(among indices: ArraySlice<Int>? = nil) -> (value: DateValue, account: Int)? {
        let dated = (indices ?? order[...]).filter { account($0).isDated }
        guard !dated.isEmpty else { return nil }
        // What was done outweighs what was to be done; of plans the latest counts.
        let held = dated.filter { isHeld($0) && account($0).isPrecise }
        let isStay = isStay
        let sources = held.isEmpty || isStay ? dated : dated.filter { isHeld($0) }
        let lastPlan = held.isEmpty ? sources.last { account($0).isPrecise } : nil
        var tally = Tally()
        for index in sources {
            guard let date = account(index).date else { continue }
            tally.add(date, weight(index) * (isHeld(index) ? 1 : index == lastPlan ? 2 : 0.5), index)
        }
        guard let best = (isStay ? tally.stay() : nil) ?? tally.day() else { return nil }
        guard isStay, best.value.firstDay == nil || best.value.lastDay == nil else { return (best.value, best.account) }
        return (tally.completed(best.value) ?? best.value, best.account)
    }

    /// Visits and gatherings take days, of which each report may have its own.
    private var isStay: Bool {
        let account = account(order[0])
        return account.kind == .visit || (account.kind.family == .meet && account.parties.count > 2)
    }

    /// Dates with the weight of the accounts that give them.
    private struct Tally {
        struct Entry {
            var value: DateValue
            var weight: Float
            var account: Int
        }

        var entries: [Entry] = []

        mutating func add(_ value: DateValue, _ weight: Float, _ account: Int) {
            if let at = entries.firstIndex(where: { $0.value == value }) {
                entries[at].weight += weight
            } else {
                entries.append(Entry(value: value, weight: weight, account: account))
            }
        }

        /// Days before weeks, weeks before months, months before years.
        private static func precision(_ value: DateValue) -> Int {
            guard value.precision == .day, !Cluster.isVague(value) else {
                guard let first = value.firstDay, let last = value.lastDay else { return -4 }
                return last - first < 15 ? 0 : last - first < 32 ? -1 : last - first < 367 ? -2 : -3
            }
            guard let first = value.firstDay, let last = value.lastDay else { return 1 }
            return last - first < 40 ? 2 : -1
        }

        /// The most precise date that most agree with, with the votes of those that it lies within.
        func day() -> Entry? {
            let whole = entries.reduce(0) { $0 + $1.weight }
            let rated = entries.map { entry in
                (
                    entry: entry, precision: Tally.precision(entry.value),
                    support: entries.reduce(0) {
                        $0 + ($1.value == entry.value || $1.value.contains(entry.value) ? $1.weight : 0)
                    }, agreed: entries.reduce(0) { $0 + ($1.value.overlaps(entry.value) ? $1.weight : 0) }
                )
            }
            let agreed = rated.filter { $0.agreed * 5 >= whole * 2 }
            return (agreed.isEmpty ? rated : agreed).max { a, b in
                if a.precision != b.precision { return a.precision < b.precision }
                if a.support != b.support { return a.support < b.support }
                return a.entry.value.edtf > b.entry.value.edtf
            }?.entry
        }

        /// The stay that most days lie in: reports have now a day of it, now its beginning, now the whole.
        func stay() -> Entry? {
            let precise = entries.filter { Tally.precision($0.value) > 0 }
            guard precise.reduce(0, { $0 + $1.weight }) * 8 >= entries.reduce(0, { $0 + $1.weight }) else { return nil }
            return precise.map { entry -> (entry: Entry, score: Float) in
                let days = Tally.likely(entry.value)
                var score = entry.weight * 0.5
                for other in precise where Weighing.gap(days, Tally.likely(other.value)) == 0 {
                    score += other.weight * Tally.agreement(entry.value, other.value)
                }
                if entry.value.isInterval, entry.value.firstDay != nil, entry.value.lastDay != nil { score += 0.3 }
                return (entry, score)
            }.max { a, b in
                if a.score != b.score { return a.score < b.score }
                return a.entry.value.edtf > b.entry.value.edtf
            }?.entry
        }

        /// Who knows the day of arrival or departure has a word on that end, and on no other.
        private static func agreement(_ stay: DateValue, _ other: DateValue) -> Float {
            if other.lastDay == nil, let first = stay.firstDay { return first == other.firstDay ? 1 : 0.6 }
            if other.firstDay == nil, let last = stay.lastDay { return last == other.lastDay ? 1 : 0.6 }
            return 1
        }

        /// An arrival or departure alone stands for a few days.
        private static func likely(_ value: DateValue) -> ClosedRange<Int32> {
            switch (value.firstDay?.dayNumber, value.lastDay?.dayNumber) {
            case (let first?, let last?): first...max(first, last)
            case (let first?, nil): first...(first + 3)
            case (nil, let last?): (last - 3)...last
            case (nil, nil): 0...0
            }
        }

        /// An interval of which one end is open, closed by others: a stay with the same known end, or the other end alone.
        func completed(_ open: DateValue) -> DateValue? {
            let whole = entries.filter { entry in
                guard Tally.precision(entry.value) == 2 else { return false }
                return open.firstDay.map { $0 == entry.value.firstDay } ?? (open.lastDay == entry.value.lastDay)
            }.max { a, b in
                if a.weight != b.weight { return a.weight < b.weight }
                return a.value.edtf > b.value.edtf
            }
            if let whole, whole.value.isInterval { return whole.value }
            let other = entries.filter { open.firstDay == nil ? $0.value.lastDay == nil : $0.value.firstDay == nil }
                .max { a, b in
                    if a.weight != b.weight { return a.weight < b.weight }
                    return a.value.edtf > b.value.edtf
                }
            guard let other else { return nil }
            let (arrival, departure) = open.firstDay == nil ? (other.value, open) : (open, other.value)
            guard let first = arrival.start, let last = departure.end, last.last - first.first <= 15 else { return nil }
            return DateValue(from: first, to: last)
        }
    }

    /// Whether an account says that it took place, and says so when it could have.
    private func isHeld(_ index: Int) -> Bool {
        let account = account(index)
        guard account.status == .held else { return false }
        return !account.isPublished || account.first <= account.published + 1
    }

    /// The latest status that reports support.
    private func status(of indices: ArraySlice<Int>, _ date: DateValue?) -> EventStatus {
        // An account of the past says nothing before the event's own day, nor of another day.
        let held = indices.filter { index in
            let account = account(index)
            guard isHeld(index), let date else { return isHeld(index) }
            if let said = account.date { return said.overlaps(date) }
            guard let start = date.firstDay, account.isPublished else { return true }
            return account.published >= start.dayNumber - 1
        }
        let refuted = indices.filter { account($0).status == .denied || account($0).status == .cancelled }
        if !held.isEmpty {
            let later = refuted.filter { refutation in
                held.allSatisfy { account(refutation).published > account($0).published }
                    && account(refutation).salience == .main
            }
            if later.count < held.count { return .held }
        }
        guard let newest = indices.last else { return .held }
        let day = account(newest).published
        var counts: [(status: EventStatus, weight: Float)] = []
        for index in indices where account(index).published == day {
            var status = account(index).status
            var weight = weight(index)
            // Told as done before it could be: a plan, misread.
            if status == .held {
                status = .planned
                weight *= 0.5
            }
            if let at = counts.firstIndex(where: { $0.status == status }) {
                counts[at].weight += weight
            } else {
                counts.append((status, weight))
            }
        }
        let priority: [EventStatus] = [.cancelled, .planned, .denied, .proposed, .held]
        return counts.max { a, b in
            if a.weight != b.weight { return a.weight < b.weight }
            return (priority.firstIndex(of: a.status) ?? 9) > (priority.firstIndex(of: b.status) ?? 9)
        }?.status ?? .planned
    }

    /// Its status by the day of the reports, wherever status or date change.
    private func history(_ date: DateValue?) -> [Story.Step] {
        var steps: [Story.Step] = []
        var at = 0
        while at < order.count {
            let day = account(order[at]).published
            var end = at
            while end < order.count, account(order[end]).published == day { end += 1 }
            let reports = order[at..<end]
            let isOver = date?.firstDay.map { day != Account.unknownDay && day > $0.dayNumber + 1 } ?? false
            let isKnownHeld = steps.contains { $0.status == .held }
            var status = status(of: reports, date)
            if reports.contains(where: { isHeld($0) }) == false, isOver || isKnownHeld,
                status == .planned || status == .proposed
            {
                // A late report repeats what was planned.
                at = end
                continue
            }
            let said = self.date(among: reports)
            if isKnownHeld, status == .planned { status = .held }
            let last = steps.last
            let isMoved =
                status != .held && said.map { said in last?.date.map { !$0.overlaps(said.value) } ?? true } ?? false
            if last == nil || last?.status != status || isMoved {
                let teller = said?.account ?? reports[reports.startIndex]
                steps.append(
                    Story.Step(
                        reported: day == Account.unknownDay ? nil : CivilDate(dayNumber: day), status: status,
                        date: said?.value ?? nil, doc: archive.doc(of: teller)))
            }
            at = end
        }
        return steps
    }

    // MARK: - Conflicts

    /// No more reports than these are named for one value.
    private static let conflictReports = 100

    private func conflicts(_ event: Event) -> [Story.Conflict] {
        var found: [Story.Conflict] = []
        func add(_ field: String, taken: String, _ value: (Int) -> String?) {
            var values: [Story.Conflict.Value] = []
            for index in order {
                guard let text = value(index) else { continue }
                let doc = archive.doc(of: index)
                if let at = values.firstIndex(where: { $0.value == text }) {
                    let known = values[at].reports
                    if known.count < MergedFields.conflictReports, !known.contains(doc) {
                        values[at].reports.append(doc)
                    }
                } else {
                    values.append(Story.Conflict.Value(value: text, reports: [doc]))
                }
            }
            guard values.count > 1 else { return }
            values.sort { a, b in
                if (a.value == taken) != (b.value == taken) { return a.value == taken }
                return a.reports.count != b.reports.count ? a.reports.count > b.reports.count : a.value < b.value
            }
            found.append(Story.Conflict(field: field, values: values))
        }
        // A plan's date that was moved is history, no conflict.
        if let date = event.date {
            let others = order.filter { index in
                guard isHeld(index), let said = account(index).date else { return false }
                return !said.overlaps(date)
            }
            if !others.isEmpty {
                add("date", taken: date.edtf) { index in
                    guard isHeld(index), let said = account(index).date else { return nil }
                    return said.overlaps(date) ? date.edtf : said.edtf
                }
            }
        }
        if let place = event.place, event.kind != .visit {
            add("place", taken: place.name) { index in
                guard let said = archive.places[account(index).place] else { return nil }
                if archive.isCountry[Int(account(index).place)], said.country == place.country { return nil }
                return said.name
            }
        }
        add("mode", taken: event.mode?.rawValue ?? "in person") { index in
            let account = account(index)
            if account.kind == .visit { return nil }
            if let mode = account.mode { return mode.rawValue }
            return account.kind == .call || event.mode == nil ? nil : "in person"
        }
        if event.status == .held, order.contains(where: { account($0).status == .denied }) {
            add("status", taken: "held") { index in
                account(index).status == .denied ? "denied" : isHeld(index) ? "held" : nil
            }
        }
        if event.parties.count == 2, event.kind != .conference {
            for party in event.parties {
                add("people of \(party)", taken: event.people.first { $0.party == party }?.name ?? "") { index in
                    archive.people(of: account(index)).lazy.map { archive.participant($0) }
                        .first { $0.party == party && !$0.inferred }?.name
                }
            }
        }
        return found
    }
}
