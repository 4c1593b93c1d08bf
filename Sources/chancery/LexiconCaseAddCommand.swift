internal import Glibc
internal import Kernel
internal import Pipeline
internal import Regression

/// `chancery lexicon case add`
enum LexiconCaseAddCommand {
    static let name = "lexicon case add"

    static func run(_ arguments: Arguments) async throws -> Int32 {
        let path = arguments.operands[0]
        let folder = arguments["output"] ?? "cases"
        guard let bytes = InputFile.read(path) else {
            throw UsageError(message: "\(path) cannot be read: \(String(cString: strerror(errno)))")
        }
        var isIncomplete = false
        func tell(_ problem: Diagnostic) {
            isIncomplete = true
            Terminal.printError("chancery: " + problem.description)
        }
        let labels = LabelledArticle.read(path: path, bytes: bytes, report: tell)
        if mkdir(folder, 0o777) != 0, errno != EEXIST {
            throw UsageError(message: "\(folder) cannot be made: \(String(cString: strerror(errno)))")
        }
        let pipeline = try Setup.pipeline(arguments)
        var report = SweepReport(arguments)
        let wanted = Set(labels.map(\.doc))
        var articles: [String: Article] = [:]
        let extraction = Extraction(
            pipeline: pipeline, paths: Array(arguments.operands.dropFirst()),
            options: try Setup.readOptions(arguments, pipeline), jobs: try Setup.jobs(arguments))
        try await extraction.run { batch in
            report.tell(batch.problems)
            for trace in batch.results where wanted.contains(trace.article.id) {
                articles[trace.article.id] = trace.article
            }
            report.step(batch)
            return true
        }
        report.clear()
        var maker = try CaseMaker(pipeline)
        var written: [String] = []
        var used: Set<String> = []
        for label in labels {
            guard let article = articles[label.doc] else {
                tell(
                    Diagnostic(
                        .error, "no-article", at: label.origin, "none of the articles is \"\(label.doc)\"",
                        hint: "name the articles as they were named when the page was made"))
                continue
            }
            var file = CaseMaker.fileName(of: label.doc)
            var number = 2
            while !used.insert(file).inserted {
                file = CaseMaker.fileName(of: label.doc + "-\(number)")
                number += 1
            }
            let target = folder + "/" + file
            var status = stat()
            if stat(target, &status) == 0 {
                tell(
                    Diagnostic(
                        .error, "exists", at: Origin(path: target), "there is such a case already",
                        hint: "move it away, or add to another folder with -o"))
                continue
            }
            try LexiconTestCommand.write((target, try maker.make(label, article)))
            written.append(target)
        }
        var output = OutputFile()
        for target in written { try output.write(Array((target + "\n").utf8)) }
        try output.finish()
        return isIncomplete ? 3 : report.status
    }
}
