internal import Glibc

/// Why an output could not be written.
struct OutputFailure: Error {
    var message: String
    /// The reader at the other end of a pipe has gone: nothing to complain about.
    var isClosedPipe = false
}

/// Where bytes go: standard output, or a file that appears whole when it is finished and not at all otherwise.
struct OutputFile: ~Copyable {
    private let path: String?
    private let temporary: String
    private var descriptor: Int32
    private var buffer: [UInt8] = []
    private var isOpen = true

    /// Standard output.
    init() {
        path = nil
        temporary = ""
        descriptor = STDOUT_FILENO
    }

    init(path: String) throws(OutputFailure) {
        self.path = path
        temporary = path + ".\(getpid()).part"
        descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else {
            throw OutputFailure(message: "\(path) cannot be written: \(String(cString: strerror(errno)))")
        }
        Interrupt.remember(temporary)
    }

    deinit {
        if isOpen, path != nil {
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
                    message: "\(path ?? "standard output") cannot be written: \(String(cString: strerror(errno)))")
            }
            start += written
        }
        buffer.removeAll(keepingCapacity: true)
    }

    /// Puts the file in its place.
    mutating func finish() throws(OutputFailure) {
        try flush()
        guard let path else { return }
        guard fsync(descriptor) == 0 || errno == EINVAL, close(descriptor) == 0, rename(temporary, path) == 0 else {
            let reason = String(cString: strerror(errno))
            unlink(temporary)
            isOpen = false
            throw OutputFailure(message: "\(path) cannot be written: \(reason)")
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
