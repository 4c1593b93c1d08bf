/// An article on its way: what its markup gave, before boilerplate, repetitions and dates are taken out.
struct Draft {
    struct Line {
        var kind: LineKind
        var text: [UInt8]
        /// How many of its bytes stand in links, and in bold.
        var linked = 0
        var bold = 0
        /// The `<article>` it stands in, counted from 1; 0 outside.
        var region = 0

        var isLink: Bool { linked >= text.count }
    }

    enum LineKind { case heading, paragraph, caption, item, quote }

    var lines: [Line] = []

    /// What the article says of itself, in the order in which it is believed.
    var id = ""
    var title: [UInt8] = []
    /// Titles of the page around it, believed only where `title` is empty.
    var pageTitles: [[UInt8]] = []
    var url = ""
    var source = ""
    /// Names among which the source may be: author, tags, the site's and the feed's name.
    var sourceHints: [String] = []
    var published: Stamp?
    /// Dates of the page around it, in order of belief.
    var pageStamps: [Stamp] = []
    /// When the dump was made, which is after the publication.
    var epoch: Stamp?
    /// Whether it was a whole page, with a page's navigation around the article.
    var isPage = false
    /// What went wrong on the way without spoiling the article.
    var isTooDeep = false
}
