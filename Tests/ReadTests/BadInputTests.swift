import Glibc
import Kernel
import Testing

@testable import Read

@Suite struct BadInputTests {
    @Test(arguments: [
        ("a.txt", "", "empty a.txt"),
        ("a.jsonl", "\n\n", "empty a.jsonl"),
        ("a.json", "[]", "empty a.json"),
        ("a.md", "   \n", "no-text a.md"),
        ("a.html", "<script>x</script>", "no-text a.html"),
        ("a.txt", "甲会见\u{0}乙。", "not-text a.txt"),
        ("a.txt", "%\u{1}\u{2}\u{3}\u{4}\u{5}PDF", "not-text a.txt"),
        ("a.jsonl", "{\"text\":\"\u{0}\"}\n", "not-text a.jsonl"),
        ("a.json", "[1, 2]", "bad-json a.json:1"),
        ("a.json", "{\"text\":\n\n 甲}", "bad-json a.json:3"),
        ("a.xml", "<opml><body/></opml>", "no-text a.xml"),
        ("a.xml", "<rss><channel><item><title>题</title>", "bad-xml a.xml:1"),
    ])
    func whatCannotBeReadIsReported(name: String, text: String, finding: String) {
        let folder = TemporaryFolder()
        folder.file(name, text)
        let run = Run([folder.path])
        #expect(run.articles.isEmpty)
        #expect(run.findings(in: folder).first == finding)
    }

    @Test func binaryFilesAreNotText() throws {
        let folder = TemporaryFolder()
        folder.file(
            "a.txt",
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D] + [UInt8](repeating: 0xD8, count: 99))
        let run = Run([folder.path])
        #expect(run.articles.isEmpty)
        #expect(run.findings(in: folder) == ["not-text a.txt"])
        #expect(try #require(run.problems.first).message.contains("byte 8"))
    }

    @Test func malformedLinesLeaveTheGoodOnes() throws {
        let folder = TemporaryFolder()
        folder.file(
            "a.jsonl",
            """
            {"id":"1","text":"甲会见乙。"}
            {"id":"2","text":"甲会见乙。"
            not json
            {"id":"3"}

            [1]
            {"id":"4","text":"丙会见丁。"}
            """)
        let run = Run([folder.path])
        #expect(run.articles.map(\.id) == ["1", "4"])
        #expect(
            run.findings(in: folder) == [
                "bad-json a.jsonl:2", "bad-json a.jsonl:3", "no-text a.jsonl:4", "bad-json a.jsonl:6",
            ])
        #expect(try #require(run.problems.first).message.contains("column 25"))
    }

    @Test func malformedElementsLeaveTheGoodOnes() {
        let folder = TemporaryFolder()
        folder.file(
            "a.json",
            "[\n{\"id\":\"1\",\"text\":\"甲。\"},\n{\"id\":2,\"text\":},\n oops,\n{\"id\":\"3\",\"text\":\"乙。\"}\n]\n")
        let run = Run([folder.path])
        #expect(run.articles.map(\.id) == ["1", "3"])
        #expect(run.findings(in: folder) == ["bad-json a.json:3", "bad-json a.json:4"])
    }

    @Test func twiceGivenIdsAreKeptApart() {
        let folder = TemporaryFolder()
        folder.file("a.jsonl", #"{"id":"x","text":"一。"}"# + "\n" + #"{"id":"x","text":"二。"}"# + "\n")
        folder.file("b.jsonl", #"{"id":"x","text":"三。"}"#)
        let run = Run([folder.path])
        #expect(run.articles.map(\.id) == ["x", "x~2", "x~3"])
        #expect(run.findings(in: folder) == ["duplicate-id a.jsonl:2", "duplicate-id b.jsonl:1"])
    }

    @Test func badDatesAreReportedAndLeftOut() {
        let result = read(Array(#"{"published":"soon","text":"甲会见乙。"}"#.utf8), .json)
        #expect(result.articles.map(\.published) == [nil])
        #expect(result.problems.map(\.code) == ["bad-date"])
    }

    @Test(arguments: [("div", 100_000), ("b", 100_000), ("blockquote", 100_000), ("table", 20_000), ("span", 20_000)])
    func deepNestingDoesNotCrash(element: String, depth: Int) {
        let html =
            "<p>甲会见乙。</p>" + String(repeating: "<\(element)>", count: depth) + "深"
            + String(repeating: "</\(element)>", count: depth)
        let result = read(Array(html.utf8), .html)
        #expect(dump(result.articles.first).first == "paragraph: 甲会见乙。")
        #expect(result.problems.map(\.code) == ["too-deep"])
    }

    @Test func deepMarkdownAndListsDoNotCrash() {
        let text =
            "甲会见乙。\n\n" + String(repeating: "> ", count: 50_000) + "深\n\n" + String(repeating: "[", count: 50_000)
        #expect(dump(read(Array(text.utf8), .markdown).articles.first).first == "paragraph: 甲会见乙。")
    }

    @Test func entityBombsAreRefused() {
        var bomb = "<?xml version=\"1.0\"?>\n<!DOCTYPE rss [\n<!ENTITY a \"哈哈哈哈\">\n"
        for (last, next) in zip("abcdefgh", "bcdefghi") {
            bomb += "<!ENTITY \(next) \"" + String(repeating: "&\(last);", count: 10) + "\">\n"
        }
        bomb += "]>\n<rss><channel><item><title>&i;</title><description>&i;</description></item></channel></rss>"
        let result = read(Array(bomb.utf8), .xml)
        #expect(result.articles.isEmpty)
        #expect(result.problems.map(\.code) == ["entity-declaration"])
        #expect(result.problems.map(\.origin.line) == [3])
    }

    @Test func deepXMLDoesNotCrash() {
        let xml = "<rss><channel><item>" + String(repeating: "<x>", count: 100_000)
        #expect(read(Array(xml.utf8), .xml).problems.map(\.code) == ["bad-xml"])
    }

    @Test func longItemsAreLeftOutAndTheRestIsRead() {
        let folder = TemporaryFolder()
        var options = Rows.options
        options.itemLimit = 1 << 20
        let long = String(repeating: "长", count: 1 << 20)
        folder.file("a.txt", long)
        folder.file(
            "b.jsonl", "{\"id\":\"1\",\"text\":\"一。\"}\n{\"text\":\"\(long)\"}\n{\"id\":\"2\",\"text\":\"二。\"}\n")
        folder.file("c.csv", "id,text\n3,三。\n4,\"\(long)\"\n5,五。\n")
        folder.file("d.json", "[{\"id\":\"6\",\"text\":\"六。\"},{\"text\":\"\(long)\"},{\"id\":\"7\",\"text\":\"七。\"}]")
        let run = Run([folder.path], options: options)
        #expect(run.articles.map(\.id) == ["1", "2", "3", "5", "6", "7"])
        #expect(
            run.findings(in: folder) == [
                "too-large a.txt", "too-large b.jsonl:2", "too-large c.csv:3", "too-large d.json:1",
            ])
    }

    @Test(arguments: [
        RecordSplitter.Manner.lines, .json, .cells(separator: 0x2C), .whole,
    ])
    func aLineOf200MegabytesIsNotHeld(manner: RecordSplitter.Manner) {
        let limit = Rows.options.itemLimit
        var splitter = RecordSplitter(manner, limit: limit)
        let block = [UInt8](repeating: 0x61, count: 1 << 20)
        var found: [Bool] = []
        var largest = 0
        for index in 0...201 {
            while let record = splitter.next(isLast: index == 201) { found.append(record.isTooLong) }
            splitter.makeRoom()
            if index < 200 { splitter.buffer += block }
            if index == 200 { splitter.buffer += Array("\nb".utf8) }
            largest = max(largest, splitter.buffer.count)
        }
        #expect(largest <= limit + 2 * block.count)
        if case .whole = manner { #expect(found == [true]) } else { #expect(found == [true, false]) }
    }

    @Test func linksInACircleAreNotFollowed() {
        let folder = TemporaryFolder()
        let inner = folder.folder("in")
        folder.file("in/a.txt", "甲会见乙。")
        symlink("..", inner + "/up")
        folder.link("self.txt", to: "self.txt")
        folder.link("again", to: "in")
        let run = Run([folder.path])
        #expect(run.articles.count == 1)
        #expect(Set(run.findings(in: folder)).isSuperset(of: ["cyclic-link self.txt"]))
        #expect(run.problems.filter { $0.code == "cyclic-link" }.count >= 2)
    }

    @Test(.disabled(if: geteuid() == 0, "root may read everything"))
    func unreadableFoldersAreReported() {
        let folder = TemporaryFolder()
        let closed = folder.folder("closed")
        folder.file("b.txt", "甲会见乙。")
        chmod(closed, 0)
        let run = Run([folder.path])
        chmod(closed, 0o700)
        #expect(run.articles.count == 1)
        #expect(run.findings(in: folder) == ["unreadable closed"])
    }

    @Test func pathsThatCannotBeFollowedAreReported() {
        let folder = TemporaryFolder()
        let long = folder.path + "/" + String(repeating: "n", count: 300)
        let file = folder.file("b.txt", "甲会见乙。")
        let run = Run([long, file + "/inside", file])
        #expect(run.articles.count == 1)
        #expect(run.problems.map(\.code) == ["unreadable", "unreadable"])
    }

    @Test func missingPathsAreReported() {
        #expect(Run(["/nowhere/at/all.txt"]).problems.map(\.code) == ["missing"])
    }

    @Test func anArchiveThatBreaksOffGivesWhatItHas() {
        let folder = TemporaryFolder()
        var lines = ""
        for n in 0..<20_000 { lines += "{\"id\":\"\(n)\",\"text\":\"第\(n &* 2_654_435_761 & 0xFFFFFF)条。\"}\n" }
        let path = folder.packed("a.jsonl.gz", Array(lines.utf8))
        var status = stat()
        stat(path, &status)
        truncate(path, status.st_size / 2)
        let run = Run([path])
        #expect(run.articles.count > 1000 && run.articles.count < 20_000)
        #expect(run.problems.contains { $0.code == "truncated" })
    }
}
