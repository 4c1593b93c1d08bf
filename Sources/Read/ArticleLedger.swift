package import Kernel

/// Keeps the ids of a run apart. An id that comes a second time is kept with a suffix (`id~2`) and reported, so that no
/// article is lost and every row can be traced to one; take articles in the order of the input, whoever read them.
package struct ArticleLedger {
    private struct Entry {
        var count: Int
        var origin: Origin
    }

    private var seen: [String: Entry] = [:]

    package init() {}

    /// Gives `article` an id of its own; returns what there is to report.
    package mutating func admit(_ article: inout Article) -> Diagnostic? {
        guard var entry = seen[article.id] else {
            seen[article.id] = Entry(count: 1, origin: article.origin)
            return nil
        }
        let id = article.id
        repeat {
            entry.count += 1
            article.id = "\(id)~\(entry.count)"
        } while seen[article.id] != nil
        seen[id] = entry
        seen[article.id] = Entry(count: 1, origin: article.origin)
        return Diagnostic(
            .warning, "duplicate-id", at: article.origin,
            "the id \(id) was given at \(entry.origin.description) already; kept as \(article.id)")
    }
}
