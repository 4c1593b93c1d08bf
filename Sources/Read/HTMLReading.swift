internal import CLibXML2

/// HTML to the lines of a draft, straight from the parser's events with a stack of its own: nothing here recurses, however
/// deep the markup nests. Each worker has one and refills it.
final class HTMLReading {
    /// What the end of an open element undoes.
    private struct Open {
        var element: HTMLElement
        var isCaption = false
    }

    private let boilerplate: BoilerplateTable
    private var draft = Draft()
    private var open: [Open] = []
    private var text = CleanText()
    private var side: [UInt8] = []
    private var context: htmlParserCtxtPtr?

    // How many open elements of a sort there are.
    private var headings = 0
    private var captions = 0
    private var items = 0
    private var quotes = 0
    private var smalls = 0
    private var bolds = 0
    private var anchors = 0
    /// How deep inside an element that is no text; the text of `<title>` and of a script with data goes to `side`.
    private var dropped = 0
    private var sideElement: HTMLElement?
    /// Whether it is that for its class, how much text was in such, and whether classes count.
    private var isDroppedByMarkup = false
    private var droppedByMarkup = 0
    private var heedsMarkup = true
    /// Elements beyond the depth that is kept, of which only the text is.
    private var beyond = 0

    // Of the line being gathered: how many of its bytes stand in links, in bold, in small print.
    private var linked = 0
    private var bold = 0
    private var small = 0
    private var afterImage = false
    private var alternative: [UInt8] = []
    private var regions: [Int] = []
    private var regionCount = 0
    private var isMarkdown = false

    /// Elements nested deeper lose their meaning and keep their text.
    private static let keptDepth = 256
    /// Markup nested deeper is no article: the parser's own look back over its open elements would take for ever.
    private static let depthLimit = 1024
    /// Less text, in bytes, is no article.
    private static let leastText = 90
    /// A shorter alternative text names a picture (`logo`) rather than telling what it shows.
    private static let shortestAlternative = 24

    init(boilerplate: BoilerplateTable) {
        self.boilerplate = boilerplate
        xmlInitParser()
    }

    /// Adds what `html` (UTF-8) holds to `into`.
    func read(_ html: [UInt8], into target: inout Draft, isMarkdown: Bool = false) {
        self.isMarkdown = isMarkdown
        for heeds in [true, false] {
            heedsMarkup = heeds
            draft = target
            reset()
            parse(html)
            endLine()
            endAlternative()
            // Classes are named for many reasons: where they would leave nothing of a page, they are not heeded.
            let kept = draft.lines.reduce(0) { $0 + $1.text.count }
            if kept >= HTMLReading.leastText || droppedByMarkup < HTMLReading.leastText { break }
        }
        swap(&draft, &target)
        draft = Draft()
    }

    private func reset() {
        open.removeAll(keepingCapacity: true)
        text.clear()
        side.removeAll(keepingCapacity: true)
        (headings, captions, items, quotes, smalls, bolds, anchors) = (0, 0, 0, 0, 0, 0, 0)
        (dropped, beyond, linked, bold, small) = (0, 0, 0, 0, 0)
        (isDroppedByMarkup, droppedByMarkup) = (false, 0)
        sideElement = nil
        afterImage = false
        alternative.removeAll()
        regions.removeAll()
    }

    private func parse(_ html: [UInt8]) {
        guard !html.isEmpty, html.count < Int(Int32.max) else { return }
        html.withUnsafeBytes { bytes in
            let chars = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            guard let context = chy_html_open(chars, Int32(bytes.count)) else { return }
            self.context = context
            defer {
                self.context = nil
                chy_html_close(context)
            }
            chy_html_parse(
                context, Unmanaged.passUnretained(self).toOpaque(),
                { user, name, attributes in
                    guard let user, let name else { return }
                    HTMLReading.from(user).start(name, attributes)
                },
                { user, _ in
                    guard let user else { return }
                    HTMLReading.from(user).end()
                },
                { user, chars, count in
                    guard let user, let chars else { return }
                    HTMLReading.from(user).characters(UnsafeBufferPointer(start: chars, count: Int(count)))
                })
        }
    }

    private static func from(_ user: UnsafeMutableRawPointer) -> HTMLReading {
        Unmanaged<HTMLReading>.fromOpaque(user).takeUnretainedValue()
    }

    // MARK: - Events

    private func start(
        _ name: UnsafePointer<UInt8>, _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    ) {
        if dropped > 0 {
            dropped += 1
            if dropped > HTMLReading.depthLimit { stop() }
            return
        }
        if open.count >= HTMLReading.keptDepth {
            beyond += 1
            draft.isTooDeep = true
            if beyond > HTMLReading.depthLimit { stop() }
            return
        }
        let element = HTMLElement.byKey[HTMLElement.key(name)] ?? .inline
        var opened = Open(element: element)
        switch element {
        case .dropped:
            dropped = 1
            return
        case .script:
            startScript(attributes)
            return
        case .title:
            dropped = 1
            sideElement = .title
            return
        case .page: draft.isPage = true
        case .meta: meta(attributes)
        case .link: link(attributes)
        default:
            if let attributes, let drops = verdict(on: attributes) {
                if drops == .caption {
                    opened.isCaption = true
                } else if drops != .nothing && element != .article {
                    if element != .inline { endLine() }
                    dropped = 1
                    isDroppedByMarkup = true
                    return
                }
            }
        }
        begin(element, attributes)
        if opened.isCaption {
            endLine()
            captions += 1
        }
        open.append(opened)
    }

    private func begin(_ element: HTMLElement, _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?) {
        switch element {
        case .block, .figure: endLine()
        case .heading:
            endLine()
            headings += 1
        case .item:
            endLine()
            items += 1
        case .quote:
            endLine()
            quotes += 1
        case .caption:
            endLine()
            captions += 1
        case .article:
            endLine()
            regionCount += 1
            regions.append(regionCount)
        case .small: smalls += 1
        case .bold: bolds += 1
        case .anchor: anchors += 1
        case .lineBreak: if headings > 0 || captions > 0 { text.space() } else { endLine() }
        case .image: image(attributes)
        case .cell: text.space()
        case .time: time(attributes)
        default: break
        }
    }

    private func end() {
        if dropped > 0 {
            dropped -= 1
            if dropped == 0 { isDroppedByMarkup = false }
            if dropped == 0, let element = sideElement { endSide(element) }
            return
        }
        if beyond > 0 {
            beyond -= 1
            return
        }
        guard let closed = open.popLast() else { return }
        if closed.isCaption {
            endLine()
            captions -= 1
        }
        switch closed.element {
        case .block: endLine()
        case .figure:
            endLine()
            endAlternative()
        case .heading:
            endLine()
            headings -= 1
        case .item:
            endLine()
            items -= 1
        case .quote:
            endLine()
            quotes -= 1
        case .caption:
            endLine()
            captions -= 1
        case .article:
            endLine()
            _ = regions.popLast()
        case .small: smalls -= 1
        case .bold: bolds -= 1
        case .anchor: anchors -= 1
        case .cell: text.space()
        default: break
        }
    }

    private func characters(_ chars: UnsafeBufferPointer<UInt8>) {
        if dropped > 0 {
            if isDroppedByMarkup { droppedByMarkup += chars.count { $0 > 0x20 } }
            if sideElement != nil, side.count < 1 << 16 { side.append(contentsOf: chars) }
            return
        }
        let before = text.bytes.count
        text.append(chars)
        let added = text.bytes.count - before
        if anchors > 0 { linked += added }
        if bolds > 0 { bold += added }
        if smalls > 0 { small += added }
    }

    private func stop() {
        draft.isTooDeep = true
        if let context { xmlStopParser(context) }
    }

    // MARK: - Lines

    private func endLine() {
        defer { (linked, bold, small) = (0, 0, 0) }
        if text.isEmpty {
            text.clear()
            return
        }
        var line = Draft.Line(kind: .paragraph, text: text.take())
        let isSmall = small >= line.text.count
        if captions > 0 || (isSmall && afterImage) {
            line.kind = .caption
            alternative.removeAll()
        } else {
            endAlternative()
            afterImage = false
            line.kind = headings > 0 ? .heading : quotes > 0 ? .quote : items > 0 ? .item : .paragraph
        }
        (line.linked, line.bold, line.region) = (linked, bold, regions.last ?? 0)
        // Emphasis that Markdown's rules do not see between Chinese characters stays behind as asterisks.
        if isMarkdown { line.text.removeAll("**") }
        if !line.text.isEmpty { draft.lines.append(line) }
    }

    /// A picture that nothing else explained is explained by its alternative text.
    private func endAlternative() {
        guard !alternative.isEmpty else { return }
        draft.lines.append(Draft.Line(kind: .caption, text: alternative, region: regions.last ?? 0))
        alternative.removeAll()
    }

    private func image(_ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?) {
        endAlternative()
        afterImage = true
        var best: [UInt8] = []
        forEach(attributes) { name, value in
            guard name.equals("alt") || name.equals("title") else { return }
            var clean = CleanText()
            clean.append(value)
            let found = clean.take()
            let isChinese = found.contains { $0 >= 0xE3 && $0 <= 0xE9 }
            if isChinese, found.count >= HTMLReading.shortestAlternative, found.count > best.count { best = found }
        }
        alternative = best
    }

    // MARK: - What a page says of itself

    private func meta(_ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?) {
        var key = ""
        var content: [UInt8] = []
        forEach(attributes) { name, value in
            if name.equals("property") || name.equals("name") || name.equals("itemprop") {
                key = String(decoding: value, as: UTF8.self).lowercased()
            } else if name.equals("content") {
                content = Array(value)
            }
        }
        guard !key.isEmpty, !content.isEmpty else { return }
        switch key {
        case "article:published_time", "pubdate", "publishdate", "publish_date", "datepublished", "date", "dc.date",
            "dc.date.issued", "article.published", "og:published_time", "publish-date", "parsely-pub-date",
            "apub:time", "weibo:article:create_at", "_pubtime":
            if let stamp = Stamp(content) { draft.pageStamps.append(stamp) }
        case "og:title", "twitter:title":
            var clean = CleanText()
            clean.append(content)
            if !clean.isEmpty { draft.pageTitles.append(clean.take()) }
        case "og:site_name", "author", "source", "mediaid", "publisher":
            draft.sourceHints.append(String(decoding: content, as: UTF8.self))
        case "og:url": if draft.url.isEmpty { draft.url = String(decoding: content, as: UTF8.self) }
        default: break
        }
    }

    private func link(_ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?) {
        var isCanonical = false
        var address = ""
        forEach(attributes) { name, value in
            if name.equals("rel") { isCanonical = value.equals("canonical") }
            if name.equals("href") { address = String(decoding: value, as: UTF8.self) }
        }
        if isCanonical, draft.url.isEmpty { draft.url = address }
    }

    private func time(_ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?) {
        forEach(attributes) { name, value in
            if name.equals("datetime"), let stamp = Stamp(Array(value)) { draft.pageStamps.append(stamp) }
        }
    }

    private func startScript(_ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?) {
        dropped = 1
        forEach(attributes) { name, value in
            if name.equals("type"), value.equals("application/ld+json") { sideElement = .script }
        }
    }

    private func endSide(_ element: HTMLElement) {
        sideElement = nil
        defer { side.removeAll(keepingCapacity: true) }
        if element == .title {
            var clean = CleanText()
            clean.append(side)
            if !clean.isEmpty { draft.pageTitles.append(clean.take()) }
        } else if let key = side.find("\"datePublished\"") {
            // Data for search engines: the value behind the key.
            let value = side[(key + 15)...].drop { $0 == 0x20 || $0 == 0x3A }.dropFirst().prefix { $0 != 0x22 }
            if value.count < 60, let stamp = Stamp(Array(value)) { draft.pageStamps.append(stamp) }
        }
    }

    /// What the class, id and style of an element say of it.
    private func verdict(on attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>) -> BoilerplateRow.Drops? {
        var found: BoilerplateRow.Drops?
        forEach(attributes) { name, value in
            if name.equals("class") || name.equals("id") {
                if heedsMarkup, let drops = boilerplate.verdict(onMarkup: value) {
                    found = found == .block ? .block : drops
                }
            } else if name.equals("hidden") {
                found = .block
            } else if name.equals("style"), value.count >= 12, value.isHiding {
                found = .block
            }
        }
        return found
    }

    private func forEach(
        _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?,
        _ body: (UnsafePointer<UInt8>, UnsafeBufferPointer<UInt8>) -> Void
    ) {
        guard var next = attributes else { return }
        while let name = next.pointee {
            let value = next[1]
            body(name, UnsafeBufferPointer(start: value, count: value.map { Int(xmlStrlen($0)) } ?? 0))
            next += 2
        }
    }
}

extension UnsafePointer<UInt8> {
    /// Whether a C string is this, in whatever case.
    fileprivate func equals(_ text: StaticString) -> Bool {
        text.withUTF8Buffer { wanted in
            for index in 0..<wanted.count where self[index] | 0x20 != wanted[index] | 0x20 { return false }
            return self[wanted.count] == 0
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    fileprivate func equals(_ text: StaticString) -> Bool {
        text.withUTF8Buffer { wanted in
            guard wanted.count == count else { return false }
            for index in 0..<wanted.count where self[index] | 0x20 != wanted[index] | 0x20 { return false }
            return true
        }
    }

    /// A style with `display: none`.
    fileprivate var isHiding: Bool {
        let squeezed = Array(self.filter { $0 != 0x20 })
        return squeezed.find("display:none") != nil
    }
}

extension [UInt8] {
    /// Takes every occurrence of a mark out.
    mutating func removeAll(_ mark: StaticString) {
        while let at = find(mark) { removeSubrange(at..<at + mark.utf8CodeUnitCount) }
    }
}
