internal import Glibc
internal import Regression

/// What was rejected and put off in a review that is not at its end, so that the next one goes on there. Kept beside the
/// cases in a hidden file, which is gone once all is decided.
struct ReviewMemory {
    private let path: String
    private var decisions: [String: ReviewSession.Decision] = [:]

    static let fileName = ".chancery-review"

    init(folder: String) {
        path = folder + "/" + ReviewMemory.fileName
        for line in (InputFile.read(path) ?? []).split(separator: UInt8(ascii: "\n")) {
            let parts = String(decoding: line, as: UTF8.self).split(separator: " ")
            if parts.count == 2, let decision = ReviewSession.Decision(rawValue: String(parts[0])) {
                decisions[String(parts[1])] = decision
            }
        }
    }

    subscript(_ fingerprint: String) -> ReviewSession.Decision? {
        get { decisions[ReviewMemory.key(fingerprint)] }
        set { decisions[ReviewMemory.key(fingerprint)] = newValue }
    }

    func save() throws {
        if decisions.isEmpty {
            clear()
            return
        }
        var text = "# what a review of these cases has decided; delete it to begin anew\n"
        for (key, decision) in decisions.sorted(by: { $0.key < $1.key }) { text += "\(decision.rawValue) \(key)\n" }
        try LexiconTestCommand.write((path, Array(text.utf8)))
    }

    func clear() { unlink(path) }

    private static func key(_ fingerprint: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in fingerprint.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return String(hash, radix: 16)
    }
}
