/// The help texts, made from the definitions.
enum Help {
    static func overview(_ specs: [CommandSpec]) -> String {
        var text = """
            chancery reads Chinese news and writes down diplomacy: who called, visited, met or summoned whom,
            when, where, and whether it happened, is planned, was sought, called off or denied.

            usage: chancery COMMAND [OPTION…] [PATH…]

            """
        text += "\ncommands:\n"
        let width = specs.map(\.name.count).max() ?? 0
        for spec in specs { text += "  " + pad(spec.name, width + 2) + spec.summary + "\n" }
        text += """

              chancery COMMAND --help    what a command does and takes
              chancery --version         the version

            """
        return text
    }

    static func command(_ spec: CommandSpec) -> String {
        var text = "\(spec.summary)\n\nusage: chancery \(spec.name) [OPTION…] \(spec.operands)\n"
        for paragraph in spec.discussion { text += "\n" + wrap(paragraph, 96) + "\n" }
        if !spec.operandHelp.isEmpty { text += "\n" + wrap(spec.operandHelp, 96) + "\n" }
        text += "\noptions:\n"
        let heads = spec.options.map(head)
        let width = min(30, (heads.map(\.count).max() ?? 0) + 2)
        for (option, head) in zip(spec.options, heads) {
            var summary = option.summary
            if !option.choices.isEmpty { summary += " (" + option.choices.joined(separator: ", ") + ")" }
            if option.repeats { summary += "; may be given several times" }
            let lines = wrap(summary, 96 - width - 2).split(separator: "\n")
            text += "  " + pad(head, width) + (lines.first ?? "") + "\n"
            for line in lines.dropFirst() { text += "  " + pad("", width) + line + "\n" }
        }
        if !spec.examples.isEmpty {
            text += "\nexamples:\n"
            for example in spec.examples { text += "  \(example.line)\n      \(example.does)\n" }
        }
        return text
    }

    static func head(_ option: OptionSpec) -> String {
        (option.letter.map { "-\($0), " } ?? "") + "--" + option.name + (option.value.map { " " + $0 } ?? "")
    }

    private static func pad(_ text: String, _ width: Int) -> String {
        text.count >= width ? text + " " : text + String(repeating: " ", count: width - text.count)
    }

    static func wrap(_ text: String, _ width: Int) -> String {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, line.count + 1 + word.count > width {
                lines.append(line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        if !line.isEmpty { lines.append(line) }
        return lines.joined(separator: "\n")
    }
}
