internal import Glibc

/// The terminal while a key at a time is read from it: another screen, nothing echoed. It is as it was once this is gone, and
/// when the program is told to end.
final class RawTerminal {
    enum Key: Equatable {
        case character(UInt8)
        case up, down, pageUp, pageDown
        /// The window has another size now.
        case resized
        /// Nobody is there any more.
        case closed
    }

    /// What to restore when a signal ends the program.
    nonisolated(unsafe) private static var before = termios()
    private var size: (Int, Int)

    /// nil where standard input or output is no terminal.
    init?() {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1, tcgetattr(STDIN_FILENO, &RawTerminal.before) == 0
        else { return nil }
        size = RawTerminal.windowSize()
        var raw = RawTerminal.before
        // Keys come one by one and as they are; what is written still gets its line ends.
        raw.c_lflag &= ~tcflag_t(ICANON | ECHO | IEXTEN | ISIG)
        raw.c_iflag &= ~tcflag_t(IXON | ICRNL)
        for number in [SIGTERM, SIGHUP, SIGINT] {
            signal(number) { number in
                RawTerminal.restore()
                signal(number, SIG_DFL)
                raise(number)
            }
        }
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &raw)
        RawTerminal.put("\u{1B}[?1049h\u{1B}[?25l")
    }

    deinit {
        RawTerminal.restore()
        Interrupt.install()
    }

    /// Safe in a signal handler: two calls of the system.
    private static func restore() {
        let leave: StaticString = "\u{1B}[?25h\u{1B}[?1049l"
        _ = leave.withUTF8Buffer { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
    }

    static func put(_ text: String) {
        let bytes = Array(text.utf8)
        var start = 0
        while start < bytes.count {
            let count = bytes[start...].withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if count < 0, errno != EINTR { return }
            if count > 0 { start += count }
        }
    }

    /// Columns and lines.
    private static func windowSize() -> (Int, Int) {
        var window = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0 else {
            return (80, 24)
        }
        return (Int(window.ws_col), Int(window.ws_row))
    }

    var width: Int { size.0 }
    var height: Int { size.1 }

    /// Waits for the next key. Keys that send several bytes are one; those that mean nothing here are passed over.
    func key() -> Key {
        while true {
            guard let byte = byte(within: nil) else { return .closed }
            guard byte != 0 || !wasResized else {
                wasResized = false
                return .resized
            }
            guard byte == 0x1B else { return .character(byte) }
            guard let next = self.byte(within: 50), next == UInt8(ascii: "[") || next == UInt8(ascii: "O") else {
                continue
            }
            var last = self.byte(within: 50) ?? 0
            let first = last
            while last != 0, !(0x40...0x7E).contains(last) { last = self.byte(within: 50) ?? 0 }
            switch (last, first) {
            case (UInt8(ascii: "A"), _): return .up
            case (UInt8(ascii: "B"), _): return .down
            case (UInt8(ascii: "~"), UInt8(ascii: "5")): return .pageUp
            case (UInt8(ascii: "~"), UInt8(ascii: "6")): return .pageDown
            default: continue
            }
        }
    }

    private var wasResized = false

    /// A byte; nil where none comes in time, or ever. A change of the window's size is looked for while waiting.
    private func byte(within milliseconds: Int32?) -> UInt8? {
        while true {
            var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
            let ready = poll(&input, 1, milliseconds ?? 200)
            if ready > 0 {
                var byte: UInt8 = 0
                let count = read(STDIN_FILENO, &byte, 1)
                if count == 1 { return byte }
                if count < 0, errno == EINTR { continue }
                return nil
            }
            if milliseconds != nil { return nil }
            let now = RawTerminal.windowSize()
            if now != size {
                size = now
                wasResized = true
                return 0
            }
        }
    }
}
