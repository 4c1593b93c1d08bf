internal import Kernel
internal import Lexicon
internal import Pipeline
internal import Regression

/// `chancery lexicon test`
enum LexiconTestCommand {
    static let name = "lexicon test"

    static func run(_ arguments: Arguments) async throws -> Int32 {
        if arguments.has("accept"), arguments.has("review") {
            throw UsageError(message: "--accept and --review exclude each other")
        }
        let walk = CaseWalk(arguments.operands.isEmpty ? ["Fixtures"] : arguments.operands)
        for problem in walk.problems { Terminal.printError("chancery: " + problem.description) }
        if walk.cases.isEmpty {
            throw UsageError(
                message: arguments.operands.isEmpty ? "the folder Fixtures holds no cases" : "there are no cases",
                hint:
                    "name folders of cases; a case is a folder with \(GoldenCase.expectedName), or a file that ends in .case"
            )
        }
        let pipeline = try Setup.pipeline(arguments)
        let results = try await CaseRunner(pipeline).run(walk.cases, jobs: try Setup.jobs(arguments))
        if arguments.has("review"), !isCI { return try review(results, arguments, hasProblems: !walk.problems.isEmpty) }
        try report(results, arguments)
        if arguments.has("review") { Terminal.printError("chancery: nothing is reviewed where CI is set") }
        if arguments.has("accept") { try accept(results) }
        return status(results, hasProblems: !walk.problems.isEmpty, isAccepted: arguments.has("accept") && !isCI)
    }

    /// Nobody looks at what a machine accepts.
    private static var isCI: Bool {
        let value = Terminal.environment("CI") ?? ""
        return !value.isEmpty && value != "false" && value != "0"
    }

    private static func status(_ results: [CaseResult], hasProblems: Bool, isAccepted: Bool) -> Int32 {
        if !isAccepted, results.contains(where: { $0.status == .differs }) { return 1 }
        return hasProblems || results.contains { $0.status == .unreadable } ? 3 : 0
    }

    private static func review(_ results: [CaseResult], _ arguments: Arguments, hasProblems: Bool) throws -> Int32 {
        for result in results where result.status == .unreadable {
            Terminal.printErrorPart(CaseReport.text(result))
        }
        guard results.contains(where: { $0.status == .differs && !$0.differences.isEmpty }) else {
            try report(results, arguments)
            return status(results, hasProblems: hasProblems, isAccepted: false)
        }
        let first = arguments.operands.first ?? "Fixtures"
        let folder = first.hasSuffix(".case") ? first.split(separator: "/").dropLast().joined(separator: "/") : first
        let place = folder.isEmpty ? "." : first.hasPrefix("/") && !folder.hasPrefix("/") ? "/" + folder : folder
        let (summary, isClean) = try Review.run(results, folder: place)
        try Main.show(summary + "\n")
        return isClean ? status(results, hasProblems: hasProblems, isAccepted: true) : 1
    }

    private static func report(_ results: [CaseResult], _ arguments: Arguments) throws {
        var output = try OutputFile(arguments)
        switch arguments["to"] ?? ending(of: arguments["output"]) {
        case "junit": try output.write(CaseReport.junit(results))
        case "jsonl": for result in results { try output.write(CaseReport.json(result)) }
        default:
            for result in results { try output.write(Array(CaseReport.text(result).utf8)) }
            try output.write(Array((CaseReport.summary(results) + "\n").utf8))
            try output.finish()
            return
        }
        try output.finish()
        Terminal.printError("chancery: " + CaseReport.summary(results))
    }

    private static func ending(of target: String?) -> String {
        guard let target else { return "text" }
        return target.hasSuffix(".xml") ? "junit" : target.hasSuffix(".jsonl") ? "jsonl" : "text"
    }

    private static func accept(_ results: [CaseResult]) throws {
        let differing = results.filter { $0.status == .differs }
        if isCI {
            if !differing.isEmpty { Terminal.printError("chancery: nothing is written where CI is set") }
            return
        }
        for result in differing {
            let table = Acceptance.table(result, accepting: Set(result.differences.indices))
            try write(result.golden.rewritten(table))
        }
        if !differing.isEmpty {
            Terminal.printError("chancery: accepted in \(CaseReport.counted(differing.count, "case"))")
        }
    }

    static func write(_ file: (path: String, bytes: [UInt8])) throws {
        var output = try OutputFile(path: file.path)
        try output.write(file.bytes)
        try output.finish()
    }
}
