/// What a run of text is within its article.
package enum BlockKind: String, Sendable, CaseIterable {
    case title, heading, paragraph, caption, listItem, quote
}

/// Clean running text: no markup, no control characters, runs of white space folded to one space.
package struct Block: Sendable, Hashable {
    package var kind: BlockKind
    /// Valid UTF-8.
    package var text: [UInt8]

    package init(kind: BlockKind, text: [UInt8]) {
        self.kind = kind
        self.text = text
    }

    package init(kind: BlockKind, _ text: String) {
        self.init(kind: kind, text: Array(text.utf8))
    }

    package func string(_ span: TextSpan) -> String { String(decoding: text[span.range], as: UTF8.self) }
}

/// Where an article was read from, for messages.
package struct Origin: Sendable, Hashable {
    package var path: String
    /// 1-based; 0 where a file is one article.
    package var line: Int

    package init(path: String, line: Int = 0) {
        self.path = path
        self.line = line
    }

    package var description: String { line > 0 ? "\(path):\(line)" : path }
}

package struct Article: Sendable {
    package var id: String
    /// The day of publication in the source's own calendar day; nil where the article does not say.
    package var published: CivilDate?
    package var url: String
    package var source: String
    /// The party code of the source's country, where known.
    package var sourceCountry: String
    /// The title, if there is one, is the first block.
    package var blocks: [Block]
    package var origin: Origin

    package init(
        id: String, published: CivilDate? = nil, url: String = "", source: String = "", sourceCountry: String = "",
        blocks: [Block], origin: Origin
    ) {
        self.id = id
        self.published = published
        self.url = url
        self.source = source
        self.sourceCountry = sourceCountry
        self.blocks = blocks
        self.origin = origin
    }

    package var title: String {
        guard let first = blocks.first, first.kind == .title else { return "" }
        return String(decoding: first.text, as: UTF8.self)
    }

    package func string(_ span: TextSpan) -> String { blocks[Int(span.block)].string(span) }

    /// A fingerprint of all that the article says, and of nothing about where it was read.
    package var content: String {
        var hash = ContentHash()
        for field in [id, published?.iso ?? "", url, source, sourceCountry] { hash.add(field) }
        for block in blocks {
            hash.add(block.kind.rawValue)
            hash.add(block.text)
        }
        return hash.hex
    }
}
