package import Kernel
internal import Read

/// Which reports tell of one occasion, by hand: JSONL, one cluster a line, its reports by article, kind, parties, people and
/// date.
package struct ClusterLabels: Sendable {
    package struct Report: Sendable {
        package var doc: String
        package var entry: LabelledEvents.Entry
    }

    package struct Cluster: Sendable {
        package var name: String
        package var what: String
        package var reports: [Report]
        /// Names of clusters that are near misses.
        package var not: [String]
    }

    package private(set) var clusters: [Cluster] = []

    /// Whether bytes are labels of this form: their first line says what cluster it is.
    package static func isForm(of bytes: [UInt8]) -> Bool {
        let line = bytes.prefix { $0 != UInt8(ascii: "\n") }
        guard case .success(let value) = JSONText.value(of: Array(line)) else { return false }
        return value["cluster"] != nil && value["reports"]?.elements != nil
    }

    package init(path: String, bytes: [UInt8], names: NameTable, report: (Diagnostic) -> Void) {
        for (line, origin) in LabelLines.of(bytes, path: path) {
            guard case .success(let value) = JSONText.value(of: line), let name = value["cluster"]?.text,
                let reports = value["reports"]?.elements
            else {
                report(
                    Diagnostic(
                        .error, "bad-cluster", at: origin, "this line is no cluster",
                        hint: "it has a \"cluster\" and its \"reports\", each with doc, kind, parties, people and date")
                )
                continue
            }
            clusters.append(
                Cluster(
                    name: name, what: value["what"]?.text ?? "",
                    reports: reports.compactMap { report in
                        guard let doc = report["doc"]?.text else { return nil }
                        return Report(doc: doc, entry: LabelledEvents.entry(report, names))
                    }, not: (value["not"]?.elements ?? []).compactMap(\.text)))
        }
    }
}

/// What articles say, and the event of a merged table that each account is of.
package struct MergedAccounts: Sendable {
    package struct Account: Sendable {
        package var entry: LabelledEvents.Entry
        package var event: Int
    }

    package private(set) var accounts: [String: [Account]] = [:]
    package private(set) var ids: [String] = []

    package init(path: String, bytes: [UInt8], names: NameTable, report: (Diagnostic) -> Void) {
        let record = EventRecord(.json)
        for (line, origin) in LabelLines.of(bytes, path: path) {
            do throws(EventRecord.Failure) {
                let event = try record.event(line)
                let told = event.story?.accounts ?? []
                for account in told.isEmpty ? [event] : told {
                    accounts[account.doc, default: []].append(
                        Account(entry: MergedAccounts.entry(account, names), event: ids.count))
                }
                ids.append(event.id)
            } catch {
                report(Diagnostic(.error, "bad-event", at: origin, error.message, hint: error.hint))
            }
        }
    }

    private static func entry(_ event: Event, _ names: NameTable) -> LabelledEvents.Entry {
        LabelledEvents.Entry(
            kind: event.kind.rawValue, status: event.status.rawValue, date: event.date,
            parties: Set(event.parties),
            people: Set(event.people.filter { !$0.inferred }.map { names.name(of: $0.name) }),
            place: event.place?.name ?? "", country: event.place?.country ?? "", salience: event.salience.rawValue,
            source: event.source)
    }
}
