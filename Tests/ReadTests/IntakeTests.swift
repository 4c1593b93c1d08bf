import Kernel
import Testing

@testable import Read

@Suite struct IntakeTests {
    @Test(arguments: [
        ("a.md", ReadFormat.markdown), ("b/a.MARKDOWN", .markdown), ("a.htm", .html), ("a.txt.gz", .text),
        ("a.jsonl.xz", .jsonl),
        ("a.ndjson", .jsonl), ("a.csv.zst", .csv), ("a.tsv", .tsv), ("a.xml", .xml), ("a.rss", .xml), ("a.json", .json),
    ])
    func anEndingTellsTheFormat(path: String, format: ReadFormat) {
        #expect(ReadFormat(path: path) == format)
    }

    @Test(arguments: ["a", "a.png", "txt", "a.gz", "a.txt/b", ".txt.d/a"])
    func otherEndingsTellNone(path: String) {
        #expect(ReadFormat(path: path) == nil)
    }

    @Test func foldersAreWalkedInOrder() {
        let folder = TemporaryFolder()
        folder.file("b.txt", "二。")
        folder.file("a.txt", "一。")
        folder.file("picture.png", "三。")
        folder.file(".hidden.txt", "四。")
        _ = folder.folder("aa")
        folder.file("aa/z.md", "五。")
        let run = Run([folder.path])
        #expect(run.articles.map { String($0.id.dropFirst(folder.path.count + 1)) } == ["a.txt", "aa/z.md", "b.txt"])
        #expect(run.problems.isEmpty)
    }

    @Test func aNamedFileWithoutATellingEndingIsLookedInto() {
        let folder = TemporaryFolder()
        let lines = folder.file("lines", #"{"id":"1","text":"一。"}"# + "\n" + #"{"id":"2","text":"二。"}"#)
        let page = folder.file("page", "<!DOCTYPE html><p>三。</p>")
        let text = folder.file("text", "四。")
        #expect(Run([lines, page, text]).articles.count == 4)
    }

    @Test func theFormatCanBeGiven() {
        let folder = TemporaryFolder()
        folder.file("a.dat", #"{"id":"1","text":"一。"}"#)
        var options = Rows.options
        options.format = .jsonl
        #expect(Run([folder.path], options: options).articles.map(\.id) == ["1"])
        #expect(Run([folder.path]).articles.isEmpty)
    }

    @Test(arguments: ["gz", "xz", "zst"])
    func packedFilesAreUnpacked(ending: String) {
        let folder = TemporaryFolder()
        folder.packed("a.jsonl.\(ending)", Array((#"{"id":"1","text":"一。"}"# + "\n" + #"{"id":"2","text":"二。"}"#).utf8))
        folder.packed("b.txt.\(ending)", Array("三。".utf8))
        let run = Run([folder.path])
        #expect(run.articles.map(\.blocks.count) == [1, 1, 1])
        #expect(run.findings(in: folder) == [])
    }

    /// Readers share nothing: what one gives does not depend on what others do meanwhile.
    @Test func workersReadAlike() async {
        let items: [(ReadFormat, String)] = [
            (.html, "<h2>会谈</h2><p>甲会见乙。</p>"), (.markdown, "# 会谈\n\n甲**会见**乙。\n\n| a | b |\n|---|---|\n| 一 | 二 |"),
            (.json, #"{"id":"x","published":"2020-11-26T23:55:00Z","source":"德国之声","html":"<p>甲会见乙。</p>"}"#),
            (
                .xml,
                "<rss><channel><item><title>题</title><description>&lt;p&gt;甲会见乙。&lt;/p&gt;</description></item></channel></rss>"
            ),
        ]
        @Sendable func work(_ count: Int) -> [String] {
            let reader = ArticleReader(Rows.options)
            return (0..<count).flatMap { index in
                let (format, text) = items[index % items.count]
                let item = RawItem(origin: Origin(path: "a"), format: format, bytes: Array(text.utf8))
                return reader.read(item).articles.flatMap { [$0.published?.iso ?? ""] + dump($0) }
            }
        }
        let expected = work(400)
        await withTaskGroup(of: [String].self) { group in
            for _ in 0..<4 { group.addTask { work(400) } }
            for await found in group { #expect(found == expected) }
        }
    }

    /// The same records, whatever the blocks in which the bytes come.
    @Test(arguments: [1, 2, 3, 5, 7, 64, 1000])
    func recordsDoNotDependOnBlocks(size: Int) {
        let cases: [(RecordSplitter.Manner, String, [String])] = [
            (.lines, "一\n\n二二\r\n三", ["1:一", "3:二二\r", "4:三"]),
            (
                .cells(separator: 0x2C), "a,\"x\ny\"\r\n\"p\"\"q\n\",2\n\nlast",
                ["1:a,\"x\ny\"", "3:\"p\"\"q\n\",2", "6:last"]
            ),
            (
                .json, "[{\"a\":\"]}\\\"\"},\n [1,[2]] , 5,\"x\"\n]\n{}",
                ["1:{\"a\":\"]}\\\"\"}", "2:[1,[2]]", "2:5", "2:\"x\"", "4:{}"]
            ),
            (.whole, "一\n二", ["0:一\n二"]),
        ]
        for (manner, text, expected) in cases {
            var splitter = RecordSplitter(manner, limit: 1 << 20)
            let bytes = Array(text.utf8)
            var found: [String] = []
            var at = 0
            while true {
                let isLast = at >= bytes.count
                while let record = splitter.next(isLast: isLast) {
                    found.append("\(record.line):" + String(decoding: record.bytes, as: UTF8.self))
                    #expect(Array(bytes[record.offset...].prefix(record.bytes.count)) == record.bytes)
                }
                if isLast { break }
                splitter.makeRoom()
                splitter.buffer += bytes[at..<min(at + size, bytes.count)]
                at += size
            }
            #expect(found == expected)
        }
    }
}
