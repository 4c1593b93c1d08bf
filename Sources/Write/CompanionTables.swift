package import Kernel

/// The tables that stand beside the table of events in a workbook and in an archive.

/// One row per event and person.
package enum ParticipantTable {
    package static let columns = [
        "event", "kind", "status", "start", "end", "person", "name", "name_en", "as", "party", "office", "role",
        "inferred",
    ]

    package static func row(_ event: Event, _ person: Participant) -> [String] {
        [
            event.id, event.kind.rawValue, event.status.rawValue, event.date?.firstDay?.iso ?? "",
            event.date?.lastDay?.iso ?? "", person.id, person.name, person.nameEn, person.wording, person.party,
            person.office, person.role.rawValue, person.inferred ? "yes" : "",
        ]
    }
}

/// What the tables say of an article that was read.
package struct ArticleRow: Sendable, Hashable {
    package static let columns = ["id", "published", "source", "country", "title", "url", "events", "path"]

    package var id: String
    package var published: CivilDate?
    package var source: String
    package var country: String
    package var title: String
    package var url: String
    package var path: String
    /// How many events of it went into the table.
    package var events: Int

    package init(
        id: String, published: CivilDate?, source: String, country: String, title: String, url: String, path: String,
        events: Int
    ) {
        self.id = id
        self.published = published
        self.source = source
        self.country = country
        self.title = title
        self.url = url
        self.path = path
        self.events = events
    }

    package init(_ article: Article, events: Int) {
        self.init(
            id: article.id, published: article.published, source: article.source, country: article.sourceCountry,
            title: article.title, url: article.url, path: article.origin.description, events: events)
    }

    package var row: [String] {
        [id, published?.iso ?? "", source, country, title, url, String(events), path]
    }
}

/// What there was to say of the inputs.
package enum ProblemTable {
    package static let columns = ["severity", "code", "path", "line", "message", "hint"]

    package static func row(_ problem: Diagnostic) -> [String] {
        [
            problem.severity.rawValue, problem.code, problem.origin.path,
            problem.origin.line > 0 ? String(problem.origin.line) : "", problem.message, problem.hint,
        ]
    }
}
