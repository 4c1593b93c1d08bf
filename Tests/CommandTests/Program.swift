import Glibc

/// What came of one run of a program.
struct Outcome: Sendable, Equatable {
    var status: Int32
    var output: [UInt8]
    var error: [UInt8]

    var text: String { String(decoding: output, as: UTF8.self) }
    var errorText: String { String(decoding: error, as: UTF8.self) }
    var lines: [String] { text.split(separator: "\n").map(String.init) }
}

/// The built program, run as its users run it.
enum Program {
    /// The folder of the tests' own executable, which is where the program is built too.
    static let folder: String = {
        var path = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &path, path.count - 1)
        let own = String(decoding: path.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        // Some runners load the tests as a library; then the first argument says where they lie.
        for start in [own, CommandLine.arguments.first ?? ""] {
            var parts = start.split(separator: "/", omittingEmptySubsequences: false)
            while parts.count > 1 {
                parts.removeLast()
                let candidate = parts.joined(separator: "/")
                if access(candidate + "/chancery", X_OK) == 0, isFile(candidate + "/chancery") { return candidate }
            }
        }
        return "."
    }()

    static var path: String { folder + "/chancery" }

    /// The package's own folder.
    static let package: String = {
        var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        parts.removeLast(3)
        return parts.joined(separator: "/")
    }()

    private static func isFile(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// Runs the program with words as its arguments.
    static func run(
        _ words: [String], in folder: String = package, input: [UInt8] = [], environment: [String: String] = [:]
    ) -> Outcome {
        spawn([path] + words, in: folder, input: input, environment: environment)
    }

    /// Runs a line of shell in which the program is called `chancery`.
    static func shell(_ line: String, in folder: String = package, environment: [String: String] = [:]) -> Outcome {
        spawn(["/bin/bash", "-c", line], in: folder, input: [], environment: environment)
    }

    private static func spawn(
        _ words: [String], in folder: String, input: [UInt8], environment: [String: String]
    ) -> Outcome {
        let scratch = Scratch()
        scratch.write("in", input)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, scratch.path("in"), O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, scratch.path("out"), O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, scratch.path("err"), O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        // The threads that run tests block signals, and a child would inherit that.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        // A known environment: no language, no colour, no width of whoever runs the tests.
        var settings = [
            "PATH": Program.folder + ":/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TMPDIR": scratch.folder,
            "HOME": scratch.folder,
        ]
        settings.merge(environment) { _, new in new }
        // `env` changes the folder; it becomes the program, with the same process id.
        let line = ["/usr/bin/env", "-C", folder] + words
        var arguments: [UnsafeMutablePointer<CChar>?] = line.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] =
            settings.sorted { $0.key < $1.key }.map { strdup($0.key + "=" + $0.value) } + [nil]
        defer {
            for pointer in arguments { free(pointer) }
            for pointer in variables { free(pointer) }
        }
        var process: pid_t = 0
        let failure = posix_spawn(&process, line[0], &actions, &attributes, &arguments, &variables)
        guard failure == 0 else {
            return Outcome(
                status: -1, output: [], error: Array("\(words[0]): \(String(cString: strerror(failure)))".utf8))
        }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7F
        return Outcome(
            status: signal == 0 ? status >> 8 & 0xFF : 128 + signal, output: scratch.read("out") ?? [],
            error: scratch.read("err") ?? [])
    }
}

/// A folder of a test's own, gone when the test is.
final class Scratch: Sendable {
    let folder: String

    init() {
        var template = Array("/tmp/chancery-test-XXXXXX".utf8CString)
        folder = template.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress, let made = mkdtemp(start) else { return "/nonexistent" }
            return String(cString: made)
        }
    }

    deinit { Scratch.remove(folder) }

    func path(_ name: String) -> String { folder + "/" + name }

    func write(_ name: String, _ bytes: [UInt8]) { Files.write(path(name), bytes) }
    func write(_ name: String, _ text: String) { write(name, Array(text.utf8)) }
    func read(_ name: String) -> [UInt8]? { Files.read(path(name)) }

    private static func remove(_ path: String) {
        for name in Files.names(in: path, hidden: true) {
            chmod(path, 0o700)
            if unlink(path + "/" + name) != 0 { remove(path + "/" + name) }
        }
        rmdir(path)
    }
}

/// The little of a file system that the tests need.
enum Files {
    static func read(_ path: String) -> [UInt8]? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&chunk, 1, chunk.count, file)
            if count == 0 { return bytes }
            bytes.append(contentsOf: chunk[0..<count])
        }
    }

    static func text(_ path: String) -> String? { read(path).map { String(decoding: $0, as: UTF8.self) } }

    static func write(_ path: String, _ bytes: [UInt8]) {
        guard let file = fopen(path, "wb") else { return }
        defer { fclose(file) }
        _ = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// In order; without `.` and `..`, and without hidden ones unless they are wanted.
    static func names(in folder: String, hidden: Bool = false) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name == "." || name == ".." || (name.hasPrefix(".") && !hidden) { continue }
            names.append(name)
        }
        return names.sorted()
    }
}
