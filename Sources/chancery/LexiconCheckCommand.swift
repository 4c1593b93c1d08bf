internal import Kernel
internal import Lexicon
internal import Pipeline
internal import Write

/// `chancery lexicon check`
enum LexiconCheckCommand {
    static func run(_ arguments: Arguments) throws -> Int32 {
        var overlays = arguments.operands
        var replacing = Terminal.environment("CHANCERY_LEXICONS")
        if arguments.has("alone") {
            if overlays.isEmpty {
                throw UsageError(message: "--alone needs a folder", hint: "chancery lexicon check --alone DIR")
            }
            replacing = overlays.removeFirst()
        }
        let check = LexiconLint.run(overlays: overlays, replacing: replacing)
        let errors = check.findings.count { $0.severity == .error || arguments.has("strict") }
        let warnings = check.findings.count - errors
        let summary =
            "\(counted(check.entryCount, "entry", "entries")) in \(counted(check.fileCount, "file", "files")): "
            + "\(counted(errors, "error", "errors")), \(counted(warnings, "warning", "warnings"))"
        var output = OutputFile()
        if arguments["to"] == "jsonl" {
            for finding in check.findings { try output.write(json(finding)) }
            Terminal.printError("chancery: " + summary)
        } else {
            for finding in check.findings { try output.write(Array((finding.description + "\n").utf8)) }
            try output.write(Array((summary + "\n").utf8))
        }
        try output.finish()
        return errors > 0 ? 1 : 0
    }

    private static func counted(_ count: Int, _ one: String, _ many: String) -> String {
        "\(count) " + (count == 1 ? one : many)
    }

    private static func json(_ finding: Diagnostic) -> [UInt8] {
        var json = JSONText()
        json.diagnostic(finding)
        json.newline()
        return json.bytes
    }
}
