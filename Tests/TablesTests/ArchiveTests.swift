import Kernel
import Testing

@testable import Write

@Suite struct ArchiveTests {
    /// Simplifies as much as these tests need.
    private static let fold: FoldTable = {
        var map = (0..<65_536).map { UInt16($0) }
        for (old, new) in [
            ("將", "将"), ("訪", "访"), ("問", "问"), ("會", "会"), ("談", "谈"), ("後", "后"), ("離", "离"), ("開", "开"),
        ] {
            guard let from = old.utf16.first, let to = new.utf16.first else { continue }
            map[Int(from)] = to
        }
        return FoldTable(map)
    }()

    private func archive(_ folder: TemporaryFolder, _ name: String = "events.sqlite", patience: Double = 20) throws
        -> Archive
    {
        try Archive(path: folder.file(name), fold: ArchiveTests.fold, patience: patience)
    }

    private func report(_ id: String, _ events: [Event], _ content: String = "1", maker: String = "m") -> ArticleReport
    {
        ArticleReport(article: Sample.article(id, "标题", "正文。"), events: events, content: content, maker: maker)
    }

    private func query(_ folder: TemporaryFolder, _ sql: String, _ name: String = "events.sqlite") throws -> [String] {
        let database = try Database(path: folder.file(name), isReadOnly: true, patience: 5, onWait: {})
        let statement = try database.statement(sql)
        var rows: [String] = []
        while try statement.step() { rows.append(statement.text(0)) }
        return rows
    }

    private func isSound(_ folder: TemporaryFolder) throws -> Bool {
        let index = try Database(path: folder.file("events.sqlite"), isReadOnly: false, patience: 5, onWait: {})
        try index.run("INSERT INTO evidence_trigrams(evidence_trigrams, rank) VALUES ('integrity-check', 1)")
        return try query(folder, "PRAGMA integrity_check") == ["ok"]
            && query(folder, "PRAGMA foreign_key_check").isEmpty
    }

    private func events(_ folder: TemporaryFolder) throws -> [String] {
        var reader = ArchiveReader(path: folder.file("events.sqlite"))
        var found: [String] = []
        while let report = try reader.next() { found += report.events.map(json) }
        return found
    }

    private func json(_ event: Event) -> String {
        var json = JSONText()
        EventJSON.append(event, to: &json)
        return String(decoding: json.bytes, as: UTF8.self)
    }

    /// All that the tables say, in an order that does not hang on when it was said.
    private func contents(_ folder: TemporaryFolder) throws -> [String] {
        try [("event_table", EventTable.columns), ("participant_table", ParticipantTable.columns)].flatMap {
            view, columns in
            let row = columns.map { "\"\($0)\"" }.joined(separator: ", ")
            return try query(folder, "SELECT json_array(\(row)) AS cells FROM \(view) ORDER BY cells")
        }
    }

    @Test func whatGoesInComesOut() throws {
        let folder = TemporaryFolder()
        let hostile = Sample.call(2, evidence: "他说：\"好\"，\n\u{1}\\ 然后𠮷🀄'离开")
        let given = [Sample.call(), Sample.visit("2024-04-24/.."), hostile, Sample.visit(nil, .denied, id: "ev-none")]
        try archive(folder).add([report("a1", Array(given.prefix(2))), report("a2", Array(given.suffix(2)))])
        #expect(try events(folder) == given.map(json))
        var reader = ArchiveReader(path: folder.file("events.sqlite"))
        let first = try reader.next()
        let article = Sample.article("a1", "标题", "正文。")
        #expect(first?.article.blocks == article.blocks)
        #expect(first?.article.origin == article.origin)
        #expect(first?.article.content == article.content)
        #expect(try isSound(folder))
    }

    @Test func viewsHaveTheColumnsOfTheTables() throws {
        let folder = TemporaryFolder()
        try archive(folder).add([report("a1", [Sample.call()])])
        #expect(try query(folder, "SELECT name FROM pragma_table_info('event_table')") == EventTable.columns)
        #expect(
            try query(folder, "SELECT name FROM pragma_table_info('participant_table')") == ParticipantTable.columns)
        for column in EventTable.columns {
            let cell = EventTable.cell(Sample.call(), column)
            // The view has the article's own words for what the event has from its article.
            let wanted = column == "url" ? "https://example.org/a1" : cell
            #expect(try query(folder, "SELECT \"\(column)\" FROM event_table") == [wanted], "\(column)")
        }
        let second = ParticipantTable.row(Sample.call(), Sample.call().people[1])
        for (column, cell) in zip(ParticipantTable.columns, second) {
            let found = try query(folder, "SELECT \"\(column)\" FROM participant_table WHERE name = '朴振'")
            #expect(found == [cell], "\(column)")
        }
    }

    @Test func onlyTheSameArticleReadByTheSameMakerIsKnown() throws {
        let folder = TemporaryFolder()
        let archive = try archive(folder)
        try archive.add([report("a1", [Sample.call()], "1", maker: "m")])
        #expect(try archive.holds("a1", content: "1", maker: "m"))
        #expect(try !archive.holds("a1", content: "2", maker: "m"))
        #expect(try !archive.holds("a1", content: "1", maker: "n"))
        #expect(try !archive.holds("a2", content: "1", maker: "m"))
        try archive.add([report("a1", [Sample.call()], "1", maker: "m")])
        #expect(archive.added == 1 && archive.replaced == 0)
    }

    /// However an archive came about, it is the one that the articles as they are now would have made at once.
    @Test func grownIsAsMadeAtOnce() throws {
        let (grown, whole) = (TemporaryFolder(), TemporaryFolder())
        var other = Sample.call()
        other.title = "另一种说法"
        other.people.removeLast()
        let now = [
            report("a1", [other, Sample.visit("2024-04-24")], "2"), report("a2", [Sample.call()]),
            report("a3", [], "2"),
            report("a4", [Sample.visit(nil, .held, id: "ev-late")]),
        ]
        let archive = try archive(grown)
        try archive.add([report("a1", [Sample.visit("2020")]), report("a2", [Sample.call()])])
        try archive.add([report("a3", [Sample.call(), Sample.call(9)])])
        try archive.add([report("a1", [Sample.call()], "1b"), now[2]])
        try archive.add(now)
        try self.archive(whole).add(now)
        #expect(try contents(grown) == contents(whole))
        #expect(try events(grown) == now.flatMap(\.events).map(json))
        #expect(try query(grown, "SELECT title FROM events WHERE id = 'ev-call1'") == ["另一种说法"])
        #expect(archive.added == 4 && archive.replaced == 3)
        #expect(try isSound(grown))
    }

    /// Twice in one batch, an article is what it was the second time.
    @Test func theLastOfTwoInOneBatchCounts() throws {
        let folder = TemporaryFolder()
        let visit = Sample.visit("2024-04-24")
        try archive(folder).add([
            report("a1", [Sample.call()], "1"), report("a2", [visit]), report("a1", [visit], "2"),
        ])
        #expect(try query(folder, "SELECT id FROM events") == ["ev-visit"])
        #expect(try query(folder, "SELECT event FROM search WHERE query MATCH '电话'").isEmpty)
        #expect(try query(folder, "SELECT event FROM search WHERE query MATCH '会谈'") == ["ev-visit", "ev-visit"])
        #expect(try isSound(folder))
    }

    @Test func anEventGoesWithItsLastReport() throws {
        let folder = TemporaryFolder()
        let archive = try archive(folder)
        try archive.add([report("a1", [Sample.call()]), report("a2", [Sample.call()])])
        try archive.add([report("a1", [], "2")])
        #expect(try query(folder, "SELECT count(*) FROM events") == ["1"])
        try archive.add([report("a2", [], "2")])
        for table in ["events", "participants", "reports", "evidence_pairs", "evidence_trigrams"] {
            #expect(try query(folder, "SELECT count(*) FROM \(table)") == ["0"], "\(table)")
        }
        #expect(try query(folder, "SELECT report FROM search WHERE query MATCH '会谈'").isEmpty)
        #expect(try isSound(folder))
    }

    /// By hand, with any program: the foreign keys and triggers see to the rest.
    @Test func anArticleTakenAwayTakesItsEventsAlong() throws {
        let folder = TemporaryFolder()
        try archive(folder).add([report("a1", [Sample.call()]), report("b1", [Sample.visit("2024-04-24")])])
        let database = try Database(path: folder.file("events.sqlite"), isReadOnly: false, patience: 5, onWait: {})
        try database.run("PRAGMA foreign_keys = ON; DELETE FROM articles WHERE id = 'a1'")
        #expect(try query(folder, "SELECT id FROM events") == ["ev-visit"])
        #expect(try query(folder, "SELECT name FROM participants") == ["布林肯"])
        #expect(try query(folder, "SELECT event FROM search WHERE query MATCH '电话'").isEmpty)
        #expect(try isSound(folder))
    }

    @Test(arguments: [
        ("王毅", ["ev-call1"]), ("通电话", ["ev-call1"]), ("外长王毅与韩国外长", ["ev-call1"]), ("会谈", ["ev-visit"]),
        ("會談", ["ev-visit"]), ("布林肯将访问", ["ev-visit"]), ("布林肯將", ["ev-visit"]), ("8月", ["ev-call1"]),
        ("EU", ["ev-call3"]),
        ("eu", ["ev-call3"]), ("Wang", ["ev-call3"]), ("毅朴", []), ("王朴", []), ("谈谈", []), ("会*", ["ev-visit"]),
        ("王毅 朴振", ["ev-call1"]), ("王毅 会谈", []), ("通电话 韩国外长", ["ev-call1"]),
        ("韩国外长' INTERSECT SELECT event FROM search WHERE query MATCH '王毅", ["ev-call1"]), ("，双", []),
        ("，會", ["ev-visit"]),
    ])
    func searchFindsTwoCharactersAndMore(_ words: String, _ found: [String]) throws {
        let folder = TemporaryFolder()
        try archive(folder).add([
            report("a1", [Sample.call()]), report("b1", [Sample.visit("2024-04-24")]),
            report("a3", [Sample.call(3, evidence: "Wang Yi在布鲁塞尔同EU代表见面。")]),
        ])
        let sql = "SELECT id FROM event_table WHERE id IN (SELECT event FROM search WHERE query MATCH '\(words)')"
        #expect(try query(folder, sql) == found)
    }

    @Test func anOlderSchemaIsBroughtUpToDate() throws {
        let folder = TemporaryFolder()
        let path = folder.file("events.sqlite")
        try Archive.make(path: path, version: 1)
        let old = try Database(path: path, isReadOnly: false, patience: 1, onWait: {})
        try old.run(
            """
            INSERT INTO articles (id, blocks, content, maker) VALUES ('a1', '[]', '1', 'm');
            INSERT INTO events (id, kind, status, parties, salience, confidence)
                VALUES ('ev-visit', 'visit', 'planned', 'USA; CHN', 'main', 1);
            INSERT INTO reports (event, article, position, evidence, detail)
                VALUES (1, 1, 0, '布林肯將訪問北京，會談後離開。', '{"id": "ev-visit", "kind": "visit", "status": "planned"}');
            """)
        #expect(try query(folder, "PRAGMA user_version") == ["1"])
        let archive = try archive(folder)
        #expect(try query(folder, "PRAGMA user_version") == ["\(ArchiveSchema.version)"])
        #expect(try query(folder, "SELECT simplified FROM reports") == ["布林肯将访问北京，会谈后离开。"])
        for words in ["会谈", "會談", "布林肯將", "布林肯将"] {
            #expect(
                try query(folder, "SELECT event FROM search WHERE query MATCH '\(words)'") == ["ev-visit"], "\(words)")
        }
        #expect(try archive.holds("a1", content: "1", maker: "m"))
        #expect(try isSound(folder))
    }

    @Test func databasesThatAreNoneOfOursAreLeftAlone() throws {
        let folder = TemporaryFolder()
        let other = try Database(path: folder.file("other.sqlite"), isReadOnly: false, patience: 1, onWait: {})
        try other.run("CREATE TABLE recipes (name TEXT)")
        let newer = try Database(path: folder.file("newer.sqlite"), isReadOnly: false, patience: 1, onWait: {})
        try newer.run(
            "CREATE TABLE t (x); PRAGMA application_id = \(ArchiveSchema.application); PRAGMA user_version = 99")
        folder.write("text.sqlite", "这不是数据库。" + String(repeating: "甲", count: 2000))
        for (name, reason) in [
            ("other.sqlite", "another program's database"), ("newer.sqlite", "newer version"),
            ("text.sqlite", "no SQLite database"),
        ] {
            let before = folder.read(name)
            let failure = #expect(throws: WriteFailure.self) { try archive(folder, name) }
            #expect(failure?.message.contains(reason) == true, "\(failure?.message ?? "")")
            #expect(folder.read(name) == before)
        }
    }

    @Test func aProgramThatHoldsItIsNamedWhenPatienceEnds() throws {
        let folder = TemporaryFolder()
        let archive = try archive(folder, patience: 0.3)
        let other = try Database(path: folder.file("events.sqlite"), isReadOnly: false, patience: 1, onWait: {})
        try other.run("BEGIN IMMEDIATE")
        let failure = #expect(throws: WriteFailure.self) { try archive.add([report("a1", [Sample.call()])]) }
        #expect(failure?.message.contains("another program holds it") == true)
        try other.run("COMMIT")
        try archive.add([report("a1", [Sample.call()])])
        #expect(try query(folder, "SELECT count(*) FROM reports") == ["1"])
    }

    /// A batch is whole or not there.
    @Test func aBatchThatFailsLeavesNothing() throws {
        let folder = TemporaryFolder()
        let archive = try archive(folder)
        try archive.add([report("a1", [Sample.call()])])
        let database = try Database(path: folder.file("events.sqlite"), isReadOnly: false, patience: 1, onWait: {})
        try database.run("CREATE UNIQUE INDEX refuse ON articles(CASE id WHEN 'a3' THEN 'a1' ELSE id END)")
        #expect(throws: WriteFailure.self) {
            try archive.add([report("a1", [], "2"), report("a2", [Sample.call(2)]), report("a3", [])])
        }
        #expect(try query(folder, "SELECT id FROM articles") == ["a1"])
        #expect(try query(folder, "SELECT e.id FROM reports r JOIN events e ON e.number = r.event") == ["ev-call1"])
        #expect(try query(folder, "SELECT event FROM search WHERE query MATCH '电话'") == ["ev-call1"])
        try database.run("DROP INDEX refuse")
        try archive.add([report("a3", [])])
        #expect(try query(folder, "SELECT id FROM articles") == ["a1", "a3"])
    }
}
