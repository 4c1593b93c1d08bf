internal import Glibc
internal import Kernel
internal import Lexicon
internal import Pipeline
internal import Regression

/// `chancery lexicon diff`
enum LexiconDiffCommand {
    static let name = "lexicon diff"

    static func run(_ arguments: Arguments) async throws -> Int32 {
        let sides = try LexiconSides(arguments)
        let old = try Setup.pipeline(sides.old)
        let diff = LexiconDiff(old, try Setup.pipeline(sides.new))
        let options = try Setup.readOptions(arguments, old)
        let jobs = try Setup.jobs(arguments)
        var output = try OutputFile(arguments)
        var report = SweepReport(arguments)
        var differences: [ArticleDifference] = []
        var articles = 0
        if diff.change.edits.isEmpty { Terminal.printError("chancery: the two lexicons are the same") }
        try await diff.run(Sweep(paths: sides.paths, options: options, jobs: jobs)) { batch in
            report.tell(batch.problems)
            articles += batch.results.count
            differences += batch.results.compactMap(\.difference)
            report.step(batch)
            return true
        }
        report.clear()
        try await Causes(diff, newLayers: sides.new).trace(&differences, jobs: jobs)
        let found = DiffReport(diff, differences, articles: articles)
        switch arguments["to"] ?? ending(of: arguments["output"]) {
        case "tsv": try output.write(Array(found.table.utf8))
        case "jsonl": try output.write(found.json)
        case "md": try output.write(Array(found.markdown.utf8))
        case "html": try output.write(Array(found.page.utf8))
        default:
            try output.write(Array(found.text.utf8))
            try output.finish()
            return differences.isEmpty ? report.status : 1
        }
        try output.finish()
        Terminal.printError("chancery: " + found.summary)
        return differences.isEmpty ? report.status : 1
    }

    private static func ending(of target: String?) -> String {
        let ending = target?.split(separator: ".").last ?? ""
        return ["tsv", "jsonl", "md", "html"].contains(ending) ? String(ending) : "text"
    }
}

/// OLD, NEW and the articles of `lexicon diff`.
private struct LexiconSides {
    let old: [LexiconLayer]
    let new: [LexiconLayer]
    let paths: [String]

    private static let builtIn = "built-in"

    init(_ arguments: Arguments) throws(UsageError) {
        let words = arguments.operands
        var folders = arguments.all("lexicons")
        if folders.isEmpty, let own = ["lexicons", "Lexicons"].first(where: LexiconSides.isFolder) { folders = [own] }
        let base = try Setup.base()
        let hasNew = words.count > 2 && LexiconSides.isLexicon(words[1], folders)
        if hasNew, LexiconSides.isFolder(words[1]), !LexiconSides.isFolder(words[0]) { folders = [words[1]] }
        new =
            hasNew
            ? try LexiconSides.layers(words[1], folders, base)
            : LexiconSides.over(base, try folders.map { (folder) throws(UsageError) in try Setup.layer(folder) })
        old = try LexiconSides.layers(words[0], folders, base)
        paths = Array(words.dropFirst(hasNew ? 2 : 1))
    }

    /// A folder with a file for every table takes the place of what is built in; any other is laid over it.
    private static func over(_ base: LexiconLayer, _ layers: [LexiconLayer]) -> [LexiconLayer] {
        layers.first?.isWhole == true ? layers : [base] + layers
    }

    private static func layers(
        _ word: String, _ folders: [String], _ base: LexiconLayer
    ) throws(UsageError) -> [LexiconLayer] {
        if word == builtIn { return [base] }
        if isFolder(word) { return over(base, [try Setup.layer(word)]) }
        if let colon = word.firstIndex(of: ":") {
            let tree = String(word[word.index(after: colon)...])
            let layer = try GitRevision.layer(String(word[..<colon]), tree, in: ".", shown: tree)
            if layer.files.isEmpty {
                throw UsageError(message: "\(word) holds no lexicon files", hint: "name a folder that holds people.tsv")
            }
            return over(base, [layer])
        }
        if folders.isEmpty {
            throw UsageError(
                message: "there is no folder of lexicons whose revision \"\(word)\" could be",
                hint: "name it: --lexicons DIR, or \(word):DIR")
        }
        return over(
            base,
            try folders.map { (folder) throws(UsageError) in
                try GitRevision.layer(word, "./", in: folder, shown: folder)
            })
    }

    private static func isLexicon(_ word: String, _ folders: [String]) -> Bool {
        if word == builtIn || isFolder(word) { return true }
        var status = stat()
        if word == "-" || stat(word, &status) == 0 { return false }
        let revision = word.split(separator: ":", maxSplits: 1).first.map { String($0) } ?? word
        return GitRevision.exists(revision, in: word.contains(":") ? "." : folders.first ?? ".")
    }

    /// A folder that holds a file of the lexicons.
    private static func isFolder(_ path: String) -> Bool {
        LexiconTable.allCases.contains { access(path + "/" + $0.fileName, F_OK) == 0 }
    }
}
