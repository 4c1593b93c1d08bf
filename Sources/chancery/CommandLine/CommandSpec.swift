/// What a command takes: the one definition behind the parser, the help, the completions and the man page.
struct CommandSpec: Sendable {
    /// The words that call it: `lexicon check`.
    var name: String
    var summary: String
    /// As shown in the usage line: `[PATH…]`.
    var operands: String
    var operandHelp: String
    var minimumOperands = 0
    var maximumOperands = Int.max
    var options: [OptionSpec]
    /// Paragraphs of the help and the man page.
    var discussion: [String] = []
    var examples: [(line: String, does: String)] = []
}

struct OptionSpec: Sendable {
    /// Without the dashes: `jobs`.
    var name: String
    var letter: Character?
    /// What its value is called; nil for a switch.
    var value: String?
    var summary: String
    /// The only values it takes, if they are few.
    var choices: [String] = []
    /// Endings of files that it takes beside the choices.
    var endings: [String] = []
    /// Whether it may be given several times.
    var repeats = false

    init(
        _ name: String, letter: Character? = nil, value: String? = nil, choices: [String] = [], repeats: Bool = false,
        _ summary: String
    ) {
        self.name = name
        self.letter = letter
        self.value = value
        self.summary = summary
        self.choices = choices
        self.repeats = repeats
    }
}

/// What was typed, checked against a `CommandSpec`.
struct Arguments: Sendable {
    var options: [String: [String]] = [:]
    var operands: [String] = []

    func has(_ name: String) -> Bool { options[name] != nil }
    subscript(_ name: String) -> String? { options[name]?.last }
    func all(_ name: String) -> [String] { options[name] ?? [] }
    /// The items of a list that may be given at once or one by one: `--kind call,visit --kind summit`.
    func list(_ name: String) -> [String] { all(name).flatMap { $0.split(separator: ",").map { String($0) } } }
}

/// Wrong usage: told in one line, with what to do. Exit status 2.
struct UsageError: Error {
    var message: String
    var hint = ""
}
