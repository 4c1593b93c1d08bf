/// An article as those see it who review its events: the text, what was found in it, and the names of the lexicon
/// rows behind that.
package struct ReviewArticle: Sendable {
    /// A lexicon row as a person would look it up.
    package struct Entry: Sendable, Hashable {
        /// `people:wang-yi`
        package var id: String
        package var name: String
        package var origin: Origin

        package init(id: String, name: String, origin: Origin) {
            self.id = id
            self.name = name
            self.origin = origin
        }
    }

    package var article: Article
    /// What is worth a colour: what names something or tells of an event, without the words between.
    package var mentions: [Mention]
    package var dates: [DateMention]
    /// Those of all its events.
    package var reasons: [Reason]
    /// Every row that `mentions` and `reasons` speak of.
    package var entries: [EntryRef: Entry]
    /// Where the frames of `reasons` stand.
    package var frames: [String: Origin]

    package init(
        article: Article, mentions: [Mention] = [], dates: [DateMention] = [], reasons: [Reason] = [],
        entries: [EntryRef: Entry] = [:], frames: [String: Origin] = [:]
    ) {
        self.article = article
        self.mentions = mentions
        self.dates = dates
        self.reasons = reasons
        self.entries = entries
        self.frames = frames
    }
}

/// What a page for review needs beside events and articles: the names behind codes, and the fold that its search
/// goes by.
package struct ReviewNames: Sendable {
    package struct Name: Sendable, Hashable {
        package var id: String
        package var name: String
        package var nameEn: String

        package init(id: String, name: String, nameEn: String) {
            self.id = id
            self.name = name
            self.nameEn = nameEn
        }
    }

    package var parties: [Name]
    package var offices: [Name]
    package var fold: FoldTable

    package init(parties: [Name], offices: [Name], fold: FoldTable) {
        self.parties = parties
        self.offices = offices
        self.fold = fold
    }
}
