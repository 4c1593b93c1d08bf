internal import Kernel

/// The day or days.
extension MergedFields {
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
    var isStay: Bool {
        let account = account(order[0])
        return account.kind == .visit || (account.kind.family == .meet && account.parties.count > 2)
    }

    /// Dates with the weight of the accounts that give them.
    struct Tally {
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
}
