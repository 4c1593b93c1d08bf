import Glibc
import Testing

/// The repository of docs/example: a change to its lexicons passes its own checks, as its workflow runs them.
@Suite struct ExampleTests {
    private let scratch = Scratch()
    private static let git = "git -c user.email=a@example.org -c user.name=a"

    private func shell(_ line: String) -> Outcome { Program.shell(line, in: scratch.folder) }

    /// The repository with everything but a table committed, and the table in a second commit.
    private func repository(adding table: String) {
        let outcome = shell(
            """
            set -e
            cp -r '\(Program.package)/docs/example/.' .
            mv lexicons/\(table) held
            git init -q && \(ExampleTests.git) add lexicons cases archive ci .github && \(ExampleTests.git) commit -qm one
            mv held lexicons/\(table)
            \(ExampleTests.git) add lexicons && \(ExampleTests.git) commit -qm two
            """)
        #expect(outcome.status == 0, "\(outcome.errorText)")
    }

    @Test func aChangePassesAndItsEffectIsTold() throws {
        repository(adding: "tenures.tsv")
        let outcome = shell("./ci HEAD~1")
        #expect(outcome.status == 0, "\(outcome.text)\(outcome.errorText)")
        let effect = try #require(Files.text(scratch.path("effect.md")))
        #expect(effect.hasPrefix("**4 articles, 2 edited entries: 1 row changed in 1 article**\n"))
        #expect(effect.contains("people: \"赵显; 王毅\" → \"朴例一; 王毅\""))
        let report = try #require(Files.text(scratch.path("report.xml")))
        #expect(report.contains("tests=\"2\" failures=\"0\" errors=\"0\""))
    }

    @Test func aChangeThatBreaksACaseFails() throws {
        repository(adding: "traps.tsv")
        #expect(shell("rm lexicons/traps.tsv && ./ci HEAD").status == 1)
        let report = try #require(Files.text(scratch.path("report.xml")))
        #expect(report.contains("failures=\"1\"") && report.contains("not expected: call"))
    }

    @Test func anErrorInARowFails() {
        repository(adding: "traps.tsv")
        let outcome = shell(
            "sed -i 's/park-ye-il.foreign-minister.2031-03.park-ye-il/x\\tpark/' lexicons/tenures.tsv && ./ci HEAD")
        #expect(outcome.status == 1)
        #expect(outcome.text.contains("lexicons/tenures.tsv:3: error: nobody in people.tsv is called \"park\""))
    }

    /// The workflow runs the script that the tests run.
    @Test func theWorkflowRunsTheScript() throws {
        let workflow = try #require(Files.text(Program.package + "/docs/example/.github/workflows/lexicons.yml"))
        #expect(workflow.contains("run: ./ci \"origin/$GITHUB_BASE_REF\"") && workflow.contains("effect.md"))
    }
}
