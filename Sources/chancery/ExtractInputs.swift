internal import Glibc

/// What `extract` reads: archives of earlier runs, then articles.
struct ExtractInputs {
    private(set) var archives: [String] = []
    private(set) var paths: [String] = []

    private static let endings = [".sqlite", ".sqlite3", ".db"]

    static func isArchive(_ path: String) -> Bool { endings.contains { path.lowercased().hasSuffix($0) } }

    init(_ arguments: Arguments) throws(UsageError) {
        let from = arguments["from"] ?? ""
        if ExtractInputs.isArchive(from) { archives.append(from) }
        for operand in arguments.operands {
            if from == "sqlite" || ExtractInputs.isArchive(operand) {
                archives.append(operand)
            } else {
                paths.append(operand)
            }
        }
        guard paths.isEmpty, archives.isEmpty else { return }
        if from == "sqlite" { throw UsageError(message: "--from sqlite needs an archive", hint: "name the file") }
        if isatty(STDIN_FILENO) == 1 {
            throw UsageError(message: "extract needs articles", hint: "name files or folders, or pipe an article in")
        }
        paths = ["-"]
    }

    /// An output that is one of the inputs would eat it, or feed itself.
    func refuse(_ target: String?) throws(UsageError) { try ExtractInputs.refuse(target, among: archives + paths) }

    static func refuse(_ target: String?, among paths: [String]) throws(UsageError) {
        var own = stat()
        let shown = target ?? "standard output"
        guard (target.map { stat($0, &own) } ?? fstat(STDOUT_FILENO, &own)) == 0 else { return }
        switch own.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw UsageError(message: "\(shown) is a folder", hint: "name a file")
        default: return
        }
        for path in paths {
            var other = stat()
            guard (path == "-" ? fstat(STDIN_FILENO, &other) : stat(path, &other)) == 0 else { continue }
            if other.st_dev == own.st_dev, other.st_ino == own.st_ino {
                throw UsageError(message: "\(shown) is an input and the output", hint: "write to another file")
            }
        }
    }
}
