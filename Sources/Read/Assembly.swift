internal import ICUText
internal import Kernel

/// From a draft to an article: settles title, source and day, and drops what is not the article's own text.
final class Assembly {
    private let options: ReadOptions
    private let clock = ZoneClock()

    private var sources: SourceTable { options.sources }
    private var boilerplate: BoilerplateTable { options.boilerplate }

    /// Bold lines that are longer are emphasised text, not headings; in characters.
    private static let longestHeading = 40
    /// Lines at the start among which a date of publication may stand by itself.
    private static let headLines = 8
    /// Lines among which the dateline may stand.
    private static let leadLines = 4
    /// The bytes in which the words of a dateline or a tag in brackets stand.
    private static let datelineReach = 90

    init(_ options: ReadOptions) { self.options = options }

    func article(from draft: Draft, at origin: Origin) -> Article {
        var stamps: [Stamp] = []
        var hints: [String] = []
        let lines = ownLines(of: draft)
        let title = draft.title.isEmpty ? pageTitle(of: draft, lines) : draft.title
        let blocks = blocks(of: lines, title: title, stamps: &stamps, hints: &hints)
        var article = Article(id: draft.id, url: draft.url, blocks: blocks, origin: origin)
        let row = settleSource(draft, hints, &article)
        let zone = row.map { sources.rows[$0].zone } ?? options.zone
        let stamp =
            draft.published ?? (draft.isPage ? draft.pageStamps.first : nil) ?? stamps.first ?? draft.pageStamps.first
            ?? draft.epoch
        article.published = stamp?.day(zone: zone.isEmpty ? options.zone : zone, clock: clock)
        return article
    }

    // MARK: - Lines

    /// The lines of the article itself: of the largest `<article>` of a page that has such, without rows of links.
    private func ownLines(of draft: Draft) -> [Draft.Line] {
        guard draft.isPage else { return draft.lines }
        var sizes: [Int: Int] = [:]
        var total = 0
        for line in draft.lines where line.kind != .caption {
            let own = line.text.count - min(line.linked, line.text.count)
            sizes[line.region, default: 0] += own
            total += own
        }
        let largest = sizes.filter { $0.key > 0 }.max { ($0.value, $1.key) < ($1.value, $0.key) }
        let region = largest.flatMap { $0.value * 5 >= total * 2 ? $0.key : nil }
        return draft.lines.filter { line in
            if let region, line.region != region { return false }
            return line.linked * 5 < line.text.count * 3 || line.text.find("。") != nil || line.kind == .heading
        }
    }

    private func blocks(
        of lines: [Draft.Line], title: [UInt8], stamps: inout [Stamp], hints: inout [String]
    ) -> [Block] {
        var blocks: [Block] = []
        blocks.reserveCapacity(lines.count + 1)
        if !title.isEmpty { blocks.append(Block(kind: .title, text: title)) }
        let titleKey = squeezed(title)
        var captions: [[UInt8]: Int] = [:]
        var isInList = false
        for (index, line) in lines.enumerated() {
            if index < Assembly.headLines, takeStamp(line.text, &stamps, &hints) { continue }
            var text = line.text
            if isSymbolic(text) { continue }
            if index < 2, let (stamp, end) = gluedStamp(text) {
                stamps.append(stamp)
                text = Array(text[end...].trimmed)
            }
            var kind = kind(of: line)
            if let (drops, words) = boilerplate.verdict(on: text) {
                // A footer stands behind the text: where more is to come, only the line itself is none of it.
                if drops == .rest, isBehindText(index, lines) { break }
                if drops == .block || drops == .list || drops == .rest {
                    isInList = drops == .list
                    if let stamp = Stamp.within(text) { stamps.append(stamp) }
                    hints.append(String(decoding: text, as: UTF8.self))
                    continue
                }
                if drops == .text { text.removeSubrange(words) }
                if drops == .caption { kind = .caption }
                text = Array(text.trimmed)
                if text.isEmpty { continue }
            }
            if isInList, line.isLink || kind == .listItem { continue }
            isInList = false
            if !titleKey.isEmpty, text.count <= title.count + 32, squeezed(text) == titleKey { continue }
            if kind == .caption {
                // Who took the picture is no caption.
                if text.count <= 60, sources.named(String(decoding: text, as: UTF8.self)) != nil { continue }
                if captions[text] != nil { continue }
                captions[text] = blocks.count
            }
            blocks.append(Block(kind: kind, text: text))
        }
        if !captions.isEmpty { dropCaptionsOfParagraphs(captions, &blocks) }
        return blocks
    }

    private func isBehindText(_ index: Int, _ lines: [Draft.Line]) -> Bool {
        let before = lines[..<index].reduce(0) { $0 + $1.text.count }
        let after = lines[(index + 1)...].reduce(0) { $0 + $1.text.count }
        return after <= before
    }

    /// A caption that only repeats a paragraph goes; the paragraph stays.
    private func dropCaptionsOfParagraphs(_ captions: [[UInt8]: Int], _ blocks: inout [Block]) {
        var repeated: Set<Int> = []
        for block in blocks where block.kind != .caption {
            if let index = captions[block.text] { repeated.insert(index) }
        }
        guard !repeated.isEmpty else { return }
        blocks = blocks.indices.filter { !repeated.contains($0) }.map { blocks[$0] }
    }

    private func kind(of line: Draft.Line) -> BlockKind {
        switch line.kind {
        case .heading: return .heading
        case .caption: return .caption
        case .item: return .listItem
        case .quote: return .quote
        case .paragraph:
            let isHeading =
                line.bold >= line.text.count && scalarCount(line.text) <= Assembly.longestHeading
                && line.text.find("。") == nil
            return isHeading ? .heading : .paragraph
        }
    }

    /// Whether a line is a date of publication, alone or before what names the source.
    private func takeStamp(_ text: [UInt8], _ stamps: inout [Stamp], _ hints: inout [String]) -> Bool {
        guard text.count <= 80, let first = text.first, first < 0x80, let (stamp, end) = Stamp.leading(text) else {
            return false
        }
        let marks = Array("|-/,".utf8)
        let rest = Array(text[end...].drop { $0 == 0x20 || marks.contains($0) })
        if rest.isEmpty {
            stamps.append(stamp)
            return true
        }
        let name = String(decoding: rest, as: UTF8.self)
        guard sources.named(name) != nil || boilerplate.verdict(on: rest)?.drops == .block else { return false }
        stamps.append(stamp)
        hints.append(name)
        return true
    }

    /// A date with a time of day that ran into the first words when the markup between them was taken away.
    private func gluedStamp(_ text: [UInt8]) -> (stamp: Stamp, end: Int)? {
        guard let first = text.first, first < 0x80, let (stamp, end) = Stamp.leading(text) else { return nil }
        let words = text[..<end]
        guard words.contains(UInt8(ascii: ":")), words.allSatisfy({ $0 < 0x80 }) else { return nil }
        return (stamp, end)
    }

    /// Whether there is no letter, digit or ideograph in it: rules, dots and other ornaments.
    private func isSymbolic(_ text: [UInt8]) -> Bool {
        guard text.count <= 60 else { return false }
        var at = 0
        while at < text.count {
            let byte = text[at]
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0xC3...0xE1, 0xE4...0xEE, 0xF0...0xFF: return false
            case 0xE2: at += 3
            case 0xE3:
                // Beyond CJK punctuation lie kana and bopomofo.
                if at + 1 < text.count, text[at + 1] > 0x80 { return false }
                at += 3
            case 0xEF:
                // Full-width digits and letters.
                if at + 2 < text.count, text[at + 1] == 0xBC, text[at + 2] >= 0x90 { return false }
                if at + 1 < text.count, text[at + 1] == 0xBD { return false }
                at += 3
            default: at += 1
            }
        }
        return true
    }

    private func squeezed(_ text: [UInt8]) -> [UInt8] { text.filter { $0 != 0x20 } }

    // MARK: - Title

    /// A title from the page: without the site's name behind it, and rather the one that also stands as a heading.
    private func pageTitle(of draft: Draft, _ lines: [Draft.Line]) -> [UInt8] {
        let candidates = draft.pageTitles.map { withoutSite($0) }.filter { !$0.isEmpty }
        if draft.isPage, let heading = lines.first(where: { $0.kind == .heading }) {
            let key = squeezed(heading.text)
            if candidates.isEmpty || candidates.contains(where: { squeezed($0) == key }) { return heading.text }
        }
        return candidates.first ?? []
    }

    /// `题_新华网`, `題 - 聯合報`, `题|BBC` without what is behind the mark, where that is short or a known source.
    private func withoutSite(_ title: [UInt8]) -> [UInt8] {
        for mark: StaticString in ["_", " | ", "|", " - ", " – ", " — ", "--", "-"] {
            guard let at = title.find(mark), at > 0 else { continue }
            let tail = Array(title[(at + mark.utf8CodeUnitCount)...].trimmed)
            let isKnown =
                sources.named(String(decoding: tail, as: UTF8.self)) != nil || sources.begins(tail, at: 0) != nil
            let isTelling = mark.utf8CodeUnitCount > 1 || mark.utf8Start.pointee != UInt8(ascii: "-")
            if isKnown || (isTelling && scalarCount(tail) <= 20 && at > tail.count) {
                return Array(title[..<at].trimmed)
            }
        }
        return title
    }

    // MARK: - Source

    /// Names the article's source and its country; returns the source's row, where it has one.
    private func settleSource(_ draft: Draft, _ hints: [String], _ article: inout Article) -> Int? {
        article.source = draft.source
        if !draft.source.isEmpty, let row = sources.named(draft.source) { return settle(row, &article) }
        if !draft.url.isEmpty, let row = sources.at(draft.url) { return settle(row, &article) }
        for hint in draft.sourceHints {
            if let row = sources.named(hint) { return settle(row, &article) }
        }
        let lead = article.blocks.lazy.filter { $0.kind == .paragraph || $0.kind == .heading }.prefix(
            Assembly.leadLines)
        for block in lead {
            if let row = dateline(block.text) { return settle(row, &article) }
        }
        for hint in hints {
            if let row = named(within: Array(hint.utf8)) { return settle(row, &article) }
        }
        if article.source.isEmpty {
            // Who is quoted first may well be who is copied; it says nothing of the country where the article appeared.
            for block in lead {
                if let row = attribution(block.text) {
                    article.source = sources.rows[row].name
                    return nil
                }
            }
        }
        return nil
    }

    private func settle(_ row: Int, _ article: inout Article) -> Int {
        let found = sources.rows[row]
        if article.source.isEmpty || sources.named(article.source) == row { article.source = found.name }
        article.sourceCountry = found.party
        return row
    }

    /// The source whose tag a paragraph begins with: 新华社北京11月26日电, （早报讯）, (德国之声中文网), 央视网消息.
    private func dateline(_ text: [UInt8]) -> Int? {
        var start = 0
        var isBracketed = false
        for bracket: StaticString in ["（", "(", "【", "[", "〔"] where text.hasText(bracket) {
            start = bracket.utf8CodeUnitCount
            isBracketed = true
        }
        while start < text.count, text[start] == 0x20 { start += 1 }
        guard let (row, end) = sources.begins(text, at: start) else { return nil }
        if isBracketed {
            for bracket: StaticString in ["）", ")", "】", "]", "〕"] {
                if let close = text.find(bracket, from: end), close - end <= Assembly.datelineReach { return row }
            }
            return nil
        }
        var at = end
        while at < text.count, at - end <= Assembly.datelineReach {
            for word in boilerplate.datelines where text.hasBytes(word, at: at) {
                if endsTag(text, at + word.count) { return row }
            }
            // Beyond a stop it is a sentence about the source, not its tag.
            for mark: StaticString in ["。", "，", "：", ":", "；", "、"] where text.hasText(mark, at: at) { return nil }
            at += 1
        }
        return nil
    }

    private func endsTag(_ text: [UInt8], _ at: Int) -> Bool {
        if at >= text.count || text[at] == 0x20 { return true }
        for mark: StaticString in ["（", "(", "：", ":", "，", ",", "】", "]", "）", ")", "／", "/", "—", "-"]
        where text.hasText(mark, at: at) {
            return true
        }
        return false
    }

    /// The source that a paragraph begins by quoting: 据韩联社报道.
    private func attribution(_ text: [UInt8]) -> Int? {
        for word in boilerplate.attributions where text.hasBytes(word, at: 0) {
            if let (row, _) = sources.begins(text, at: word.count) { return row }
        }
        return nil
    }

    /// A source named anywhere in a line such as `来源：新华网 作者：…`.
    private func named(within text: [UInt8]) -> Int? {
        var at = 0
        while at < text.count {
            if text[at] & 0xC0 != 0x80, let (row, _) = sources.begins(text, at: at) { return row }
            at += 1
        }
        return nil
    }
}
