/// Shell completions, made from the definitions.
enum Completions {
    static func script(for shell: String, _ specs: [CommandSpec]) -> String {
        switch shell {
        case "bash": bash(specs)
        case "zsh": zsh(specs)
        default: fish(specs)
        }
    }

    private static func bash(_ specs: [CommandSpec]) -> String {
        var text = "# bash completion for chancery\n_chancery() {\n"
        text += "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command=\n"
        text += "    [[ $COMP_CWORD -gt 1 ]] && case \"${COMP_WORDS[*]:1:3}\" in\n"
        for spec in specs.sorted(by: { $0.name.count > $1.name.count }) {
            text +=
                spec.name.contains(" ")
                ? "        \"\(spec.name)\"*) command=\"\(spec.name)\" ;;\n"
                : "        \"\(spec.name) \"*) command=\"\(spec.name)\" ;;\n"
        }
        text += "    esac\n    case \"$command|$prev\" in\n"
        for spec in specs {
            for option in spec.options where !option.choices.isEmpty {
                text +=
                    "        \"\(spec.name)|--\(option.name)\") mapfile -t COMPREPLY < <(compgen -W \"\(option.choices.joined(separator: " "))\" -- \"$cur\"); return ;;\n"
            }
        }
        text += "    esac\n    case \"$command\" in\n"
        for spec in specs {
            let options = spec.options.map { "--" + $0.name }.joined(separator: " ")
            // Operands are files, or the few words that the command takes.
            let words = spec.operands.contains("|") ? spec.operands.split(separator: "|").joined(separator: " ") : nil
            let rest = words.map { "-W \"\($0)\"" } ?? "-f"
            text +=
                "        \"\(spec.name)\") if [[ $cur == -* ]]; then mapfile -t COMPREPLY < <(compgen -W \"\(options)\" -- \"$cur\");"
            text += " else mapfile -t COMPREPLY < <(compgen \(rest) -- \"$cur\"); fi ;;\n"
        }
        let first = unique(specs.map { String($0.name.split(separator: " ")[0]) }).joined(separator: " ")
        let second = unique(specs.filter { $0.name.contains(" ") }.map { String($0.name.split(separator: " ")[1]) })
            .joined(
                separator: " ")
        text +=
            "        *) if [[ $COMP_CWORD -eq 2 && $prev == lexicon ]]; then mapfile -t COMPREPLY < <(compgen -W \"\(second)\" -- \"$cur\");"
        text += " else mapfile -t COMPREPLY < <(compgen -W \"\(first) --help --version\" -- \"$cur\"); fi ;;\n"
        text += "    esac\n}\ncomplete -o filenames -F _chancery chancery\n"
        return text
    }

    private static func zsh(_ specs: [CommandSpec]) -> String {
        var text = "#compdef chancery\n_chancery() {\n    local -a commands\n    commands=(\n"
        for name in unique(specs.map { String($0.name.split(separator: " ")[0]) }) {
            let summary = specs.first { $0.name == name }?.summary ?? "work on the lexicons"
            text += "        '\(name):\(quoted(summary))'\n"
        }
        text +=
            "    )\n    if (( CURRENT == 2 )); then _describe command commands; return; fi\n    case \"$words[2,4]\" in\n"
        for spec in specs.sorted(by: { $0.name.count > $1.name.count }) {
            text += "        '\(spec.name)'*) _arguments \\\n"
            for option in spec.options {
                let value =
                    option.value.map {
                        ":\($0):" + (option.choices.isEmpty ? "_files" : "(\(option.choices.joined(separator: " ")))")
                    } ?? ""
                text +=
                    "            '\(option.repeats ? "*" : "")--\(option.name)[\(quoted(option.summary))]\(value)' \\\n"
            }
            text += "            '*:file:_files' ;;\n"
        }
        let second = unique(specs.filter { $0.name.contains(" ") }.map { String($0.name.split(separator: " ")[1]) })
            .joined(
                separator: " ")
        text += "        lexicon*) _values command \(second) ;;\n    esac\n}\ncompdef _chancery chancery\n"
        return text
    }

    private static func fish(_ specs: [CommandSpec]) -> String {
        var text = "# fish completion for chancery\n"
        for name in unique(specs.map { String($0.name.split(separator: " ")[0]) }) {
            let summary = specs.first { $0.name == name }?.summary ?? "work on the lexicons"
            text += "complete -c chancery -n __fish_use_subcommand -a \(name) -d '\(quoted(summary))'\n"
        }
        for spec in specs {
            let words = spec.name.split(separator: " ")
            if words.count >= 2 {
                text +=
                    "complete -c chancery -n '__fish_seen_subcommand_from \(words[0])' -a \(words[1]) -d '\(quoted(spec.summary))'\n"
            }
            for option in spec.options {
                text += "complete -c chancery -n '__fish_seen_subcommand_from \(words.last ?? "")' -l \(option.name)"
                if let letter = option.letter { text += " -s \(letter)" }
                if option.value != nil {
                    text += option.choices.isEmpty ? " -r" : " -x -a '\(option.choices.joined(separator: " "))'"
                }
                text += " -d '\(quoted(option.summary))'\n"
            }
        }
        return text
    }

    private static func unique(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }

    /// Safe inside single quotes, and inside zsh's brackets.
    private static func quoted(_ text: String) -> String {
        var out = ""
        for character in text {
            switch character {
            case "'": out += "’"
            case "[": out += "("
            case "]": out += ")"
            case ":": out += ";"
            default: out.append(character)
            }
        }
        return out
    }
}
