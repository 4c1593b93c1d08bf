/// Where the bytes of an article's blocks stand in Unicode scalars: counted once, not from the beginning for every place.
package struct ScalarOffsets: Sendable {
    private static let step = 256

    private let blocks: [Block]
    /// Of each block, how many scalars begin before every 256th byte.
    private var counts: [[Int32]] = []

    package init(_ article: Article) {
        blocks = article.blocks
        for block in blocks {
            let text = block.text.span
            var found: [Int32] = [0]
            found.reserveCapacity(text.count / ScalarOffsets.step + 1)
            var count: Int32 = 0
            for at in 0..<text.count {
                if text[at] & 0xC0 != 0x80 { count += 1 }
                if (at + 1) % ScalarOffsets.step == 0 { found.append(count) }
            }
            counts.append(found)
        }
    }

    /// How many scalars of a block stand before a byte.
    package func scalars(of block: Int, before end: Int) -> Int {
        let text = blocks[block].text
        let known = end / ScalarOffsets.step
        var count = Int(counts[block][known])
        for at in known * ScalarOffsets.step..<end where text[at] & 0xC0 != 0x80 { count += 1 }
        return count
    }
}

extension Array {
    /// Of things in the order of the text, the first that does not begin before a place.
    package func firstIndex(from place: TextSpan, _ span: (Element) -> TextSpan) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if span(self[middle]).before(place) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
