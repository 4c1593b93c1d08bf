/// Words that show what in an article is not its own text, and words that show where it comes from; a row of the lexicon.
package struct BoilerplateRow: Sendable {
    /// Where the words stand.
    package enum Match: String, Sendable, CaseIterable {
        /// They are the whole block.
        case whole
        /// The block begins with them.
        case prefix
        /// They stand anywhere in a block of a few words.
        case contains
        /// A block of a few words, without a full stop, ends with them.
        case tail
        /// They are a part of the class or id of an HTML element (`share` in `share-bar`).
        case markup = "class"
        /// They end the tag of a report: 电 in 新华社北京11月26日电, 讯 in 早报讯.
        case dateline
        /// They begin an attribution: 据 in 据韩联社报道.
        case attribution
    }

    /// What they drop.
    package enum Drops: String, Sendable, CaseIterable {
        /// The block (with `class`: the element).
        case block
        /// The block and the links and list items that follow it.
        case list
        /// The block and everything behind it.
        case rest
        /// Only the words themselves.
        case text
        /// Nothing: the block is a caption.
        case caption
        case nothing
    }

    package var id: String
    package var texts: [String]
    package var match: Match
    package var drops: Drops

    package init(id: String, texts: [String], match: Match, drops: Drops) {
        self.id = id
        self.texts = texts
        self.match = match
        self.drops = drops
    }
}

package struct BoilerplateTable: Sendable {
    typealias Drops = BoilerplateRow.Drops

    private let rows: [BoilerplateRow]
    private var wholes: [[UInt8]: Int] = [:]
    private var prefixes = PhraseIndex()
    /// Written backwards, so that they too are found by how they begin.
    private var tails = PhraseIndex()
    private var contained: [(bytes: [UInt8], row: Int)] = []
    private var marks: [[UInt8]: Int] = [:]
    private(set) var datelines: [[UInt8]] = []
    private(set) var attributions: [[UInt8]] = []

    /// What is longer is running text, which is not looked through.
    private static let shortBlock = 300
    private static let edge = 120

    package init(_ rows: [BoilerplateRow]) {
        self.rows = rows
        for (index, row) in rows.enumerated() {
            for text in row.texts where !text.isEmpty {
                let bytes = BoilerplateTable.fold(Array(text.utf8)[...])
                switch row.match {
                case .whole: wholes[bytes] = index
                case .prefix: prefixes.add(bytes, index)
                case .contains: contained.append((bytes, index))
                case .tail: tails.add(bytes.reversed(), index)
                case .markup: marks[bytes] = index
                case .dateline: datelines.append(bytes)
                case .attribution: attributions.append(bytes)
                }
            }
        }
        prefixes.sort()
        tails.sort()
        datelines.sort { $0.count > $1.count }
    }

    /// What a block of clean text drops, and how many of its first bytes the words take (for `text`); nil where it stays.
    func verdict(on text: [UInt8]) -> (drops: Drops, words: Range<Int>)? {
        if rows.isEmpty { return nil }
        let start = BoilerplateTable.fold(text.prefix(BoilerplateTable.edge))
        if text.count <= BoilerplateTable.edge, let row = wholes[start] { return (rows[row].drops, 0..<text.count) }
        if let (row, length) = prefixes.longest(in: start, at: 0) {
            let drops = rows[row].drops
            if isShort(text) || (drops != .block && drops != .list) {
                return (drops, 0..<BoilerplateTable.unfolded(text, length))
            }
        }
        guard text.count <= BoilerplateTable.shortBlock else { return nil }
        let folded = text.count <= BoilerplateTable.edge ? start : BoilerplateTable.fold(text[...])
        if text.find("。") == nil, let (row, _) = tails.longest(in: folded.reversed(), at: 0) {
            return (rows[row].drops, 0..<text.count)
        }
        for (bytes, row) in contained where folded.find(bytes) != nil { return (rows[row].drops, 0..<text.count) }
        return nil
    }

    /// Whether a block may be nothing but what it begins with: not a paragraph that a byline ran into.
    private func isShort(_ text: [UInt8]) -> Bool {
        text.count <= BoilerplateTable.edge || (text.count <= BoilerplateTable.shortBlock && text.find("。") == nil)
    }

    /// What an HTML element with these classes or this id drops. A class counts by its parts (`share` in `post-share`),
    /// unless one of them drops nothing (`has` in `has-sidebar`).
    func verdict(onMarkup names: UnsafeBufferPointer<UInt8>) -> Drops? {
        if marks.isEmpty { return nil }
        var part: [UInt8] = []
        var found: Drops?
        for index in 0...names.count {
            let byte = index < names.count ? names[index] : 0x20
            if byte | 0x20 >= 0x61, byte | 0x20 <= 0x7A {
                part.append(byte | 0x20)
                continue
            }
            if !part.isEmpty, let row = marks[part], found != .nothing { found = rows[row].drops }
            part.removeAll(keepingCapacity: true)
            if byte <= 0x20 {
                if let found, found != .nothing { return found }
                found = nil
            }
        }
        return nil
    }

    /// Brackets, colons, slashes and bars in half width, without spaces: sources differ in no more than that.
    private static func fold(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(text.count)
        var at = text.startIndex
        while at < text.endIndex {
            let byte = text[at]
            if byte == 0xEF, at + 2 < text.endIndex {
                let ascii: UInt8 =
                    switch (text[at + 1], text[at + 2]) {
                    case (0xBC, 0x88): UInt8(ascii: "(")
                    case (0xBC, 0x89): UInt8(ascii: ")")
                    case (0xBC, 0x9A): UInt8(ascii: ":")
                    case (0xBC, 0x8F): UInt8(ascii: "/")
                    // Which lists of words cannot hold in half width.
                    case (0xBD, 0x9C): UInt8(ascii: "|")
                    default: 0
                    }
                if ascii != 0 {
                    out.append(ascii)
                    at += 3
                    continue
                }
            }
            if byte != 0x20 { out.append(byte) }
            at += 1
        }
        return out
    }

    /// How many bytes of `text` fold to the first `length`.
    private static func unfolded(_ text: [UInt8], _ length: Int) -> Int {
        var end = length
        while end < text.count, fold(text[0..<end]).count < length || text[end] & 0xC0 == 0x80 { end += 1 }
        return min(end, text.count)
    }
}
