internal import Glibc
internal import Kernel

/// The files behind the paths of a run: folders in the order of their names, links followed but never in a circle.
struct PathWalk {
    enum Step {
        /// `isNamed`: given by the user, not come upon in a folder.
        case file(path: String, isNamed: Bool)
        case problem(Diagnostic)
    }

    private struct FileKey: Hashable {
        var device: UInt64
        var inode: UInt64

        init(_ status: stat) {
            device = UInt64(status.st_dev)
            inode = UInt64(status.st_ino)
        }
    }

    private struct Pending {
        var path: String
        var isNamed: Bool
        /// The folders around it.
        var within: [FileKey]
    }

    /// The next is last.
    private var pending: [Pending]
    private var visited: Set<FileKey> = []
    /// The file that the run writes: come upon in a folder, it is yesterday's output and no input.
    private let output: FileKey?

    init(_ paths: [String], output: String? = nil) {
        var status = stat()
        self.output = output.flatMap { stat($0, &status) == 0 ? FileKey(status) : nil }
        pending = paths.reversed().map { Pending(path: $0, isNamed: true, within: []) }
    }

    mutating func next() -> Step? {
        while let entry = pending.popLast() {
            if entry.path == "-" { return .file(path: "-", isNamed: true) }
            var status = stat()
            guard stat(entry.path, &status) == 0 else {
                let code = errno
                let isCircle = code == ELOOP
                return .problem(
                    Diagnostic(
                        .error, isCircle ? "cyclic-link" : code == ENOENT ? "missing" : "unreadable",
                        at: Origin(path: entry.path),
                        isCircle ? "a link that leads to itself" : ByteSource.reason(code)))
            }
            switch status.st_mode & S_IFMT {
            case S_IFDIR:
                let key = FileKey(status)
                if entry.within.contains(key) {
                    return .problem(
                        Diagnostic(
                            .warning, "cyclic-link", at: Origin(path: entry.path),
                            "a link to a folder around it; not followed"))
                }
                // A link aside to a folder that was read, or will be.
                guard visited.insert(key).inserted else { continue }
                if let problem = enter(entry, key) { return .problem(problem) }
            case S_IFREG:
                if !entry.isNamed, let output, output == FileKey(status) { continue }
                return .file(path: entry.path, isNamed: entry.isNamed)
            default:
                // Pipes (`<(…)`) are read where the user names them, never where a folder holds them.
                if entry.isNamed { return .file(path: entry.path, isNamed: true) }
            }
        }
        return nil
    }

    private mutating func enter(_ folder: Pending, _ key: FileKey) -> Diagnostic? {
        guard let stream = opendir(folder.path) else {
            return Diagnostic(.error, "unreadable", at: Origin(path: folder.path), ByteSource.reason(errno))
        }
        defer { closedir(stream) }
        var names: [[UInt8]] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            // Hidden files are the editor's and the version control's.
            if name.first != UInt8(ascii: ".") { names.append(name) }
        }
        names.sort { $0.lexicographicallyPrecedes($1) }
        let base = folder.path.hasSuffix("/") ? folder.path : folder.path + "/"
        for name in names.reversed() {
            let path = base + String(decoding: name, as: UTF8.self)
            pending.append(Pending(path: path, isNamed: false, within: folder.within + [key]))
        }
        return nil
    }
}
