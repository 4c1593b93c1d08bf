internal import Kernel

/// Its status, and how that came about.
extension MergedFields {
    /// Whether an account says that it took place, and says so when it could have.
    func isHeld(_ index: Int) -> Bool {
        let account = account(index)
        guard account.status == .held else { return false }
        return !account.isPublished || account.first <= account.published + 1
    }

    /// The latest status that reports support.
    func status(of indices: ArraySlice<Int>, _ date: DateValue?) -> EventStatus {
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
    func history(_ date: DateValue?) -> [Story.Step] {
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
}
