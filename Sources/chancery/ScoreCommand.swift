internal import Glibc
internal import Kernel
internal import Lexicon
internal import Pipeline
internal import Score

/// `chancery score`
enum ScoreCommand {
    static let name = "score"

    static func run(_ arguments: Arguments) throws -> Int32 {
        var names = NameTable()
        let pipeline = try Setup.pipeline(arguments)
        for person in pipeline.lexicon.people { names.add(person.name, aliases: person.aliases) }
        var unread = 0
        func load(_ path: String) throws -> [UInt8] {
            guard let bytes = InputFile.read(path) else {
                throw UsageError(message: "\(path) cannot be read: \(String(cString: strerror(errno)))")
            }
            return bytes
        }
        func tell(_ problem: Diagnostic) {
            unread += 1
            Terminal.printError("chancery: " + problem.description)
        }
        let (labels, events) = (arguments.operands[0], arguments.operands[1])
        let gold = try load(labels)
        let predicted = try load(events)
        let text: String
        if ClusterLabels.isForm(of: gold) {
            text = ClusterScoring(
                labels: ClusterLabels(path: labels, bytes: gold, names: names, report: tell),
                merged: MergedAccounts(path: events, bytes: predicted, names: names, report: tell)
            ).text(misses: arguments.has("misses"))
        } else {
            text = ScoreReport.text(
                Scoring(
                    gold: LabelledEvents(path: labels, bytes: gold, names: names, report: tell),
                    predicted: LabelledEvents(path: events, bytes: predicted, names: names, report: tell)),
                misses: arguments.has("misses"))
        }
        var output = OutputFile()
        try output.write(Array(text.utf8))
        try output.finish()
        return unread > 0 ? 3 : 0
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
