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
                    if offset + end < limit, Segmenter.isInName(block.text, offset + end) { return }
                    found.append(Sentence(span: TextSpan(block: number, start: start, end: offset + end)))
                    start = offset + end
                }
                offset = limit
            }
        }
        return found
    }

    /// 桑娜．马林: the wide full stop between two ideographs joins the parts of a name; ICU breaks there.
    private static func isInName(_ text: [UInt8], _ end: Int) -> Bool {
        guard end >= 6, end + 3 <= text.count, text[end - 3..<end].elementsEqual("．".utf8) else { return false }
        return isIdeograph(text[end - 6]) && isIdeograph(text[end])
    }

    /// By the first byte of three: U+4E00 to U+9FFF.
    private static func isIdeograph(_ lead: UInt8) -> Bool { (0xE4...0xE9).contains(lead) }
}
