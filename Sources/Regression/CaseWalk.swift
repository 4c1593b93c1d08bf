package import Kernel

/// The cases below paths: folders with `expected` or with nothing but articles in them, and files that end in `.case`. A folder with
/// a `cmd` is a case of the command line, which the program's own tests run.
package struct CaseWalk {
    package private(set) var cases: [GoldenCase] = []
    package private(set) var problems: [Diagnostic] = []
    private var visited: Set<[UInt64]> = []

    package init(_ paths: [String]) {
        for path in paths {
            let plain = CaseWalk.withoutSlash(path)
            switch FileStore.kind(of: plain) {
            case .folder: enter(plain)
            case .file where plain.hasSuffix(GoldenCase.fileEnding): open(plain)
            case .missing:
                problems.append(Diagnostic(.error, "missing", at: Origin(path: path), FileStore.reason))
            case .file, .other:
                problems.append(
                    Diagnostic(
                        .error, "no-case", at: Origin(path: path), "no case",
                        hint: "a case is a folder with \(GoldenCase.expectedName), or a file that ends in "
                            + GoldenCase.fileEnding))
            }
        }
    }

    private static func withoutSlash(_ path: String) -> String {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return path
    }

    private mutating func open(_ path: String) {
        if let bytes = FileStore.read(path) {
            cases.append(GoldenCase(file: path, bytes: bytes))
        } else {
            problems.append(Diagnostic(.error, "unreadable", at: Origin(path: path), FileStore.reason))
        }
    }

    private mutating func enter(_ folder: String) {
        guard let key = FileStore.key(of: folder), visited.insert(key).inserted else { return }
        guard let names = FileStore.names(in: folder) else {
            problems.append(Diagnostic(.error, "unreadable", at: Origin(path: folder), FileStore.reason))
            return
        }
        if names.contains("cmd") { return }
        if names.contains(GoldenCase.expectedName) || isNew(folder, names) {
            cases.append(GoldenCase(folder: folder, names: names))
            return
        }
        for name in names {
            let path = folder == "/" ? "/" + name : folder + "/" + name
            switch FileStore.kind(of: path) {
            case .folder: enter(path)
            case .file where name.hasSuffix(GoldenCase.fileEnding): open(path)
            default: break
            }
        }
    }

    /// Articles of which nothing is expected yet: with nothing beside them but lexicons of their own.
    private func isNew(_ folder: String, _ names: [String]) -> Bool {
        var hasArticles = false
        for name in names where name != GoldenCase.lexiconsName {
            if name.hasSuffix(GoldenCase.fileEnding) { return false }
            switch FileStore.kind(of: folder + "/" + name) {
            case .folder: return false
            // Something that is no article says that these are something else too.
            case .file:
                if !GoldenCase.isArticle(name) { return false }
                hasArticles = true
            default: break
            }
        }
        return hasArticles
    }
}
