internal import Kernel

/// Who took part, and where.
extension MergedFields {
    func parties(_ told: [String]) -> [String] {
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

    func people(_ told: [Participant], _ kind: EventKind) -> [Participant] {
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
    func best(of records: [(Participant, Int)], isInferred: Bool) -> Participant {
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

    func place() -> Place? {
        guard let country = majority({ index -> UInt32? in archive.country(of: account(index)) }) else {
            let named = majority { index -> UInt32? in account(index).place == 0 ? nil : account(index).place }
            return named.flatMap { archive.places[$0] }
        }
        let there = { (index: Int) in archive.country(of: account(index)) == country }
        let city = majority { index in there(index) ? archive.city(of: account(index)) : nil }
        let place = city ?? majority { index in there(index) ? account(index).place : nil }
        return place.flatMap { archive.places[$0] }
    }
}
