/// Decodes one scalar of valid UTF-8 at a time. Bytes that are not valid are taken one by one as U+FFFD, so that any
/// bytes at all can be walked. Inlinable: other rooms call it for every character.
@inlinable @inline(__always)
package func decodeScalar(_ bytes: Span<UInt8>, at index: Int) -> (scalar: UInt32, length: Int) {
    let lead = bytes[index]
    if lead < 0x80 { return (UInt32(lead), 1) }
    let left = bytes.count - index
    if lead >= 0xE0, lead < 0xF0, left >= 3 {
        let b = bytes[index + 1]
        let c = bytes[index + 2]
        if b & 0xC0 == 0x80, c & 0xC0 == 0x80 {
            return (UInt32(lead & 0x0F) << 12 | UInt32(b & 0x3F) << 6 | UInt32(c & 0x3F), 3)
        }
    } else if lead >= 0xC2, lead < 0xE0, left >= 2 {
        let b = bytes[index + 1]
        if b & 0xC0 == 0x80 { return (UInt32(lead & 0x1F) << 6 | UInt32(b & 0x3F), 2) }
    } else if lead >= 0xF0, lead < 0xF5, left >= 4 {
        let b = bytes[index + 1]
        let c = bytes[index + 2]
        let d = bytes[index + 3]
        if b & 0xC0 == 0x80, c & 0xC0 == 0x80, d & 0xC0 == 0x80 {
            return (UInt32(lead & 0x07) << 18 | UInt32(b & 0x3F) << 12 | UInt32(c & 0x3F) << 6 | UInt32(d & 0x3F), 4)
        }
    }
    return (0xFFFD, 1)
}
