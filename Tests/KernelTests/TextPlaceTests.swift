import Kernel
import Testing

/// Places in a text, and texts in texts, as plain counting and searching finds them.
@Suite struct TextPlaceTests {
    private static let text = String(repeating: "王毅met Ñandú，𠮷在hà nội。", count: 60)

    @Test func scalarsAreCountedFromTheBeginning() {
        let blocks = [Block(kind: .title, ""), Block(kind: .paragraph, Self.text), Block(kind: .paragraph, "ab")]
        let offsets = ScalarOffsets(Article(id: "a", blocks: blocks, origin: Origin(path: "a")))
        for (number, block) in blocks.enumerated() {
            var count = 0
            for (at, byte) in block.text.enumerated() {
                #expect(offsets.scalars(of: number, before: at) == count)
                if byte & 0xC0 != 0x80 { count += 1 }
            }
            #expect(offsets.scalars(of: number, before: block.text.count) == count)
        }
    }

    @Test(
        arguments: [
            ("中国－中亚峰会", "中亚", true), ("中国－中亚峰会", "中国－中亚峰会", true), ("中国", "中国人", false), ("中国", "", true),
            ("", "中", false), ("阿拉伯国家联盟", "联盟", true), ("亚亚信", "亚信", true), ("东盟", "欧盟", false),
        ] as [(String, String, Bool)])
    func oneTextStandsInAnother(_ text: String, _ part: String, _ stands: Bool) {
        #expect(text.holds(part) == stands)
        #expect(text.contains(part) == stands)
    }

    @Test func theFirstFromAPlaceOn() {
        let spans = [(0, 2), (0, 5), (0, 5), (1, 0), (3, 7)].map { TextSpan(block: $0.0, start: $0.1, end: $0.1 + 1) }
        for block in 0..<5 {
            for start in 0..<9 {
                let place = TextSpan(block: block, start: start, end: start)
                let plain = spans.firstIndex { !$0.before(place) } ?? spans.count
                #expect(spans.firstIndex(from: place, \.self) == plain)
            }
        }
    }
}
