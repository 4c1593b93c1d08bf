import Testing

/// Help, hints, and what the program says to wrong words.
@Suite struct UsageTests {
    static let commands = [
        "extract", "explain", "dates", "lexicon check", "lexicon test", "lexicon diff", "lexicon blame",
        "lexicon case add", "lexicon coverage",
        "lexicon suggest", "score",
        "completions",
        "man",
    ]

    @Test(arguments: commands)
    func everyCommandHasHelp(command: String) {
        let words = command.split(separator: " ").map(String.init)
        let long = Program.run(words + ["--help"])
        #expect(long.status == 0 && long.error.isEmpty)
        #expect(long.text.contains("usage: chancery \(command)"))
        #expect(long.text.contains("--help"))
        #expect(long.text.unicodeScalars.split(separator: "\n").allSatisfy { $0.count <= 100 })
        #expect(Program.run(words + ["-h"]) == long)
        #expect(Program.run(["help"] + words) == long)
        // Help is given whatever else is wrong.
        #expect(Program.run(words + ["--help", "a", "b", "c"]).status == 0)
    }

    @Test(arguments: [["--help"], ["-h"], ["help"]])
    func theOverviewNamesEveryCommand(words: [String]) {
        let outcome = Program.run(words)
        #expect(outcome.status == 0)
        for command in UsageTests.commands { #expect(outcome.text.contains("  \(command) ")) }
    }

    @Test(arguments: ["--version", "-V"])
    func theVersionIsOneLine(word: String) {
        let outcome = Program.run([word])
        #expect(outcome.status == 0)
        #expect(outcome.text.hasPrefix("chancery 0.") && outcome.lines.count == 1)
    }

    @Test func withoutWordsThereIsHelpAndTheStatusOfWrongUsage() {
        let outcome = Program.run([])
        #expect(outcome.status == 2)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errorText.contains("usage: chancery"))
    }

    /// Words, and what the message must hold.
    @Test(arguments: [
        (["extrat"], "did you mean \"extract\"?"),
        (["Extract"], "did you mean \"extract\"?"),
        (["explian", "a"], "did you mean \"explain\"?"),
        (["date"], "did you mean \"dates\"?"),
        (["extract", "--colums", "id"], "did you mean \"--columns\"?"),
        (["extract", "--outptu=x.csv"], "did you mean \"--output\"?"),
        (["extract", "--kind", "metting"], "did you mean \"meeting\"?"),
        (["extract", "--to", "cvs"], "did you mean \"csv\"?"),
        (["extract", "--columns", "dat", "Fixtures"], "did you mean \"date\"?"),
        (["extract", "--sort", "-dat", "Fixtures"], "did you mean \"date\"?"),
        (["extract", "--status=hold", "x"], "did you mean \"held\"?"),
        (["help", "extrakt"], "did you mean \"extract\"?"),
        (["completions", "bsh"], "one of bash, zsh, fish"),
    ])
    func aSlipOfThePenIsUnderstood(words: [String], hint: String) {
        let outcome = Program.run(words)
        #expect(outcome.status == 2)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errorText.hasPrefix("chancery: ") && outcome.errorText.contains(hint))
        #expect(outcome.errorText.split(separator: "\n").count == 1)
    }

    @Test(arguments: [
        ["frobnicate"], ["extract", "-z"], ["extract", "--jobs", "0", "x"], ["extract", "--jobs", "many", "x"],
        ["extract", "--jobs"], ["extract", "--since", "yesterday", "x"], ["extract", "--since", "2023-02-30", "x"],
        ["extract", "--to", "csv", "--to", "tsv", "x"], ["extract", "--per-article=yes", "x"],
        ["extract", "--map", "headline", "x"], ["extract", "--map", "headlin=title", "x"],
        ["extract", "--columns", "", "x"], ["extract", "-o", "events.doc", "x"],
        ["extract", "-o", "/tmp", "--to", "csv", "x"],
        ["explain"], ["dates", "--on", "1.2.2023", "x"], ["dates", "--past", "--future", "x"], ["completions"],
        ["completions", "bash", "zsh"], ["man", "extract"], ["extract", "--lexicons", "/nonexistent", "x"],
    ])
    func wrongUsageIsStatus2(words: [String]) {
        let outcome = Program.run(words)
        #expect(outcome.status == 2, "\(outcome.errorText)")
        #expect(outcome.output.isEmpty)
        #expect(outcome.errorText.hasPrefix("chancery: "))
    }

    /// The same options in the ways in which people write them.
    @Test(arguments: [
        ["--columns", "kind,date", "--to", "tsv"], ["--columns=kind,date", "--to=tsv"],
        ["--to", "tsv", "--columns=kind,date", "-j1"], ["-j", "2", "--to=tsv", "--columns", "kind,date"],
    ])
    func optionsAreTakenInEveryOrder(options: [String]) {
        let article = "Fixtures/news/agency-copy/hanoi.txt"
        let first = Program.run(["extract"] + options + [article])
        #expect(first.status == 0 && first.text == "kind\tdate\nmeeting\t2023-12-01\nmeeting\t2023-12-01\n")
        #expect(Program.run(["extract", article] + options) == first)
        #expect(Program.run(["extract"] + options + ["--", article]) == first)
    }
}
