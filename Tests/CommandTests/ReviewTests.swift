import Glibc
import Testing

/// `lexicon test --review`, driven in a terminal: a window of tmux, 80 columns wide.
@Suite(.enabled(if: Program.shell("command -v tmux").status == 0, "tmux is not installed"), .serialized)
struct ReviewTests {
    private let scratch = Scratch()

    /// Three differences in two cases: one row is otherwise, one is not expected, one is not found.
    private func cases() {
        scratch.write(
            "calls.case",
            """
            -- articles.tsv --
            published\ttext
            2031-05-07\t韩国外长赵显5月6日同中国外长王毅通电话。
            2031-05-07\t俄罗斯外长拉夫罗夫5月6日同中国外长王毅通电话。
            -- expected --
            # mine
            kind\tdate\tparties\tpeople
            call\t2031-05-05\tCHN; KOR\t*

            """)
        scratch.write(
            "nothing.case",
            "-- article.txt --\n2031-05-07\n街上的茶馆开得很早。\n-- expected --\nkind\tpeople\nvisit\t拉夫罗夫\n")
    }

    private func text(_ name: String) -> String { Files.text(scratch.path(name)) ?? "" }

    /// A window in which the review runs.
    private final class Window {
        private let socket: String
        private let folder: String

        init(_ scratch: Scratch, _ environment: String = "", size: String = "-x 80 -y 24") {
            folder = scratch.folder
            socket = scratch.path("socket")
            scratch.write(
                "review.sh",
                "cd '\(folder)'; \(environment) TERM=screen-256color '\(Program.path)' lexicon test . --review\n"
                    + "echo status $?; sleep 60\n")
            _ = Program.shell(
                "tmux -S '\(socket)' -f /dev/null new-session -d \(size) 'sh review.sh'", in: folder)
        }

        deinit { tmux("kill-server") }

        @discardableResult func tmux(_ words: String) -> Outcome {
            Program.shell("tmux -S '\(socket)' \(words)", in: folder)
        }

        func send(_ keys: String) { tmux("send-keys \(keys)") }

        /// What is on the screen once it shows a text; as it is after some seconds where it never does.
        func screen(showing text: String) -> String {
            var shown = ""
            for _ in 0..<200 {
                shown = tmux("capture-pane -p").text
                if shown.contains(text) { break }
                usleep(50_000)
            }
            return shown
        }
    }

    @Test func oneDifferenceAtATimeIsShownAndDecided() {
        cases()
        let window = Window(scratch)
        let first = window.screen(showing: "1 of 3")
        #expect(first.contains("./calls.case") && first.contains("found otherwise than expected (line 8)"), "\(first)")
        #expect(first.contains("> 韩国外长赵显5月6日同中国外长王毅通电话。"))
        let lines = first.split(separator: "\n").map(String.init)
        // Columns stand below one another, whatever is in them; nothing is wider than the window.
        let date = lines.first { $0.contains("* date") }
        #expect(date?.contains("2031-05-05") == true && date?.contains("2031-05-06") == true)
        let starts = ["expected", "CHN; KOR"].compactMap { word in
            lines.first { $0.contains(word) && !$0.contains("than") }.flatMap { ReviewTests.column(of: word, in: $0) }
        }
        #expect(starts.count == 2 && starts[0] == starts[1], "\(first)")
        #expect(lines.allSatisfy { ReviewTests.width($0) <= 80 })
        window.send("a")
        #expect(window.screen(showing: "2 of 3").contains("found and not expected"))
        #expect(text("calls.case").contains("# mine\nkind\tdate\tparties\tpeople\ncall\t2031-05-06\tCHN; KOR\t*\n"))
        window.send("r")
        #expect(window.screen(showing: "3 of 3").contains("expected and not found"))
        window.send("a")
        let end = window.screen(showing: "status")
        #expect(end.contains("2 accepted, 1 rejected\nstatus 1"), "\(end)")
        #expect(text("nothing.case").hasSuffix("-- expected --\nkind\tpeople\n"))
        #expect(!Files.exists(scratch.path(".chancery-review")))
    }

    @Test func whatIsTakenBackIsAsItWas() {
        cases()
        let (calls, nothing) = (text("calls.case"), text("nothing.case"))
        let window = Window(scratch)
        _ = window.screen(showing: "1 of 3")
        window.send("A")
        // All is decided, and the window is gone before anything could be taken back: begin again.
        #expect(window.screen(showing: "status").contains("3 accepted\nstatus 0"))
        #expect(Program.run(["lexicon", "test", "."], in: scratch.folder).status == 0)
        scratch.write("calls.case", calls)
        scratch.write("nothing.case", nothing)
        let again = Window(scratch)
        _ = again.screen(showing: "1 of 3")
        again.send("a")
        _ = again.screen(showing: "2 of 3")
        again.send("a")
        _ = again.screen(showing: "3 of 3")
        again.send("u u")
        _ = again.screen(showing: "1 of 3")
        #expect(text("calls.case") == calls)
        again.send("u")
        #expect(again.screen(showing: "nothing to take back").contains("1 of 3"))
        again.send("q")
        #expect(again.screen(showing: "status").contains("3 left for the next review\nstatus 1"))
        #expect(text("calls.case") == calls && text("nothing.case") == nothing)
    }

    /// The window is closed in the midst of it.
    @Test func aReviewGoesOnWhereItStopped() {
        cases()
        let nothing = text("nothing.case")
        do {
            let window = Window(scratch)
            _ = window.screen(showing: "1 of 3")
            window.send("s")
            _ = window.screen(showing: "2 of 3")
            window.send("a")
            _ = window.screen(showing: "3 of 3")
            window.send("u")
            _ = window.screen(showing: "2 of 3")
            window.send("r")
            _ = window.screen(showing: "3 of 3")
        }
        #expect(text("nothing.case") == nothing && text("calls.case").contains("2031-05-05"))
        let window = Window(scratch, size: "-x 60 -y 12")
        // What was rejected is not shown; what was skipped comes last.
        #expect(window.screen(showing: "1 of 2").contains("./nothing.case"))
        window.tmux("resize-window -x 100 -y 30")
        window.send("a")
        let last = window.screen(showing: "2 of 2")
        #expect(last.contains("./calls.case"))
        window.send("a")
        #expect(window.screen(showing: "status").contains("2 accepted\nstatus"))
    }

    /// Somebody edits the case while it is reviewed: their work is not written over.
    @Test func whatSomebodyElseWroteIsLeftAlone() {
        cases()
        let window = Window(scratch)
        _ = window.screen(showing: "1 of 3")
        scratch.write("calls.case", text("calls.case") + "# theirs\n")
        window.send("a")
        #expect(window.screen(showing: "meanwhile").contains("changed by somebody else"))
        #expect(text("calls.case").hasSuffix("# theirs\n") && text("calls.case").contains("2031-05-05"))
    }

    @Test func nothingIsWrittenInCI() {
        cases()
        let before = text("calls.case")
        let window = Window(scratch, "CI=true")
        #expect(window.screen(showing: "status 1").contains("nothing is reviewed where CI is set"))
        #expect(text("calls.case") == before)
    }

    @Test func withoutATerminalItIsWrongUsage() {
        cases()
        let outcome = Program.run(["lexicon", "test", ".", "--review"], in: scratch.folder)
        #expect(outcome.status == 2)
        #expect(
            outcome.errorText
                == "chancery: --review needs a terminal (to take all that is found for right, say --accept)\n")
    }

    // MARK: - Columns

    private static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + ((0x2E80...0xFFEF).contains($1.value) ? 2 : 1) }
    }

    /// The column at which a word stands.
    private static func column(of word: String, in line: String) -> Int? {
        line.firstRange(of: word).map { width(String(line[..<$0.lowerBound])) }
    }
}
