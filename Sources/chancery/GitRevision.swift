internal import Glibc
internal import Kernel
internal import Lexicon

/// The lexicon files of a folder as they were at a revision of the git repository that holds it.
enum GitRevision {
    /// Whether a folder's repository has such a revision.
    static func exists(_ revision: String, in folder: String) -> Bool {
        run(folder, ["rev-parse", "--quiet", "--verify", "--end-of-options", revision + "^{commit}"])?.status == 0
    }

    /// `tree` is what git calls the folder: `REV:FOLDER` from the root of the repository, or `REV:./` within it.
    static func layer(_ revision: String, _ tree: String, in folder: String, shown: String) throws(UsageError)
        -> LexiconLayer
    {
        guard exists(revision, in: folder) else {
            throw UsageError(
                message: "\"\(revision)\" is neither a folder nor a revision of the repository that holds \(folder)",
                hint: "name a folder of lexicon files, or a revision such as HEAD~1")
        }
        let known = LexiconTable.allCases.map(\.fileName)
        let names = run(folder, ["ls-tree", "-z", "--name-only", "--full-tree", revision + ":" + tree])
        let present = (names?.output ?? []).split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        var files: [LexiconLayer.File] = []
        for name in present.sorted() where known.contains(name) {
            let path = revision + ":" + (tree.hasSuffix("/") ? tree : tree + "/") + name
            guard let blob = run(folder, ["cat-file", "blob", path]), blob.status == 0 else {
                throw UsageError(message: "git cannot read \(path)")
            }
            files.append(
                LexiconLayer.File(name: name, path: "\(revision):\(shown)/\(name)", bytes: blob.output))
        }
        if files.isEmpty {
            Terminal.printError("chancery: \(shown) holds no lexicon files at \(revision): all its rows count as new")
        }
        return LexiconLayer(files)
    }

    private static func run(_ folder: String, _ words: [String]) -> (status: Int32, output: [UInt8])? {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[0]) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var arguments: [UnsafeMutablePointer<CChar>?] = (["git", "-C", folder] + words).map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var process: pid_t = 0
        let failure = posix_spawnp(&process, "git", &actions, nil, &arguments, environ)
        close(ends[1])
        guard failure == 0 else { return nil }
        var output: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(ends[0], &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            if count <= 0 { break }
            output.append(contentsOf: chunk[0..<count])
        }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return (status & 0x7F == 0 ? status >> 8 & 0xFF : 128, output)
    }
}
