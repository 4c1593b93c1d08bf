// Small searches over bytes.

extension [UInt8] {
    func hasBytes(_ other: [UInt8], at index: Int) -> Bool {
        guard index >= 0, other.count <= count - index else { return false }
        var at = index
        for byte in other {
            if self[at] != byte { return false }
            at += 1
        }
        return true
    }

    func hasText(_ text: StaticString, at index: Int = 0) -> Bool {
        text.withUTF8Buffer { wanted in
            guard index >= 0, wanted.count <= count - index else { return false }
            for offset in 0..<wanted.count where self[index + offset] != wanted[offset] { return false }
            return true
        }
    }

    func find(_ text: StaticString, from: Int = 0) -> Int? {
        text.withUTF8Buffer { wanted in find(wanted, from: from) }
    }

    func find(_ other: [UInt8], from: Int = 0) -> Int? {
        other.withUnsafeBufferPointer { find($0, from: from) }
    }

    private func find(_ wanted: UnsafeBufferPointer<UInt8>, from: Int) -> Int? {
        guard let first = wanted.first, count - from >= wanted.count else { return nil }
        var at = from
        let last = count - wanted.count
        while at <= last {
            if self[at] == first {
                var length = 1
                while length < wanted.count, self[at + length] == wanted[length] { length += 1 }
                if length == wanted.count { return at }
            }
            at += 1
        }
        return nil
    }

    /// Without the white space (and ideographic spaces) at both ends.
    var trimmed: ArraySlice<UInt8> { self[...].trimmed }
}

extension ArraySlice<UInt8> {
    var trimmed: ArraySlice<UInt8> {
        var rest = self
        while let first = rest.first {
            if first <= 0x20 {
                rest = rest.dropFirst()
            } else if first == 0xE3, rest.count >= 3, rest[rest.startIndex + 1] == 0x80,
                rest[rest.startIndex + 2] == 0x80
            {
                rest = rest.dropFirst(3)
            } else {
                break
            }
        }
        while let last = rest.last {
            if last <= 0x20 {
                rest = rest.dropLast()
            } else if last == 0x80, rest.count >= 3, rest[rest.endIndex - 2] == 0x80, rest[rest.endIndex - 3] == 0xE3 {
                rest = rest.dropLast(3)
            } else {
                break
            }
        }
        return rest
    }
}

extension Substring {
    /// The index behind the first occurrence of an ASCII text.
    func firstRange(ofBytes text: String) -> Index? {
        let wanted = Array(text.utf8)
        var at = utf8.startIndex
        while at < utf8.endIndex {
            var a = at
            var matched = 0
            while matched < wanted.count, a < utf8.endIndex, utf8[a] == wanted[matched] {
                a = utf8.index(after: a)
                matched += 1
            }
            if matched == wanted.count { return a }
            at = utf8.index(after: at)
        }
        return nil
    }
}

/// The number of scalars in valid UTF-8.
func scalarCount(_ bytes: [UInt8]) -> Int {
    var count = 0
    for byte in bytes where byte & 0xC0 != 0x80 { count += 1 }
    return count
}
