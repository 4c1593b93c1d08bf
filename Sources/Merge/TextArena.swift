/// Texts of very many events, each a run of bytes in a large chunk: nothing is allocated for one of them.
struct TextArena: Sendable {
    private static let chunkSize = 1 << 22

    private var chunks: [[UInt8]] = []

    /// Where the next text will begin.
    private mutating func room(for count: Int) -> UInt64 {
        if let last = chunks.last, last.count + count <= last.capacity {
            return UInt64(chunks.count - 1) << 32 | UInt64(last.count)
        }
        var chunk: [UInt8] = []
        chunk.reserveCapacity(max(TextArena.chunkSize, count))
        chunks.append(chunk)
        return UInt64(chunks.count - 1) << 32
    }

    mutating func store(_ bytes: [UInt8]) -> UInt64 {
        let at = room(for: bytes.count)
        chunks[chunks.count - 1].append(contentsOf: bytes)
        return at
    }

    mutating func trim() {
        guard let last = chunks.popLast() else { return }
        var exact: [UInt8] = []
        exact.reserveCapacity(last.count)
        exact.append(contentsOf: last)
        chunks.append(exact)
    }

    /// Takes in the texts of another; what is added to where they were there tells where they are here.
    mutating func absorb(_ other: TextArena) -> UInt64 {
        let base = UInt64(chunks.count) << 32
        chunks += other.chunks
        return base
    }

    func reader(at offset: UInt64) -> Reader {
        Reader(chunk: chunks[Int(offset >> 32)], at: Int(offset & 0xFFFF_FFFF))
    }

    /// Reads what `Writer` wrote.
    struct Reader {
        private let chunk: [UInt8]
        private var at: Int

        init(chunk: [UInt8], at: Int) {
            self.chunk = chunk
            self.at = at
        }

        mutating func number() -> Int {
            var value = 0
            var shift = 0
            while true {
                let byte = chunk[at]
                at += 1
                value |= Int(byte & 0x7F) << shift
                if byte < 0x80 { return value }
                shift += 7
            }
        }

        mutating func text() -> String {
            let count = number()
            defer { at += count }
            return String(decoding: chunk[at..<at + count], as: UTF8.self)
        }
    }

    /// Numbers of seven bits a byte, texts behind their length.
    struct Writer {
        private(set) var bytes: [UInt8] = []

        mutating func clear() { bytes.removeAll(keepingCapacity: true) }

        mutating func number(_ value: Int) {
            var rest = UInt(max(0, value))
            while rest >= 0x80 {
                bytes.append(UInt8(rest & 0x7F) | 0x80)
                rest >>= 7
            }
            bytes.append(UInt8(rest))
        }

        mutating func text(_ value: String) {
            number(value.utf8.count)
            bytes.append(contentsOf: value.utf8)
        }
    }
}
