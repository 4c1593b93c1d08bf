internal import Glibc

/// Why an output could not be written.
struct OutputFailure: Error {
    var message: String
    /// The reader at the other end of a pipe has gone: nothing to complain about.
    var isClosedPipe = false
}

/// Where bytes go: standard output, or a file that appears whole when it is finished and not at all otherwise.
struct OutputFile: ~Copyable {
    private let place: OutputPlace?
    private var descriptor: Int32
    private var buffer: [UInt8]
    private var isOpen: Bool

    /// Standard output.
    init() {
        place = nil
        descriptor = STDOUT_FILENO
        buffer = []
        isOpen = true
    }

    /// The file of `-o`, or standard output.
    init(_ arguments: Arguments) throws(OutputFailure) {
        if let path = arguments["output"] { try self.init(path: path) } else { self.init() }
    }

    init(path: String) throws(OutputFailure) {
        let place = try OutputPlace(path)
        let opened = try place.open()
        self.place = place
        descriptor = opened
        buffer = []
        isOpen = true
    }

    deinit {
        if isOpen, let place {
            close(descriptor)
            place.discard()
        }
    }

    mutating func write(_ bytes: [UInt8]) throws(OutputFailure) {
        // What is large is not copied first.
        if bytes.count >= 1 << 16 {
            try flush()
            return try put(bytes)
        }
        buffer.append(contentsOf: bytes)
        if buffer.count >= 1 << 16 { try flush() }
    }

    mutating func flush() throws(OutputFailure) {
        try put(buffer)
        buffer.removeAll(keepingCapacity: true)
    }

    private func put(_ bytes: [UInt8]) throws(OutputFailure) {
        var start = 0
        while start < bytes.count {
            let written = bytes.withUnsafeBytes { raw -> Int in
                guard let base = raw.baseAddress else { return 0 }
                return Glibc.write(descriptor, base + start, raw.count - start)
            }
            if written < 0 {
                if errno == EINTR { continue }
                if errno == EPIPE { throw OutputFailure(message: "", isClosedPipe: true) }
                if let place { throw place.failure() }
                throw OutputFailure(message: "standard output cannot be written: \(String(cString: strerror(errno)))")
            }
            start += written
        }
    }

    /// Puts the file in its place.
    mutating func finish() throws(OutputFailure) {
        try flush()
        guard let place else { return }
        isOpen = false
        guard close(descriptor) == 0 else {
            let failed = place.failure()
            place.discard()
            throw failed
        }
        try place.commit()
    }
}

/// Ctrl-C removes the unfinished file before the program ends.
enum Interrupt {
    nonisolated(unsafe) private static var unfinished: UnsafeMutablePointer<CChar>?

    static func install() {
        signal(SIGPIPE, SIG_IGN)
        // A file that may not grow further is an error to report, not a reason to vanish.
        signal(SIGXFSZ, SIG_IGN)
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
