/// What the reading of a run depends on. Compiled once and shared by all workers.
package struct ReadOptions: Sendable {
    /// `--from`: overrides what the endings say.
    package var format: ReadFormat?
    /// `--map`
    package var map: FieldMap
    package var sources: SourceTable
    package var boilerplate: BoilerplateTable
    /// Whose day an instant in UTC is taken to be where the source is unknown: most of the Chinese-language press
    /// keeps UTC+8.
    package var zone: String
    /// The bytes that one article, or one file that is not split, may have; what is larger is reported and left out.
    package var itemLimit: Int
    /// The file that the run writes, which is not read where it lies in a folder that is.
    package var output: String?

    package init(
        format: ReadFormat? = nil, map: FieldMap = FieldMap(), sources: SourceTable = SourceTable([]),
        boilerplate: BoilerplateTable = BoilerplateTable([]), zone: String = "Asia/Shanghai",
        itemLimit: Int = 32 << 20
    ) {
        self.format = format
        self.map = map
        self.sources = sources
        self.boilerplate = boilerplate
        self.zone = zone
        self.itemLimit = itemLimit
    }
}

/// The fields of an article in JSON, JSONL and CSV.
package enum ArticleField: String, Sendable, CaseIterable {
    case id, title, published, url, source, text, html, markdown

    /// What JSON Feed calls it.
    var feedName: String? {
        switch self {
        case .published: "date_published"
        case .text: "content_text"
        case .html: "content_html"
        default: nil
        }
    }
}

/// `--map title=headline,published=date`: which names the input has for the fields of an article.
package struct FieldMap: Sendable {
    private var names: [ArticleField: String] = [:]

    package init() {}

    /// nil where `text` is not a list of `field=name`; `ArticleField` has the fields.
    package init?(_ text: String) {
        for pair in text.split(separator: ",") {
            guard let equals = pair.firstIndex(of: "="), let field = ArticleField(rawValue: String(pair[..<equals])),
                pair.index(after: equals) < pair.endIndex
            else { return nil }
            names[field] = String(pair[pair.index(after: equals)...])
        }
    }

    /// The names to look a field up by, in order.
    func names(of field: ArticleField) -> [String] {
        if let name = names[field] { return [name] }
        return [field.rawValue] + (field.feedName.map { [$0] } ?? [])
    }
}
