internal import Kernel

/// `--since`, `--until`, `--kind`, `--status`, `--party`, `--source`: the same for every output.
struct EventFilter: Sendable {
    private let since: CivilDate?
    private let until: CivilDate?
    private let kinds: Set<String>
    private let statuses: Set<String>
    private let parties: Set<String>
    private let sources: [String]

    init(_ arguments: Arguments) throws(UsageError) {
        since = try Setup.date(arguments, "since")?.firstDay
        until = try Setup.date(arguments, "until")?.lastDay
        kinds = Set(arguments.list("kind"))
        statuses = Set(arguments.list("status"))
        parties = Set(arguments.list("party").map { $0.uppercased() })
        sources = arguments.all("source")
    }

    /// An event without a date passes no filter of dates.
    func passes(_ event: Event) -> Bool {
        if since != nil || until != nil {
            guard let date = event.date else { return false }
            if let since, let last = date.lastDay, last < since { return false }
            if let until, let first = date.firstDay, first > until { return false }
        }
        if !kinds.isEmpty, !kinds.contains(event.kind.rawValue) { return false }
        if !statuses.isEmpty, !statuses.contains(event.status.rawValue) { return false }
        if !parties.isEmpty, parties.isDisjoint(with: event.parties) { return false }
        return sources.isEmpty || isFromSource(event)
    }

    /// Of a merged event any report will do.
    private func isFromSource(_ event: Event) -> Bool {
        let accounts = event.story?.accounts ?? []
        let told = accounts.isEmpty ? [event.source] : accounts.map(\.source)
        return told.contains { source in sources.contains { source.contains($0) } }
    }
}
