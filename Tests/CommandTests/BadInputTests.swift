import Glibc
import Testing

/// What cannot be read is named with its reason, the rest is done, and the exit status is 3.
@Suite struct BadInputTests {
    private let scratch = Scratch()
    private static let good = "日本首相岸田文雄2023年3月16日在东京与韩国总统尹锡悦举行会谈。"
    private static let row = "summit\tJPN; KOR\n"

    /// Reads the files beside a good one within bounds of memory and time.
    private func extract(_ options: String = "") -> Outcome {
        scratch.write("zz-good.txt", BadInputTests.good)
        return Program.shell(
            "ulimit -v 4000000; timeout 300 chancery extract . --per-article --columns kind,parties --to tsv --jobs 2 "
                + options,
            in: scratch.folder)
    }

    private func expect(_ outcome: Outcome, names message: String, _ location: SourceLocation = #_sourceLocation) {
        #expect(outcome.status == 3, "\(outcome.errorText)", sourceLocation: location)
        #expect(outcome.text.hasSuffix(BadInputTests.row), sourceLocation: location)
        #expect(
            outcome.errorText.contains("chancery: ./" + message), "\(outcome.errorText.prefix(600))",
            sourceLocation: location)
    }

    private static let files: [(String, [UInt8], String)] = [
        ("empty.txt", [], "empty.txt: error: an empty file"),
        ("blank.md", Array("\n \n".utf8), "blank.md: error: "),
        ("binary.txt", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D], "binary.txt: error: not text"),
        ("nul.txt", Array("王毅\0同裴青山会谈".utf8), "nul.txt: "),
        ("cut.txt", Array("王毅抵达河内".utf8).dropLast(), "cut.txt: warning: "),
        ("not.json", Array("王毅".utf8), "not.json:1: error: "),
        ("cut.json", Array("[{\"text\": \"王毅\"}, {\"te".utf8), "cut.json:1: error: "),
        ("no-text.csv", Array("id,headline\n1,王毅\n".utf8), "no-text.csv:1: error: the header has no column"),
        ("broken.txt.gz", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0x4B], "broken.txt.gz: error: "),
        ("feed.xml", Array("<rss><channel><item><title>王毅".utf8), "feed.xml"),
    ]

    @Test(arguments: files)
    func aBadFileIsNamed(name: String, bytes: [UInt8], message: String) {
        scratch.write(name, bytes)
        expect(extract(), names: message)
    }

    @Test func badLinesAreNamedOneByOne() {
        scratch.write(
            "feed.jsonl",
            """
            {"id": "1", "text": "\(BadInputTests.good)"}
            {"id": "2", "text": "
            null
            {"id": "4"}
            {"id": "1", "text": "\(BadInputTests.good)"}
            {"id": "6", "text": "\(BadInputTests.good)"}

            """)
        let outcome = extract()
        for line in [2, 3, 4, 5] { expect(outcome, names: "feed.jsonl:\(line): ") }
        #expect(outcome.text == "kind\tparties\n" + String(repeating: BadInputTests.row, count: 4))
    }

    @Test func aCharsetThatIsNotWhatItSaysIsRead() {
        scratch.write("page.html", "<meta charset=gb2312><p>\(BadInputTests.good)</p>")
        let outcome = extract()
        #expect(outcome.text == "kind\tparties\n" + BadInputTests.row + BadInputTests.row)
    }

    @Test func aLineOf200MegabytesIsLeftOut() {
        for name in ["long.txt", "long.jsonl", "long.csv"] {
            #expect(Program.shell("head -c 200000000 /dev/zero | tr '\\0' a > \(scratch.path(name))").status == 0)
        }
        let outcome = extract()
        for name in ["long.txt", "long.jsonl", "long.csv"] { expect(outcome, names: name) }
    }

    @Test func deepNestingEndsWell() {
        let depth = 100_000
        scratch.write(
            "deep.html",
            String(repeating: "<div>", count: depth) + BadInputTests.good + String(repeating: "</div>", count: depth))
        scratch.write("deep.json", String(repeating: "[", count: depth) + String(repeating: "]", count: depth))
        scratch.write("deep.md", String(repeating: "> ", count: depth) + "王毅\n")
        let outcome = extract()
        expect(outcome, names: "deep.html: warning: ")
        expect(outcome, names: "deep.json")
    }

    @Test func anEntityBombDoesNotGoOff() {
        var bomb = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a0 \"王毅\">"
        for level in 1...30 { bomb += "<!ENTITY a\(level) \"\(String(repeating: "&a\(level - 1);", count: 10))\">" }
        bomb += "]><rss><channel><item><title>t</title><description>&a30;</description></item></channel></rss>"
        scratch.write("bomb.xml", bomb)
        let outcome = extract()
        #expect(outcome.status == 0 || outcome.status == 3)
        #expect(outcome.text.hasSuffix(BadInputTests.row))
    }

    @Test func linksThatLeadInACircleAreNotFollowed() {
        mkdir(scratch.path("folder"), 0o700)
        symlink("..", scratch.path("folder/up"))
        symlink("self.txt", scratch.path("self.txt"))
        let outcome = extract()
        expect(outcome, names: "self.txt: error: ")
        expect(outcome, names: "folder/up: warning: ")
    }

    @Test func whatIsNotThereIsNamed() {
        expect(
            extract("not-there.txt").dotted("not-there.txt"), names: "not-there.txt: error: No such file or directory")
    }

    @Test(.enabled(if: getuid() != 0, "root may read everything"))
    func whatMayNotBeReadIsNamed() {
        mkdir(scratch.path("closed"), 0o000)
        scratch.write("closed.txt", "王毅")
        chmod(scratch.path("closed.txt"), 0o000)
        let outcome = extract()
        expect(outcome, names: "closed: error: Permission denied")
        expect(outcome, names: "closed.txt: error: Permission denied")
    }

    @Test func explainNamesThemToo() {
        scratch.write("empty.txt", "")
        scratch.write("good.txt", BadInputTests.good)
        let outcome = Program.run(["explain", "empty.txt", "good.txt"], in: scratch.folder)
        #expect(outcome.status == 3)
        #expect(outcome.errorText == "chancery: empty.txt: error: an empty file\n")
        #expect(outcome.text.contains("JPN+KOR"))
    }
}

extension Outcome {
    /// With `./` before a path that was named without it, so that one test fits both; and the good row last.
    fileprivate func dotted(_ path: String) -> Outcome {
        var outcome = self
        outcome.error = Array(errorText.replacing("chancery: " + path, with: "chancery: ./" + path).utf8)
        return outcome
    }
}
