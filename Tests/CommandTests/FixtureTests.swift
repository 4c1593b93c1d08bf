import Glibc
import Testing

/// A folder of Fixtures with a command and what it prints.
struct Fixture: Sendable, CustomTestStringConvertible {
    var name: String
    var folder: String { Fixture.root + "/" + name }
    var testDescription: String { name }

    static let root = Program.package + "/Fixtures"

    /// Every case, by its folder.
    static let names: [String] = Files.names(in: root).flatMap { group in
        Files.names(in: root + "/" + group).map { group + "/" + $0 }
    }

    /// Those with a command; the others are run by `lexicon test`.
    static let all: [Fixture] = names.filter { Files.exists(root + "/" + $0 + "/cmd") }.map { Fixture(name: $0) }

    /// `make record` takes what the program prints for right; whoever runs it reads the diff.
    static let isRecording = getenv("CHANCERY_RECORD") != nil

    func expected(_ ending: String) -> String { Files.text(folder + "/expected" + ending) ?? "" }

    func record(_ ending: String, _ text: String) {
        let path = folder + "/expected" + ending
        if text.isEmpty, !ending.isEmpty { unlink(path) } else { Files.write(path, Array(text.utf8)) }
    }
}

@Suite struct FixtureTests {
    @Test(arguments: Fixture.all)
    func aFixturePrintsWhatItShould(fixture: Fixture) throws {
        let line = try #require(Files.text(fixture.folder + "/cmd"))
        let outcome = Program.shell(line, in: fixture.folder)
        let status = outcome.status == 0 ? "" : "\(outcome.status)\n"
        if Fixture.isRecording {
            fixture.record("", outcome.text)
            fixture.record(".err", outcome.errorText)
            fixture.record(".status", status)
            return
        }
        for (ending, found, what) in [
            ("", outcome.text, "standard output"), (".err", outcome.errorText, "standard error"),
            (".status", status, "exit status"),
        ] where found != fixture.expected(ending) {
            let difference = LineDifference.text(expected: fixture.expected(ending), found: found)
            Issue.record("\(fixture.name): \(what) differs\n\(difference)\nIf this is right: make record")
        }
    }

    @Test func thereAreFixtures() {
        #expect(Fixture.all.count >= 12 && Fixture.names.count >= 120)
    }

    /// The cases without a command, which are about what is found.
    @Test func theCasesGiveWhatTheyShould() {
        var words = ["lexicon", "test", "Fixtures"]
        if Fixture.isRecording { words.append("--accept") }
        let outcome = Program.run(words)
        #expect(
            outcome.status == 0, "\(outcome.text)\(outcome.errorText)If this is right: chancery lexicon test --accept")
    }

    /// Each is told of in the folder's README.
    @Test func everyFixtureIsExplained() throws {
        let readme = try #require(Files.text(Fixture.root + "/README.md"))
        for name in Fixture.names {
            #expect(readme.contains("`\(name)`"), "Fixtures/README.md says nothing of \(name)")
        }
    }
}
