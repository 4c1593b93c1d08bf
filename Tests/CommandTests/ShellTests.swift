import Testing

/// Completions and the man page, in the programs that they are for, where those are installed.
@Suite struct ShellTests {
    private static func has(_ program: String) -> Bool { Program.shell("command -v \(program)").status == 0 }

    /// What bash offers for the last of the words.
    private static func completed(_ words: [String]) -> [String] {
        let line = """
            source <(chancery completions bash)
            COMP_WORDS=(\(words.map { "'\($0)'" }.joined(separator: " ")))
            COMP_CWORD=\(words.count - 1)
            _chancery
            printf '%s\\n' "${COMPREPLY[@]}"
            """
        return Program.shell(line).lines
    }

    @Test func bashTakesItsScript() {
        let outcome = Program.shell("chancery completions bash | bash -n")
        #expect(outcome.status == 0 && outcome.error.isEmpty)
        #expect(Program.shell("source <(chancery completions bash); complete -p chancery").text.contains("_chancery"))
    }

    @Test(arguments: [
        (["chancery", "ex"], ["extract", "explain"]), (["chancery", "extract", "--per"], ["--per-article"]),
        (["chancery", "extract", "--kind", "s"], ["summit"]), (["chancery", "extract", "a", "--to", "j"], ["jsonl"]),
        (["chancery", "dates", "--f"], ["--future"]), (["chancery", "completions", "f"], ["fish"]),
        (["chancery", "explain", "READM"], ["README.md"]),
        (["chancery", "extract", "Fixtures/news/rss"], ["Fixtures/news/rss-feed"]),
        (["chancery", "--v"], ["--version"]),
    ])
    func bashCompletes(words: [String], offered: [String]) {
        #expect(ShellTests.completed(words) == offered)
    }

    @Test func bashOffersEveryOption() {
        let offered = Set(ShellTests.completed(["chancery", "extract", "--"]))
        for option in [
            "--output", "--to", "--from", "--map", "--lexicons", "--since", "--party", "--columns", "--jobs", "--help",
        ] {
            #expect(offered.contains(option))
        }
    }

    @Test(.enabled(if: has("zsh"), "zsh is not installed"))
    func zshTakesItsScript() {
        let outcome = Program.shell("chancery completions zsh > \"$TMPDIR/_chancery\" && zsh -n \"$TMPDIR/_chancery\"")
        #expect(outcome.status == 0 && outcome.error.isEmpty)
    }

    @Test(.enabled(if: has("fish"), "fish is not installed"))
    func fishTakesItsScript() {
        let outcome = Program.shell("chancery completions fish | fish -n")
        #expect(outcome.status == 0 && outcome.error.isEmpty)
    }

    /// Where zsh and fish are not installed, at least their quotes must be in pairs.
    @Test(arguments: ["zsh", "fish"])
    func quotesArePaired(shell: String) {
        for line in Program.run(["completions", shell]).lines {
            #expect(line.utf8.count { $0 == UInt8(ascii: "'") } % 2 == 0, "\(line)")
        }
    }

    @Test func theManPageHoldsEveryOption() {
        let page = Program.run(["man"]).text
        for command in UsageTests.commands {
            for line in Program.run(command.split(separator: " ").map(String.init) + ["--help"]).lines {
                guard let start = line.firstRange(of: "--")?.lowerBound, line.hasPrefix("  ") else { continue }
                let name = line[start...].prefix { $0 == "-" || $0.isLetter }
                guard name.count > 2, !line.contains("chancery ") else { continue }
                #expect(page.contains(name.replacing("-", with: "\\-")), "\(command) \(name)")
            }
        }
    }

    @Test(.enabled(if: has("groff"), "groff is not installed"))
    func theManPageRenders() {
        let outcome = Program.shell("chancery man | groff -man -Tutf8 -ww -P-cbu")
        #expect(outcome.status == 0 && outcome.error.isEmpty, "\(outcome.errorText)")
        for heading in ["NAME", "SYNOPSIS", "COMMANDS", "EXIT STATUS", "ENVIRONMENT"] {
            #expect(outcome.text.contains(heading))
        }
        #expect(outcome.text.contains("--per-article"))
    }

    @Test(.enabled(if: has("man"), "man is not installed"))
    func manShowsIt() {
        let outcome = Program.shell("chancery man > \"$TMPDIR/chancery.1\" && man -l \"$TMPDIR/chancery.1\" | head -20")
        #expect(outcome.text.contains("chancery"))
        #expect(outcome.error.isEmpty, "\(outcome.errorText)")
    }
}
