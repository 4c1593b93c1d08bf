package import Kernel

/// An article that was read, with the events that it alone tells of and that pass the filters of the run.
package struct ArticleReport: Sendable {
    package var article: Article
    package var events: [Event]
    /// What the article said when it was read, and what read it: the archive tells by them what needs no second reading.
    package var content: String
    package var maker: String
    /// For formats that show events within their articles.
    package var review: ReviewArticle?

    package init(article: Article, events: [Event], content: String = "", maker: String = "") {
        self.article = article
        self.events = events
        self.content = content
        self.maker = maker
    }
}
