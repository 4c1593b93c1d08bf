package import Kernel

/// A SQLite file that grows run by run: articles, what each of them reports, and the events behind the reports.
///
/// What a run adds it adds batch by batch, each whole or not at all; whatever ends the program, the file holds the batches
/// before, and the next run goes on from there. It keeps SQLite's rollback journal, not its write-ahead log: an archive is
/// one file, to be copied and read wherever, and its transactions are few and long.
///
/// One thread at a time uses it.
package final class Archive {
    /// Articles and events of one transaction: enough that the cost of its end is shared, few enough that others wait little.
    package static let batchArticles = 2048
    package static let batchEvents = 4096

    private let database: Database
    private let search: ArchiveSearch
    private let statements: Statements?
    /// Articles that this object has added, and those that it has put in the place of older ones.
    package private(set) var added = 0
    package private(set) var replaced = 0

    /// Opens an archive, and makes one where there is none unless it is only to be read.
    ///
    /// - Parameters:
    ///   - fold: simplifies characters, so that the search finds both scripts.
    ///   - patience: for how many seconds to wait for another program that writes.
    ///   - onWait: called once, when the wait becomes long.
    package init(
        path: String, isReadOnly: Bool = false, fold: FoldTable? = nil, patience: Double = 60,
        onWait: @escaping () -> Void = {}
    ) throws(WriteFailure) {
        database = try Database(path: path, isReadOnly: isReadOnly, patience: patience, onWait: onWait)
        search = ArchiveSearch(fold: fold)
        if isReadOnly {
            statements = nil
            guard try Archive.version(database) > 0 else { throw WriteFailure("it is no archive of events") }
            return
        }
        try Archive.prepare(database, search, upTo: ArchiveSchema.version)
        statements = try Statements(database)
    }

    /// For tests of the steps between versions.
    package static func make(path: String, version: Int) throws(WriteFailure) {
        let database = try Database(path: path, isReadOnly: false, patience: 1, onWait: {})
        try prepare(database, ArchiveSearch(fold: nil), upTo: version)
    }

    /// The version of the schema: 0 for an empty database.
    private static func version(_ database: Database) throws(WriteFailure) -> Int {
        let application = try database.number("PRAGMA application_id")
        let version = try database.number("PRAGMA user_version")
        if application != ArchiveSchema.application {
            let tables = try database.number("SELECT count(*) FROM sqlite_schema")
            guard application == 0, version == 0, tables == 0 else {
                throw WriteFailure("it is another program's database, and no archive of events")
            }
            return 0
        }
        guard version <= ArchiveSchema.version else {
            throw WriteFailure(
                "it was made by a newer version of this program (its schema is \(version), this program knows \(ArchiveSchema.version))"
            )
        }
        return version
    }

    private static func prepare(_ database: Database, _ search: ArchiveSearch, upTo wanted: Int) throws(WriteFailure) {
        try database.run("PRAGMA foreign_keys = ON; PRAGMA secure_delete = OFF; PRAGMA cache_size = -65536")
        database.disableTriggers()
        guard try version(database) < wanted else { return }
        try database.transaction { () throws(WriteFailure) in
            // Another run may have been faster.
            let from = try version(database)
            guard from < wanted else { return }
            for step in ArchiveSchema.steps[from..<wanted] {
                try database.run(step.sql)
                if step.fillsSearch { try fill(database, search) }
            }
            try database.run(
                "PRAGMA application_id = \(ArchiveSchema.application); PRAGMA user_version = \(wanted)")
        }
    }

    /// Enters every report in the search, some thousand at a time.
    private static func fill(_ database: Database, _ search: ArchiveSearch) throws(WriteFailure) {
        let reports = try database.statement(
            "SELECT number, evidence FROM reports WHERE number > ? ORDER BY number LIMIT 4096")
        let update = try database.statement("UPDATE reports SET simplified = ? WHERE number = ?")
        let index = try SearchIndex(database)
        var last = 0
        while true {
            var some: [SearchIndex.Entry] = []
            reports.bind(1, last)
            while try reports.step() {
                last = reports.int(0)
                let evidence = reports.bytes(1)
                some.append(.init(report: last, evidence: evidence, simplified: search.simplified(evidence)))
            }
            reports.reset()
            if some.isEmpty { return }
            for entry in some where !entry.simplified.isEmpty {
                try update.bind(1, entry.simplified).bind(2, entry.report).run()
            }
            for entry in some { try index.add(entry) }
        }
    }

    // MARK: - Adding

    /// Whether the archive has the article as it is, read by the same maker: then it need not be read again.
    package func holds(_ id: String, content: String, maker: String) throws(WriteFailure) -> Bool {
        guard let statements else { return false }
        let find = statements.findArticle
        defer { find.reset() }
        return try find.bind(1, id).step() && find.text(1) == content && find.text(2) == maker
    }

    /// Adds articles with their events, all of them or none; an article of the same id gives way with its events.
    package func add(_ reports: [ArticleReport]) throws(WriteFailure) {
        guard let statements, !reports.isEmpty else { return }
        var (newly, anew) = (0, 0)
        try database.transaction { () throws(WriteFailure) in
            var batch = Batch()
            for report in reports {
                switch try add(report, statements, &batch) {
                case .added: newly += 1
                case .replaced: anew += 1
                case .known: break
                }
            }
            for event in batch.changed.sorted() { try renew(event, statements) }
            // Last, and in one go: whatever else is written in between makes the index write out what it has so far,
            // which for one row is half of all the work.
            for entry in batch.gone { try statements.index.remove(entry) }
            for entry in batch.new { try statements.index.add(entry) }
        }
        added += newly
        replaced += anew
    }

    /// What is left to do at the end of a transaction.
    private struct Batch {
        /// Events whose reports have changed.
        var changed: Set<Int> = []
        private(set) var gone: [SearchIndex.Entry] = []
        var new: [SearchIndex.Entry] = []

        mutating func forget(_ entry: SearchIndex.Entry) {
            // Numbers only grow: what this batch has added itself is in no index yet.
            if let first = new.first, entry.report >= first.report {
                new.removeAll { $0.report == entry.report }
            } else {
                gone.append(entry)
            }
        }
    }

    private enum Addition { case added, replaced, known }

    private func add(
        _ report: ArticleReport, _ statements: Statements, _ batch: inout Batch
    ) throws(WriteFailure) -> Addition {
        let article = report.article
        let found = statements.findArticle.bind(1, article.id)
        let exists = try found.step()
        let number = exists ? found.int(0) : 0
        // A second run beside this one may have been here.
        let isKnown = exists && found.text(1) == report.content && found.text(2) == report.maker
        found.reset()
        if isKnown { return .known }
        let place = exists ? number : try insert(report, statements)
        if exists {
            try forget(number, statements, &batch)
            try update(number, report, statements)
        }
        for (position, event) in report.events.enumerated() {
            let shared = try add(event, statements)
            // Where an article comes before others, its wording of a shared event counts.
            if exists { batch.changed.insert(shared) }
            var json = JSONText()
            EventJSON.append(event, to: &json)
            let evidence = Array(event.evidence.map(\.text).joined(separator: "\n").utf8)
            let simplified = search.simplified(evidence)
            try statements.addReport.bind(1, shared).bind(2, place).bind(3, position).bind(4, evidence)
                .bind(5, json.bytes).bind(6, known: simplified).run()
            batch.new.append(.init(report: database.lastRow, evidence: evidence, simplified: simplified))
        }
        return exists ? .replaced : .added
    }

    private func insert(_ report: ArticleReport, _ statements: Statements) throws(WriteFailure) -> Int {
        try bind(report, statements.addArticle).run()
        return database.lastRow
    }

    private func update(_ number: Int, _ report: ArticleReport, _ statements: Statements) throws(WriteFailure) {
        try bind(report, statements.updateArticle).bind(12, number).run()
    }

    private func bind(_ report: ArticleReport, _ statement: Statement) -> Statement {
        let article = report.article
        return statement.bind(1, article.id).bind(2, known: article.published?.iso ?? "").bind(3, known: article.source)
            .bind(4, known: article.sourceCountry).bind(5, known: article.title).bind(6, known: article.url)
            .bind(7, known: article.origin.path).bind(8, article.origin.line)
            .bind(9, report.content).bind(10, report.maker)
            .bind(11, ArchiveText.json(article.blocks, all: !report.events.isEmpty))
    }

    /// Takes an article's reports away.
    private func forget(_ number: Int, _ statements: Statements, _ batch: inout Batch) throws(WriteFailure) {
        let old = statements.reportsOfArticle.bind(1, number)
        while try old.step() {
            batch.changed.insert(old.int(1))
            batch.forget(.init(report: old.int(0), evidence: old.bytes(2), simplified: old.bytes(3)))
        }
        old.reset()
        try statements.removeReports.bind(1, number).run()
    }

    /// The number of an event, which is added if it is not there yet.
    private func add(_ event: Event, _ statements: Statements) throws(WriteFailure) -> Int {
        try bind(event, statements.addEvent).run()
        guard database.changes > 0 else {
            let found = statements.findEvent.bind(1, event.id)
            defer { found.reset() }
            guard try found.step() else { throw WriteFailure("event \(event.id) cannot be found again") }
            return found.int(0)
        }
        let number = database.lastRow
        try addPeople(event, number, statements)
        return number
    }

    private func addPeople(_ event: Event, _ number: Int, _ statements: Statements) throws(WriteFailure) {
        for (position, person) in event.people.enumerated() {
            try statements.addParticipant.bind(1, number).bind(2, position).bind(3, known: person.id)
                .bind(4, known: person.name).bind(5, known: person.nameEn).bind(6, known: person.wording)
                .bind(7, known: person.party).bind(8, known: person.office).bind(9, person.role.rawValue)
                .bind(10, person.inferred ? 1 : 0).run()
        }
    }

    private func bind(_ event: Event, _ statement: Statement) -> Statement {
        statement.bind(1, event.id).bind(2, event.kind.rawValue).bind(3, known: event.mode?.rawValue ?? "")
            .bind(4, event.status.rawValue).bind(5, known: event.date?.edtf ?? "")
            .bind(6, known: event.date?.firstDay?.iso ?? "").bind(7, known: event.date?.lastDay?.iso ?? "")
            .bind(8, known: event.dateText).bind(9, known: event.dateBasis?.rawValue ?? "")
            .bind(10, event.parties.joined(separator: "; ")).bind(11, known: event.title)
            .bind(12, known: event.place?.name ?? "").bind(13, known: event.place?.country ?? "")
            .bind(14, event.salience.rawValue).bind(15, known: event.cameo).bind(16, known: event.plover)
            .bind(17, known: event.partOf).bind(18, event.confidence)
    }

    /// Words an event as the first of its reports does, so that an archive grown article by article is the one that would
    /// have been made at once. An event that nobody reports goes.
    private func renew(_ number: Int, _ statements: Statements) throws(WriteFailure) {
        let first = statements.firstReport.bind(1, number)
        let event = try first.step() ? JSONTree(first.bytes(0)).flatMap(EventJSON.event) : nil
        first.reset()
        guard let event else { return try statements.removeEvent.bind(1, number).run() }
        try bind(event, statements.updateEvent).bind(19, number).run()
        try statements.removePeople.bind(1, number).run()
        try addPeople(event, number, statements)
    }

    // MARK: - Reading

    /// Articles that one look at the file brings: whoever writes waits no longer than that.
    private static let page = 256

    fileprivate func page(after last: inout Int) throws(WriteFailure) -> [ArticleReport] {
        let articles = try database.statement(
            """
            SELECT number, id, published, source, country, url, path, line, content, maker, blocks FROM articles
            WHERE number > ? ORDER BY number LIMIT \(Archive.page)
            """)
        let details = try database.statement("SELECT detail FROM reports WHERE article = ? ORDER BY position")
        articles.bind(1, last)
        var found: [ArticleReport] = []
        while try articles.step() {
            last = articles.int(0)
            let article = Article(
                id: articles.text(1), published: CivilDate(iso: articles.text(2)), url: articles.text(5),
                source: articles.text(3), sourceCountry: articles.text(4),
                blocks: ArchiveText.blocks(articles.bytes(10)),
                origin: Origin(path: articles.text(6), line: articles.int(7)))
            var events: [Event] = []
            details.bind(1, last)
            while try details.step() {
                guard let event = JSONTree(details.bytes(0)).flatMap(EventJSON.event) else {
                    throw WriteFailure("it is damaged: article \(article.id) has a report that is no event")
                }
                events.append(event)
            }
            details.reset()
            found.append(
                ArticleReport(article: article, events: events, content: articles.text(8), maker: articles.text(9)))
        }
        articles.reset()
        return found
    }

    // MARK: - Statements

    private struct Statements {
        let findArticle, addArticle, updateArticle, reportsOfArticle, removeReports, addReport: Statement
        let findEvent, addEvent, updateEvent, removeEvent, firstReport, addParticipant, removePeople: Statement
        let index: SearchIndex

        init(_ database: Database) throws(WriteFailure) {
            findArticle = try database.statement("SELECT number, content, maker FROM articles WHERE id = ?")
            addArticle = try database.statement(
                """
                INSERT INTO articles (id, published, source, country, title, url, path, line, content, maker, blocks)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
            updateArticle = try database.statement(
                """
                UPDATE articles SET id = ?, published = ?, source = ?, country = ?, title = ?, url = ?, path = ?, line = ?,
                    content = ?, maker = ?, blocks = ? WHERE number = ?
                """)
            reportsOfArticle = try database.statement(
                "SELECT number, event, evidence, simplified FROM reports WHERE article = ?")
            removeReports = try database.statement("DELETE FROM reports WHERE article = ?")
            addReport = try database.statement(
                "INSERT INTO reports (event, article, position, evidence, detail, simplified) VALUES (?, ?, ?, ?, ?, ?)"
            )
            findEvent = try database.statement("SELECT number FROM events WHERE id = ?")
            addEvent = try database.statement(
                """
                INSERT INTO events (id, kind, mode, status, date, start, "end", date_text, date_basis, parties, title, place,
                    country, salience, cameo, plover, part_of, confidence)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
                """)
            updateEvent = try database.statement(
                """
                UPDATE events SET id = ?, kind = ?, mode = ?, status = ?, date = ?, start = ?, "end" = ?, date_text = ?,
                    date_basis = ?, parties = ?, title = ?, place = ?, country = ?, salience = ?, cameo = ?, plover = ?,
                    part_of = ?, confidence = ? WHERE number = ?
                """)
            removeEvent = try database.statement("DELETE FROM events WHERE number = ?")
            firstReport = try database.statement(
                "SELECT detail FROM reports WHERE event = ? ORDER BY article, position LIMIT 1")
            addParticipant = try database.statement(
                """
                INSERT INTO participants (event, position, person, name, name_en, "as", party, office, role, inferred)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
            removePeople = try database.statement("DELETE FROM participants WHERE event = ?")
            index = try SearchIndex(database)
        }
    }
}

/// The two indices behind the view `search`.
private struct SearchIndex {
    struct Entry {
        var report: Int
        var evidence: [UInt8]
        var simplified: [UInt8]
    }

    private let addTrigrams, removeTrigrams, addPairs, removePairs: Statement

    init(_ database: Database) throws(WriteFailure) {
        addTrigrams = try database.statement(
            "INSERT INTO evidence_trigrams(rowid, evidence, simplified) VALUES (?, ?, ?)")
        removeTrigrams = try database.statement(
            """
            INSERT INTO evidence_trigrams(evidence_trigrams, rowid, evidence, simplified) VALUES ('delete', ?, ?, ?)
            """)
        addPairs = try database.statement("INSERT INTO evidence_pairs(rowid, pairs) VALUES (?, ?)")
        removePairs = try database.statement(
            "INSERT INTO evidence_pairs(evidence_pairs, rowid, pairs) VALUES ('delete', ?, ?)")
    }

    func add(_ entry: Entry) throws(WriteFailure) { try run(addTrigrams, addPairs, entry) }

    /// What is taken out of an index must be what was put in.
    func remove(_ entry: Entry) throws(WriteFailure) { try run(removeTrigrams, removePairs, entry) }

    private func run(_ trigrams: Statement, _ pairs: Statement, _ entry: Entry) throws(WriteFailure) {
        try trigrams.bind(1, entry.report).bind(2, entry.evidence).bind(3, known: entry.simplified).run()
        try pairs.bind(1, entry.report).bind(2, ArchiveSearch.pairs(entry.evidence, entry.simplified)).run()
    }
}

/// Hands out the articles of an archive, in the order in which they came, with the events that each of them reports.
package struct ArchiveReader {
    private let path: String
    private var archive: Archive?
    private var last = 0
    private var page: [ArticleReport] = []
    private var index = 0

    package init(path: String) { self.path = path }

    /// The next article; nil after the last.
    package mutating func next() throws(WriteFailure) -> ArticleReport? {
        if index == page.count {
            if archive == nil { archive = try Archive(path: path, isReadOnly: true) }
            page = try archive?.page(after: &last) ?? []
            index = 0
        }
        guard index < page.count else { return nil }
        index += 1
        return page[index - 1]
    }
}

/// The text of an article as a column holds it.
enum ArchiveText {
    /// Every block where the article has events, to show them in; else the title alone.
    static func json(_ blocks: [Block], all: Bool) -> [UInt8] {
        var json = JSONText()
        json.array { json in
            for block in blocks where all || block.kind == .title {
                json.object { json in
                    json.field("kind", block.kind.rawValue)
                    json.field("text", String(decoding: block.text, as: UTF8.self))
                }
            }
        }
        return json.bytes
    }

    static func blocks(_ bytes: [UInt8]) -> [Block] {
        JSONTree(bytes)?.elements.compactMap { block in
            BlockKind(rawValue: block["kind"]?.string ?? "").map { Block(kind: $0, block["text"]?.string ?? "") }
        } ?? []
    }
}
