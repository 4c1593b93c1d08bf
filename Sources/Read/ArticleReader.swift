internal import ICUText
package import Kernel

/// Turns raw items into articles. Each worker has its own; it holds the scratch that one article after another refills.
package final class ArticleReader {
    package typealias Result = (articles: [Article], problems: [Diagnostic])

    private let options: ReadOptions
    private let html: HTMLReading
    private let assembly: Assembly
    private var articles: [Article] = []
    private var problems: [Diagnostic] = []

    package init(_ options: ReadOptions) {
        self.options = options
        html = HTMLReading(boilerplate: options.boilerplate)
        assembly = Assembly(options)
    }

    /// The articles of an item, none where it cannot be read, and what there is to say of it.
    package func read(_ item: RawItem) -> Result {
        articles.removeAll()
        problems.removeAll()
        switch item.format {
        case .json, .jsonl: readJSON(item)
        case .csv, .tsv: readRecord(item)
        case .xml, .html, .markdown, .text: readFile(item)
        }
        return (articles, problems)
    }

    // MARK: - Whole files

    private func readFile(_ item: RawItem) {
        guard let bytes = decode(item, markup: item.format == .html || item.format == .xml) else { return }
        var draft = Draft()
        draft.id = item.origin.description
        switch item.format {
        case .xml:
            readFeed(bytes, item)
            return
        case .html: html.read(bytes, into: &draft)
        default: readText(bytes, item.format, into: &draft)
        }
        finish(draft, item.origin)
    }

    /// Text with whatever stands before it in an archive; HTML and Markdown are told from plain text by what they hold.
    private func readText(_ text: [UInt8], _ format: ReadFormat, into draft: inout Draft) {
        let (start, isArchived) = Preamble.read(text, into: &draft)
        let body = text[start...].trimmed
        if looksLikeHTML(body) {
            html.read(Array(body), into: &draft)
        } else if body.count <= MarkdownReading.limit, format == .markdown || isArchived {
            readMarkdown(Array(body), into: &draft)
        } else {
            PlainText.read(text, from: start, into: &draft)
        }
    }

    private func readMarkdown(_ text: [UInt8], into draft: inout Draft) {
        html.read(MarkdownReading.html(of: text), into: &draft, isMarkdown: true)
        if draft.title.isEmpty, let first = draft.lines.first, first.kind == .heading {
            draft.pageTitles.append(first.text)
        }
    }

    /// Markup from its first character on, with paragraphs in it.
    private func looksLikeHTML(_ text: ArraySlice<UInt8>) -> Bool {
        guard text.first == UInt8(ascii: "<"), text.count > 8 else { return false }
        let start = Array(text.prefix(1 << 16))
        for sign: StaticString in ["<!DOCTYPE", "<!doctype", "<html", "<HTML", "</p>", "</P>", "<br", "<BR", "</div>"]
        where start.find(sign) != nil {
            return true
        }
        return false
    }

    // MARK: - Records

    private func readJSON(_ item: RawItem) {
        var bytes = item.bytes
        if TextDecoding.firstInvalid(bytes) != nil {
            guard let decoded = decode(item) else { return }
            bytes = decoded
        }
        switch JSONText.value(of: bytes) {
        case .success(let value): readValue(value, item.origin, ordinal: 0)
        case .failure(let failure): reportBadJSON(item, bytes, failure)
        }
    }

    /// Gives the place as people count it: lines and, in characters, columns from 1.
    private func reportBadJSON(_ item: RawItem, _ bytes: [UInt8], _ failure: JSONText.Failure) {
        let before = bytes.prefix(failure.offset)
        let line = max(item.origin.line, 1) + before.count { $0 == 0x0A }
        let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 }
        let column = scalarCount(Array(before[(lineStart ?? 0)...])) + 1 + (lineStart == nil ? item.column : 0)
        report(
            .error, "bad-json", Origin(path: item.origin.path, line: line),
            "no JSON at column \(column): \(failure.message)")
    }

    private func readValue(_ value: JSONValue, _ origin: Origin, ordinal: Int) {
        if let elements = value.elements {
            for (index, element) in elements.enumerated() { readValue(element, origin, ordinal: index + 1) }
            return
        }
        guard value.isObject else {
            report(.error, "bad-json", origin, "not an object with the fields of an article")
            return
        }
        let fields = Fields(map: options.map) {
            value[$0]?.bytes
        } text: {
            value[$0]?.text
        }
        if fields.body == nil, let elements = (value["items"] ?? value["articles"])?.elements {
            for (index, element) in elements.enumerated() { readValue(element, origin, ordinal: index + 1) }
            return
        }
        readFields(fields, origin, ordinal: ordinal)
    }

    private func readRecord(_ item: RawItem) {
        guard let bytes = decode(item) else { return }
        let cells = CSVRecord.cells(bytes, separator: item.format == .tsv ? 0x09 : 0x2C)
        if cells.count > item.header.count {
            report(
                .warning, "extra-cells", item.origin,
                "\(cells.count) cells under a header of \(item.header.count); the last are left out")
        }
        var columns: [String: [UInt8]] = [:]
        for (name, cell) in zip(item.header, cells) where columns[name] == nil && !cell.isEmpty { columns[name] = cell }
        let fields = Fields(map: options.map) {
            columns[$0]
        } text: {
            columns[$0].map { String(decoding: $0, as: UTF8.self) }
        }
        readFields(fields, item.origin, ordinal: 0)
    }

    private func readFields(_ fields: Fields, _ origin: Origin, ordinal: Int) {
        var draft = Draft()
        let place = ordinal > 0 ? origin.description + "#\(ordinal)" : origin.description
        draft.url = fields.url
        draft.id = !fields.id.isEmpty ? fields.id : !fields.url.isEmpty ? fields.url : place
        draft.source = fields.source
        var clean = CleanText()
        clean.append(fields.title)
        draft.title = clean.take()
        if !fields.published.isEmpty {
            draft.published = Stamp(fields.published)
            if draft.published == nil {
                report(.warning, "bad-date", origin, "no date in published: \(fields.published.prefix(40))")
            }
        }
        guard let body = fields.body else {
            report(
                .error, "no-text", origin, "no text, html or markdown",
                hint: "name the column that holds it: --map text=NAME")
            return
        }
        switch body.kind {
        case .html: html.read(body.bytes, into: &draft)
        case .markdown: readText(body.bytes, .markdown, into: &draft)
        default: readText(body.bytes, .text, into: &draft)
        }
        finish(draft, origin)
    }

    // MARK: - Feeds

    private func readFeed(_ bytes: [UInt8], _ item: RawItem) {
        let feed = FeedReading.read(bytes)
        if feed.isPage {
            var draft = Draft()
            draft.id = item.origin.description
            html.read(bytes, into: &draft)
            finish(draft, item.origin)
            return
        }
        if let problem = feed.problem {
            report(
                .error, problem.code, Origin(path: item.origin.path, line: problem.line), problem.message)
        } else if feed.entries.isEmpty {
            report(.error, "no-text", item.origin, "neither an RSS nor an Atom feed, or one without entries")
        }
        for (index, entry) in feed.entries.enumerated() {
            let origin = Origin(path: item.origin.path, line: entry.line)
            var draft = Draft()
            draft.url = entry.link
            draft.id =
                !entry.id.isEmpty ? entry.id : !entry.link.isEmpty ? entry.link : "\(item.origin.path)#\(index + 1)"
            draft.source = entry.source
            draft.sourceHints = feed.title.isEmpty ? [] : [feed.title]
            draft.published = Stamp(entry.published) ?? Stamp(entry.updated)
            if draft.published == nil, !entry.published.isEmpty {
                report(.warning, "bad-date", origin, "no date: \(entry.published.prefix(40))")
            }
            // A title may carry entities twice over, as HTML within XML.
            var title = Draft()
            html.read(entry.title, into: &title)
            draft.title = title.lines.first?.text ?? []
            html.read(entry.content.isEmpty ? entry.summary : entry.content, into: &draft)
            finish(draft, origin)
        }
    }

    // MARK: - Common

    private func finish(_ draft: Draft, _ origin: Origin) {
        if draft.isTooDeep {
            report(.warning, "too-deep", origin, "markup nested so deep that it was read only in part")
        }
        let article = assembly.article(from: draft, at: origin)
        if article.blocks.isEmpty {
            report(.error, "no-text", origin, "no text in it")
        } else {
            articles.append(article)
        }
    }

    /// The item's bytes in UTF-8; nil, with the reason reported, where they are no text.
    private func decode(_ item: RawItem, markup: Bool = false) -> [UInt8]? {
        switch TextDecoding.decode(item.bytes, hint: item.charset, markup: markup) {
        case .notText(let offset, let why):
            report(.error, "not-text", item.origin, "not text: \(why) at byte \(item.offset + offset)")
            return nil
        case .text(let decoded):
            if let damage = decoded.damagedAt {
                report(
                    .warning, "damaged-text", item.origin,
                    "bytes that the charset does not know, the first at byte \(item.offset + damage); they are left out"
                )
            }
            if !decoded.wronglyDeclared.isEmpty {
                report(.warning, "wrong-charset", item.origin, "declares \(decoded.wronglyDeclared), which it is not")
            }
            return decoded.bytes
        }
    }

    private func report(
        _ severity: Diagnostic.Severity, _ code: String, _ origin: Origin, _ message: String, hint: String = ""
    ) {
        problems.append(Diagnostic(severity, code, at: origin, message, hint: hint))
    }
}

/// The fields of an article in a record.
private struct Fields {
    var id = ""
    var title: [UInt8] = []
    var published = ""
    var url = ""
    var source = ""
    /// The richest of the bodies that are there.
    var body: (kind: ArticleField, bytes: [UInt8])?

    init(map: FieldMap, bytes: (String) -> [UInt8]?, text: (String) -> String?) {
        func first(_ field: ArticleField) -> String {
            for name in map.names(of: field) {
                if let found = text(name), !found.isEmpty { return found }
            }
            return ""
        }
        id = first(.id)
        published = first(.published)
        url = first(.url)
        source = first(.source)
        for name in map.names(of: .title) {
            if let found = bytes(name) {
                title = found
                break
            }
        }
        for kind in [ArticleField.html, .markdown, .text] {
            for name in map.names(of: kind) {
                if body == nil, let found = bytes(name), !found.trimmed.isEmpty { body = (kind, found) }
            }
        }
    }
}
