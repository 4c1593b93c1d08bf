/// A half-open run of UTF-8 bytes in one block of an article: the one unit of offsets everywhere inside the program.
/// Writers turn it into Unicode scalars when they print.
package struct TextSpan: Hashable, Sendable {
    package var block: Int32
    package var start: Int32
    package var end: Int32

    package init(block: Int, start: Int, end: Int) {
        self.block = Int32(block)
        self.start = Int32(start)
        self.end = Int32(end)
    }

    package var count: Int { Int(end - start) }
    package var range: Range<Int> { Int(start)..<Int(end) }

    package func contains(_ other: TextSpan) -> Bool {
        block == other.block && start <= other.start && other.end <= end
    }
    package func overlaps(_ other: TextSpan) -> Bool {
        block == other.block && start < other.end && other.start < end
    }
    package func before(_ other: TextSpan) -> Bool { (block, start) < (other.block, other.start) }
}
