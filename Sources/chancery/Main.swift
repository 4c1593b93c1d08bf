internal import Glibc

@main
enum Main {
    /// Runs the command that the words call and ends with its exit status: 0 done, 1 differences found, 2 wrong usage, 3 done
    /// but some inputs could not be read.
    static func main() {
        Interrupt.install()
        exit(status { try run(Array(CommandLine.arguments.dropFirst())) })
    }

    /// Runs a command that works on many articles at once, and ends the program with its status. An `async` main would make
    /// every start, even that of `--version`, pay for the threads.
    private static func concurrently(_ body: @escaping @Sendable () async throws -> Int32) -> Never {
        Task.detached { exit(await status(body)) }
        while true { pause() }
    }

    private static func status(_ body: () async throws -> Int32) async -> Int32 {
        do { return try await body() } catch { return told(error) }
    }

    private static func status(_ body: () throws -> Int32) -> Int32 {
        do { return try body() } catch { return told(error) }
    }

    /// Says what went wrong, and gives the exit status that goes with it.
    private static func told(_ error: any Error) -> Int32 {
        switch error {
        case let error as UsageError:
            Terminal.printError("chancery: \(error.message)" + (error.hint.isEmpty ? "" : " (\(error.hint))"))
            return 2
        case let error as OutputFailure:
            // Whoever read our output has seen enough.
            if error.isClosedPipe { return 0 }
            Terminal.printError("chancery: \(error.message)")
            return 3
        default:
            Terminal.printError("chancery: \(error)")
            return 3
        }
    }

    private static func run(_ words: [String]) throws -> Int32 {
        switch words.first {
        case nil:
            Terminal.printError(Help.overview(Commands.all))
            return 2
        case "--version", "-V":
            try show("chancery \(Commands.version)\n")
            return 0
        case "--help", "-h":
            try show(Help.overview(Commands.all))
            return 0
        case "help":
            guard words.count > 1 else {
                try show(Help.overview(Commands.all))
                return 0
            }
            let (spec, _) = try Parser.command(Array(words.dropFirst()), among: Commands.all)
            try show(Help.command(spec))
            return 0
        default: break
        }
        let (spec, rest) = try Parser.command(words, among: Commands.all)
        let arguments = try Parser.arguments(rest, of: spec)
        if arguments.has("help") {
            try show(Help.command(spec))
            return 0
        }
        switch spec.name {
        case ExtractCommand.name: concurrently { try await ExtractCommand.run(arguments) }
        case MergeCommand.name: concurrently { try await MergeCommand.run(arguments) }
        case "explain": concurrently { try await ExplainCommand.run(arguments) }
        case "dates": return try DatesCommand.run(arguments)
        case "lexicon check": return try LexiconCheckCommand.run(arguments)
        case "lexicon coverage": concurrently { try await LexiconCoverageCommand.run(arguments) }
        case "lexicon suggest": concurrently { try await LexiconSuggestCommand.run(arguments) }
        case LexiconTestCommand.name: concurrently { try await LexiconTestCommand.run(arguments) }
        case LexiconDiffCommand.name: concurrently { try await LexiconDiffCommand.run(arguments) }
        case LexiconBlameCommand.name: concurrently { try await LexiconBlameCommand.run(arguments) }
        case LexiconCaseAddCommand.name: concurrently { try await LexiconCaseAddCommand.run(arguments) }
        case ScoreCommand.name: return try ScoreCommand.run(arguments)
        case "completions":
            let shell = arguments.operands[0]
            guard ["bash", "zsh", "fish"].contains(shell) else {
                throw UsageError(message: "there are no completions for \"\(shell)\"", hint: "one of bash, zsh, fish")
            }
            try show(Completions.script(for: shell, Commands.all))
            return 0
        case "man":
            try show(ManPage.text(Commands.all, version: Commands.version))
            return 0
        default: return 2
        }
    }

    static func show(_ text: String) throws {
        var output = OutputFile()
        try output.write(Array(text.utf8))
        try output.finish()
    }
}
