internal import Glibc

/// Cuts a stream of blocks into records, holding no more than one of them, nor more than `limit` bytes.
struct RecordSplitter {
    enum Manner {
        case whole, lines, json
        case cells(separator: UInt8)
    }

    struct Record {
        var bytes: [UInt8]
        /// Where it begins: line from 1, bytes into the line, bytes into the stream.
        var line: Int
        var column: Int
        var offset: Int
        /// Too long; `bytes` are gone.
        var isTooLong = false
    }

    private let manner: Manner
    private let limit: Int
    var buffer: [UInt8] = []
    /// The stream's offset of `buffer[0]`.
    private var base = 0
    private var start = 0
    private var at = 0
    private var line = 1
    private var lineStart = 0
    private var startLine = 1
    private var startColumn = 0
    private var isSkipping = false

    // JSON
    private var depth = 0
    private var floor = 0
    private var isInString = false
    private var isEscaped = false
    private var isInValue = false
    // CSV
    private enum Cell { case start, plain, quoted, quoteInQuoted }
    private var cell = Cell.start

    init(_ manner: Manner, limit: Int) {
        self.manner = manner
        self.limit = limit
    }

    /// Forgets what was handed out, before more is appended to `buffer`.
    mutating func makeRoom() {
        let done = isSkipping ? at : start
        guard done > 0 else { return }
        buffer.removeSubrange(0..<done)
        base += done
        lineStart -= done
        at -= done
        start = 0
    }

    /// Leaves out the first bytes of the stream (a byte-order mark).
    mutating func drop(_ count: Int) {
        buffer.removeSubrange(0..<count)
        base += count
    }

    /// The next record; nil where more is needed or, with `isLast`, there is none.
    mutating func next(isLast: Bool) -> Record? {
        switch manner {
        case .whole: whole(isLast)
        case .lines: nextLine(isLast)
        case .json: nextValue(isLast)
        case .cells(let separator): nextCells(separator, isLast)
        }
    }

    private mutating func whole(_ isLast: Bool) -> Record? {
        if isSkipping {
            at = buffer.count
            return nil
        }
        if buffer.count > limit { return tooLong(line: 0) }
        guard isLast, !buffer.isEmpty else { return nil }
        defer {
            base += buffer.count
            buffer = []
        }
        return Record(bytes: buffer, line: 0, column: 0, offset: base)
    }

    /// Gives the record up that is longer than the limit; what is left of it is skipped.
    private mutating func tooLong(line: Int? = nil) -> Record {
        isSkipping = true
        at = buffer.count
        return Record(bytes: [], line: line ?? startLine, column: startColumn, offset: base + start, isTooLong: true)
    }

    private mutating func take(_ end: Int) -> Record {
        let record = Record(
            bytes: Array(buffer[start..<end]), line: startLine, column: startColumn, offset: base + start)
        start = at
        return record
    }

    // MARK: - Lines

    private mutating func nextLine(_ isLast: Bool) -> Record? {
        while true {
            let end = newline(from: at)
            if end == nil, !isLast {
                at = buffer.count
                if isSkipping { return nil }
                return buffer.count - start > limit ? tooLong(line: line) : nil
            }
            let lineEnd = end ?? buffer.count
            if end == nil, lineEnd == start { return nil }
            at = end.map { $0 + 1 } ?? lineEnd
            startLine = line
            line += 1
            if isSkipping {
                isSkipping = false
                start = at
                continue
            }
            if buffer[start..<lineEnd].trimmed.isEmpty {
                start = at
                continue
            }
            if lineEnd - start > limit {
                let record = Record(bytes: [], line: startLine, column: 0, offset: base + start, isTooLong: true)
                start = at
                return record
            }
            return take(lineEnd)
        }
    }

    private func newline(from index: Int) -> Int? {
        buffer.withUnsafeBytes { bytes in
            guard let first = bytes.baseAddress, index < bytes.count,
                let found = memchr(first + index, 0x0A, bytes.count - index)
            else { return nil }
            return UnsafeRawPointer(found) - first
        }
    }

    // MARK: - CSV

    private mutating func nextCells(_ separator: UInt8, _ isLast: Bool) -> Record? {
        while at < buffer.count {
            let byte = buffer[at]
            at += 1
            if byte == 0x0A { line += 1 }
            switch cell {
            case .quoted:
                if byte == 0x22 { cell = .quoteInQuoted }
                continue
            case .quoteInQuoted where byte == 0x22:
                cell = .quoted
                continue
            case .start where byte == 0x22:
                cell = .quoted
                continue
            default: break
            }
            if byte == separator {
                cell = .start
            } else if byte == 0x0A {
                cell = .start
                if let record = endCells(at - 1) { return record }
            } else {
                cell = .plain
            }
        }
        if isSkipping { return nil }
        if buffer.count - start > limit { return tooLong() }
        guard isLast, start < buffer.count else { return nil }
        return endCells(buffer.count)
    }

    private mutating func endCells(_ lineEnd: Int) -> Record? {
        defer {
            start = at
            startLine = line
        }
        if isSkipping {
            isSkipping = false
            return nil
        }
        let end = lineEnd > start && buffer[lineEnd - 1] == 0x0D ? lineEnd - 1 : lineEnd
        if buffer[start..<end].trimmed.isEmpty { return nil }
        return take(end)
    }

    // MARK: - JSON

    /// The values of a text one by one, and those of an array around them.
    private mutating func nextValue(_ isLast: Bool) -> Record? {
        while at < buffer.count {
            let byte = buffer[at]
            if isInString {
                at += 1
                if isEscaped {
                    isEscaped = false
                } else if byte == 0x5C {
                    isEscaped = true
                } else if byte == 0x22 {
                    isInString = false
                }
                if byte == 0x0A { newLine() }
                continue
            }
            if !isInValue {
                at += 1
                if byte == 0x0A { newLine() }
                if byte <= 0x20 || byte == UInt8(ascii: ",") { continue }
                if byte == UInt8(ascii: "["), floor == 0 {
                    floor = 1
                    depth = 1
                    continue
                }
                if byte == UInt8(ascii: "]"), floor == 1 {
                    (floor, depth) = (0, 0)
                    continue
                }
                isInValue = true
                start = at - 1
                startLine = line
                startColumn = start - lineStart
                isInString = byte == 0x22
                if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") { depth += 1 }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isInString = true
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == floor {
                    // The bracket belongs to the array around a bare word.
                    if let record = endValue(at) { return record }
                    continue
                }
                depth -= 1
                if depth == floor {
                    at += 1
                    if let record = endValue(at) { return record }
                    continue
                }
            case UInt8(ascii: ","), 0x20, 0x09, 0x0A, 0x0D:
                if depth == floor {
                    if let record = endValue(at) { return record }
                    continue
                }
            default: break
            }
            at += 1
            if byte == 0x0A { newLine() }
        }
        if !isInValue {
            start = at
        } else if !isSkipping, buffer.count - start > limit {
            return tooLong()
        }
        if isLast, isInValue {
            isInValue = false
            return endValue(buffer.count)
        }
        return nil
    }

    private mutating func newLine() {
        line += 1
        lineStart = at
    }

    private mutating func endValue(_ end: Int) -> Record? {
        isInValue = false
        if isSkipping {
            isSkipping = false
            start = at
            return nil
        }
        if end - start > limit {
            let record = Record(bytes: [], line: startLine, column: startColumn, offset: base + start, isTooLong: true)
            start = at
            return record
        }
        return take(end)
    }
}
