import Glibc
import Pipeline
import Testing

/// The library as its users see it: nothing but what is public.
@Suite struct ReadmeExampleTests {
    /// The example of README.md; `theReadmeShowsThis` holds the two together.
    @Test func theExampleWorks() throws {
        // README: begin
        let chancery = try Chancery()
        let events = try chancery.events(
            title: "中越外长在河内会谈",
            text: "中国外交部长王毅12月1日在河内同越南外交部长裴青山举行会谈。",
            published: "2023-12-02")
        for event in events {
            print(event.date ?? "no date", event.kind, event.parties.joined(separator: "+"), event.people.map(\.name))
        }
        // README: end
        let event = try #require(events.first)
        #expect(events.count == 1)
        #expect(event.kind == .meeting)
        #expect(event.status == .held)
        #expect(event.date == "2023-12-01")
        #expect(event.firstDay == "2023-12-01")
        #expect(Set(event.parties) == ["CHN", "VNM"])
        #expect(event.people.map(\.name) == ["王毅", "裴青山"])
        #expect(event.people.first?.nameEnglish == "Wang Yi")
        #expect(event.place == "河内")
        #expect(event.country == "VNM")
        #expect(event.evidence.contains { $0.text.contains("举行会谈") })
    }

    @Test func theReadmeShowsThis() throws {
        let readme = try #require(lines(of: "README.md"))
        let tests = try #require(lines(of: "Tests/LibraryTests/ReadmeExampleTests.swift"))
        let begin = try #require(tests.firstIndex { $0.hasSuffix("// README: " + "begin") })
        let end = try #require(tests.firstIndex { $0.hasSuffix("// README: " + "end") })
        let code = tests[(begin + 1)..<end].map { String($0.dropFirst(8)) }
        let start = try #require(readme.firstIndex(of: "let chancery = try Chancery()"))
        #expect(Array(readme[start...].prefix { $0 != "```" }) == code)
    }

    @Test func manyArticlesAtOnce() async throws {
        let chancery = try Chancery()
        let counts = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<8 {
                group.addTask { try chancery.events(text: "美国总统拜登3月1日同印度总理莫迪通电话。").count }
            }
            var counts: [Int] = []
            for try await count in group { counts.append(count) }
            return counts
        }
        #expect(counts == Array(repeating: 1, count: 8))
    }

    @Test func bytesOfAPage() throws {
        let page = "<html><body><p>日本首相岸田文雄2023年3月16日在东京与韩国总统尹锡悦举行会谈。</p></body></html>"
        let events = try Chancery().events(in: Array(page.utf8), format: .html)
        #expect(events.map(\.kind) == [.summit])
    }

    @Test func whatIsNoArticleIsAnError() throws {
        let chancery = try Chancery()
        #expect(throws: ChanceryError.self) { try chancery.events(in: Array("{\"id\": ".utf8), format: .json) }
        #expect(throws: ChanceryError.self) { try chancery.events(text: "") }
        #expect(throws: ChanceryError.self) { try Chancery(overlays: ["/nonexistent/lexicons"]) }
    }

    private func lines(of file: String) -> [String]? {
        var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        parts.removeLast(3)
        guard let stream = fopen(parts.joined(separator: "/") + "/" + file, "rb") else { return nil }
        defer { fclose(stream) }
        var bytes: [UInt8] = []
        while case let byte = fgetc(stream), byte != EOF { bytes.append(UInt8(byte)) }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).map(
            String.init)
    }
}
