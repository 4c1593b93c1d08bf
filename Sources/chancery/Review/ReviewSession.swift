internal import Regression

/// The differences of some cases and what was decided of each. Accepted ones are written into their cases at once, and taken
/// out again when a decision is taken back, so that nothing is lost whenever the program ends.
struct ReviewSession {
    enum Decision: String { case accepted, rejected, skipped }

    struct Item {
        var result: Int
        var difference: Int
        var decision: Decision?
    }

    let results: [CaseResult]
    private(set) var items: [Item] = []
    private(set) var position = 0
    /// Items in the order in which they were decided, those of one key together.
    private var history: [[Int]] = []
    private var memory: ReviewMemory
    /// What the files of cases hold as far as we know; somebody else may change them meanwhile.
    private var known: [Int: [UInt8]?] = [:]
    private(set) var message = ""

    init(_ results: [CaseResult], memory: ReviewMemory) {
        self.results = results
        self.memory = memory
        var later: [Item] = []
        for (number, result) in results.enumerated() where result.status == .differs {
            for index in result.differences.indices {
                let item = Item(result: number, difference: index)
                switch memory[result.differences[index].fingerprint(in: result.name)] {
                case .rejected: break
                // What was put off comes behind what was not seen yet.
                case .skipped: later.append(item)
                default: items.append(item)
                }
            }
        }
        items += later
    }

    var current: Item? { position < items.count ? items[position] : nil }
    var isDone: Bool { position >= items.count }
    func count(_ decision: Decision) -> Int { items.count { $0.decision == decision } }
    var openCount: Int { items.count { $0.decision == nil || $0.decision == .skipped } }

    mutating func decide(_ decision: Decision) throws {
        guard !isDone else { return }
        try settle([position], decision)
    }

    mutating func acceptAll() throws {
        try settle(items.indices.filter { $0 >= position && items[$0].decision == nil }, .accepted)
    }

    /// Takes back the last decision, or all of the last key.
    mutating func undo() throws {
        guard let last = history.popLast(), let first = last.first else {
            message = "nothing to take back"
            return
        }
        var touched: Set<Int> = []
        for index in last {
            if items[index].decision == .accepted { touched.insert(items[index].result) }
            items[index].decision = nil
            remember(index)
        }
        message = ""
        for result in touched.sorted() { try write(result) }
        try memory.save()
        position = first
    }

    private mutating func settle(_ indices: [Int], _ decision: Decision) throws {
        message = ""
        var touched: Set<Int> = []
        for index in indices {
            items[index].decision = decision
            remember(index)
            if decision == .accepted { touched.insert(items[index].result) }
        }
        for result in touched.sorted() { try write(result) }
        try memory.save()
        history.append(indices)
        position = items.indices.first { $0 > position && items[$0].decision == nil } ?? items.count
    }

    private mutating func remember(_ index: Int) {
        let item = items[index]
        let result = results[item.result]
        memory[result.differences[item.difference].fingerprint(in: result.name)] =
            item.decision == .accepted ? nil : item.decision
    }

    /// The case with all that is accepted of it so far, in one move.
    private mutating func write(_ result: Int) throws {
        let golden = results[result].golden
        let accepted = Set(items.filter { $0.result == result && $0.decision == .accepted }.map(\.difference))
        let before = known[result] ?? golden.originalFile
        guard golden.currentFile == before else {
            message = "\(golden.filePath) was changed by somebody else meanwhile and is not written"
            return
        }
        if accepted.isEmpty {
            if let original = golden.originalFile {
                try LexiconTestCommand.write((golden.filePath, original))
            } else {
                golden.removeFile()
            }
            known[result] = .some(golden.originalFile)
            return
        }
        let file = golden.rewritten(Acceptance.table(results[result], accepting: accepted))
        try LexiconTestCommand.write(file)
        known[result] = file.bytes
    }

    /// Once all is decided there is nothing to remember.
    mutating func finish() throws { if isDone, count(.skipped) == 0 { memory.clear() } }
}
