/// The man page, made from the definitions.
enum ManPage {
    static func text(_ specs: [CommandSpec], version: String) -> String {
        var out = ".TH CHANCERY 1 \"\" \"chancery \(version)\" \"User Commands\"\n"
        out += ".SH NAME\nchancery \\- read Chinese news and write down diplomacy\n"
        out += ".SH SYNOPSIS\n.B chancery\n.I COMMAND\n[\\fIOPTION\\fR...] [\\fIPATH\\fR...]\n"
        out +=
            ".SH DESCRIPTION\nArticles go in; a table of diplomatic events comes out: who called, visited, met or summoned whom, "
        out += "when, where, and whether it happened, is planned, was sought, called off or denied.\n"
        out += ".SH COMMANDS\n"
        for spec in specs {
            out +=
                ".SS \"chancery \(escaped(spec.name)) [OPTION...] \(escaped(spec.operands))\"\n\(escaped(spec.summary)).\n"
            for paragraph in spec.discussion { out += ".PP\n\(escaped(paragraph))\n" }
            if !spec.operandHelp.isEmpty { out += ".PP\n\(escaped(spec.operandHelp))\n" }
            for option in spec.options {
                out += ".TP\n.B \(escaped(Help.head(option)))\n\(escaped(option.summary))"
                if !option.choices.isEmpty { out += " (" + escaped(option.choices.joined(separator: ", ")) + ")" }
                out += "\n"
            }
        }
        out += ".SH EXIT STATUS\n.TP\n.B 0\ndone\n.TP\n.B 1\na check, a test or a comparison found differences\n"
        out +=
            ".TP\n.B 2\nwrong usage\n.TP\n.B 3\ndone, but some inputs could not be read; each is named on standard error\n"
        out += ".SH ENVIRONMENT\n.TP\n.B CHANCERY_LEXICONS\na folder of lexicons to use in place of those built in\n"
        out += ".TP\n.B NO_COLOR\nif set and not empty, nothing is coloured\n"
        return out
    }

    private static func escaped(_ text: String) -> String {
        var out = ""
        for character in text {
            switch character {
            case "\\": out += "\\e"
            case "-": out += "\\-"
            case "…": out += "..."
            default: out.append(character)
            }
        }
        return out.hasPrefix(".") || out.hasPrefix("'") ? "\\&" + out : out
    }
}
