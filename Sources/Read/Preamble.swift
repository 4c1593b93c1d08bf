/// What stands before the text of an archived article: YAML front matter, and the head of a feed dump (a comment with the
/// time of the dump, a linked title, a rule of dashes).
enum Preamble {
    /// Takes the preamble of `text` into the draft; returns where the body begins, and whether there was one at all.
    static func read(_ text: [UInt8], into draft: inout Draft) -> (body: Int, isArchived: Bool) {
        var lines = LineWalk(text)
        var body = 0
        var isArchived = false
        if let end = frontMatter(text, into: &draft) {
            body = end
            lines.at = end
            isArchived = true
        }
        // Only the first lines can be a head.
        for _ in 0..<8 {
            let start = lines.at
            guard let line = lines.next() else { break }
            let content = line.trimmed
            if content.isEmpty { continue }
            if content.starts(with: Array("<!--".utf8)), content.suffix(3).elementsEqual("-->".utf8) {
                let stamp = Stamp(Array(content.dropFirst(4).dropLast(3)))
                if case .instant = stamp {
                    draft.epoch = stamp
                    isArchived = true
                }
                body = lines.at
                continue
            }
            if let (title, address) = linkedTitle(Array(content)) {
                guard let rule = lines.next(), isRule(rule) else { return (isArchived ? start : body, isArchived) }
                var clean = CleanText()
                clean.append(title)
                if draft.title.isEmpty { draft.title = clean.take() } else { draft.pageTitles.append(clean.take()) }
                if draft.url.isEmpty { draft.url = String(decoding: address, as: UTF8.self) }
                return (lines.at, true)
            }
            break
        }
        return (body, isArchived)
    }

    /// A line that is nothing but `[title](address)`.
    private static func linkedTitle(_ line: [UInt8]) -> (title: ArraySlice<UInt8>, address: ArraySlice<UInt8>)? {
        guard line.first == UInt8(ascii: "["), line.last == UInt8(ascii: ")"), let middle = line.find("](") else {
            return nil
        }
        var middleIndex = middle
        // A title may hold brackets of its own; the address begins behind the last pair.
        while let later = line.find("](", from: middleIndex + 2) { middleIndex = later }
        return (line[1..<middleIndex], line[(middleIndex + 2)..<(line.count - 1)])
    }

    static func isRule(_ line: ArraySlice<UInt8>) -> Bool {
        let content = line.trimmed
        guard content.count >= 3, let first = content.first, [0x2D, 0x3D, 0x2A, 0x5F].contains(first) else {
            return false
        }
        return content.allSatisfy { $0 == first || $0 == 0x20 }
    }

    // MARK: - Front matter

    private static let mostPairs = 200

    /// Reads the simple YAML of blogs: `key: value`, quoted values, `[a, b]`, and `- item` lines.
    private static func frontMatter(_ text: [UInt8], into draft: inout Draft) -> Int? {
        var lines = LineWalk(text)
        guard let first = lines.next(), first.trimmed.elementsEqual("---".utf8) else { return nil }
        var pairs: [(key: String, values: [String])] = []
        while let line = lines.next() {
            let content = line.trimmed
            if content.elementsEqual("---".utf8) || content.elementsEqual("...".utf8) {
                // Two rules in running text are no front matter.
                guard !pairs.isEmpty else { return nil }
                for (key, values) in pairs { take(key, values, into: &draft) }
                return lines.at
            }
            if content.isEmpty || content.first == UInt8(ascii: "#") { continue }
            if pairs.count > mostPairs { return nil }
            if content.first == UInt8(ascii: "-"), !pairs.isEmpty {
                pairs[pairs.count - 1].values.append(unquoted(content.dropFirst().trimmed))
                continue
            }
            if line.first == 0x20 { continue }
            guard let colon = content.firstIndex(of: UInt8(ascii: ":")), colon - content.startIndex <= 40 else {
                return nil
            }
            let key = String(decoding: content[..<colon], as: UTF8.self).lowercased()
            pairs.append((key, list(content[(colon + 1)...].trimmed)))
        }
        return nil
    }

    private static func take(_ key: String, _ values: [String], into draft: inout Draft) {
        guard let value = values.first, !value.isEmpty else { return }
        switch key {
        case "title":
            var clean = CleanText()
            clean.append(Array(value.utf8))
            draft.title = clean.take()
        case "date", "published", "pubdate", "publish_date":
            if draft.published == nil || key != "date" { draft.published = Stamp(value) ?? draft.published }
        case "id": draft.id = value
        case "url", "from", "link", "canonical_url", "source_url": if value.utf8.contains(0x3A) { draft.url = value }
        case "source", "publisher", "site": draft.source = value
        case "author", "authors", "tags", "categories": draft.sourceHints.append(contentsOf: values)
        default: break
        }
        if key == "source", value.utf8.starts(with: "http".utf8) {
            draft.source = ""
            draft.url = value
        }
    }

    private static func list(_ value: ArraySlice<UInt8>) -> [String] {
        guard value.first == UInt8(ascii: "["), value.last == UInt8(ascii: "]") else {
            return value.isEmpty ? [] : [unquoted(value)]
        }
        return value.dropFirst().dropLast().split(separator: UInt8(ascii: ",")).map { unquoted($0.trimmed) }
    }

    private static func unquoted(_ value: ArraySlice<UInt8>) -> String {
        guard value.count >= 2, let quote = value.first, quote == value.last else {
            return String(decoding: value, as: UTF8.self)
        }
        let inner = value.dropFirst().dropLast()
        if quote == UInt8(ascii: "'") { return String(decoding: inner, as: UTF8.self) }
        guard quote == UInt8(ascii: "\"") else { return String(decoding: value, as: UTF8.self) }
        var out: [UInt8] = []
        var escaped = false
        for byte in inner {
            if byte == UInt8(ascii: "\\"), !escaped {
                escaped = true
                continue
            }
            escaped = false
            out.append(byte)
        }
        return String(decoding: out, as: UTF8.self)
    }
}

/// Goes through the lines of a text, whichever way they end.
struct LineWalk {
    private let text: [UInt8]
    var at = 0

    init(_ text: [UInt8]) { self.text = text }

    mutating func next() -> ArraySlice<UInt8>? {
        guard at < text.count else { return nil }
        let start = at
        while at < text.count, text[at] != 0x0A, text[at] != 0x0D { at += 1 }
        let line = text[start..<at]
        if at < text.count {
            let isPair = text[at] == 0x0D && at + 1 < text.count && text[at + 1] == 0x0A
            at += isPair ? 2 : 1
        }
        return line
    }
}
