internal import EmbeddedPage
package import Kernel

/// One HTML file for people to go through the events: opens from disk, asks nothing of any network. Events and
/// articles go in as JSON, each article in an element of its own that the page reads when it is looked at.
package struct ReviewPage: EventFormat {
    private let names: ReviewNames
    /// The elements of articles, by the articles' ids.
    private var articles: [String: Int] = [:]
    /// The titles of articles in the order of their elements, for the search.
    private var headlines: [UInt8] = []
    private var events: [UInt8] = []
    private var partiesSeen: Set<String> = []
    private var officesSeen: Set<String> = []
    /// Characters that occur in what the page searches, folded.
    private var folded = [Bool](repeating: false, count: 65_536)
    /// FNV-1a over all data: marks made on one page are not taken for another's.
    private var fingerprint: UInt64 = 0xcbf2_9ce4_8422_2325
    private let frame = PageFrame()

    package init(names: ReviewNames) { self.names = names }

    package var wantsArticles: Bool { true }

    package func begin(into out: inout [UInt8]) { out.append(contentsOf: frame.head) }

    package mutating func add(_ review: ReviewArticle, into out: inout [UInt8]) {
        let number = articles[review.article.id] ?? articles.count
        guard number == articles.count else { return }
        articles[review.article.id] = number
        var headline = JSONText()
        headline.string(review.article.title)
        note(headline.bytes)
        headlines.append(contentsOf: headlines.isEmpty ? "[".utf8 : ",\n".utf8)
        headlines.append(contentsOf: headline.bytes)
        var json = JSONText()
        ReviewJSON.append(review, to: &json)
        element("id=\"article-\(number)\"", json.bytes, into: &out)
    }

    package mutating func add(_ event: Event, into out: inout [UInt8]) {
        partiesSeen.formUnion(event.parties)
        for person in event.people {
            if !person.office.isEmpty { officesSeen.insert(person.office) }
            if !person.party.isEmpty { partiesSeen.insert(person.party) }
        }
        var json = JSONText()
        json.array { json in
            json.array { json in
                for doc in [event.doc] + event.reports.filter({ $0 != event.doc }) {
                    if let number = articles[doc] { json.raw(String(number)) }
                }
            }
            json.array { json in for reason in event.reasons { json.raw(String(ReviewJSON.key(reason))) } }
            EventJSON.append(event, to: &json)
        }
        note(json.bytes)
        events.append(contentsOf: events.isEmpty ? "[".utf8 : ",\n".utf8)
        events.append(contentsOf: json.bytes)
        if events.count > 1 << 16 { flush(into: &out) }
    }

    package mutating func end(into out: inout [UInt8]) {
        flush(into: &out)
        headlines.append(contentsOf: headlines.isEmpty ? "[]".utf8 : "]".utf8)
        element("id=\"headlines\"", headlines, into: &out)
        var json = JSONText()
        json.object { json in
            json.field("fingerprint", String(fingerprint, radix: 36))
            json.key("parties")
            append(names.parties, seen: nil, to: &json)
            json.key("offices")
            append(names.offices, seen: officesSeen, to: &json)
            json.field("fold", pairs())
        }
        element("id=\"names\"", json.bytes, into: &out)
        out.append(contentsOf: frame.tail)
    }

    private mutating func flush(into out: inout [UInt8]) {
        guard !events.isEmpty else { return }
        events.append(UInt8(ascii: "]"))
        element("class=\"events\"", events, into: &out)
        events.removeAll(keepingCapacity: true)
    }

    private func append(_ rows: [ReviewNames.Name], seen: Set<String>?, to json: inout JSONText) {
        json.object { json in
            for row in rows where seen?.contains(row.id) ?? true {
                json.key(row.id)
                json.array { json in
                    json.string(row.name)
                    json.string(row.nameEn)
                }
            }
        }
    }

    /// Within a script element nothing may look like markup, and nothing that JSON allows and JavaScript once did not.
    private mutating func element(_ attribute: String, _ json: [UInt8], into out: inout [UInt8]) {
        out.append(contentsOf: "<script type=\"application/json\" \(attribute)>".utf8)
        var index = 0
        while index < json.count {
            let byte = json[index]
            fingerprint = (fingerprint ^ UInt64(byte)) &* 0x100_0000_01b3
            switch byte {
            case UInt8(ascii: "<"): out.append(contentsOf: "\\u003c".utf8)
            case UInt8(ascii: ">"): out.append(contentsOf: "\\u003e".utf8)
            case UInt8(ascii: "&"): out.append(contentsOf: "\\u0026".utf8)
            case 0xE2 where index + 2 < json.count && json[index + 1] == 0x80 && json[index + 2] & 0xFE == 0xA8:
                out.append(contentsOf: json[index + 2] == 0xA8 ? "\\u2028".utf8 : "\\u2029".utf8)
                index += 2
            default: out.append(byte)
            }
            index += 1
        }
        out.append(contentsOf: "</script>\n".utf8)
    }

    private mutating func note(_ text: [UInt8]) {
        let bytes = text.span
        var index = 0
        while index < bytes.count {
            let (scalar, length) = decodeScalar(bytes, at: index)
            let plain = names.fold(scalar)
            if plain < 0x10000 { folded[Int(plain)] = true }
            index += length
        }
    }

    /// Each character that folds to one that occurs, and that one. What is typed may be in either script, so every
    /// spelling of what occurs is there, whether it occurs itself or not.
    private func pairs() -> String {
        var out = String.UnicodeScalarView()
        // What is plain already, and Latin letters, a browser can do by itself.
        for value in UInt32(0x80)..<0x10000 {
            let plain = names.fold(value)
            guard plain != value, plain < 0x10000, folded[Int(plain)], let from = Unicode.Scalar(value),
                let to = Unicode.Scalar(plain)
            else { continue }
            out.append(from)
            out.append(to)
        }
        return String(out)
    }
}

/// The page without its data: all before it and all behind it.
private struct PageFrame {
    let head: [UInt8]
    let tail: [UInt8]

    init() {
        let style = PageFrame.bytes(chancery_page_style())
        let script = PageFrame.bytes(chancery_page_script())
        var rest = PageFrame.bytes(chancery_page_frame())[...]
        func upTo(_ mark: String) -> [UInt8] {
            let mark = Array(mark.utf8)
            var at = rest.startIndex
            while at + mark.count <= rest.endIndex, !rest[at..<at + mark.count].elementsEqual(mark) { at += 1 }
            precondition(at + mark.count <= rest.endIndex, "the page's frame lacks a mark")
            defer { rest = rest[(at + mark.count)...] }
            return Array(rest[..<at])
        }
        var head = upTo("{{style-hash}}")
        head += Array("'sha256-\(SHA256.base64(style))'".utf8) + upTo("{{script-hash}}")
        head += Array("'sha256-\(SHA256.base64(script))'".utf8) + upTo("{{style}}")
        head += style + upTo("{{data}}")
        self.head = head
        tail = upTo("{{script}}") + script + Array(rest)
    }

    private static func bytes(_ file: ChanceryPageFile) -> [UInt8] {
        Array(UnsafeBufferPointer(start: file.bytes, count: file.count))
    }
}
