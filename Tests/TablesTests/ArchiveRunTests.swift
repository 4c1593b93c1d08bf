import Glibc
import Kernel
import Testing

@testable import Write

/// The built program and its archive: killed, run twice at once, run again.
@Suite(.serialized) struct ArchiveRunTests {
    private static let articles = 400
    /// Enough for several batches.
    private static let manyArticles = 2500

    private func corpus(
        _ folder: TemporaryFolder, from: Int = 0, count: Int = ArchiveRunTests.articles, changed: Set<Int> = []
    ) {
        let names = ["韩国外长朴振", "俄罗斯外长拉夫罗夫", "美国国务卿布林肯", "新加坡外长维文"]
        var lines = ""
        for number in from..<(from + count) {
            let day = number % 28 + 1
            let name = changed.contains(number) ? names[(number + 1) % 4] : names[number % 4]
            lines += "{\"id\": \"a\(number)\", \"published\": \"2023-08-30\", \"source\": \"新华社\", "
            lines += "\"title\": \"王毅同\(name)通电话\", \"text\": \"8月\(day)日，外交部长王毅同\(name)通电话，这是第\(number)篇。\"}\n"
        }
        folder.write("news.jsonl", lines)
    }

    @discardableResult
    private func run(_ folder: TemporaryFolder, _ words: String) -> (status: Int32, output: String) {
        Shell.run("cd '\(folder.path)'; '\(Shell.chancery)' \(words)")
    }

    private func count(_ folder: TemporaryFolder, _ sql: String) throws -> Int {
        try Database(path: folder.file("events.sqlite"), isReadOnly: true, patience: 20, onWait: {}).number(sql)
    }

    /// What an archive of the corpus must say.
    private func expect(_ folder: TemporaryFolder, sameAs fresh: TemporaryFolder, status: Int32 = 0) throws {
        let database = try Database(path: folder.file("events.sqlite"), isReadOnly: false, patience: 20, onWait: {})
        let check = try database.statement("PRAGMA integrity_check")
        #expect(try check.step() && check.text(0) == "ok")
        #expect(try !database.statement("PRAGMA foreign_key_check").step())
        try database.run("INSERT INTO evidence_trigrams(evidence_trigrams, rank) VALUES ('integrity-check', 1)")
        // A merged table has the ids of what came into the archive first.
        let ours = run(folder, "extract events.sqlite --per-article --to jsonl")
        let theirs = run(fresh, "extract news.jsonl --per-article --to jsonl 2> /dev/null")
        #expect(ours.status == 0 && theirs.status == status)
        // Two runs at once bring articles in no order of the input.
        #expect(ours.output.split(separator: "\n").sorted() == theirs.output.split(separator: "\n").sorted())
        #expect(!ours.output.isEmpty)
    }

    @Test func killedAtAnyMomentItStaysSoundAndTheNextRunCompletesIt() throws {
        let folder = TemporaryFolder()
        corpus(folder, count: ArchiveRunTests.manyArticles)
        var kept: [Int] = []
        for attempt in 0..<9 {
            // Every third time it begins anew. The kill comes when the file has grown: in the schema, between two batches; or,
            // every other time, when the journal after that tells of a batch in the midst of being written.
            if attempt % 3 == 0 { Shell.run("rm -f '\(folder.path)'/events.sqlite*") }
            run(
                folder,
                """
                extract news.jsonl -o events.sqlite & program=$!
                size() { stat -c %s events.sqlite 2>/dev/null || echo 0; }
                before=$(size)
                while kill -0 $program 2>/dev/null && [ "$(size)" -le "$before" ]; do sleep 0.005; done
                while kill -0 $program 2>/dev/null && \(attempt % 2 == 0 ? "[ ! -e events.sqlite-journal ]" : "false")
                do sleep 0.001; done
                kill -9 $program; wait
                """)
            guard folder.has("events.sqlite"), !folder.read("events.sqlite").isEmpty else { continue }
            // Opening it is what mends it, for any program.
            let database = try Database(path: folder.file("events.sqlite"), isReadOnly: false, patience: 20, onWait: {})
            let check = try database.statement("PRAGMA integrity_check")
            #expect(try check.step() && check.text(0) == "ok", "attempt \(attempt)")
            guard try database.number("SELECT count(*) FROM sqlite_schema WHERE name = 'articles'") == 1 else {
                continue
            }
            kept.append(try database.number("SELECT count(*) FROM articles"))
            #expect(try !database.statement("PRAGMA foreign_key_check").step())
        }
        // Some were killed on the way, with some batches in and some not.
        #expect(kept.contains { $0 > 0 && $0 < ArchiveRunTests.manyArticles }, "\(kept)")
        print("articles in the archive after being killed: \(kept)")
        let last = run(folder, "extract news.jsonl -o events.sqlite")
        #expect(last.status == 0, "\(last.output)")
        #expect(try count(folder, "SELECT count(*) FROM articles") == ArchiveRunTests.manyArticles)
        try expect(folder, sameAs: folder)
        #expect(!folder.has("events.sqlite-journal"))
    }

    @Test func twoRunsAtOnceWaitForEachOther() throws {
        let (folder, second) = (TemporaryFolder(), TemporaryFolder())
        corpus(folder, count: ArchiveRunTests.manyArticles)
        corpus(second, from: ArchiveRunTests.manyArticles / 2, count: ArchiveRunTests.manyArticles)
        let both = run(
            folder,
            """
            extract news.jsonl -o events.sqlite & one=$!
            '\(Shell.chancery)' extract '\(second.file("news.jsonl"))' -o events.sqlite & two=$!
            wait $one; a=$?; wait $two; echo "$a $?"
            """)
        #expect(both.output == "0 0\n")
        #expect(try count(folder, "SELECT count(*) FROM articles") == ArchiveRunTests.manyArticles * 3 / 2)
        let all = TemporaryFolder()
        let rest = second.text("news.jsonl").split(separator: "\n").suffix(ArchiveRunTests.manyArticles / 2)
        all.write("news.jsonl", folder.text("news.jsonl") + rest.joined(separator: "\n"))
        try expect(folder, sameAs: all)
    }

    @Test func onlyWhatHasChangedIsReadAgain() throws {
        let folder = TemporaryFolder()
        corpus(folder)
        #expect(run(folder, "extract news.jsonl -o events.sqlite").status == 0)
        let before = folder.read("events.sqlite")
        #expect(try count(folder, "SELECT count(*) FROM reports") == ArchiveRunTests.articles)
        let last = try count(folder, "SELECT max(number) FROM reports")
        #expect(run(folder, "extract news.jsonl -o events.sqlite").status == 0)
        #expect(folder.read("events.sqlite") == before)
        corpus(folder, changed: [3, 70, 399])
        #expect(run(folder, "extract news.jsonl -o events.sqlite").status == 0)
        // New reports have new numbers.
        #expect(try count(folder, "SELECT count(DISTINCT article) FROM reports WHERE number > \(last)") == 3)
        try expect(folder, sameAs: folder)
    }

    @Test func otherLexiconsAndOtherFiltersReadAgain() throws {
        let folder = TemporaryFolder()
        corpus(folder)
        #expect(run(folder, "extract news.jsonl -o events.sqlite --party KOR").status == 0)
        let korean = try count(folder, "SELECT count(*) FROM reports")
        #expect(run(folder, "extract news.jsonl -o events.sqlite").status == 0)
        #expect(try count(folder, "SELECT count(*) FROM reports") > korean)
        let makers = try count(folder, "SELECT count(DISTINCT maker) FROM articles")
        #expect(makers == 1)
        Shell.run("mkdir '\(folder.file("mine"))'")
        folder.write("mine/people.tsv", "id\tname\taliases\tname_en\tparty\tsource\tnote\n")
        let other = run(folder, "extract news.jsonl -o events.sqlite --lexicons mine")
        if other.status == 0 {
            #expect(try count(folder, "SELECT count(*) FROM reports WHERE number > \(ArchiveRunTests.articles)") > 0)
        }
    }

    @Test func anArticleWithoutANameIsNamedByWhatItSays() throws {
        let folder = TemporaryFolder()
        folder.write("one.txt", "外交部长王毅同韩国外长朴振通电话。\n")
        folder.write("two.txt", "外交部长王毅同日本外务大臣林芳正通电话。\n")
        for name in ["one", "two", "one"] {
            #expect(run(folder, "extract - --from txt -o events.sqlite < \(name).txt").status == 0)
        }
        #expect(try count(folder, "SELECT count(*) FROM articles WHERE id LIKE 'text-%'") == 2)
    }

    @Test func idsStayAsTheArchiveGrows() throws {
        let folder = TemporaryFolder()
        func add(_ id: String, _ published: String, _ title: String) {
            folder.write(
                "news.jsonl",
                "{\"id\": \"\(id)\", \"published\": \"\(published)\", \"title\": \"\(title)\", \"text\": \"\(title)。\"}\n"
            )
            #expect(run(folder, "extract news.jsonl -o events.sqlite").status == 0)
        }
        func ids() -> [String] {
            run(folder, "extract --from events.sqlite --columns id --to tsv").output.split(separator: "\n")
                .dropFirst().map(String.init)
        }
        add("late", "2023-06-21", "美国国务卿布林肯6月18日至19日访问中国")
        let first = ids()
        #expect(first.count == 1)
        // Published before, read after.
        add("early", "2023-06-14", "美国国务卿布林肯将于6月18日访问中国")
        #expect(ids() == first)
        let merged = run(folder, "merge events.sqlite --to jsonl").output
        #expect(merged.contains("\"reports\": [\"early\", \"late\"]"), "\(merged)")
        // A table of its own has the id of the first report.
        #expect(run(folder, "extract events.sqlite --per-article -o both.jsonl").status == 0)
        let derived = run(folder, "merge both.jsonl --columns id --to tsv").output.split(separator: "\n").dropFirst()
        #expect(derived.map(String.init) != first)
    }

    @Test func oneIdForTwoArticlesIsToldAndBothAreKept() throws {
        let folder = TemporaryFolder()
        folder.write(
            "news.jsonl",
            """
            {"id": "1", "text": "外交部长王毅同韩国外长朴振通电话。"}
            {"id": "1", "text": "外交部长王毅同日本外务大臣林芳正通电话。"}

            """)
        var before: [UInt8] = []
        for number in 0..<2 {
            let told = run(folder, "extract news.jsonl -o events.sqlite")
            #expect(told.status == 3)
            #expect(
                told.output.contains("news.jsonl:2: warning: the id 1 was given at news.jsonl:1 already; kept as 1~2"))
            if number > 0 { #expect(folder.read("events.sqlite") == before) }
            before = folder.read("events.sqlite")
        }
        for party in ["KOR", "JPN"] {
            #expect(try count(folder, "SELECT count(*) FROM events WHERE parties LIKE '%\(party)%'") == 1)
        }
        try expect(folder, sameAs: folder, status: 3)
    }

    @Test func aPageForReviewShowsTheArticlesOfAnArchive() throws {
        let folder = TemporaryFolder()
        corpus(folder)
        #expect(run(folder, "extract news.jsonl -o events.sqlite").status == 0)
        #expect(run(folder, "extract news.jsonl -o direct.html").status == 0)
        #expect(run(folder, "extract --from events.sqlite -o archived.html --party KOR").status == 0)
        func elements(_ name: String, _ start: String) -> Int { folder.text(name).split(separator: start).count - 1 }
        #expect(elements("direct.html", "<script type=\"application/json\" id=\"article-") == ArchiveRunTests.articles)
        #expect(
            elements("archived.html", "<script type=\"application/json\" id=\"article-") == ArchiveRunTests.articles / 4
        )
        #expect(folder.text("archived.html").contains("这是第396篇"))
    }

    @Test func everyOutputIsReadFromAnArchive() throws {
        let folder = TemporaryFolder()
        corpus(folder)
        #expect(run(folder, "extract news.jsonl -o events.sqlite").status == 0)
        for ending in ["csv", "tsv", "jsonl", "xlsx", "ics", "md"] {
            #expect(run(folder, "extract news.jsonl -o direct.\(ending)").status == 0)
            #expect(run(folder, "extract --from events.sqlite -o archived.\(ending)").status == 0)
            #expect(folder.read("direct.\(ending)") == folder.read("archived.\(ending)"), "\(ending)")
            #expect(folder.read("direct.\(ending)").count > 1000, "\(ending)")
        }
        #expect(run(folder, "extract --from events.sqlite -o copy.sqlite").status == 0)
        #expect(run(folder, "extract copy.sqlite").output == run(folder, "extract events.sqlite").output)
        let filtered = run(folder, "extract events.sqlite --party KOR --to jsonl").output
        #expect(filtered == run(folder, "extract news.jsonl --party KOR --to jsonl").output)
    }
}
