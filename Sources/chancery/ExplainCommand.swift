internal import Kernel
internal import Merge
internal import Pipeline
internal import Read

/// `chancery explain`
enum ExplainCommand {
    static func run(_ arguments: Arguments) async throws -> Int32 {
        let pipeline = try Setup.pipeline(arguments)
        let options = try Setup.readOptions(arguments, pipeline)
        var intake = Intake(paths: arguments.operands, options: options)
        let reader = ArticleReader(options)
        var worker = try Worker(pipeline)
        var output = OutputFile()
        var unread = 0
        var merging = Merging(pipeline.lexicon)
        func tell(_ problem: Diagnostic) {
            if problem.severity != .note { unread += 1 }
            Terminal.printError("chancery: " + problem.description)
        }
        while let step = intake.next() {
            switch step {
            case .problem(let problem): tell(problem)
            case .item(let item):
                let read = reader.read(item)
                for problem in read.problems { tell(problem) }
                for article in read.articles {
                    let trace = try worker.run(article)
                    if arguments.has("merged") {
                        for event in trace.events { merging.add(event) }
                    } else if let id = arguments["event"] {
                        guard let event = trace.events.first(where: { $0.id == id }) else { continue }
                        try output.write(Array(Explanation(pipeline.lexicon, trace).event(event).utf8))
                    } else {
                        try output.write(Array(Explanation(pipeline.lexicon, trace).text.utf8))
                    }
                }
            }
        }
        if let id = arguments["merged"] {
            let merged = await merging.merged(jobs: 1)
            guard let number = merged.number(of: id) else {
                throw UsageError(message: "there is no event \(id) in these articles")
            }
            try output.write(Array(MergeWording.text(number, of: merged).utf8))
        }
        try output.finish()
        return unread > 0 ? 3 : 0
    }
}
