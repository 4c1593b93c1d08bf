/// Turns words into checked arguments.
enum Parser {
    /// The command that the words begin with, and the rest of the words.
    static func command(_ words: [String], among specs: [CommandSpec]) throws(UsageError) -> (CommandSpec, [String]) {
        guard let first = words.first else {
            throw UsageError(message: "no command is given", hint: "see chancery --help")
        }
        // The most words that name one: `lexicon case add` before `lexicon`.
        for count in stride(from: min(3, words.count), through: 1, by: -1) {
            let name = words.prefix(count).joined(separator: " ")
            if let spec = specs.first(where: { $0.name == name }) { return (spec, Array(words.dropFirst(count))) }
        }
        if specs.contains(where: { $0.name.hasPrefix(first + " ") }) {
            let subcommands = specs.filter { $0.name.hasPrefix(first + " ") }.map {
                String($0.name.dropFirst(first.count + 1))
            }
            if let second = words.dropFirst().first, !second.hasPrefix("-") {
                throw UsageError(message: "\"\(first)\" has no command \"\(second)\"", hint: meant(second, subcommands))
            }
            throw UsageError(
                message: "\"\(first)\" needs a command", hint: "one of " + subcommands.joined(separator: ", "))
        }
        let names = specs.map { String($0.name.split(separator: " ")[0]) }
        throw UsageError(message: "there is no command \"\(first)\"", hint: meant(first, names))
    }

    static func arguments(_ words: [String], of spec: CommandSpec) throws(UsageError) -> Arguments {
        var arguments = Arguments()
        var rest = words[...]
        var onlyOperands = false
        func take(_ option: OptionSpec, inline: String?, shown: String) throws(UsageError) {
            var value = ""
            if let name = option.value {
                if let inline {
                    value = inline
                } else if let next = rest.popFirst() {
                    value = next
                } else {
                    throw UsageError(message: "\(shown) needs a value: \(shown) \(name)")
                }
                if !option.choices.isEmpty, !option.endings.contains(where: { value.lowercased().hasSuffix($0) }) {
                    for item in value.split(separator: ",", omittingEmptySubsequences: false)
                    where !option.choices.contains(String(item)) {
                        let near = meant(String(item), option.choices)
                        throw UsageError(
                            message: "\(shown) takes no \"\(item)\"",
                            hint: (near.isEmpty ? "" : near + "; ") + "it is one of "
                                + option.choices.joined(separator: ", "))
                    }
                }
            } else if inline != nil {
                throw UsageError(message: "\(shown) takes no value")
            }
            if arguments.options[option.name] != nil, !option.repeats, option.value != nil {
                throw UsageError(message: "\(shown) is given twice")
            }
            arguments.options[option.name, default: []].append(value)
        }
        while let word = rest.popFirst() {
            if onlyOperands || word == "-" || !word.hasPrefix("-") {
                arguments.operands.append(word)
            } else if word == "--" {
                onlyOperands = true
            } else if word.hasPrefix("--") {
                let body = word.dropFirst(2)
                let parts = body.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                let name = String(parts[0])
                guard let option = spec.options.first(where: { $0.name == name }) else {
                    throw UsageError(
                        message: "\(spec.name) has no option --\(name)",
                        hint: meant("--" + name, spec.options.map { "--" + $0.name }))
                }
                try take(option, inline: parts.count > 1 ? String(parts[1]) : nil, shown: "--" + name)
            } else {
                var letters = word.dropFirst()
                while let letter = letters.popFirst() {
                    guard let option = spec.options.first(where: { $0.letter == letter }) else {
                        throw UsageError(
                            message: "\(spec.name) has no option -\(letter)", hint: "see chancery \(spec.name) --help")
                    }
                    if option.value != nil, !letters.isEmpty {
                        try take(option, inline: String(letters), shown: "-\(letter)")
                        letters = ""
                    } else {
                        try take(option, inline: nil, shown: "-\(letter)")
                    }
                }
            }
        }
        if arguments.has("help") { return arguments }
        if arguments.operands.count < spec.minimumOperands {
            throw UsageError(message: "\(spec.name) needs \(spec.operands)", hint: spec.operandHelp)
        }
        if arguments.operands.count > spec.maximumOperands {
            throw UsageError(
                message: "\(spec.name) takes no \"\(arguments.operands[spec.maximumOperands])\"",
                hint: "usage: chancery \(spec.name) \(spec.operands)")
        }
        return arguments
    }

    /// "did you mean …?", where one of the names is near.
    static func meant(_ word: String, _ names: [String]) -> String {
        let near = names.map { (distance(word, $0), $0) }.filter { $0.0 <= max(1, min(3, $0.1.count / 3)) }.min {
            $0 < $1
        }
        return near.map { "did you mean \"\($0.1)\"?" } ?? ""
    }

    /// How many letters must be changed, added, left out or swapped.
    private static func distance(_ a: String, _ b: String) -> Int {
        let x = Array(a.utf8)
        let y = Array(b.utf8)
        var rows = [Array(0...y.count)]
        for i in 0..<x.count {
            var row = [i + 1]
            for j in 0..<y.count {
                var best = min(rows[i][j] + (x[i] == y[j] ? 0 : 1), rows[i][j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, x[i] == y[j - 1], x[i - 1] == y[j] { best = min(best, rows[i - 1][j - 1] + 1) }
                row.append(best)
            }
            rows.append(row)
        }
        return rows[x.count][y.count]
    }
}
