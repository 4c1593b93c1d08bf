package import Kernel
package import Lexicon
package import Pipeline
internal import Write

/// Which rows of the lexicons an event hangs on: it is looked for again without each of those that may have a part in it.
package struct Blame: Sendable {
    package struct Finding: Sendable {
        package enum Effect: Sendable {
            /// Without the row there is no such event.
            case gone
            /// Without it the event is another: the columns, with what they hold then.
            case other([(column: String, is: String, without: String)])
            case none
        }

        package var entry: EntryRef
        package var name: RowName
        package var effect: Effect
    }

    private let pipeline: Pipeline
    private let layers: [LexiconLayer]

    /// `layers`: what `pipeline` was compiled from.
    package init(_ pipeline: Pipeline, layers: [LexiconLayer]) {
        self.pipeline = pipeline
        self.layers = layers
    }

    /// Rows with an effect first: those without which it is gone, those without which it is another.
    package func findings(_ trace: Trace, event: Int, jobs: Int) async throws -> [Finding] {
        let entries = Blame.entries(of: trace.events[event], in: trace, pipeline.lexicon)
        let findings = try await Parallel.map(entries, jobs: jobs) { entry in
            let name = RowName(entry.table, pipeline.lexicon.id(entry))
            let without = try pipeline.with(layers: layers, leavingOut: [name])
            var worker = try Worker(without)
            let events = try worker.run(trace.article).events
            return Finding(entry: entry, name: name, effect: Blame.effect(trace.events, event, events))
        }
        func rank(_ finding: Finding) -> Int {
            switch finding.effect {
            case .gone: 0
            case .other: 1
            case .none: 2
            }
        }
        return findings.enumerated().sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }.map(
            \.element)
    }

    /// The rows of its reasons and their frames, whatever else is named in its sentences, and the terms of office of those
    /// who take part.
    private static func entries(of event: Event, in trace: Trace, _ lexicon: Lexicon) -> [EntryRef] {
        var found: [EntryRef] = []
        var seen: Set<EntryRef> = []
        func add(_ entry: EntryRef) { if seen.insert(entry).inserted { found.append(entry) } }
        for reason in event.reasons {
            for entry in reason.entries { add(entry) }
            if let frame = lexicon.frame(reason.frame) { add(frame) }
        }
        for sentence in trace.sentences where event.reasons.contains(where: { sentence.span.contains($0.trigger) }) {
            for mention in trace.mentions where sentence.span.contains(mention.span) {
                for reading in mention.readings { add(reading.entry) }
            }
        }
        let day = event.date?.firstDay ?? event.published
        let people = Set(event.people.map(\.id))
        for (row, person) in lexicon.people.enumerated() where people.contains(person.id) {
            add(EntryRef(.people, row))
        }
        for (row, tenure) in lexicon.tenures.enumerated() {
            guard people.contains(lexicon.people[tenure.person].id), day.map(tenure.covers) ?? (tenure.to == nil) else {
                continue
            }
            add(EntryRef(.tenures, row))
        }
        return found
    }

    private static func effect(_ before: [Event], _ event: Int, _ after: [Event]) -> Finding.Effect {
        let columns = LexiconDiff.columns + ["evidence"]
        func cells(_ events: [Event]) -> [[String]] {
            events.map { event in columns.map { EventTable.cell(event, $0) } }
        }
        let (old, new) = (cells(before), cells(after))
        guard let pair = RowPairing.pairs(columns, old: old, new: new).first(where: { $0.old == event }),
            let found = pair.new
        else { return .gone }
        let differing = pair.columns.filter { columns[$0] != "evidence" }
        return differing.isEmpty
            ? .none : .other(differing.map { (columns[$0], old[event][$0], new[found][$0]) })
    }

    // MARK: - In words

    package func text(_ findings: [Finding]) -> String {
        var out = ""
        var last = ""
        var idle: [String] = []
        for finding in findings {
            var lines = "    \(finding.name.description) \(pipeline.lexicon.origin(finding.entry).description)\n"
            var head = "  without any one of these rows it is gone\n"
            switch finding.effect {
            case .none:
                idle.append(finding.name.description)
                continue
            case .gone: break
            case .other(let cells):
                head = "  without one of these it is another\n"
                for cell in cells {
                    lines +=
                        "        \(cell.column): \(CaseReport.quoted(cell.is)) → \(CaseReport.quoted(cell.without))\n"
                }
            }
            if head != last { out += head }
            last = head
            out += lines
        }
        if out.isEmpty { out += "  no single row decides it: without any one of them it is the same\n" }
        return out + (idle.isEmpty ? "" : "  the same without: " + idle.joined(separator: ", ") + "\n")
    }

    package func json(_ findings: [Finding], event: Event) -> [UInt8] {
        var json = JSONText()
        for finding in findings {
            json.object { json in
                json.field("event", event.id)
                json.field("entry", finding.name.description)
                json.field("row", pipeline.lexicon.origin(finding.entry).description)
                switch finding.effect {
                case .gone: json.field("without", "gone")
                case .none: json.field("without", "same")
                case .other(let cells):
                    json.field("without", "other")
                    json.key("columns")
                    json.object { json in
                        for cell in cells {
                            json.key(cell.column)
                            json.array { json in
                                json.string(cell.is)
                                json.string(cell.without)
                            }
                        }
                    }
                }
            }
            json.newline()
        }
        return json.bytes
    }
}
