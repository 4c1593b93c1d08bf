package import Kernel
package import Lexicon
internal import Read

/// An article, rows to lay over the lexicons if it needs any, and the rows that should be found: a folder with the articles,
/// `expected` and perhaps `lexicons/`, or one file that holds the same.
package struct GoldenCase: Sendable {
    enum Articles: Sendable {
        case files([String])
        /// Files within a file: name, bytes, and the line before their first.
        case sections([(name: String, bytes: [UInt8], line: Int)])
    }

    /// As the user would name it.
    package let path: String
    let articles: Articles
    package private(set) var overlay: LexiconLayer?
    /// nil where nothing is expected yet.
    package private(set) var expected: ExpectedTable?
    /// What makes the case useless, or is worth a word.
    package private(set) var problems: [Diagnostic] = []
    /// The file that is written when what was found is accepted.
    let expectedPath: String
    private let expectedBytes: [UInt8]?
    private let text: CaseText?

    package static let expectedName = "expected"
    static let lexiconsName = "lexicons"
    static let fileEnding = ".case"

    /// Not what a reader finds, nor what is said to people.
    static func isArticle(_ name: String) -> Bool {
        let lower = name.lowercased()
        if name == "truth.jsonl" || lower.hasPrefix("readme") { return false }
        return ReadFormat(path: name) != nil
    }

    init(folder: String, names: [String]) {
        path = folder
        text = nil
        let files = names.filter { GoldenCase.isArticle($0) && FileStore.kind(of: folder + "/" + $0) == .file }
        articles = .files(files.map { folder + "/" + $0 })
        expectedPath = folder + "/" + GoldenCase.expectedName
        expectedBytes = names.contains(GoldenCase.expectedName) ? FileStore.read(expectedPath) : nil
        var problems: [Diagnostic] = []
        if names.contains(GoldenCase.expectedName), expectedBytes == nil {
            problems.append(
                Diagnostic(.error, "unreadable", at: Origin(path: expectedPath), "cannot be read: \(FileStore.reason)"))
        }
        if names.contains(GoldenCase.lexiconsName) {
            overlay = LexiconLayer(folder: folder + "/" + GoldenCase.lexiconsName) { problems.append($0) }
        }
        if files.isEmpty {
            problems.append(
                Diagnostic(
                    .error, "no-article", at: Origin(path: expectedPath, line: 1), "no article stands beside it",
                    hint: "put the article into the folder, as article.md, article.txt or articles.jsonl"))
        }
        self.problems = problems
        readExpected()
    }

    init(file: String, bytes: [UInt8]) {
        let text = CaseText(bytes)
        self.text = text
        path = file
        expectedPath = file
        var problems: [Diagnostic] = []
        func tell(_ code: String, _ line: Int, _ message: String, _ hint: String) {
            problems.append(Diagnostic(.error, code, at: Origin(path: file, line: line), message, hint: hint))
        }
        var sections: [(name: String, bytes: [UInt8], line: Int)] = []
        var overlay: [LexiconLayer.File] = []
        var expected: [UInt8]?
        var seen: [String: Int] = [:]
        for section in text.sections {
            if let line = seen.updateValue(section.line, forKey: section.name) {
                tell(
                    "duplicate-section", section.line, "\"\(section.name)\" stands on line \(line) too",
                    "give one of the two another name")
                continue
            }
            let parts = section.name.split(separator: "/")
            if section.name == GoldenCase.expectedName {
                expected = text.paddedBytes(section)
            } else if parts.count == 2, parts[0] == GoldenCase.lexiconsName,
                LexiconTable.allCases.contains(where: { $0.fileName == parts[1] })
            {
                overlay.append(
                    LexiconLayer.File(name: String(parts[1]), path: file, bytes: text.paddedBytes(section)))
            } else if parts.count == 1, GoldenCase.isArticle(section.name) {
                sections.append((section.name, text.bytes(section), section.line))
            } else {
                tell(
                    "unknown-section", section.line, "nothing of a case is called \"\(section.name)\"",
                    "it holds articles (article.md, articles.tsv…), lexicons/TABLE.tsv and expected")
            }
        }
        if sections.isEmpty {
            tell(
                "no-article", 1, "the case has no article",
                "write it behind a line \"-- article.md --\" or \"-- articles.tsv --\"")
        }
        articles = .sections(sections)
        if !overlay.isEmpty { self.overlay = LexiconLayer(overlay) }
        expectedBytes = expected
        self.problems = problems
        readExpected()
    }

    private mutating func readExpected() {
        guard let expectedBytes else { return }
        var found: [Diagnostic] = []
        expected = ExpectedTable(path: expectedPath, bytes: expectedBytes) { found.append($0) }
        problems += found
    }

    // MARK: - Articles

    /// Every article of the case with what there is to say of reading it; places are those in the case.
    func read(_ options: ReadOptions) -> (articles: [Article], problems: [Diagnostic]) {
        var articles: [Article] = []
        var problems: [Diagnostic] = []
        var ledger = ArticleLedger()
        let reader = ArticleReader(options)
        func take(_ intake: Intake) {
            var intake = intake
            while let step = intake.next() {
                switch step {
                case .problem(let problem): problems.append(placed(problem))
                case .item(let item):
                    let read = reader.read(item)
                    problems += read.problems.map(placed)
                    for article in read.articles {
                        var article = article
                        if article.id.hasPrefix(path + "/") { article.id.removeFirst(path.count + 1) }
                        if let problem = ledger.admit(&article) { problems.append(placed(problem)) }
                        articles.append(article)
                    }
                }
            }
        }
        switch self.articles {
        case .files(let paths): take(Intake(paths: paths, options: options))
        case .sections(let sections):
            for section in sections {
                take(Intake(path: path + "/" + section.name, bytes: section.bytes, options: options))
            }
        }
        return (articles, problems)
    }

    /// A place within a file of a file is told as a line of the file that people have.
    private func placed(_ problem: Diagnostic) -> Diagnostic {
        guard case .sections(let sections) = articles else { return problem }
        var problem = problem
        for section in sections where problem.origin.path == path + "/" + section.name {
            problem.origin = Origin(path: path, line: section.line + max(problem.origin.line, 1))
        }
        return problem
    }

    // MARK: - Writing

    /// The lines of the expected table as they stand, and the number of the first of them.
    var expectedLines: (lines: [ArraySlice<UInt8>], first: Int) {
        guard var bytes = expectedBytes else { return ([], 1) }
        var first = 1
        if let text, let section = text.sections.first(where: { $0.name == GoldenCase.expectedName }) {
            bytes = text.bytes(section)
            first = section.line + 1
        }
        if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
        return (
            bytes.isEmpty ? [] : bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false), first
        )
    }

    /// The file that is written when rows are accepted.
    package var filePath: String { expectedPath }

    /// What that file held when the case was read, and what it holds now; nil where there is none.
    package var originalFile: [UInt8]? { text?.bytes ?? expectedBytes }
    package var currentFile: [UInt8]? { FileStore.read(expectedPath) }

    package func removeFile() { FileStore.remove(expectedPath) }

    /// The file that holds the expected rows, with another table in it.
    package func rewritten(_ table: [UInt8]) -> (path: String, bytes: [UInt8]) {
        (expectedPath, text?.with(GoldenCase.expectedName, table) ?? table)
    }
}
