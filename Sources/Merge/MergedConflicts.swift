internal import Kernel

/// What reports say differently.
extension MergedFields {
    /// No more reports than these are named for one value.
    static let conflictReports = 100

    func conflicts(_ event: Event) -> [Story.Conflict] {
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
