internal import Kernel
internal import Pipeline
internal import Read
internal import Regression

/// `chancery lexicon blame`
enum LexiconBlameCommand {
    static let name = "lexicon blame"

    static func run(_ arguments: Arguments) async throws -> Int32 {
        let id = arguments.operands[0]
        let layers = try Setup.layers(arguments)
        let pipeline = try Setup.pipeline(layers)
        let blame = Blame(pipeline, layers: layers)
        let jobs = try Setup.jobs(arguments)
        var output = try OutputFile(arguments)
        var report = SweepReport(arguments, countsWarnings: true)
        let paths = Array(arguments.operands.dropFirst())
        let extraction = Extraction(
            pipeline: pipeline, paths: paths, options: try Setup.readOptions(arguments, pipeline), jobs: jobs)
        var found: [Trace] = []
        try await extraction.run { batch in
            report.tell(batch.problems)
            found += batch.results.compactMap(\.trace).filter { $0.events.contains { $0.id == id } }
            report.step(batch)
            return true
        }
        report.clear()
        for trace in found {
            guard let index = trace.events.firstIndex(where: { $0.id == id }) else { continue }
            let findings = try await blame.findings(trace, event: index, jobs: jobs)
            if ListOutput.isJSON(arguments) {
                try output.write(blame.json(findings, event: trace.events[index]))
            } else {
                let event = Explanation(pipeline.lexicon, trace).event(trace.events[index])
                try output.write(Array((event + blame.text(findings)).utf8))
            }
        }
        try output.finish()
        if found.isEmpty {
            Terminal.printError(
                "chancery: no article has an event \(id) (ids are in the column id of what extract writes)")
            return 1
        }
        return report.status
    }
}
