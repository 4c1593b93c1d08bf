internal import Kernel
internal import Lexicon
internal import Pipeline
internal import Write

/// What an edit of the lexicons does to articles: row by row, and entry by entry.
package struct DiffReport {
    private let diff: LexiconDiff
    private let differences: [ArticleDifference]
    private let articles: Int

    package init(_ diff: LexiconDiff, _ differences: [ArticleDifference], articles: Int) {
        self.diff = diff
        self.differences = differences
        self.articles = articles
    }

    private static let shown = ["kind", "mode", "status", "date", "parties", "people", "place"]

    // MARK: - Counting

    private struct Tally {
        var gained = 0
        var lost = 0
        var changed = 0

        mutating func count(_ what: ArticleDifference.Row.What) {
            switch what {
            case .gained: gained += 1
            case .lost: lost += 1
            case .changed: changed += 1
            }
        }

        var all: Int { gained + lost + changed }

        var text: String {
            let parts = [(gained, "gained"), (lost, "lost"), (changed, "changed")].filter { $0.0 > 0 }
            guard let first = parts.first else { return "no row" }
            let head = "\(CaseReport.counted(first.0, "row")) \(first.1)"
            return ([head] + parts.dropFirst().map { "\($0.0) \($0.1)" }).joined(separator: ", ")
        }
    }

    private var total: Tally {
        var tally = Tally()
        for difference in differences { for row in difference.rows { tally.count(row.what) } }
        return tally
    }

    /// The edits that have an effect, the greatest first, and how many have none.
    private var effects: (tallies: [(edit: Int, tally: Tally)], idle: Int) {
        var tallies = diff.change.edits.map { _ in Tally() }
        for difference in differences {
            for row in difference.rows { for cause in row.causes { tallies[cause].count(row.what) } }
        }
        let found = tallies.enumerated().filter { $0.element.all > 0 }.sorted {
            ($1.element.all, $0.offset) < ($0.element.all, $1.offset)
        }
        return (found.map { ($0.offset, $0.element) }, tallies.count - found.count)
    }

    package var summary: String {
        let found =
            CaseReport.counted(articles, "article") + ", "
            + CaseReport.counted(diff.change.edits.count, "edited entry", "edited entries") + ": "
        return found + total.text
            + (differences.isEmpty ? "" : " in \(CaseReport.counted(differences.count, "article"))")
    }

    // MARK: - Entries

    private func sign(_ edit: LexiconEdit) -> String {
        switch edit.what {
        case .added: "+"
        case .removed: "-"
        case .changed: "~"
        }
    }

    /// What an entry is to people: who holds which office from when, or what it is called.
    private func label(_ edit: LexiconEdit) -> String {
        guard let entry = edit.new ?? edit.old else { return edit.name.id }
        let lexicon = edit.new == nil ? diff.old.lexicon : diff.new.lexicon
        let row = Int(entry.row)
        switch entry.table {
        case .tenures:
            let tenure = lexicon.tenures[row]
            let parts = [
                lexicon.people[tenure.person].name, lexicon.offices[tenure.office].id, tenure.party,
                tenure.from?.edtf ?? "",
            ]
            return parts.filter { !$0.isEmpty }.joined(separator: " ")
        case .people: return lexicon.people[row].name + " " + lexicon.people[row].party
        default:
            let name = lexicon.name(of: entry)
            return name.isEmpty || name == edit.name.id ? edit.name.id : edit.name.id + " " + name
        }
    }

    private func place(_ edit: LexiconEdit) -> String {
        guard let entry = edit.new ?? edit.old else { return "" }
        return (edit.new == nil ? diff.old : diff.new).lexicon.origin(entry).description
    }

    private func named(_ edit: LexiconEdit) -> String {
        let columns = edit.columns.isEmpty ? "" : "; " + edit.columns.joined(separator: ", ")
        return "\(sign(edit)) \(label(edit)) (\(place(edit))\(columns))"
    }

    private func causes(_ row: ArticleDifference.Row) -> [LexiconEdit] { row.causes.map { diff.change.edits[$0] } }

    private static func sign(_ row: ArticleDifference.Row) -> String {
        switch row.what {
        case .gained: "+"
        case .lost: "-"
        case .changed: "~"
        }
    }

    private static func line(_ row: ArticleDifference.Row, _ separator: String = "  ") -> String {
        shown.map(row.cell).filter { !$0.isEmpty }.joined(separator: separator)
    }

    private static func changes(_ row: ArticleDifference.Row) -> [(column: String, was: String, is: String)] {
        row.old == nil || row.new == nil ? [] : row.columns.map { ($0, row.was($0), row.cell($0)) }
    }

    private static func arrow(_ change: (column: String, was: String, is: String)) -> String {
        "\(change.column): \(CaseReport.quoted(change.was)) → \(CaseReport.quoted(change.is))"
    }

    private static func head(_ difference: ArticleDifference) -> String {
        [difference.article.published?.iso ?? "", difference.article.title, "(\(difference.doc))"]
            .filter { !$0.isEmpty }.joined(separator: " ")
    }

    // MARK: - Formats

    package var text: String {
        var out = ""
        for difference in differences {
            out += DiffReport.head(difference) + "\n"
            var last = ""
            for row in difference.rows {
                if row.sentence != last { out += "    > \(row.sentence)\n" }
                last = row.sentence
                out += "  \(DiffReport.sign(row)) \(DiffReport.line(row))\n"
                for change in DiffReport.changes(row) { out += "      \(DiffReport.arrow(change))\n" }
                for edit in causes(row) { out += "      by \(named(edit))\n" }
            }
            out += "\n"
        }
        let effects = effects
        for effect in effects.tallies { out += "\(named(diff.change.edits[effect.edit])): \(effect.tally.text)\n" }
        return out + (effects.tallies.isEmpty ? "" : "\n") + summary + "\n"
    }

    /// For a comment on a proposed change.
    package var markdown: String {
        var out = "**\(DiffReport.escaped(summary))**\n"
        let effects = effects
        if !effects.tallies.isEmpty { out += "\n| entry | effect |\n| --- | --- |\n" }
        for effect in effects.tallies {
            out += "| \(DiffReport.escaped(named(diff.change.edits[effect.edit]))) | \(effect.tally.text) |\n"
        }
        if differences.isEmpty { return out }
        out += "\n| | row | was | article | sentence |\n| --- | --- | --- | --- | --- |\n"
        for difference in differences {
            for row in difference.rows {
                let was = DiffReport.changes(row).map(DiffReport.arrow).joined(separator: "; ")
                let cells = [
                    DiffReport.sign(row), DiffReport.line(row, " · "), was, difference.doc, row.sentence,
                ]
                out += "| " + cells.map(DiffReport.escaped).joined(separator: " | ") + " |\n"
            }
        }
        return out
    }

    private static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "|", "\\", "*", "_", "`", "[", "]", "~", "#": out += "\\\(scalar)"
            case "<": out += "&lt;"
            case "&": out += "&amp;"
            case "\n", "\r", "\t": out += " "
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    static let tableColumns =
        ["change", "doc", "published"] + LexiconDiff.columns + ["was", "entries", "sentence"]

    package var table: String {
        var out = DiffReport.tableColumns.joined(separator: "\t") + "\n"
        for difference in differences {
            for row in difference.rows {
                let cells =
                    [row.what.rawValue, difference.doc, difference.article.published?.iso ?? ""]
                    + LexiconDiff.columns.map(row.cell)
                    + [
                        DiffReport.changes(row).map { "\($0.column)=\($0.was)" }.joined(separator: "|"),
                        causes(row).map { $0.what.rawValue + " " + $0.name.description }.joined(separator: "|"),
                        row.sentence,
                    ]
                out += cells.map { DelimitedFormat.guarded(plain($0)) }.joined(separator: "\t") + "\n"
            }
        }
        return out
    }

    private func plain(_ cell: String) -> String {
        String(String.UnicodeScalarView(cell.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
    }

    /// A line for each row, then one for each entry that has an effect.
    package var json: [UInt8] {
        var json = JSONText()
        for difference in differences {
            for row in difference.rows { append(row, difference, to: &json) }
        }
        for effect in effects.tallies {
            let edit = diff.change.edits[effect.edit]
            json.object { json in
                append(edit, to: &json)
                json.field("gained", effect.tally.gained)
                json.field("lost", effect.tally.lost)
                json.field("changed", effect.tally.changed)
            }
            json.newline()
        }
        return json.bytes
    }

    private func append(_ edit: LexiconEdit, to json: inout JSONText) {
        json.field("entry", edit.name.description)
        json.field("edit", edit.what.rawValue)
        json.field("label", label(edit))
        json.field("row", place(edit))
        guard !edit.columns.isEmpty else { return }
        json.key("columns")
        json.array { json in for column in edit.columns { json.string(column) } }
    }

    private func append(_ row: ArticleDifference.Row, _ difference: ArticleDifference, to json: inout JSONText) {
        json.object { json in
            json.field("change", row.what.rawValue)
            json.field("doc", difference.doc)
            json.field("title", difference.article.title)
            json.field("url", difference.article.url)
            json.field("published", difference.article.published?.iso ?? "")
            json.field("sentence", row.sentence)
            for (name, event) in [("old", row.old), ("new", row.new)] {
                guard let event else { continue }
                json.key(name)
                json.object { json in
                    for column in LexiconDiff.columns { json.field(column, EventTable.cell(event, column)) }
                }
            }
            if row.what == .changed {
                json.key("columns")
                json.array { json in for column in row.columns { json.string(column) } }
            }
            json.key("frames")
            json.array { json in for frame in unique((row.event?.reasons ?? []).map(\.frame)) { json.string(frame) } }
            json.key("entries")
            json.array { json in
                for edit in causes(row) { json.object { json in append(edit, to: &json) } }
            }
        }
        json.newline()
    }

    private func unique(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }

    // MARK: - A page

    package var page: String {
        let style = """
            body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color-scheme:light dark}
            h1{font-size:1.4rem}h2{font-size:1.05rem;margin:2rem 0 .3rem}small{color:GrayText}
            table{border-collapse:collapse}td,th{padding:.2rem .8rem .2rem 0;text-align:left;vertical-align:top}
            blockquote{margin:.3rem 0;padding-left:.8rem;border-left:3px solid GrayText}
            .gained{color:#187a33}.lost{color:#b3261e}.changed{color:#8a5a00}del{color:#b3261e}ins{color:#187a33}
            @media (prefers-color-scheme:dark){.gained,ins{color:#6dd58c}.lost,del{color:#f2b8b5}.changed{color:#efbd5c}}
            """
        var out = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
        out += "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        out += "'sha256-\(SHA256.base64(Array(style.utf8)))'\">\n"
        out += "<meta name=\"viewport\" content=\"width=device-width\"><title>What the edit does</title>\n"
        out += "<style>\(style)</style></head>\n<body><h1>\(html(summary))</h1>\n"
        let effects = effects
        if !effects.tallies.isEmpty { out += "<table><tr><th>entry<th>effect\n" }
        for effect in effects.tallies {
            out += "<tr><td>\(html(named(diff.change.edits[effect.edit])))<td>\(effect.tally.text)\n"
        }
        if !effects.tallies.isEmpty { out += "</table>\n" }
        for difference in differences { out += section(difference) }
        return out + "</body></html>\n"
    }

    private func section(_ difference: ArticleDifference) -> String {
        let article = difference.article
        var out = "<h2 lang=\"zh\">\(html(article.title.isEmpty ? difference.doc : article.title))</h2>\n<small>"
        out += html(
            [article.published?.iso ?? "", article.source, difference.doc].filter { !$0.isEmpty }.joined(
                separator: " · "))
        if article.url.hasPrefix("https://") || article.url.hasPrefix("http://") {
            out += " · <a href=\"\(html(article.url))\" rel=\"noreferrer\">\(html(article.url))</a>"
        }
        out += "</small>\n"
        var last = ""
        for row in difference.rows {
            if row.sentence != last { out += "<blockquote lang=\"zh\">\(html(row.sentence))</blockquote>\n" }
            last = row.sentence
            out +=
                "<div class=\"\(row.what.rawValue)\">\(row.what.rawValue): \(html(DiffReport.line(row, " · ")))</div>\n"
            for change in DiffReport.changes(row) {
                out += "<div>\(change.column): <del>\(html(change.was))</del> <ins>\(html(change.is))</ins></div>\n"
            }
            for edit in causes(row) { out += "<small>by \(html(named(edit)))</small><br>\n" }
        }
        return out
    }

    /// What turns the direction of writing would turn the page.
    private func html(_ text: String) -> String {
        MarkupText.escaped(text) { ("\u{202A}"..."\u{202E}").contains($0) || ("\u{2066}"..."\u{2069}").contains($0) }
    }
}
