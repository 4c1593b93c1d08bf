import Glibc
import Kernel
import Pipeline
import Testing

@testable import Write

@Suite struct PageTests {
    @Test(arguments: [
        ("", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
        ("abc", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
        ("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "JI1qYdIGOLjlwCaTDD5gOaM85Flk/yFn9uzt1BnbBsE="),
    ])
    func policyHashes(text: String, expected: String) {
        #expect(SHA256.base64(Array(text.utf8)) == expected)
    }

    /// Of the article's own signs none may end the element that holds it, nor begin another.
    @Test func hostileTextStaysInItsElement() throws {
        let page = String(decoding: try SamplePages().small(), as: UTF8.self)
        let frame = String(decoding: emptyPage(try SamplePages()), as: UTF8.self)
        func count(_ needle: String, in text: String) -> Int {
            text.utf8.count == 0 ? 0 : text.ranges(of: needle).count
        }
        // Four articles and one run of events.
        #expect(count("<script", in: page) == count("<script", in: frame) + 5)
        #expect(count("</script>", in: page) == count("</script>", in: frame) + 5)
        #expect(count("<img", in: page) == 0)
        #expect(!page.unicodeScalars.contains("\u{2028}") && !page.unicodeScalars.contains("\u{2029}"))
    }

    @Test func marksOfOnePageAreNotAnothers() throws {
        let samples = try SamplePages()
        #expect(fingerprint(samples.small()) == fingerprint(samples.small()))
        #expect(fingerprint(samples.small()) != fingerprint(samples.large(2)))
    }

    @Test func theSearchFoldsEverySpellingOfWhatOccurs() throws {
        let page = String(decoding: try SamplePages().small(), as: UTF8.self)
        let start = try #require(page.ranges(of: "\"fold\": \"").first?.upperBound)
        let pairs = page[start...].prefix { $0 != "\"" }
        // 習 does not occur; 書 does, and 書 may be what is typed for 书.
        for pair in ["書书", "韓韩", "長长"] { #expect(pairs.contains(pair)) }
        #expect(!pairs.contains("習习"))
    }

    /// What the pipeline hands to the page: every span lies on what it names, and every row says where it stands.
    @Test func reviewOfATrace() throws {
        let pipeline = try Pipeline.load { _ in }
        var worker = try Worker(pipeline)
        let text = "𠮷中国外交部长王毅星期四（8月31日）与韩国外长朴振通电话。"
        let article = Article(
            id: "a", published: CivilDate(iso: "2023-09-01"), blocks: [Block(kind: .paragraph, text)],
            origin: Origin(path: "a.md"))
        let trace = try worker.run(article)
        let review = pipeline.review(trace)
        let event = try #require(trace.events.first)
        #expect(review.reasons.count == event.reasons.count)
        #expect(review.mentions.contains { article.string($0.span) == "王毅" })
        #expect(
            !review.mentions.contains { article.string($0.span) == "与" }
                || event.reasons.contains { !$0.entries.isEmpty })
        let wang = try #require(review.entries.values.first { $0.name == "王毅" })
        #expect(wang.id.hasPrefix("people:") && wang.origin.path.hasSuffix("people.tsv") && wang.origin.line > 1)
        for reason in review.reasons {
            #expect(review.frames[reason.frame] != nil)
            for entry in reason.entries { #expect(review.entries[entry] != nil) }
        }
        var json = JSONText()
        ReviewJSON.append(review, to: &json)
        // In Unicode scalars: 𠮷 is one.
        let person = try #require(review.entries.first { $0.value.name == "王毅" })
        let span = try #require(review.mentions.first { $0.readings.contains { $0.entry == person.key } }).span
        #expect(span.start == 22)
        #expect(String(decoding: json.bytes, as: UTF8.self).contains("[0, 7, 9, "))
    }

    private func emptyPage(_ samples: SamplePages) -> [UInt8] {
        var page = ReviewPage(names: samples.names)
        var out: [UInt8] = []
        page.begin(into: &out)
        page.end(into: &out)
        return out
    }

    private func fingerprint(_ page: [UInt8]) -> Substring {
        let text = String(decoding: page, as: UTF8.self)
        guard let start = text.ranges(of: "\"fingerprint\": \"").first?.upperBound else { return "" }
        return text[start...].prefix { $0 != "\"" }
    }
}

/// The page in a real browser: `drive.py` works it and says of each of its checks how it went.
@Suite(.enabled(if: Browser.isInstalled, "needs chromium, chromedriver and python3 (Debian: chromium-driver)"))
struct BrowserTests {
    @Test(arguments: Browser.checks) func check(name: String) {
        let result = Browser.results[name] ?? "the check did not run: \(Browser.results["error"] ?? "")"
        #expect(result == "ok", "\(name)")
    }

    @Test func everyCheckIsListed() {
        #expect(Set(Browser.results.keys) == Set(Browser.checks))
    }
}

enum Browser {
    static let checks = [
        "opens without a complaint", "asks nothing of the network", "speaks the browser's language", "sorts",
        "filters by kind and status",
        "filters by party", "filters by day", "finds either script", "moves by keys", "marks by keys", "keeps marks",
        "corrects",
        "refuses a wrong date", "downloads labels", "takes a missed event", "shows evidence and reasons",
        "hostile text stays text",
        "timeline filters", "matrix filters", "names every control", "every text is plain to see",
        "lies flat on a phone", "is soon ready with 20,000 rows",
    ]

    static var isInstalled: Bool {
        let isThere =
            system(
                "command -v chromium >/dev/null && command -v chromedriver >/dev/null && command -v python3 >/dev/null")
            == 0
        if !isThere {
            print("The review page is not tested in a browser: chromium, chromedriver or python3 is not installed.")
        }
        return isThere
    }

    /// Lines of the script: `ok<tab>name`, or the fault, a tab and the name.
    static let results: [String: String] = {
        do {
            var template = Array("/tmp/review-page-XXXXXX".utf8CString)
            guard let made = mkdtemp(&template) else { return ["error": "no folder"] }
            let folder = String(cString: made)
            defer { _ = system("rm -rf '\(folder)'") }
            let samples = try SamplePages()
            try write(samples.small(), folder + "/small.html")
            try write(samples.large(20_000), folder + "/large.html")
            let script = #filePath.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + "/drive.py"
            _ = system(
                "PYTHONDONTWRITEBYTECODE=1 python3 '\(script)' '\(folder)' > '\(folder)/results' 2> '\(folder)/errors'")
            var results: [String: String] = [:]
            for line in try read(folder + "/results").split(separator: "\n") {
                let parts = line.split(separator: "\t", maxSplits: 1)
                if parts.count == 2 { results[String(parts[1])] = String(parts[0]) } else { print(line) }
            }
            let errors = try read(folder + "/errors")
            if !errors.isEmpty { results["error"] = errors }
            return results
        } catch {
            return ["error": "\(error)"]
        }
    }()

    private struct Failure: Error { var path: String }

    private static func write(_ bytes: [UInt8], _ path: String) throws {
        guard let file = fopen(path, "wb") else { throw Failure(path: path) }
        defer { fclose(file) }
        guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw Failure(path: path) }
    }

    private static func read(_ path: String) throws -> String {
        guard let file = fopen(path, "rb") else { throw Failure(path: path) }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 14)
        while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }
}
