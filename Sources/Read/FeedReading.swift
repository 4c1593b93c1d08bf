internal import CLibXML2

/// RSS (0.9x, 1.0, 2.0) and Atom by libxml2's pull reader, which holds one node at a time and goes nowhere on the net.
enum FeedReading {
    struct Entry {
        var line = 0
        var id = ""
        var title: [UInt8] = []
        var link = ""
        var published = ""
        var updated = ""
        var source = ""
        /// The whole text, and what stands in for it where there is none.
        var content: [UInt8] = []
        var summary: [UInt8] = []
    }

    struct Feed {
        var title = ""
        var entries: [Entry] = []
        /// It is no feed but a page written in XML.
        var isPage = false
        /// Where it stopped being XML; the entries before are good.
        var problem: (code: String, line: Int, message: String)?
    }

    /// `bytes` is UTF-8, whatever the declaration says.
    static func read(_ bytes: [UInt8]) -> Feed {
        var feed = Feed()
        if let line = entityDeclaration(in: bytes) {
            feed.problem = ("entity-declaration", line, "declares entities, which feeds have no use for; refused")
            return feed
        }
        guard bytes.count < Int(Int32.max) else { return feed }
        bytes.withUnsafeBytes { buffer in
            let options = XML_PARSE_RECOVER.rawValue | XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue
            let chars = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            let reader = xmlReaderForMemory(
                chars, Int32(buffer.count), nil, "UTF-8",
                Int32(options | XML_PARSE_NOWARNING.rawValue | XML_PARSE_IGNORE_ENC.rawValue))
            guard let reader else { return }
            defer { xmlFreeTextReader(reader) }
            walk(reader, &feed)
        }
        return feed
    }

    /// The line of the first `<!ENTITY` before the root element: such a file may unfold to gigabytes.
    private static func entityDeclaration(in bytes: [UInt8]) -> Int? {
        guard let type = bytes.find("<!DOCTYPE"), let entity = bytes.find("<!ENTITY", from: type) else { return nil }
        return bytes[..<entity].count { $0 == 0x0A } + 1
    }

    private static func walk(_ reader: xmlTextReaderPtr, _ feed: inout Feed) {
        var entry: Entry?
        var entryDepth: Int32 = -1
        var isRoot = true
        var status = xmlTextReaderRead(reader)
        while status == 1 {
            let type = xmlTextReaderNodeType(reader)
            let depth = xmlTextReaderDepth(reader)
            if type == elementType, let name = name(of: reader) {
                if isRoot {
                    isRoot = false
                    if name == "html" {
                        feed.isPage = true
                        return
                    }
                }
                if name == "item" || name == "entry" {
                    entry = Entry(line: Int(xmlGetLineNo(xmlTextReaderCurrentNode(reader))))
                    entryDepth = depth
                    if xmlTextReaderIsEmptyElement(reader) == 1 { entry = nil }
                } else if var current = entry, depth == entryDepth + 1 {
                    status = field(name, reader, &current)
                    entry = current
                    // The field's own nodes are read; the next one waits.
                    continue
                } else if entry == nil, name == "title", depth <= 2, feed.title.isEmpty {
                    feed.title = String(decoding: content(reader, status: &status), as: UTF8.self)
                    continue
                }
            } else if type == endElementType, depth == entryDepth, let done = entry {
                feed.entries.append(done)
                entry = nil
                entryDepth = -1
            }
            status = xmlTextReaderRead(reader)
        }
        if status < 0 {
            let line = Int(xmlTextReaderGetParserLineNumber(reader))
            feed.problem = ("bad-xml", line, "not well-formed from here on; what stands before is read")
        }
    }

    private static let elementType = Int32(XML_READER_TYPE_ELEMENT.rawValue)
    private static let endElementType = Int32(XML_READER_TYPE_END_ELEMENT.rawValue)

    /// The local name, with the prefix where it changes the meaning.
    private static func name(of reader: xmlTextReaderPtr) -> String? {
        guard let local = xmlTextReaderConstLocalName(reader) else { return nil }
        return String(cString: local)
    }

    /// Takes one field of an entry; returns the reader's status at the node behind it.
    private static func field(_ name: String, _ reader: xmlTextReaderPtr, _ entry: inout Entry) -> Int32 {
        var status: Int32 = 1
        if name == "link" {
            let relation = attribute("rel", reader)
            if let address = attribute("href", reader) {
                if relation == nil || relation == "alternate" { entry.link = address }
                _ = content(reader, status: &status)
            } else {
                let text = content(reader, status: &status)
                if entry.link.isEmpty { entry.link = String(decoding: text.trimmed, as: UTF8.self) }
            }
            return status
        }
        let isMarkup = attribute("type", reader) == "xhtml"
        let text = content(reader, status: &status, isMarkup: isMarkup)
        switch name {
        case "title": if entry.title.isEmpty { entry.title = text }
        case "guid", "id": entry.id = String(decoding: text.trimmed, as: UTF8.self)
        case "pubDate", "published", "date", "issued": entry.published = String(decoding: text.trimmed, as: UTF8.self)
        case "updated", "modified": entry.updated = String(decoding: text.trimmed, as: UTF8.self)
        // `content:encoded`, Atom's `content`
        case "encoded", "content": if text.count > entry.content.count { entry.content = text }
        case "description", "summary": if text.count > entry.summary.count { entry.summary = text }
        case "source": entry.source = String(decoding: text.trimmed, as: UTF8.self)
        default: break
        }
        return status
    }

    /// The text of the element at hand, going on to the node behind it; with `isMarkup`, with its tags.
    private static func content(_ reader: xmlTextReaderPtr, status: inout Int32, isMarkup: Bool = false) -> [UInt8] {
        let depth = xmlTextReaderDepth(reader)
        var text: [UInt8] = []
        if xmlTextReaderIsEmptyElement(reader) == 1 {
            status = xmlTextReaderRead(reader)
            return text
        }
        status = xmlTextReaderRead(reader)
        while status == 1, xmlTextReaderDepth(reader) > depth {
            let type = xmlTextReaderNodeType(reader)
            switch UInt32(type) {
            case XML_READER_TYPE_TEXT.rawValue, XML_READER_TYPE_CDATA.rawValue,
                XML_READER_TYPE_SIGNIFICANT_WHITESPACE.rawValue, XML_READER_TYPE_WHITESPACE.rawValue:
                if let value = xmlTextReaderConstValue(reader) {
                    text.append(contentsOf: UnsafeBufferPointer(start: value, count: Int(xmlStrlen(value))))
                }
            case XML_READER_TYPE_ELEMENT.rawValue where isMarkup:
                if let name = name(of: reader) { text.append(contentsOf: "<\(name)>".utf8) }
            case XML_READER_TYPE_END_ELEMENT.rawValue where isMarkup:
                if let name = name(of: reader) { text.append(contentsOf: "</\(name)>".utf8) }
            default: break
            }
            status = xmlTextReaderRead(reader)
        }
        // Past the end tag.
        if status == 1 { status = xmlTextReaderRead(reader) }
        return text
    }

    private static func attribute(_ name: String, _ reader: xmlTextReaderPtr) -> String? {
        guard let value = xmlTextReaderGetAttribute(reader, name) else { return nil }
        defer { chy_xml_free(value) }
        return String(cString: value)
    }
}
