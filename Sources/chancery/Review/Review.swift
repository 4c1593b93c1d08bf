internal import Regression

/// `lexicon test --review`: goes through the differences, one at a time.
enum Review {
    /// Returns what was decided, in words, and whether nothing is left to decide or rejected.
    static func run(_ results: [CaseResult], folder: String) throws -> (summary: String, isClean: Bool) {
        var session = ReviewSession(results, memory: ReviewMemory(folder: folder))
        guard !session.isDone else { return ("nothing is left to review; what differs was rejected before", false) }
        guard let terminal = RawTerminal() else {
            throw UsageError(
                message: "--review needs a terminal", hint: "to take all that is found for right, say --accept")
        }
        try walk(&session, terminal)
        try session.finish()
        let parts = [
            (session.count(.accepted), "accepted"), (session.count(.rejected), "rejected"),
            (session.openCount, "left for the next review"),
        ]
        let summary = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
        return (summary, session.count(.accepted) == session.items.count)
    }

    private static func walk(_ session: inout ReviewSession, _ terminal: RawTerminal) throws {
        var scroll = 0
        while !session.isDone {
            let most = draw(session, terminal, &scroll)
            let position = session.position
            switch terminal.key() {
            case .character(UInt8(ascii: "a")): try session.decide(.accepted)
            case .character(UInt8(ascii: "r")): try session.decide(.rejected)
            case .character(UInt8(ascii: "s")): try session.decide(.skipped)
            case .character(UInt8(ascii: "A")): try session.acceptAll()
            case .character(UInt8(ascii: "u")): try session.undo()
            // Ctrl-C and Ctrl-D mean the same.
            case .character(UInt8(ascii: "q")), .character(3), .character(4), .closed: return
            case .character(UInt8(ascii: "j")), .down: scroll = min(most, scroll + 1)
            case .character(UInt8(ascii: "k")), .up: scroll = max(0, scroll - 1)
            case .character(UInt8(ascii: " ")), .pageDown: scroll = min(most, scroll + max(1, terminal.height - 6))
            case .character(UInt8(ascii: "b")), .pageUp: scroll = max(0, scroll - max(1, terminal.height - 6))
            default: break
            }
            if session.position != position { scroll = 0 }
        }
    }

    /// Returns how far there is to scroll.
    private static func draw(_ session: ReviewSession, _ terminal: RawTerminal, _ scroll: inout Int) -> Int {
        let screen = ReviewScreen(session: session, width: max(40, terminal.width))
        let (header, body, footer) = (screen.header, screen.body, screen.footer)
        let room = max(1, terminal.height - header.count - footer.count)
        let most = max(0, body.count - room)
        scroll = min(scroll, most)
        var shown = Array(body[scroll..<min(body.count, scroll + room)])
        if scroll < most, !shown.isEmpty { shown[shown.count - 1] = StyledText("… j: more below", .faint) }
        while shown.count < room { shown.append(StyledText()) }
        let lines = (header + shown + footer).map { $0.printed(inColour: Terminal.wantsColour) + "\u{1B}[K" }
        RawTerminal.put("\u{1B}[H" + lines.joined(separator: "\r\n") + "\u{1B}[J")
        return most
    }
}
