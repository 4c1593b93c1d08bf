/// Plain text to the lines of a draft: each line a paragraph, and the Markdown that plain text often carries (headings,
/// bold, links, rules, lists) taken for what it means.
enum PlainText {
    /// A title is not longer, in characters.
    private static let longestTitle = 60
    /// Nor is the label of a link, or its address, in bytes; what looks like one is no link.
    private static let longestLink = 1200

    static func read(_ text: [UInt8], from start: Int, into draft: inout Draft) {
        var walk = LineWalk(text)
        walk.at = start
        let first = draft.lines.count
        while let raw = walk.next() {
            if let line = line(raw.trimmed) { draft.lines.append(line) }
        }
        if draft.title.isEmpty { takeTitle(from: first, &draft) }
    }

    private static func line(_ raw: ArraySlice<UInt8>) -> Draft.Line? {
        guard let first = raw.first, !Preamble.isRule(raw) else { return nil }
        var content = raw
        var kind = Draft.LineKind.paragraph
        switch first {
        case UInt8(ascii: "#"):
            let rest = content.drop { $0 == UInt8(ascii: "#") }
            if content.count - rest.count <= 6, rest.isEmpty || rest.first == 0x20 || startsWide(rest) {
                // `#话题#` is a tag, not a heading.
                if !(content.count - rest.count == 1 && rest.contains(UInt8(ascii: "#"))) {
                    kind = .heading
                    content = rest.trimmed
                }
            }
        case UInt8(ascii: ">"):
            kind = .quote
            content = content.drop { $0 == UInt8(ascii: ">") || $0 == 0x20 }
        case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"):
            if content.count > 2, content[content.startIndex + 1] == 0x20 {
                kind = .item
                content = content.dropFirst(2).trimmed
            }
        case UInt8(ascii: "|"):
            if content.allSatisfy({ $0 == 0x7C || $0 == 0x2D || $0 == 0x3A || $0 == 0x20 }) { return nil }
            content = content.map { $0 == 0x7C ? 0x20 : $0 }[...].trimmed
        case 0x30...0x39:
            let rest = content.drop { $0 >= 0x30 && $0 <= 0x39 }
            if content.count - rest.count <= 2, rest.first == UInt8(ascii: "."), rest.dropFirst().first == 0x20 {
                kind = .item
            }
        case UInt8(ascii: "<"):
            if content.starts(with: Array("<!--".utf8)) { return nil }
        default: break
        }
        return stripped(Array(content), kind)
    }

    private static func startsWide(_ text: ArraySlice<UInt8>) -> Bool { text.first.map { $0 >= 0xE3 } ?? false }

    /// Takes emphasis, links and pictures out of a line.
    private static func stripped(_ text: [UInt8], _ kind: Draft.LineKind) -> Draft.Line? {
        var clean = CleanText()
        var line = Draft.Line(kind: kind, text: [])
        var at = 0
        var plain = 0
        var isBold = false
        func flush(_ end: Int) {
            guard plain < end else { return }
            let before = clean.bytes.count
            clean.append(text[plain..<end])
            if isBold { line.bold += clean.bytes.count - before }
        }
        while at < text.count {
            switch text[at] {
            case UInt8(ascii: "*") where text.hasText("**", at: at):
                flush(at)
                isBold.toggle()
                while at < text.count, text[at] == UInt8(ascii: "*") { at += 1 }
                plain = at
            case UInt8(ascii: "!") where text.hasText("![", at: at):
                guard let link = link(text, at + 1) else {
                    at += 1
                    continue
                }
                flush(at)
                at = link.end
                plain = at
            case UInt8(ascii: "["):
                guard let link = link(text, at) else {
                    at += 1
                    continue
                }
                flush(at)
                let before = clean.bytes.count
                clean.append(text[link.label])
                let added = clean.bytes.count - before
                if link.isReal { line.linked += added }
                if isBold { line.bold += added }
                at = link.end
                plain = at
            default: at += 1
            }
        }
        flush(text.count)
        line.text = clean.take()
        return line.text.isEmpty ? nil : line
    }

    /// `[label](address)` at `at`, or a bracketed label whose address is lost, which only Chinese text is taken for.
    private static func link(_ text: [UInt8], _ at: Int) -> (label: Range<Int>, end: Int, isReal: Bool)? {
        var close = at + 1
        var depth = 1
        let reach = min(text.count, at + longestLink)
        while close < reach {
            if text[close] == UInt8(ascii: "[") { depth += 1 }
            if text[close] == UInt8(ascii: "]") { depth -= 1 }
            if depth == 0 { break }
            close += 1
        }
        guard close < reach, close > at + 1 || text.hasText("](", at: close) else { return nil }
        if close + 1 < text.count, text[close + 1] == UInt8(ascii: "(") {
            var end = close + 2
            let reach = min(text.count, end + longestLink)
            while end < reach, text[end] != UInt8(ascii: ")"), text[end] != 0x0A { end += 1 }
            if end < reach, text[end] == UInt8(ascii: ")") { return (at + 1..<close, end + 1, true) }
        }
        let isChinese = text[at + 1..<close].contains { $0 >= 0xE4 && $0 <= 0xE9 }
        return isChinese ? (at + 1..<close, close + 1, false) : nil
    }

    /// A first line that is marked as one, or is short, does not end as a sentence and stands before longer ones.
    private static func takeTitle(from first: Int, _ draft: inout Draft) {
        guard first < draft.lines.count else { return }
        let line = draft.lines[first]
        if line.kind == .heading {
            draft.pageTitles.append(line.text)
            return
        }
        guard line.kind == .paragraph, first + 1 < draft.lines.count, scalarCount(line.text) <= longestTitle,
            Stamp(line.text) == nil, draft.lines[(first + 1)...].contains(where: { $0.text.count > line.text.count })
        else { return }
        for mark in ["。", "；", "，", "：", "…", "."] where line.text.suffix(mark.utf8.count).elementsEqual(mark.utf8) {
            return
        }
        draft.pageTitles.append(line.text)
    }
}
