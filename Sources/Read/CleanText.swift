/// Gathers clean running text: runs of white space become one space, none at the ends, and none where a line break falls
/// between two Chinese characters; controls, zero-width characters and marks of direction vanish. One look at each byte.
struct CleanText {
    private enum Gap { case none, space, line }

    private(set) var bytes: [UInt8] = []
    private var gap = Gap.none
    private var lastIsWide = false

    var isEmpty: Bool { bytes.isEmpty }

    /// The text so far; what is appended next begins a new one.
    mutating func take() -> [UInt8] {
        defer { clear() }
        return bytes
    }

    mutating func clear() {
        bytes.removeAll(keepingCapacity: true)
        gap = .none
        lastIsWide = false
    }

    mutating func space() { if gap == .none { gap = .space } }

    mutating func append(_ text: [UInt8]) { text.withUnsafeBufferPointer { append($0) } }

    mutating func append(_ text: ArraySlice<UInt8>) { text.withUnsafeBufferPointer { append($0) } }

    /// `text` is UTF-8 of whole characters.
    mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
        var at = 0
        let count = text.count
        while at < count {
            let lead = text[at]
            if lead >= 0xE4, lead <= 0xE9, at + 3 <= count {
                // Most of all: CJK ideographs.
                var end = at + 3
                while end + 3 <= count, text[end] >= 0xE4, text[end] <= 0xE9 { end += 3 }
                put(text, at..<end, wide: true)
                at = end
            } else if lead < 0x80 {
                if lead > 0x20, lead != 0x7F {
                    var end = at + 1
                    while end < count, text[end] > 0x20, text[end] < 0x7F { end += 1 }
                    put(text, at..<end, wide: false)
                    at = end
                } else {
                    blank(lead)
                    at += 1
                }
            } else {
                at += other(text, at)
            }
        }
    }

    private mutating func blank(_ byte: UInt8) {
        switch byte {
        case 0x0A, 0x0D, 0x0B, 0x0C: gap = gap == .space ? .space : .line
        case 0x20, 0x09: if gap == .none { gap = .space }
        default: break
        }
    }

    /// A character that is neither ASCII nor a common ideograph; returns its length.
    private mutating func other(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
        let lead = text[at]
        let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        guard lead >= 0xC2, at + length <= text.count else { return 1 }
        let second = text[at + 1]
        if length == 2 {
            let scalar = UInt32(lead & 0x1F) << 6 | UInt32(second & 0x3F)
            if scalar == 0x85 {
                if gap == .none { gap = .line }
            } else if scalar == 0xA0 {
                gap = .space
            } else if scalar > 0xA0, scalar != 0xAD {
                put(text, at..<at + 2, wide: scalar == 0xB7)
            }
            return 2
        }
        if length == 4 {
            // Tags and the supplementary variation selectors say nothing.
            if lead == 0xF3, second & 0xF0 == 0xA0 { return 4 }
            put(text, at..<at + 4, wide: lead == 0xF0 && second >= 0xA0)
            return 4
        }
        let scalar = UInt32(lead & 0x0F) << 12 | UInt32(second & 0x3F) << 6 | UInt32(text[at + 2] & 0x3F)
        switch scalar {
        case 0x3000, 0x2000...0x200A, 0x202F, 0x205F, 0x1680: gap = .space
        case 0x2028, 0x2029: if gap == .none { gap = .line }
        case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB, 0xFFFE, 0xFFFF, 0x180E,
            0xFE00...0xFE0F:
            break
        default:
            // Hangul is written with spaces; quotation marks, dashes and the ellipsis are Chinese punctuation here.
            let wide =
                scalar >= 0x2E80 && !(scalar >= 0xAC00 && scalar < 0xD7B0)
                || (scalar >= 0x2014 && scalar <= 0x201D) || scalar == 0x2026
            put(text, at..<at + 3, wide: wide)
        }
        return 3
    }

    private mutating func put(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, wide: Bool) {
        if gap != .none {
            if !bytes.isEmpty, gap == .space || !(lastIsWide && wide) { bytes.append(0x20) }
            gap = .none
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[range]))
        lastIsWide = wide
    }
}
