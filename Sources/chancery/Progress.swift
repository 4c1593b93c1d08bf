/// A line on standard error for whoever waits: shown on a terminal, once the work takes over a second.
struct Progress {
    private let isShown: Bool
    private let start = Terminal.seconds
    private var last = 0.0
    private var articles = 0
    private var bytes = 0
    private var isVisible = false

    init(_ arguments: Arguments) {
        isShown = arguments["progress"] != "never" && Terminal.errorIsTerminal
    }

    mutating func step(articles: Int, bytes: Int) {
        self.articles += articles
        self.bytes += bytes
        guard isShown else { return }
        let now = Terminal.seconds
        guard now - start > 1, now - last > 0.2 else { return }
        last = now
        isVisible = true
        let rate = Double(self.bytes) / 1e6 / (now - start)
        Terminal.printErrorPart("\r\(self.articles) articles, \(self.bytes / 1_000_000) MB, \(Int(rate)) MB/s \u{1B}[K")
    }

    mutating func clear() {
        guard isVisible else { return }
        isVisible = false
        Terminal.printErrorPart("\r\u{1B}[K")
    }
}
