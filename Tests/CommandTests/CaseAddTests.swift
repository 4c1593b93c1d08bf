import Glibc
import Testing

/// `lexicon case add`: labels of the review page become cases. `lexicon blame`: what an event hangs on.
@Suite struct CaseAddTests {
    private let scratch = Scratch()

    private static let long = "当地下了一场雨。街上的茶馆开得很早。"

    private func articles() {
        mkdir(scratch.path("news"), 0o700)
        let text = "两国的茶叶生意越做越大。\\n\(CaseAddTests.long)\\n中国外长王毅12月1日在河内同越南外长裴青山举行会谈。\(CaseAddTests.long)"
        scratch.write(
            "news/a.jsonl",
            """
            {"id": "talks/1", "title": "王毅访问越南", "published": "2023-12-02", "source": "新华社", "text": "\(text)"}
            {"id": "rain", "title": "下雨了", "published": "2023-12-03", "text": "\(CaseAddTests.long)"}

            """)
    }

    private func add(_ labels: String) -> Outcome {
        articles()
        scratch.write("labels.jsonl", labels)
        return Program.run(["lexicon", "case", "add", "labels.jsonl", "news", "-o", "cases"], in: scratch.folder)
    }

    private static let talks = """
        {"doc": "talks/1", "events": [{"kind": "meeting", "status": "held", "date": "2023-12-01", "parties": ["CHN", "VNM"], \
        "people": [{"name": "王毅", "party": "CHN"}, {"name": "裴青山", "party": "VNM"}], \
        "place": {"name": "河内", "country": "VNM"}, "salience": "secondary"}]}

        """

    /// The sentences that matter stay, the rain does not.
    @Test func labelsBecomeCasesOfAFewSentences() throws {
        let outcome = add(CaseAddTests.talks + "{\"doc\": \"rain\", \"events\": []}\n")
        #expect(outcome.status == 0, "\(outcome.errorText)")
        #expect(outcome.text == "cases/talks-1.case\ncases/rain.case\n")
        let text = try #require(Files.text(scratch.path("cases/talks-1.case")))
        #expect(text.contains("中国外长王毅12月1日在河内同越南外长裴青山举行会谈。"))
        #expect(!text.contains("一场雨"), "\(text)")
        // Without the sentence before it, the talks would be the main thing.
        #expect(text.contains("两国的茶叶生意越做越大。\\n中国外长"))
        #expect(
            text.contains(
                "\nkind\tstatus\tdate\tparties\tpeople\tplace\tcountry\tsalience\nmeeting\theld\t2023-12-01\tCHN; VNM\t"
            ))
        let rain = try #require(Files.text(scratch.path("cases/rain.case")))
        #expect(rain.hasSuffix("-- expected --\nkind\tstatus\tdate\tparties\tpeople\tplace\tsalience\n"))
        // What is found in the few sentences is what is found in the article.
        let whole = Program.run(
            [
                "extract", "news", "--per-article", "--to", "tsv", "--columns",
                "kind,date,parties,people,place,salience",
            ],
            in: scratch.folder)
        _ = Program.shell("sed -n '/articles.jsonl/,/expected/{/^{/p}' cases/*.case > short.jsonl", in: scratch.folder)
        let short = Program.run(
            [
                "extract", "short.jsonl", "--per-article", "--to", "tsv", "--columns",
                "kind,date,parties,people,place,salience",
            ],
            in: scratch.folder)
        #expect(Set(short.lines) == Set(whole.lines) && whole.lines.count > 1)
        #expect(Program.run(["lexicon", "test", "cases"], in: scratch.folder).text.contains("2 cases, 2 articles"))
    }

    @Test(arguments: [
        ("{\"doc\": \"elsewhere\", \"events\": []}\n", "labels.jsonl:1: error: none of the articles is \"elsewhere\""),
        ("\n{\"doc\": \"rain\"}\n", "labels.jsonl:2: error: this line has no \"doc\" with its \"events\""),
        ("{\"doc\": \"rain\", \n", "labels.jsonl:1: error: this line is no JSON"),
        (
            "{\"doc\": \"rain\", \"events\": [{\"kind\": \"call\", \"date\": \"gestern\"}]}\n",
            "labels.jsonl:1: error: \"date\" is \"gestern\""
        ),
        ("{\"doc\": \"rain\", \"events\": [{}]}\n", "labels.jsonl:1: error: \"kind\" is \"\""),
    ])
    func aBadLabelIsNamedAndTheOthersAreAdded(line: String, message: String) {
        let outcome = add(line + CaseAddTests.talks)
        #expect(outcome.status == 3)
        #expect(outcome.errorText.contains(message), "\(outcome.errorText)")
        #expect(outcome.text == "cases/talks-1.case\n")
    }

    @Test func whatExistsIsLeftAlone() {
        #expect(add(CaseAddTests.talks).status == 0)
        scratch.write("cases/talks-1.case", "mine")
        let outcome = add(CaseAddTests.talks)
        #expect(outcome.status == 3)
        #expect(outcome.errorText.hasPrefix("chancery: cases/talks-1.case: error: there is such a case already"))
        #expect(Files.text(scratch.path("cases/talks-1.case")) == "mine")
    }

    // MARK: - Blame

    private func blame(_ id: String, _ words: String...) -> Outcome {
        articles()
        return Program.run(["lexicon", "blame", id, "news"] + words, in: scratch.folder)
    }

    @Test func whatAnEventHangsOnIsTold() throws {
        articles()
        let events = Program.run(["extract", "news", "--to", "tsv", "--columns", "id,kind"], in: scratch.folder)
        let id = try #require(
            events.lines.first { $0.hasSuffix("\tmeeting") }?.split(separator: "\t").first.map(String.init))
        let outcome = blame(id)
        #expect(outcome.status == 0)
        let parts = outcome.text.split(separator: "  without ")
        #expect(parts.count == 3, "\(outcome.text)")
        #expect(
            parts[1].hasPrefix("any one of these rows it is gone\n")
                && parts[1].contains("    meetings:talks Lexicons/"))
        #expect(parts[2].contains("    places:hanoi ") && parts[2].contains("        place: \"河内\" → \"越南\"\n"))
        #expect(parts[2].contains("the same without: "))
        let one = blame(id, "--to", "jsonl", "--jobs", "1")
        #expect(one == blame(id, "--to", "jsonl", "--jobs", "3"))
        #expect(
            one.lines.contains { $0.contains("\"entry\": \"meetings:talks\"") && $0.contains("\"without\": \"gone\"") })
    }

    @Test func anUnknownEventIsNamed() {
        let outcome = blame("ev-nothing")
        #expect(outcome.status == 1 && outcome.output.isEmpty)
        #expect(outcome.errorText.contains("no article has an event ev-nothing"))
    }
}
