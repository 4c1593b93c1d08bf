/// The tables of an archive, as the steps that lead from one version of the schema (`user_version`) to the next. A step,
/// once released, never changes: files made by it are out there.
enum ArchiveSchema {
    /// "Chcy": tells our files from other programs' databases.
    static let application = 0x4368_6379

    static var version: Int { steps.count }

    struct Step {
        var sql: String
        /// Whether the search must be filled from the reports there are, which SQL alone cannot do.
        var fillsSearch = false
    }

    static let steps = [
        Step(sql: tables),
        Step(sql: search, fillsSearch: true),
    ]

    private static let tables = """
        CREATE TABLE articles (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            published TEXT,
            source TEXT,
            country TEXT,
            title TEXT,
            url TEXT,
            path TEXT,
            line INTEGER,
            content TEXT NOT NULL,
            maker TEXT NOT NULL,
            blocks TEXT NOT NULL
        );
        -- Other tables go by the number: by ids, which are as good as random, every row would be another page's.
        CREATE TABLE events (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL,
            mode TEXT,
            status TEXT NOT NULL,
            date TEXT,
            start TEXT,
            "end" TEXT,
            date_text TEXT,
            date_basis TEXT,
            parties TEXT NOT NULL,
            title TEXT,
            place TEXT,
            country TEXT,
            salience TEXT NOT NULL,
            cameo TEXT,
            plover TEXT,
            part_of TEXT,
            confidence REAL NOT NULL
        );
        CREATE TABLE participants (
            event INTEGER NOT NULL REFERENCES events(number) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            person TEXT,
            name TEXT,
            name_en TEXT,
            "as" TEXT,
            party TEXT,
            office TEXT,
            role TEXT NOT NULL,
            inferred INTEGER NOT NULL,
            PRIMARY KEY (event, position)
        ) WITHOUT ROWID;
        CREATE TABLE reports (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            event INTEGER NOT NULL REFERENCES events(number),
            article INTEGER NOT NULL REFERENCES articles(number) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            evidence TEXT NOT NULL,
            detail TEXT NOT NULL,
            UNIQUE (article, position)
        );
        CREATE INDEX reports_event ON reports(event);
        CREATE INDEX events_start ON events(start);
        CREATE INDEX events_kind ON events(kind, status);
        CREATE INDEX participants_person ON participants(person);
        CREATE INDEX participants_party ON participants(party);
        CREATE INDEX articles_published ON articles(published);

        -- An event that nobody reports is none.
        CREATE TRIGGER reports_gone AFTER DELETE ON reports BEGIN
            DELETE FROM events
                WHERE number = old.event AND NOT EXISTS (SELECT 1 FROM reports WHERE event = old.event);
        END;

        CREATE VIEW event_table AS
            SELECT e.id, e.kind, e.mode, e.status, e.date, e.start, e."end", e.parties,
                (SELECT group_concat(name, '; ') FROM
                    (SELECT name FROM participants WHERE event = e.number ORDER BY position)) AS people,
                e.title, e.place, e.country, e.salience,
                (SELECT count(*) FROM reports WHERE event = e.number) AS reports,
                (SELECT min(a.published) FROM reports r JOIN articles a ON a.number = r.article
                    WHERE r.event = e.number) AS first_reported,
                first_article.source, first_article.url,
                json_extract(first_report.detail, '$.evidence[0].text') AS evidence, e.cameo, e.plover
            FROM events e
            JOIN reports first_report ON first_report.number =
                (SELECT number FROM reports WHERE event = e.number ORDER BY article, position LIMIT 1)
            JOIN articles first_article ON first_article.number = first_report.article;

        CREATE VIEW participant_table AS
            SELECT e.id AS event, e.kind, e.status, e.start, e."end", p.person, p.name, p.name_en, p."as", p.party,
                p.office, p.role, CASE p.inferred WHEN 1 THEN 'yes' END AS inferred
            FROM participants p JOIN events e ON e.number = p.event;
        """

    /// Two indices behind one view: the trigrams of the evidence find what has three characters and more, its pairs of
    /// neighbours what has two, which is what most Chinese words have.
    /// `simplified` holds the evidence in simplified characters where it is written in others, so that one query finds both.
    ///
    /// What this program adds or takes away it enters in both itself, at the end of a transaction. The triggers are for
    /// what others do by hand.
    private static let search = """
        ALTER TABLE reports ADD COLUMN simplified TEXT;

        CREATE VIRTUAL TABLE evidence_trigrams USING fts5(
            evidence, simplified, content='reports', content_rowid='number', tokenize='trigram');
        CREATE TRIGGER reports_unindexed AFTER DELETE ON reports BEGIN
            INSERT INTO evidence_trigrams(evidence_trigrams, rowid, evidence, simplified)
                VALUES ('delete', old.number, old.evidence, old.simplified);
        END;
        CREATE TRIGGER reports_reindexed AFTER UPDATE OF number, evidence, simplified ON reports BEGIN
            INSERT INTO evidence_trigrams(evidence_trigrams, rowid, evidence, simplified)
                VALUES ('delete', old.number, old.evidence, old.simplified);
            INSERT INTO evidence_trigrams(rowid, evidence, simplified)
                VALUES (new.number, new.evidence, new.simplified);
        END;

        CREATE VIRTUAL TABLE evidence_pairs USING fts5(pairs, content='', detail='none', tokenize='ascii');

        CREATE VIEW search AS
            SELECT f.evidence_trigrams AS query, e.id AS event, r.article, r.number AS report, r.evidence
                FROM evidence_trigrams f JOIN reports r ON r.number = f.rowid JOIN events e ON e.number = r.event
            UNION ALL
            SELECT f.evidence_pairs AS query, e.id AS event, r.article, r.number AS report, r.evidence
                FROM evidence_pairs f JOIN reports r ON r.number = f.rowid JOIN events e ON e.number = r.event;
        """
}
