import Testing

/// The sessions in README.md and docs/: what stands below a `$` line is what the program prints, today.
@Suite struct DocumentTests {
    static let documents =
        ["README.md"]
        + Files.names(in: Program.package + "/docs").filter { $0.hasSuffix(".md") }.map {
            "docs/" + $0
        }

    @Test(arguments: documents)
    func aSessionIsTrue(document: String) throws {
        let path = Program.package + "/" + document
        let text = try #require(Files.text(path))
        let found = DocumentTests.replayed(text)
        if Fixture.isRecording {
            Files.write(path, Array(found.utf8))
            return
        }
        if DocumentTests.steady(found) != DocumentTests.steady(text) {
            let difference = LineDifference.text(expected: text, found: found)
            Issue.record("\(document) is out of date\n\(difference)\nIf this is right: make record")
        }
    }

    @Test func theReadmeHasASession() throws {
        let readme = try #require(Files.text(Program.package + "/README.md"))
        #expect(readme.contains("$ chancery extract") && readme.contains("$ chancery explain"))
    }

    /// The text with the output of each command in a `console` block put in its place.
    private static func replayed(_ text: String) -> String {
        var out: [Substring] = []
        var isInside = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line == "```console" {
                isInside = true
            } else if line == "```" {
                isInside = false
            }
            if isInside, line.hasPrefix("$ ") {
                out.append(line)
                let outcome = Program.shell(String(line.dropFirst(2)) + " 2>&1")
                var printed = outcome.text.split(separator: "\n", omittingEmptySubsequences: false)
                if printed.last == "" { printed.removeLast() }
                out += printed
            } else if !isInside || line == "```console" {
                out.append(line)
            }
        }
        return out.joined(separator: "\n")
    }

    /// Without the line numbers of lexicon rows, which move with every row that is added.
    private static func steady(_ text: String) -> String {
        var out = ""
        var rest = text[...]
        while let colon = rest.firstRange(of: ".tsv:") {
            out += rest[..<colon.upperBound]
            rest = rest[colon.upperBound...].drop { $0.isNumber }
        }
        return out + rest
    }
}
