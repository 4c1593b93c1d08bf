import Kernel
import Pipeline
import Testing

@testable import Events
@testable import Lexicon

/// The patterns of frames.tsv, read.
@Suite struct FramePatternTests {
    struct Wrong: Sendable, CustomTestStringConvertible {
        var pattern: String
        var problem: String
        var testDescription: String { pattern.isEmpty ? "nothing at all" : pattern }
    }

    static let wrong = [
        Wrong(pattern: "", problem: "has no trigger T"),
        Wrong(pattern: "A .. B", problem: "has no trigger T"),
        Wrong(pattern: "A .. T .. T", problem: "has two triggers"),
        Wrong(pattern: "A .. X T", problem: "\"X\" is no part of a pattern"),
        Wrong(pattern: "A .. t", problem: "\"t\" is no part of a pattern"),
        Wrong(pattern: "A .... T", problem: "\"....\" is no part of a pattern"),
        Wrong(pattern: "A <> T", problem: "\"<>\" is no part of a pattern"),
        Wrong(pattern: "A <with T", problem: "\"<with\" is no part of a pattern"),
        Wrong(pattern: "A .. <wiht> ~ B .. T", problem: "no cue is of the class \"wiht\""),
    ]

    static func read(_ pattern: String) -> (pattern: FramePattern?, problems: [String]) {
        var problems: [String] = []
        let row = FrameRow(id: "case", frame: "meet", pattern: pattern, line: 2)
        let read = FramePattern(row, row: 0, cues: ["with", "held"]) { problems.append($0) }
        return (read, problems)
    }

    @Test(arguments: wrong)
    func aMistakeIsNamed(_ wrong: Wrong) {
        let (pattern, problems) = FramePatternTests.read(wrong.pattern)
        #expect(pattern == nil)
        #expect(problems == [wrong.problem])
    }

    @Test func elementsStandFromTheTriggerOutwards() throws {
        let (found, problems) = FramePatternTests.read("A .. <with> ~ B ... T . L")
        let pattern = try #require(found)
        #expect(problems.isEmpty)
        #expect(pattern.left.map(\.slot) == [.actor("B"), .cue("with"), .actor("A")])
        #expect(pattern.left.map(\.gap) == [.sentence, .descriptive, .clause])
        #expect(pattern.right.map(\.slot) == [.place])
        #expect(pattern.right.map(\.gap) == [.few])
    }

    @Test func neighboursWithoutAGapTouch() throws {
        let pattern = try #require(FramePatternTests.read("A T B").pattern)
        #expect(pattern.left.map(\.gap) == [.none])
        #expect(pattern.right.map(\.gap) == [.none])
    }

    @Test func twoSidesAreOneElement() throws {
        let pattern = try #require(FramePatternTests.read("AA .. T").pattern)
        #expect(pattern.left.map(\.slot) == [.sides])
        #expect(pattern.right.isEmpty)
    }

    @Test func stretchesGrow() {
        let reaches = [FramePattern.Gap.none, .few, .descriptive, .clause, .sentence].map(\.reach)
        #expect(reaches == reaches.sorted())
        #expect(Set(reaches).count == reaches.count)
    }

    /// What ships has no mistake, and each row is read.
    @Test func everyRowThatShipsIsRead() {
        let lexicon = Shipped.pipeline.lexicon
        let cues = Set(lexicon.cues.map(\.cue))
        for (row, frame) in lexicon.frames.enumerated() {
            let pattern = FramePattern(frame, row: row, cues: cues) { Issue.record("\(frame.id) \($0)") }
            #expect(pattern != nil, "\(frame.id)")
        }
        let used = Set(lexicon.meetings.map(\.frame))
        for frame in lexicon.frames {
            #expect(used.contains(frame.frame), "\(frame.id) is of a frame that no term has")
        }
    }
}
