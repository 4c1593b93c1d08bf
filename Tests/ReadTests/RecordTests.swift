import Kernel
import Testing

@testable import Read

@Suite struct RecordTests {
    @Test(arguments: [
        (#"{"id":"x1","title":"题","published":"2023-02-03","source":"新华社","text":"甲会见乙。"}"#, "x1|2023-02-03|新华社"),
        (#"{"id":17,"published":1606442039000,"text":"甲会见乙。"}"#, "17|2020-11-27|"),
        (#"{"url":"https://www.dw.com/zh/1","text":"甲会见乙。"}"#, "https://www.dw.com/zh/1||德国之声"),
        (#"{"text":"甲会见乙。","big":123456789012345678901234567890}"#, "a||"),
        (#"{"source":{"name":"路透社"},"text":"甲会见乙。"}"#, "a||路透社"),
        (#"{"id":"f","content_html":"<p>甲会见乙。</p>","date_published":"2020-01-02T03:04:05+08:00"}"#, "f|2020-01-02|"),
        (#"{"id":"u","text":"\u7532会\u89C1乙。\ud83c\udde8\u0000"}"#, "u||"),
    ])
    func fieldsOfAnObject(json: String, fields: String) throws {
        let article = try #require(read(json, .json).first)
        #expect("\(article.id)|\(article.published?.iso ?? "")|\(article.source)" == fields)
        #expect(dump(article).last?.hasPrefix("paragraph: 甲会见乙。") == true)
    }

    @Test(arguments: [
        (#"[{"text":"一。"},{"text":"二。"}]"#, ["a#1", "a#2"]),
        (#"{"items":[{"id":"x","text":"一。"},{"text":"二。"}]}"#, ["x", "a#2"]),
        (#"{"articles":[{"text":"一。"}],"total":1}"#, ["a#1"]),
    ])
    func objectsInLists(json: String, ids: [String]) {
        #expect(read(json, .json).map(\.id) == ids)
    }

    @Test func theRichestBodyIsRead() {
        let json = #"{"text":"文。","markdown":"**墨。**","html":"<p>页。</p>"}"#
        #expect(dump(read(json, .json).first) == ["paragraph: 页。"])
    }

    @Test func columnsAreRenamed() throws {
        var options = Rows.options
        options.map = try #require(FieldMap("title=headline,published=date,text=body"))
        let json = #"{"headline":"题","date":"2023-02-03","body":"甲会见乙。","text":"别的。"}"#
        let article = try #require(read(json, .json, options: options).first)
        #expect(dump(article) == ["title: 题", "paragraph: 甲会见乙。"])
        #expect(article.published?.iso == "2023-02-03")
    }

    @Test(arguments: ["title", "headline=title", "title=", "=x"])
    func whatIsNoMapIsNone(text: String) {
        #expect(FieldMap(text) == nil)
    }

    @Test(arguments: [
        ("", 0), ("nul", 0), ("{", 1), (#"{"a":}"#, 5), (#"{"a" 1}"#, 5), (#"{"a":1,}"#, 7), ("[1 2]", 3),
        (#"{"a":"x"#, 7),
        (#""\x""#, 2), (#""\u12g4""#, 5), ("01", 2), ("1.", 2), ("-", 1), ("\"a\u{1}\"", 2), ("{} {}", 3), ("tru", 0),
        (String(repeating: "[", count: 100_000), 257),
    ])
    func whatIsNoJSONIsRefusedAtItsPlace(text: String, offset: Int) {
        switch JSONText.value(of: Array(text.utf8)) {
        case .success: Issue.record("read as JSON")
        case .failure(let failure): #expect(failure.offset == offset)
        }
    }

    @Test(arguments: [
        ("a,b,c", ["a", "b", "c"]), ("a,,", ["a", "", ""]), (#""a,b",c"#, ["a,b", "c"]),
        (#""a ""b""",c"#, [#"a "b""#, "c"]),
        ("\"a\nb\",c", ["a\nb", "c"]), (#"5" disk,x"#, [#"5" disk"#, "x"]), ("", [""]),
    ])
    func cellsOfARecord(record: String, cells: [String]) {
        #expect(
            CSVRecord.cells(Array(record.utf8), separator: 0x2C).map { String(decoding: $0, as: UTF8.self) } == cells)
    }

    @Test func tables() throws {
        let folder = TemporaryFolder()
        let csv = folder.file(
            "a.csv",
            "\u{FEFF}id,title,published,text\r\n1,题一,2023-02-03,\"第一段，\n\"\"引\"\"。\n第二段。\"\r\n\r\n2,题二,,甲会见乙。\r\n3,题三,,\r\n"
        )
        let tsv = folder.file("b.tsv", "id\ttext\n9\t甲会见乙。\n")
        let run = Run([csv, tsv])
        #expect(run.articles.map(\.id) == ["1", "2", "9"])
        #expect(run.articles.map(\.origin.line) == [2, 6, 2])
        #expect(dump(run.articles.first) == ["title: 题一", "paragraph: 第一段，", #"paragraph: "引"。"#, "paragraph: 第二段。"])
        #expect(run.findings(in: folder) == ["no-text a.csv:7"])
    }

    @Test func aTableWithoutTextIsRefusedOnce() {
        let folder = TemporaryFolder()
        folder.file("a.csv", "id,title\n1,题\n2,题\n")
        #expect(Run([folder.path]).findings(in: folder) == ["no-text a.csv:1"])
    }

    @Test func feeds() throws {
        let rss = """
            <?xml version="1.0" encoding="UTF-8"?>
            <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
            <channel><title>联合早报</title><link>https://www.zaobao.com</link>
            <item><title>外长&amp;amp;防长会谈</title><link>https://www.zaobao.com/1</link><guid>g1</guid>
            <pubDate>Thu, 26 Nov 2020 18:55:00 GMT</pubDate><description>摘要。</description>
            <content:encoded><![CDATA[<p>甲会见乙。</p><p>丙会见丁。</p>]]></content:encoded></item>
            <item><title>第二条</title><link>https://www.zaobao.com/2</link><dc:date>2020-11-27T10:00:00+08:00</dc:date>
            <description>&lt;p&gt;甲与乙通电话。&lt;/p&gt;</description></item>
            </channel></rss>
            """
        let articles = read(rss, .xml)
        #expect(articles.map(\.id) == ["g1", "https://www.zaobao.com/2"])
        #expect(articles.map { $0.published?.iso } == ["2020-11-27", "2020-11-27"])
        #expect(articles.map(\.source) == ["联合早报", "联合早报"])
        #expect(articles.map(\.origin.line) == [4, 7])
        #expect(dump(articles.first) == ["title: 外长&防长会谈", "paragraph: 甲会见乙。", "paragraph: 丙会见丁。"])
        #expect(dump(articles.last) == ["title: 第二条", "paragraph: 甲与乙通电话。"])
    }

    @Test func atom() {
        let feed = """
            <feed xmlns="http://www.w3.org/2005/Atom"><title>某站</title>
            <entry><title>题</title><id>tag:1</id><link rel="self" href="https://x.example/self"/><link href="https://x.example/1"/>
            <updated>2021-05-05T00:30:00+08:00</updated><published>2021-05-04T23:30:00+08:00</published>
            <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>甲会见乙。</p><p>丙会见丁。</p></div></content></entry></feed>
            """
        let articles = read(feed, .xml)
        #expect(articles.map(\.url) == ["https://x.example/1"])
        #expect(articles.map { $0.published?.iso } == ["2021-05-04"])
        #expect(dump(articles.first) == ["title: 题", "paragraph: 甲会见乙。", "paragraph: 丙会见丁。"])
    }
}
