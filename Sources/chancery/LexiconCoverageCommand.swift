internal import Kernel
internal import Lexicon
internal import Pipeline
internal import Write

/// `chancery lexicon coverage`
enum LexiconCoverageCommand {
    static func run(_ arguments: Arguments) async throws -> Int32 {
        let names = arguments.list("table")
        let tables = names.isEmpty ? Coverage.tables : Coverage.tables.filter { names.contains($0.rawValue) }
        let pipeline = try Setup.pipeline(arguments)
        let options = try Setup.readOptions(arguments, pipeline)
        let sweep = Sweep(paths: arguments.operands, options: options, jobs: try Setup.jobs(arguments))
        var output = try OutputFile(arguments)
        var report = SweepReport(arguments)
        var coverage = Coverage(pipeline.lexicon)
        try await sweep.run(worker: { Coverage.Counter(pipeline) }, look: { $0.tally($1) }) { batch in
            report.tell(batch.problems)
            for tally in batch.results { coverage.add(tally) }
            report.step(batch)
            return true
        }
        report.clear()
        let isJSON = ListOutput.isJSON(arguments)
        if !isJSON { try output.write(Array("table\tid\tname\tarticles\tmentions\tfirst\tlast\trow\n".utf8)) }
        for row in coverage.rows(of: tables) where !arguments.has("unseen") || row.count.mentions == 0 {
            try output.write(isJSON ? json(row, pipeline.lexicon) : tsv(row, pipeline.lexicon))
        }
        try output.finish()
        return report.status
    }

    private static func tsv(_ row: Coverage.Row, _ lexicon: Lexicon) -> [UInt8] {
        let cells = [
            row.entry.table.rawValue, lexicon.id(row.entry), lexicon.name(of: row.entry), String(row.count.articles),
            String(row.count.mentions), row.count.first?.iso ?? "", row.count.last?.iso ?? "",
            lexicon.origin(row.entry).description,
        ]
        return Array((cells.joined(separator: "\t") + "\n").utf8)
    }

    private static func json(_ row: Coverage.Row, _ lexicon: Lexicon) -> [UInt8] {
        var json = JSONText()
        json.object { json in
            json.field("table", row.entry.table.rawValue)
            json.field("id", lexicon.id(row.entry))
            json.field("name", lexicon.name(of: row.entry))
            json.field("articles", row.count.articles)
            json.field("mentions", row.count.mentions)
            json.field("first", row.count.first?.iso ?? "")
            json.field("last", row.count.last?.iso ?? "")
            json.field("row", lexicon.origin(row.entry).description)
        }
        json.newline()
        return json.bytes
    }
}
