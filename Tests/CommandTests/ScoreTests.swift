import Testing

/// `score` with a baseline and with limits.
@Suite struct ScoreTests {
    private let scratch = Scratch()

    private static func label(_ doc: String, _ kind: String, _ date: String) -> String {
        "{\"doc\": \"\(doc)\", \"events\": [{\"kind\": \"\(kind)\", \"status\": \"held\", \"date\": \"\(date)\", "
            + "\"parties\": [\"CHN\", \"KOR\"], \"people\": [], \"salience\": \"main\"}]}\n"
    }

    /// Two labels; an early run that found one of them, a later one that found both but dated one wrongly.
    private func score(_ words: String...) -> Outcome {
        let labels = ScoreTests.label("a", "call", "2031-05-06") + ScoreTests.label("b", "visit", "2031-05")
        scratch.write("labels.jsonl", labels)
        scratch.write("early.jsonl", ScoreTests.label("a", "call", "2031-05-06"))
        scratch.write(
            "late.jsonl", ScoreTests.label("a", "call", "2031-05-06") + ScoreTests.label("b", "visit", "2031-05-07"))
        return Program.run(["score", "labels.jsonl"] + words, in: scratch.folder)
    }

    @Test func whatRoseAndWhatFellIsTold() {
        let outcome = score("late.jsonl", "--baseline", "early.jsonl")
        #expect(outcome.status == 0, "\(outcome.errorText)")
        #expect(outcome.text.contains("against early.jsonl: "))
        for line in [
            "rose event 0.6667 → 1.0000 +0.3333", "rose kind.visit 0.0000 → 1.0000 +1.0000",
            "fell field.date 1.0000 → 0.5000 -0.5000", "fell row 0.6667 → 0.5000 -0.1667",
        ] {
            let words = outcome.lines.map { $0.split(separator: " ").joined(separator: " ") }
            #expect(words.contains(line), "\(outcome.text)")
        }
    }

    /// Figures that were kept say the same as the events that they were made from.
    @Test func keptFiguresAreABaseline() {
        scratch.write("figures.jsonl", score("early.jsonl", "--to", "jsonl").output)
        let kept = score("late.jsonl", "--baseline", "figures.jsonl")
        #expect(
            kept.text.replacing("figures.jsonl", with: "early.jsonl")
                == score("late.jsonl", "--baseline", "early.jsonl").text)
        #expect(score("early.jsonl", "--baseline", "figures.jsonl").text.hasSuffix("nothing rose or fell\n"))
        let lines = score("late.jsonl", "--baseline", "figures.jsonl", "--to", "jsonl").lines
        #expect(lines.first == "{\"figure\": \"event\", \"value\": 1.0000, \"was\": 0.6667}")
    }

    @Test(arguments: [
        ("event=1,row=0.5", Int32(0), ""), ("event=1,row=0.51", 1, "chancery: row is 0.5000, under 0.5100\n"),
        ("field.date=0.9,kind.call=1", 1, "chancery: field.date is 0.5000, under 0.9000\n"),
        ("evnt=0.5", 2, "there is no figure \"evnt\""), ("event", 2, "--fail-under takes no \"event\""),
        ("event=93", 2, "--fail-under takes no \"event=93\""),
    ])
    func aFigureUnderItsLimitIsStatus1(limits: String, status: Int32, message: String) {
        let outcome = score("late.jsonl", "--fail-under", limits)
        #expect(outcome.status == status)
        #expect(message.isEmpty ? outcome.error.isEmpty : outcome.errorText.contains(message), "\(outcome.errorText)")
    }

    @Test func aBrokenLineOfTheBaselineIsNamed() {
        scratch.write(
            "figures.jsonl", "{\"figure\": \"event\", \"value\": 0.5}\n{\"figure\": \"row\", \"value\": 93}\n")
        let outcome = score("late.jsonl", "--baseline", "figures.jsonl")
        #expect(outcome.status == 3)
        #expect(outcome.errorText.hasPrefix("chancery: figures.jsonl:2: error: the figure \"row\" has no value"))
        #expect(outcome.text.contains("rose  event"))
    }
}
