import Glibc
import Testing

/// `lexicon test`: cases as curators write them.
@Suite struct CaseTests {
    private let scratch = Scratch()

    private func test(_ words: String..., environment: [String: String] = [:]) -> Outcome {
        Program.run(["lexicon", "test"] + words, in: scratch.folder, environment: environment)
    }

    /// A minister of the case's own, and one sentence.
    static let minister = """
        A new minister is found by rows of the case.

        -- articles.tsv --
        published\ttext
        2031-05-07\t韩国外长千里马5月6日同中国外长王毅通电话。
        -- lexicons/people.tsv --
        id\tname\tparty
        chollima\t千里马\tKOR
        -- expected --
        # the call and nothing else
        kind\tdate\tparties\tpeople
        call\t2031-05-06\tCHN; KOR\t王毅; 千里马

        """

    private func folder(_ name: String, _ files: [String: String]) {
        mkdir(scratch.path(name), 0o700)
        for (file, text) in files {
            if file.contains("/") { mkdir(scratch.path(name + "/lexicons"), 0o700) }
            scratch.write(name + "/" + file, text)
        }
    }

    @Test func aCaseInOneFileHasRowsOfItsOwn() {
        scratch.write("minister.case", CaseTests.minister)
        let outcome = test(".")
        #expect(outcome.status == 0, "\(outcome.text)\(outcome.errorText)")
        #expect(outcome.text == "1 case, 1 article, 1 row: all as expected\n")
    }

    /// The same in a folder, and a second case beside it that does not see the first one's rows.
    @Test func rowsOfACaseAreItsOwn() {
        let article = "published\ttext\n2031-05-07\t千里马5月6日同中国外长王毅通电话。\n"
        folder(
            "one",
            [
                "articles.tsv": article, "lexicons/people.tsv": "id\tname\tparty\nchollima\t千里马\tKOR\n",
                "expected": "people\n王毅;千里马\n",
            ])
        folder("two", ["articles.tsv": article, "expected": "people\n"])
        #expect(test("one", "two").text == "2 cases, 2 articles, 1 row: all as expected\n")
        #expect(test("two", "one", "--jobs", "1").status == 0)
    }

    /// What differs is named with its line, its column, and the rows behind what was found.
    @Test func aDifferenceIsNamed() {
        scratch.write("minister.case", CaseTests.minister.replacing("call\t2031-05-06", with: "call\t2031-05-05"))
        let outcome = test("minister.case")
        #expect(outcome.status == 1)
        for part in [
            "minister.case:12: differs", "date: expected \"2031-05-05\", found \"2031-05-06\"",
            "people:chollima minister.case:8", "frame call-10", "1 case differs in 1 row",
        ] { #expect(outcome.text.contains(part), "\(outcome.text)") }
    }

    @Test func whatIsNotFoundAndNotExpectedIsNamed() {
        let more = CaseTests.minister + "visit\t\tUSA\t\n"
        scratch.write("minister.case", more.replacing("call\t2031-05-06\tCHN; KOR\t王毅; 千里马\n", with: ""))
        let outcome = test(".")
        #expect(outcome.status == 1)
        #expect(outcome.text.contains("./minister.case:12: not found: visit  USA"))
        #expect(outcome.text.contains("not expected: call  2031-05-06"))
    }

    /// What is accepted is all that changes.
    @Test func acceptingLeavesTheRestAlone() throws {
        scratch.write("minister.case", CaseTests.minister.replacing("call\t2031", with: "visit\t1999"))
        folder("new", ["article.txt": "2031-05-07\n韩国外长赵显5月6日同中国外长王毅通电话。\n"])
        #expect(test(".").status == 1)
        #expect(test(".", "--accept", environment: ["CI": "true"]).status == 1)
        #expect(scratch.read("new/expected") == nil)
        #expect(test(".", "--accept").status == 0)
        #expect(Files.text(scratch.path("minister.case")) == CaseTests.minister)
        let table = try #require(Files.text(scratch.path("new/expected")))
        #expect(
            table.hasPrefix(
                "kind\tmode\tstatus\tdate\tparties\tpeople\tplace\tsalience\ncall\tphone\theld\t2031-05-06\t"))
        #expect(test(".").status == 0)
    }

    /// Rows are added where the text has them and taken away where they stand; line ends and comments stay.
    @Test func acceptedRowsComeInTheOrderOfTheText() {
        let articles =
            "id\tpublished\ttext\n"
            + ["王毅", "布林肯", "拉夫罗夫"].enumerated().map { index, name in
                "a\(index)\t2023-03-0\(index + 2)\t\(name)3月\(index + 1)日抵达东京，开始访问日本。\n"
            }.joined()
        folder(
            "order",
            ["articles.tsv": articles, "expected": "# who\r\npeople\tdoc\r\n拉夫罗夫\ta2\r\n金正恩\ta0\r\n# end\r\n"])
        #expect(test("order", "--accept").status == 0)
        #expect(
            Files.text(scratch.path("order/expected"))
                == "# who\r\npeople\tdoc\r\n王毅\ta0\r\n布林肯\ta1\r\n拉夫罗夫\ta2\r\n# end\r\n")
    }

    /// A case that is wrong in itself: what is said of it; the other case runs.
    @Test(arguments: [
        (["expected": "kind\tdays\n", "a.txt": "王毅"], "bad/expected:1: error: no column is called \"days\""),
        (
            ["expected": "date\n# what day\n31.5.2023\n", "a.txt": "王毅"],
            "bad/expected:3: error: the cell \"date\""
        ),
        (["expected": "kind\nmetting\n", "a.txt": "王毅"], "bad/expected:2: error: the cell \"kind\""),
        (["expected": "kind\ncall\theld\n", "a.txt": "王毅"], "bad/expected:2: error: the row has 2 cells"),
        (["expected": "", "a.txt": "王毅"], "bad/expected:1: error: the file has no header row"),
        (["expected": "kind\n"], "bad/expected:1: error: no article stands beside it"),
        (["expected": "kind\n", "a.jsonl": "{\"text\": \"王\n"], "bad/a.jsonl:1: error: no JSON"),
        (
            ["expected": "kind\n", "a.txt": "王毅", "lexicons/people.tsv": "id\tname\n"],
            "bad/lexicons/people.tsv:1: error: the column \"party\" is missing"
        ),
        (
            ["expected": "kind\n", "a.txt": "王毅", "lexicons/persons.tsv": "id\tname\n"],
            "bad/lexicons/persons.tsv: warning: no lexicon has this name"
        ),
        (["one.case": "-- expected --\nkind\n"], "bad/one.case:1: error: the case has no article"),
        (
            ["one.case": "-- a.txt --\n王毅\n-- lexicons/peple.tsv --\n-- expected --\nkind\n"],
            "bad/one.case:3: error: nothing of a case is called \"lexicons/peple.tsv\""
        ),
        (
            ["one.case": "-- a.txt --\n王毅\n-- expected --\nkind\n-- a.txt --\n"],
            "bad/one.case:5: error: \"a.txt\" stands on line 1 too"
        ),
        (
            ["one.case": "\n-- articles.jsonl --\n{\"text\": \"王毅\"}\n{\"text\"}\n-- expected --\nkind\n"],
            "bad/one.case:4: error: no JSON"
        ),
    ])
    func aBadCaseIsNamedAndTheOthersRun(files: [String: String], message: String) {
        scratch.write("zz.case", CaseTests.minister)
        folder("bad", files)
        let outcome = test("bad", "zz.case")
        #expect(outcome.text.contains(message), "\(outcome.text)")
        let isWarning = message.contains("warning")
        #expect(outcome.status == (isWarning ? 0 : 3))
        #expect(outcome.text.contains(isWarning ? "2 cases, 2 articles, 1 row: all" : "1 case cannot be run"))
    }

    @Test(arguments: [
        (["nowhere"], Int32(2), "nowhere: error: No such file or directory"),
        (["empty"], 2, "there are no cases"), (["note.md"], 2, "note.md: error: no case"),
        (["--accept", "--review", "minister.case"], 2, "exclude each other"),
        (["minister.case", "nowhere"], 3, "nowhere: error: No such file or directory"),
    ])
    func whatIsNoCaseIsNamed(words: [String], status: Int32, message: String) {
        mkdir(scratch.path("empty"), 0o700)
        scratch.write("note.md", "王毅")
        scratch.write("minister.case", CaseTests.minister)
        let outcome = Program.run(["lexicon", "test"] + words, in: scratch.folder)
        #expect(outcome.status == status)
        #expect(outcome.errorText.contains(message), "\(outcome.errorText)")
    }

    /// For CI services: XML that XML readers take, and lines of JSON that say the same.
    @Test func reportsForProgramsSayTheSame() throws {
        scratch.write("good.case", CaseTests.minister)
        scratch.write("less.case", CaseTests.minister.replacing("call\t2031-05-06", with: "call\t2031-05-05"))
        scratch.write("wrong.case", CaseTests.minister.replacing("kind\tdate", with: "<kind>\tdate"))
        let junit = test("good.case", "less.case", "wrong.case", "-o", "report.xml")
        #expect(junit.status == 1 && junit.output.isEmpty)
        let xml = try #require(Files.text(scratch.path("report.xml")))
        for part in [
            "tests=\"3\" failures=\"1\" errors=\"1\"", "name=\"good.case\"/>", "<failure message=\"1 row differs\">",
            "<error message=\"wrong.case:11: error: no column is called &quot;&lt;kind&gt;&quot;",
        ] { #expect(xml.contains(part), "\(xml)") }
        #expect(
            Program.shell("python3 -c 'import sys, xml.dom.minidom as x; x.parse(\"report.xml\")'", in: scratch.folder)
                .status == 0)
        let lines = test("good.case", "less.case", "wrong.case", "--to", "jsonl").lines
        try #require(lines.count == 3)
        #expect(lines[0].hasPrefix("{\"case\": \"good.case\", \"status\": \"same\", \"articles\": 1, \"rows\": 1,"))
        #expect(lines[1].contains("\"what\": \"changed\"") && lines[1].contains("\"columns\": [\"date\"]"))
        #expect(lines[1].contains("frame call-10") && lines[1].contains("\"line\": 12"))
        #expect(lines[2].contains("\"status\": \"unreadable\"") && lines[2].contains("\"code\": \"unknown-column\""))
    }

    @Test func theNumberOfThreadsChangesNothing() {
        for index in 0..<6 {
            scratch.write(
                "\(index).case",
                CaseTests.minister.replacing("chollima", with: "c\(index % 3)").replacing("06\t", with: "0\(index)\t"))
        }
        let one = test(".", "--to", "jsonl", "--jobs", "1")
        #expect(one.status == 1 && one.lines.count == 6)
        #expect(test(".", "--to", "jsonl", "--jobs", "5") == one)
    }
}
