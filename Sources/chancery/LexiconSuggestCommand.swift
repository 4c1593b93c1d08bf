internal import Kernel
internal import Lexicon
internal import Pipeline
internal import Write

/// `chancery lexicon suggest`
enum LexiconSuggestCommand {
    static func run(_ arguments: Arguments) async throws -> Int32 {
        let names = arguments.list("kind")
        let kinds = LexiconGap.Kind.allCases.filter { names.isEmpty || names.contains($0.rawValue) }
        let least = try ListOutput.number(arguments, "least", default: 2)
        let limit = try ListOutput.number(arguments, "limit", default: 100)
        let pipeline = try Setup.pipeline(arguments)
        let options = try Setup.readOptions(arguments, pipeline)
        let sweep = Sweep(paths: arguments.operands, options: options, jobs: try Setup.jobs(arguments))
        var output = try OutputFile(arguments)
        var report = SweepReport(arguments)
        var suggestions = Suggestions(pipeline.lexicon)
        try await sweep.run(worker: Suggestions.lookers(pipeline), look: { try $0.look($1) }) { batch in
            report.tell(batch.problems)
            for sighting in batch.results { suggestions.add(sighting) }
            report.step(batch)
            return true
        }
        report.clear()
        for suggestion in suggestions.sorted(kinds: kinds, least: least).prefix(limit) {
            let isJSON = ListOutput.isJSON(arguments)
            try output.write(isJSON ? json(suggestion, suggestions) : text(suggestion, suggestions))
        }
        try output.finish()
        Terminal.printError("chancery: " + summary(suggestions))
        return report.status
    }

    private static func summary(_ suggestions: Suggestions) -> String {
        let holders = suggestions.holders
        return
            "\(suggestions.articles) articles, \(holders.all) names behind a party and an office: "
            + "\(percent(holders.judged, of: holders.all)) held it or contradict their terms "
            + "(\(holders.inOffice) held it, \(holders.contradicting) contradict), "
            + "of \(holders.silent) no term tells, \(holders.unknown) are unknown"
    }

    private static func percent(_ part: Int, of all: Int) -> String {
        guard all > 0 else { return "none" }
        // Rounded down: a share that is not reached is not printed.
        let tenths = part * 1000 / all
        return "\(tenths / 10).\(tenths % 10) %"
    }

    private static func text(_ suggestion: Suggestions.Suggestion, _ suggestions: Suggestions) -> [UInt8] {
        let gap = suggestion.gap
        let role = [suggestions.party(gap), suggestions.office(gap), suggestions.person(gap)].filter { !$0.isEmpty }
        var text = "\(gap.text)  \(gap.kind.rawValue)\(role.isEmpty ? "" : ", " + role.joined(separator: " "))\n"
        text += "    \(suggestion.mentions) times in \(suggestion.articles) articles"
        if let first = suggestion.first, let last = suggestion.last { text += ", \(first.iso) to \(last.iso)" }
        text += "\n"
        for example in suggestion.examples { text += "    > \(example)\n" }
        for row in suggestions.rows(suggestion) { text += "    \(row.table.fileName):\n\(row.text)\n" }
        return Array((text + "\n").utf8)
    }

    private static func json(_ suggestion: Suggestions.Suggestion, _ suggestions: Suggestions) -> [UInt8] {
        let gap = suggestion.gap
        var json = JSONText()
        json.object { json in
            json.field("kind", gap.kind.rawValue)
            json.field("text", gap.text)
            json.field("party", suggestions.party(gap))
            json.field("office", suggestions.office(gap))
            json.field("person", suggestions.person(gap))
            json.field("mentions", suggestion.mentions)
            json.field("articles", suggestion.articles)
            json.field("first", suggestion.first?.iso ?? "")
            json.field("last", suggestion.last?.iso ?? "")
            json.key("examples")
            json.array { json in for example in suggestion.examples { json.string(example) } }
            json.key("rows")
            json.array { json in
                for row in suggestions.rows(suggestion) {
                    json.object { json in
                        json.field("file", row.table.fileName)
                        json.field("row", row.text)
                    }
                }
            }
        }
        json.newline()
        return json.bytes
    }
}
