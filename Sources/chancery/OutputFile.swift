internal import Glibc

/// Why an output could not be written.
struct OutputFailure: Error {
    var message: String
    /// The reader at the other end of a pipe has gone: nothing to complain about.
    var isClosedPipe = false
}

/// Where bytes go: standard output, or a file that appears whole when it is finished and not at all otherwise.
struct OutputFile: ~Copyable {
    /// For messages.
    private let name: String
    /// The file to put in place in the end; nil where the bytes go straight to where they belong.
    private let target: String?
    private let temporary: String
    private var descriptor: Int32
    private var buffer: [UInt8] = []
    private var isOpen = true

    /// Standard output.
    init() {
        name = "standard output"
        target = nil
        temporary = ""
        descriptor = STDOUT_FILENO
    }

    /// The file of `-o`, or standard output.
    init(_ arguments: Arguments) throws(OutputFailure) {
        if let path = arguments["output"] { try self.init(path: path) } else { self.init() }
    }

    init(path: String) throws(OutputFailure) {
        name = path
        var old = stat()
        let exists = stat(path, &old) == 0
        if exists, old.st_mode & S_IFMT != S_IFREG {
            // A device or a named pipe is written to; a file put in its place would be its end.
            target = nil
            temporary = ""
            descriptor = open(path, O_WRONLY | O_CLOEXEC)
        } else {
            // Where a link leads, so that the link stays one.
            let file = exists ? OutputFile.resolved(path) : path
            target = file
            temporary = file + ".\(getpid()).part"
            descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
            if exists, descriptor >= 0 { fchmod(descriptor, old.st_mode & 0o7777) }
        }
        guard descriptor >= 0 else {
            throw OutputFailure(message: "\(path) cannot be written: \(String(cString: strerror(errno)))")
        }
        if target != nil { Interrupt.remember(temporary) }
    }

    private static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    deinit {
        if isOpen, target != nil {
            close(descriptor)
            unlink(temporary)
            Interrupt.forget()
        }
    }

    mutating func write(_ bytes: [UInt8]) throws(OutputFailure) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= 1 << 16 { try flush() }
    }

    mutating func flush() throws(OutputFailure) {
        var start = 0
        while start < buffer.count {
            let written = buffer.withUnsafeBytes { raw -> Int in
                guard let base = raw.baseAddress else { return 0 }
                return Glibc.write(descriptor, base + start, raw.count - start)
            }
            if written < 0 {
                if errno == EINTR { continue }
                if errno == EPIPE { throw OutputFailure(message: "", isClosedPipe: true) }
                throw OutputFailure(
                    message: "\(name) cannot be written: \(String(cString: strerror(errno)))")
            }
            start += written
        }
        buffer.removeAll(keepingCapacity: true)
    }

    /// An output that is one of the inputs would eat it.
    static func refuse(_ target: String, among paths: [String]) throws(UsageError) {
        var own = stat()
        guard stat(target, &own) == 0 else { return }
        for path in paths {
            var other = stat()
            if stat(path, &other) == 0, other.st_dev == own.st_dev, other.st_ino == own.st_ino {
                throw UsageError(message: "\(target) is an input and the output", hint: "write to another file")
            }
        }
        if own.st_mode & S_IFMT == S_IFDIR { throw UsageError(message: "\(target) is a folder", hint: "name a file") }
    }

    /// Puts the file in its place.
    mutating func finish() throws(OutputFailure) {
        try flush()
        guard let target else { return }
        // A file system that cannot sync says EINVAL; what it holds is all there is to have.
        guard fsync(descriptor) == 0 || errno == EINVAL, close(descriptor) == 0, rename(temporary, target) == 0 else {
            let reason = String(cString: strerror(errno))
            unlink(temporary)
            isOpen = false
            throw OutputFailure(message: "\(name) cannot be written: \(reason)")
        }
        isOpen = false
        Interrupt.forget()
    }
}

/// Ctrl-C removes the unfinished file before the program ends.
enum Interrupt {
    nonisolated(unsafe) private static var unfinished: UnsafeMutablePointer<CChar>?

    static func install() {
        signal(SIGPIPE, SIG_IGN)
        for number in [SIGINT, SIGTERM, SIGHUP] {
            // Who started us with nohup means it.
            var old = sigaction()
            sigaction(number, nil, &old)
            if unsafeBitCast(old.__sigaction_handler.sa_handler, to: Int.self) == 1 { continue }
            signal(number) { number in
                if let path = Interrupt.unfinished { unlink(path) }
                signal(number, SIG_DFL)
                raise(number)
            }
        }
    }

    static func remember(_ path: String) { unfinished = strdup(path) }
    static func forget() { unfinished = nil }
}
