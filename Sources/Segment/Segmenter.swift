package import ICUText
package import Kernel

/// Breaks blocks into sentences with ICU. One for each worker: ICU's iterators hold state.
package struct Segmenter {
    private let sentences: Boundaries

    package init() throws(ICUFailure) {
        sentences = try Boundaries(.sentence)
    }

    /// A block longer than this is broken in pieces: ICU's offsets are 32-bit, and a sentence of this length is none.
    private static let longestPiece = 1 << 20

    package func sentences(of article: Article) throws(ICUFailure) -> [Sentence] {
        var found: [Sentence] = []
        for (number, block) in article.blocks.enumerated() {
            var offset = 0
            while offset < block.text.count {
                var limit = min(block.text.count, offset + Segmenter.longestPiece)
                // Never inside a character.
                while limit < block.text.count, block.text[limit] & 0xC0 == 0x80 { limit -= 1 }
                var start = offset
                try sentences.forEach(in: block.text[offset..<limit]) { end in
                    found.append(Sentence(span: TextSpan(block: number, start: start, end: offset + end)))
                    start = offset + end
                }
                offset = limit
            }
        }
        return found
    }
}
