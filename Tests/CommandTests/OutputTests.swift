import Glibc
import Testing

/// Where the output goes, and what becomes of it when something is in the way.
@Suite struct OutputTests {
    private let scratch = Scratch()
    private static let article = Program.package + "/Fixtures/news/agency-copy/hanoi.txt"
    private static let news = Program.package + "/Fixtures/news"
    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Many small articles with an event each: more than a pipe holds.
    private func manyArticles(_ count: Int = 4000) -> String {
        var lines = ""
        for number in 1...count {
            lines += "{\"id\": \"n\(number)\", \"published\": \"2023-12-02\", \"text\": \"王毅1日在河内同越南外交部长裴青山举行会谈。\"}\n"
        }
        scratch.write("many.jsonl", lines)
        return scratch.path("many.jsonl")
    }

    @Test(arguments: ["csv", "tsv"])
    func aFileForASpreadsheetIsMarkedAndAPipeIsNot(ending: String) throws {
        let target = scratch.path("events." + ending)
        let toFile = Program.run(["extract", OutputTests.article, "-o", target])
        #expect(toFile.status == 0 && toFile.output.isEmpty && toFile.error.isEmpty)
        let file = try #require(Files.read(target))
        let pipe = Program.run(["extract", OutputTests.article, "--to", ending]).output
        #expect(file == OutputTests.mark + pipe)
        #expect(!pipe.starts(with: OutputTests.mark))
    }

    @Test(arguments: [
        ("e.csv", "id,kind,"), ("e.tsv", "id\tkind\t"), ("e.jsonl", "{\"id\": "), ("e.md", "| id "), ("e.txt", "date "),
        ("e.CSV", "id,kind,"),
    ])
    func theEndingTellsTheFormat(name: String, start: String) throws {
        #expect(Program.run(["extract", OutputTests.article, "-o", scratch.path(name)]).status == 0)
        var text = try #require(Files.text(scratch.path(name)))[...]
        if text.unicodeScalars.first == "\u{FEFF}" { text = Substring(String(text.unicodeScalars.dropFirst())) }
        #expect(text.hasPrefix(start))
    }

    @Test func aPipeGetsCSV() {
        #expect(
            Program.run(["extract", OutputTests.article]).text.hasPrefix("id,kind,mode,status,date,start,end,parties,"))
    }

    @Test(arguments: [[], ["--per-article"]])
    func theNumberOfJobsChangesNothing(options: [String]) {
        let words = ["extract", OutputTests.news, manyArticles(600), "--to", "jsonl"] + options
        let one = Program.run(words + ["--jobs", "1"])
        #expect(one.status == 0 && one.lines.count > (options.isEmpty ? 25 : 600))
        for jobs in ["2", "7"] { #expect(Program.run(words + ["--jobs", jobs]) == one) }
        // Complaints, too, come in the order of the input.
        let bad = Program.package + "/Fixtures/manners/bad-files"
        let complaints = Program.run(["extract", bad, bad + "/../bad-lines", "--jobs", "1"])
        #expect(complaints.status == 3 && !complaints.error.isEmpty)
        #expect(Program.run(["extract", bad, bad + "/../bad-lines", "--jobs", "3"]) == complaints)
    }

    // MARK: - In the way

    @Test(arguments: [
        "extract '$' --per-article | head -1", "extract '$' --to jsonl | head -1", "explain '$' | head -1",
        "man | head -1",
        "extract --help | true",
    ])
    func aClosedPipeIsNoTrouble(line: String) {
        let line = "chancery " + line.replacing("$", with: manyArticles()) + " > /dev/null; echo ${PIPESTATUS[0]}"
        let outcome = Program.shell(line)
        #expect(outcome.text == "0\n")
        #expect(outcome.error.isEmpty, "\(outcome.errorText)")
    }

    @Test(arguments: [
        "extract '$'", "extract '$' --per-article", "explain '$'", "dates 2023年1月1日", "--version", "man",
        "completions zsh",
    ])
    func aFullDiskIsTold(words: String) {
        let line = "chancery " + words.replacing("$", with: OutputTests.article) + " > /dev/full"
        let outcome = Program.shell(line)
        #expect(outcome.status == 3)
        #expect(outcome.errorText == "chancery: standard output cannot be written: No space left on device\n")
    }

    @Test func aDeviceIsWrittenToAndNotReplaced() {
        let full = Program.run(["extract", OutputTests.article, "-o", "/dev/full", "--to", "csv"])
        #expect(full.status == 3)
        #expect(full.errorText == "chancery: /dev/full cannot be written: No space left on device\n")
        #expect(Program.run(["extract", OutputTests.article, "-o", "/dev/null", "--to", "csv"]).status == 0)
        var status = stat()
        #expect(stat("/dev/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
        #expect(stat("/dev/full", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
    }

    @Test(arguments: ["/nonexistent/folder/events.csv", "/proc/events.csv"])
    func aFolderThatCannotBeWrittenIsTold(target: String) {
        let outcome = Program.run(["extract", OutputTests.article, "-o", target])
        #expect(outcome.status == 3)
        #expect(outcome.errorText.hasPrefix("chancery: \(target) cannot be written: "))
        #expect(!Files.exists(target))
    }

    @Test(.enabled(if: getuid() != 0, "root may write everywhere"))
    func aFolderWithoutPermissionIsTold() {
        mkdir(scratch.path("closed"), 0o500)
        let outcome = Program.run(["extract", OutputTests.article, "-o", scratch.path("closed/events.csv")])
        #expect(outcome.status == 3 && outcome.errorText.contains("Permission denied"))
    }

    @Test func anInputIsNeverTheOutput() {
        scratch.write("news.csv", "id,text\n1,王毅同裴青山举行会谈。\n")
        symlink(scratch.path("news.csv"), scratch.path("symbolic.csv"))
        link(scratch.path("news.csv"), scratch.path("hard.csv"))
        let before = scratch.read("news.csv")
        for name in ["news.csv", "symbolic.csv", "hard.csv"] {
            let outcome = Program.run(["extract", scratch.path("news.csv"), "-o", scratch.path(name)])
            #expect(outcome.status == 2)
            #expect(outcome.errorText.contains("is an input and the output"))
        }
        #expect(scratch.read("news.csv") == before)
    }

    /// `chancery extract . -o events.csv`, and the same tomorrow.
    @Test func anOutputAmongTheInputsIsNotRead() {
        scratch.write("a.txt", "王毅2023年12月1日在河内同越南外长裴青山举行会谈。")
        let first = Program.run(["extract", ".", "-o", "events.csv"], in: scratch.folder)
        let table = scratch.read("events.csv")
        let second = Program.run(["extract", ".", "-o", "events.csv"], in: scratch.folder)
        #expect(first.status == 0 && second.status == 0, "\(second.errorText)")
        #expect(scratch.read("events.csv") == table)
    }

    @Test func aLinkStaysALinkAndAFileKeepsItsMode() {
        scratch.write("real.csv", "old")
        chmod(scratch.path("real.csv"), 0o640)
        symlink("real.csv", scratch.path("link.csv"))
        #expect(Program.run(["extract", OutputTests.article, "-o", scratch.path("link.csv")]).status == 0)
        var status = stat()
        #expect(lstat(scratch.path("link.csv"), &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
        #expect(stat(scratch.path("real.csv"), &status) == 0 && status.st_mode & 0o777 == 0o640)
        #expect(scratch.read("real.csv")?.starts(with: OutputTests.mark) == true)
        #expect(Files.names(in: scratch.folder) == ["link.csv", "real.csv"])
    }

    @Test func whatFailsLeavesTheOldFile() {
        scratch.write("events.csv", "old")
        // Wrong usage is found before the file is touched.
        #expect(
            Program.run(["extract", OutputTests.article, "-o", scratch.path("events.csv"), "--jobs", "x"]).status == 2)
        #expect(scratch.read("events.csv") == Array("old".utf8))
        #expect(Files.names(in: scratch.folder) == ["events.csv"])
    }

    @Test(arguments: [("INT", 130), ("TERM", 143)])
    func aSignalLeavesNoHalfFile(signal: String, status: Int) {
        scratch.write("events.csv", "old")
        mkfifo(scratch.path("pipe"), 0o600)
        // The program waits for the rest of its input; job control lets it have the signal although it is in the background.
        let line = """
            set -m
            chancery extract --from jsonl "\(scratch.path("pipe"))" -o events.csv & job=$!
            # Opened both ways: to write alone would wait for ever if the program ended before it reads.
            exec 3<> "\(scratch.path("pipe"))"
            echo '{"id": "1", "text": "王毅同裴青山举行会谈。"}' >&3
            for wait in {1..400}; do compgen -G 'events.csv.*' > /dev/null && break; sleep 0.05; done
            compgen -G 'events.csv.*' > /dev/null && echo begun
            kill -\(signal) $job; wait $job; echo $?
            """
        let outcome = Program.shell(line, in: scratch.folder)
        #expect(outcome.lines == ["begun", "\(status)"])
        #expect(Files.names(in: scratch.folder) == ["events.csv", "pipe"])
        #expect(scratch.read("events.csv") == Array("old".utf8))
    }

    // MARK: - On a terminal

    /// A line of shell run with a terminal as its standard output.
    private func terminal(_ line: String, _ environment: [String: String] = [:]) -> Outcome {
        scratch.write("line", line)
        return Program.shell(
            "script -qec 'bash \(scratch.path("line"))' /dev/null < /dev/null",
            environment: ["TERM": "xterm"].merging(environment) { $1 })
    }

    private static let hasTerminal = Program.shell("script -qec true /dev/null").status == 0

    @Test(.enabled(if: hasTerminal, "there is no script(1)"))
    func aTerminalGetsATableInColour() {
        let line = "chancery extract \(OutputTests.article)"
        let plain = Program.run(["extract", OutputTests.article, "--to", "table"], environment: ["COLUMNS": "100"]).text
        let coloured = terminal(line, ["COLUMNS": "100"]).text
        #expect(coloured.contains("\u{1B}[32mheld"))
        #expect(!coloured.contains("ev-"))
        for environment in [["NO_COLOR": "1"], ["TERM": "dumb"]] {
            let text = terminal(line, environment.merging(["COLUMNS": "100"]) { $1 }).text
            #expect(!text.contains("\u{1B}"))
            #expect(text.replacing("\r\n", with: "\n") == plain)
        }
        // An empty NO_COLOR is none.
        #expect(terminal(line, ["NO_COLOR": ""]).text.contains("\u{1B}[32m"))
    }

    @Test(.enabled(if: hasTerminal, "there is no script(1)"))
    func theTableFitsTheTerminal() {
        for width in [40, 60, 100, 200] {
            let text = terminal("chancery extract \(OutputTests.news)", ["COLUMNS": "\(width)", "NO_COLOR": "1"]).text
            for line in text.replacing("\r\n", with: "\n").split(separator: "\n") {
                #expect(columns(String(line)) <= width, "\(width): \(line)")
            }
        }
    }

    private func columns(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) } }

    /// Quick work says nothing, and so does work whose complaints go to a file.
    @Test func progressIsForTerminals() {
        #expect(Program.run(["extract", OutputTests.news]).error.isEmpty)
        #expect(Program.run(["extract", manyArticles(8000), "--to", "csv"]).error.isEmpty)
    }
}
