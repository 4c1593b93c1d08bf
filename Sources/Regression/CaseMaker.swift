package import Kernel
package import Pipeline
internal import Read
internal import Write

/// Labels of one article, as the review page writes them.
package struct LabelledArticle: Sendable {
    package var doc: String
    package var origin: Origin
    fileprivate var rows: [[String: String]]

    /// One a line; what is no label is reported with its line and left out.
    package static func read(path: String, bytes: [UInt8], report: (Diagnostic) -> Void) -> [LabelledArticle] {
        var found: [LabelledArticle] = []
        var seen: [String: Int] = [:]
        var number = 0
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            if line.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { continue }
            let origin = Origin(path: path, line: number)
            func tell(_ code: String, _ message: String, _ hint: String) {
                report(Diagnostic(.error, code, at: origin, message, hint: hint))
            }
            guard case .success(let object) = Read.JSONText.value(of: Array(line)) else {
                tell("bad-json", "this line is no JSON", "each line is one JSON object")
                continue
            }
            guard let doc = object["doc"]?.text, let events = object["events"]?.elements else {
                tell(
                    "no-doc", "this line has no \"doc\" with its \"events\"",
                    "give the labels that the review page downloads")
                continue
            }
            if let first = seen.updateValue(number, forKey: doc) {
                tell("duplicate-id", "\"\(doc)\" is labelled on line \(first) too", "leave one of the two out")
                continue
            }
            let rows = events.map(row)
            if let (column, cell, problem) = rows.lazy.compactMap(wrong).first {
                tell("unknown-word", "\"\(column)\" is \"\(cell)\"", problem)
                continue
            }
            found.append(LabelledArticle(doc: doc, origin: origin, rows: rows))
        }
        return found
    }

    private static func row(_ event: JSONValue) -> [String: String] {
        var row: [String: String] = [:]
        for column in ["kind", "mode", "status", "date", "salience"] { row[column] = event[column]?.text ?? "" }
        row["parties"] = (event["parties"]?.elements ?? []).compactMap(\.text).joined(separator: "; ")
        row["people"] = (event["people"]?.elements ?? []).compactMap(\.text).joined(separator: "; ")
        row["place"] = event["place"]?["name"]?.text ?? ""
        row["country"] = event["place"]?["country"]?.text ?? ""
        return row
    }

    private static func wrong(_ row: [String: String]) -> (String, String, String)? {
        for (column, cell) in row.sorted(by: { $0.key < $1.key }) {
            if let problem = CaseColumns.problem(column, cell) { return (column, cell, problem) }
        }
        return row["kind"] == "" ? ("kind", "", "an event needs a kind") : nil
    }
}

/// Makes golden cases of labelled articles, with the article cut down to the sentences that matter: those without which
/// something else would be found.
package struct CaseMaker {
    private let pipeline: Pipeline
    private var worker: Worker
    private let reader: ArticleReader
    private static let columns = [
        "kind", "mode", "status", "date", "parties", "people", "place", "country", "salience",
    ]

    package init(_ pipeline: Pipeline) throws {
        self.pipeline = pipeline
        worker = try Worker(pipeline)
        reader = ArticleReader(pipeline.readOptions)
    }

    /// A case in one file.
    package mutating func make(_ labels: LabelledArticle, _ article: Article) throws -> [UInt8] {
        let trace = try worker.run(article)
        var text = "-- articles.jsonl --\n"
        text += String(decoding: try shortened(trace, labels), as: UTF8.self)
        let used = CaseMaker.columns.filter { column in
            // A column that no row fills says nothing, but that there is no date or place is a label too.
            ["kind", "status", "date", "parties", "people", "place", "salience"].contains(column)
                || labels.rows.contains { $0[column] != "" }
        }
        text += "-- \(GoldenCase.expectedName) --\n" + used.joined(separator: "\t") + "\n"
        for row in labels.rows { text += used.map { CaseMaker.plain(row[$0] ?? "") }.joined(separator: "\t") + "\n" }
        return Array(text.utf8)
    }

    private static func plain(_ cell: String) -> String {
        String(String.UnicodeScalarView(cell.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
    }

    // MARK: - Cutting down

    /// The shortest of a few ways to cut the article down that leaves what is found in it as it is.
    private mutating func shortened(_ trace: Trace, _ labels: LabelledArticle) throws -> [UInt8] {
        let sentences = CaseMaker.sentences(trace)
        let wanted = try found(CaseMaker.json(trace.article, sentences, keeping: Set(sentences.indices)))
        let telling = CaseMaker.telling(trace, sentences, labels)
        let paragraphs = Set(telling.map { sentences[$0].block })
        let around = sentences.indices.filter { paragraphs.contains(sentences[$0].block) }
        let lead = sentences.indices.prefix(while: { sentences[$0].block <= 1 })
        for keeping in [telling, telling.union(lead), telling.union(around), telling.union(around).union(lead)] {
            let json = CaseMaker.json(trace.article, sentences, keeping: keeping)
            if try found(json) == wanted { return json }
        }
        return CaseMaker.json(trace.article, sentences, keeping: Set(sentences.indices))
    }

    private mutating func found(_ json: [UInt8]) throws -> [[String]] {
        let item = RawItem(origin: Origin(path: "articles.jsonl", line: 1), format: .jsonl, bytes: json)
        guard let article = reader.read(item).articles.first else { return [] }
        return try worker.run(article).events.map { event in LexiconDiff.columns.map { EventTable.cell(event, $0) } }
    }

    private typealias Piece = (block: Int, text: String, span: TextSpan)

    private static func sentences(_ trace: Trace) -> [Piece] {
        if !trace.sentences.isEmpty {
            return trace.sentences.map { (Int($0.span.block), trace.article.string($0.span), $0.span) }
        }
        return trace.article.blocks.enumerated().map { number, block in
            (
                number, String(decoding: block.text, as: UTF8.self),
                TextSpan(block: number, start: 0, end: block.text.count)
            )
        }
    }

    /// The title, the sentences that events rest on or that looked as if one did, and those that name whom the labels name.
    private static func telling(_ trace: Trace, _ sentences: [Piece], _ labels: LabelledArticle) -> Set<Int> {
        let triggers = trace.events.flatMap(\.reasons).map(\.trigger) + trace.rejections.map(\.trigger)
        let names = labels.rows.flatMap { CaseColumns.items($0["people"] ?? "") }
        var keeping = Set(
            sentences.indices.filter { index in
                let piece = sentences[index]
                return triggers.contains { piece.span.contains($0) } || names.contains { piece.text.contains($0) }
            })
        for index in sentences.indices where trace.article.blocks[sentences[index].block].kind == .title {
            keeping.insert(index)
        }
        // Something must be left to read.
        let body = sentences.indices.first { trace.article.blocks[sentences[$0].block].kind != .title }
        if let body, !keeping.contains(where: { trace.article.blocks[sentences[$0].block].kind != .title }) {
            keeping.insert(body)
        }
        return keeping
    }

    private static func json(_ article: Article, _ sentences: [Piece], keeping: Set<Int>) -> [UInt8] {
        var paragraphs: [(block: Int, text: String)] = []
        for (index, piece) in sentences.enumerated() where keeping.contains(index) {
            if article.blocks[piece.block].kind == .title { continue }
            if paragraphs.last?.block == piece.block {
                paragraphs[paragraphs.count - 1].text += piece.text
            } else {
                paragraphs.append((piece.block, piece.text))
            }
        }
        var json = Write.JSONText()
        json.object { json in
            json.field("id", article.id)
            json.field("title", article.title)
            json.field("published", article.published?.iso ?? "")
            json.field("source", article.source)
            json.field("url", article.url)
            json.field("text", paragraphs.map(\.text).joined(separator: "\n"))
        }
        json.newline()
        return json.bytes
    }

    /// A name for the case of an article, safe as that of a file.
    package static func fileName(of doc: String) -> String {
        var name = ""
        for scalar in doc.unicodeScalars {
            let isKept =
                scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "._-".unicodeScalars.contains(scalar)
            if isKept {
                name.unicodeScalars.append(scalar)
            } else if !name.isEmpty, !name.hasSuffix("-") {
                name += "-"
            }
            if name.utf8.count > 90 { break }
        }
        while let first = name.first, first == "." || first == "-" { name.removeFirst() }
        while name.hasSuffix("-") { name.removeLast() }
        return (name.isEmpty ? "case" : name) + GoldenCase.fileEnding
    }
}
