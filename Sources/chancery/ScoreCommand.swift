internal import Glibc
internal import Kernel
internal import Lexicon
internal import Pipeline
internal import Score
internal import Write

/// `chancery score`
enum ScoreCommand {
    static let name = "score"

    static func run(_ arguments: Arguments) throws -> Int32 {
        let limits = try limits(arguments)
        var names = NameTable()
        let pipeline = try Setup.pipeline(arguments)
        for person in pipeline.lexicon.people { names.add(person.name, aliases: person.aliases) }
        var unread = 0
        func tell(_ problem: Diagnostic) {
            unread += 1
            Terminal.printError("chancery: " + problem.description)
        }
        func bytes(_ path: String) throws -> [UInt8] {
            guard let bytes = InputFile.read(path) else {
                throw UsageError(message: "\(path) cannot be read: \(String(cString: strerror(errno)))")
            }
            return bytes
        }
        func load(_ path: String, _ bytes: [UInt8]) -> LabelledEvents {
            LabelledEvents(path: path, bytes: bytes, names: names, report: tell)
        }
        let (labelPath, eventPath) = (arguments.operands[0], arguments.operands[1])
        let gold = try bytes(labelPath)
        if ClusterLabels.isForm(of: gold) {
            for option in ["baseline", "fail-under", "to"] where arguments.has(option) {
                throw UsageError(message: "--\(option) goes with labels of articles", hint: "these are clusters")
            }
            let scoring = ClusterScoring(
                labels: ClusterLabels(path: labelPath, bytes: gold, names: names, report: tell),
                merged: MergedAccounts(path: eventPath, bytes: try bytes(eventPath), names: names, report: tell))
            var output = OutputFile()
            try output.write(Array(scoring.text(misses: arguments.has("misses")).utf8))
            try output.finish()
            return unread > 0 ? 3 : 0
        }
        let labels = load(labelPath, gold)
        let scoring = Scoring(gold: labels, predicted: load(eventPath, try bytes(eventPath)))
        let figures = ScoreFigures(scoring)
        for (name, _) in limits where figures.value(name) == nil {
            throw UsageError(
                message: "--fail-under: there is no figure \"\(name)\"",
                hint: "the figures are "
                    + figures.all.map(\.name).filter { !$0.hasPrefix("source.") }.joined(separator: ", ")
                    + ", and source.NAME")
        }
        var baseline: ScoreFigures?
        if let path = arguments["baseline"] {
            // Figures that were kept, or the events of an earlier run.
            let kept = try bytes(path)
            baseline =
                ScoreFigures(path: path, bytes: kept, report: tell)
                ?? ScoreFigures(Scoring(gold: labels, predicted: load(path, kept)))
        }
        var output = OutputFile()
        if arguments["to"] == "jsonl" {
            for figure in figures.all { try output.write(json(figure, baseline?.value(figure.name))) }
        } else {
            try output.write(Array(ScoreReport.text(scoring, misses: arguments.has("misses")).utf8))
            if let baseline, let path = arguments["baseline"] {
                try output.write(Array(text(ScoreComparison(baseline, figures), against: path).utf8))
            }
        }
        try output.finish()
        var isUnder = false
        for (name, limit) in limits {
            guard let value = figures.value(name), value < limit else { continue }
            isUnder = true
            Terminal.printError(
                "chancery: \(name) is \(ScoreFigures.decimal(value)), under \(ScoreFigures.decimal(limit))")
        }
        return isUnder ? 1 : unread > 0 ? 3 : 0
    }

    /// `--fail-under event=0.93,row=0.8`
    private static func limits(_ arguments: Arguments) throws(UsageError) -> [(name: String, value: Int)] {
        try arguments.list("fail-under").map { (item) throws(UsageError) in
            guard let equals = item.lastIndex(of: "="),
                let value = ScoreFigures.number(String(item[item.index(after: equals)...]))
            else {
                throw UsageError(
                    message: "--fail-under takes no \"\(item)\"",
                    hint: "write FIGURE=NUMBER,…, as in event=0.93,row=0.8")
            }
            return (String(item[..<equals]), value)
        }
    }

    private static func text(_ comparison: ScoreComparison, against name: String) -> String {
        let changes = comparison.rose + comparison.fell
        if changes.isEmpty { return "against \(name): nothing rose or fell\n" }
        var out = "against \(name): \(comparison.rose.count) rose, \(comparison.fell.count) fell\n"
        let width = changes.map { DisplayWidth.of($0.name) }.max() ?? 0
        for change in changes {
            let isUp = change.value > change.was
            out += "  \(isUp ? "rose" : "fell")  \(DisplayWidth.fitted(change.name, to: width))  "
            out += ScoreFigures.decimal(change.was) + " → " + ScoreFigures.decimal(change.value)
            out += "  " + (isUp ? "+" : "-") + ScoreFigures.decimal(abs(change.value - change.was)) + "\n"
        }
        return out
    }

    private static func json(_ figure: ScoreFigures.Figure, _ was: Int?) -> [UInt8] {
        var json = JSONText()
        json.object { json in
            json.field("figure", figure.name)
            json.key("value")
            json.raw(ScoreFigures.decimal(figure.value))
            if let was {
                json.key("was")
                json.raw(ScoreFigures.decimal(was))
            }
        }
        json.newline()
        return json.bytes
    }
}

/// A file as a whole, or standard input.
enum InputFile {
    static func read(_ path: String) -> [UInt8]? {
        let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { if descriptor != STDIN_FILENO { close(descriptor) } }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0 { return nil }
            if count == 0 { return bytes }
            bytes.append(contentsOf: chunk[0..<count])
        }
    }
}
