/// A value of a JSON text. Members of an object keep their order; of two with one name the last counts.
package enum JSONValue {
    case string([UInt8])
    /// As it is written.
    case number([UInt8])
    case bool(Bool)
    case null
    case array([JSONValue])
    case object([(key: [UInt8], value: JSONValue)])

    package subscript(_ key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.last { $0.key.elementsEqual(key.utf8) }?.value
    }

    /// The elements of an array; nil for anything else.
    package var elements: [JSONValue]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    package var isObject: Bool {
        guard case .object = self else { return false }
        return true
    }

    /// The bytes of a string; nil for anything else.
    package var bytes: [UInt8]? {
        guard case .string(let bytes) = self else { return nil }
        return bytes
    }

    /// A string, or a number as it is written.
    package var text: String? {
        switch self {
        case .string(let bytes), .number(let bytes): String(decoding: bytes, as: UTF8.self)
        // `"source": {"name": …}`, as news services write it.
        case .object: self["name"]?.bytes.map { String(decoding: $0, as: UTF8.self) }
        default: nil
        }
    }
}

/// Reads JSON (RFC 8259), strictly, in one pass over the bytes. Written here because the general readers spend a call on
/// every byte, and news is long strings.
package struct JSONText {
    /// Where and why a text is no JSON.
    package struct Failure: Error {
        package var offset: Int
        package var message: String
    }

    private static let depthLimit = 256

    private let text: UnsafeBufferPointer<UInt8>
    private var at = 0

    /// `bytes` is valid UTF-8.
    package static func value(of bytes: [UInt8]) -> Result<JSONValue, Failure> {
        bytes.withUnsafeBufferPointer { text in
            var reader = JSONText(text: text)
            do throws(Failure) {
                let value = try reader.value(depth: 0)
                reader.blanks()
                if reader.at < text.count { throw reader.failure("something behind the end of the value") }
                return .success(value)
            } catch {
                return .failure(error)
            }
        }
    }

    private init(text: UnsafeBufferPointer<UInt8>) { self.text = text }

    private func failure(_ message: String) -> Failure {
        Failure(offset: at, message: at < text.count ? message : "ends too early: \(message)")
    }

    private mutating func blanks() {
        while at < text.count, text[at] == 0x20 || text[at] == 0x0A || text[at] == 0x0D || text[at] == 0x09 { at += 1 }
    }

    private func isNext(_ mark: UInt8) -> Bool { at < text.count && text[at] == mark }

    private mutating func value(depth: Int) throws(Failure) -> JSONValue {
        if depth > JSONText.depthLimit { throw failure("nested deeper than \(JSONText.depthLimit)") }
        blanks()
        guard at < text.count else { throw failure("a value is missing") }
        switch text[at] {
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "{"): return try object(depth)
        case UInt8(ascii: "["): return try array(depth)
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), 0x30...0x39: return .number(try number())
        default: throw failure("no value begins like this")
        }
    }

    private mutating func object(_ depth: Int) throws(Failure) -> JSONValue {
        var members: [(key: [UInt8], value: JSONValue)] = []
        at += 1
        blanks()
        if isNext(UInt8(ascii: "}")) {
            at += 1
            return .object([])
        }
        while true {
            blanks()
            guard isNext(UInt8(ascii: "\"")) else { throw failure("a name in quotation marks is missing") }
            let key = try string()
            blanks()
            guard isNext(UInt8(ascii: ":")) else { throw failure("a colon is missing behind a name") }
            at += 1
            members.append((key, try value(depth: depth + 1)))
            blanks()
            if isNext(UInt8(ascii: ",")) {
                at += 1
                continue
            }
            guard isNext(UInt8(ascii: "}")) else { throw failure("a comma or } is missing behind a value") }
            at += 1
            return .object(members)
        }
    }

    private mutating func array(_ depth: Int) throws(Failure) -> JSONValue {
        var elements: [JSONValue] = []
        at += 1
        blanks()
        if isNext(UInt8(ascii: "]")) {
            at += 1
            return .array([])
        }
        while true {
            elements.append(try value(depth: depth + 1))
            blanks()
            if isNext(UInt8(ascii: ",")) {
                at += 1
                continue
            }
            guard isNext(UInt8(ascii: "]")) else { throw failure("a comma or ] is missing behind a value") }
            at += 1
            return .array(elements)
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(Failure) -> JSONValue {
        let length = word.utf8CodeUnitCount
        for index in 0..<length where at + index >= text.count || text[at + index] != word.utf8Start[index] {
            throw failure("no value begins like this")
        }
        at += length
        return value
    }

    private mutating func number() throws(Failure) -> [UInt8] {
        let start = at
        if isNext(UInt8(ascii: "-")) { at += 1 }
        let whole = at
        try digits()
        if text[whole] == 0x30, at > whole + 1 { throw failure("a number with a leading zero") }
        if isNext(UInt8(ascii: ".")) {
            at += 1
            try digits()
        }
        if isNext(UInt8(ascii: "e")) || isNext(UInt8(ascii: "E")) {
            at += 1
            if isNext(UInt8(ascii: "+")) || isNext(UInt8(ascii: "-")) { at += 1 }
            try digits()
        }
        return Array(text[start..<at])
    }

    private mutating func digits() throws(Failure) {
        let start = at
        while at < text.count, text[at] >= 0x30, text[at] <= 0x39 { at += 1 }
        if at == start { throw failure("a digit is missing") }
    }

    private mutating func string() throws(Failure) -> [UInt8] {
        at += 1
        var out: [UInt8] = []
        while true {
            let start = at
            while at < text.count, text[at] != UInt8(ascii: "\""), text[at] != UInt8(ascii: "\\"), text[at] >= 0x20 {
                at += 1
            }
            guard at < text.count else { throw failure("a string without an end") }
            switch text[at] {
            case UInt8(ascii: "\""):
                let rest = UnsafeBufferPointer(rebasing: text[start..<at])
                at += 1
                if out.isEmpty { return Array(rest) }
                out.append(contentsOf: rest)
                return out
            case UInt8(ascii: "\\"):
                out.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<at]))
                at += 1
                try escape(into: &out)
            default: throw failure("a control character in a string")
            }
        }
    }

    private mutating func escape(into out: inout [UInt8]) throws(Failure) {
        guard at < text.count else { throw failure("a string without an end") }
        let mark = text[at]
        switch mark {
        case UInt8(ascii: "n"): out.append(0x0A)
        case UInt8(ascii: "t"): out.append(0x09)
        case UInt8(ascii: "r"): out.append(0x0D)
        case UInt8(ascii: "b"): out.append(0x08)
        case UInt8(ascii: "f"): out.append(0x0C)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(mark)
        case UInt8(ascii: "u"):
            at += 1
            try unicode(into: &out)
            return
        default: throw failure("no escape is written like this")
        }
        at += 1
    }

    private mutating func unicode(into out: inout [UInt8]) throws(Failure) {
        var scalar = try hexadecimal()
        if scalar >= 0xD800, scalar < 0xDC00, at + 1 < text.count, text[at] == UInt8(ascii: "\\"),
            text[at + 1] == UInt8(ascii: "u")
        {
            let back = at
            at += 2
            let low = try hexadecimal()
            if low >= 0xDC00, low < 0xE000 {
                scalar = 0x10000 + ((scalar - 0xD800) << 10) + (low - 0xDC00)
            } else {
                at = back
            }
        }
        // Half of a pair stands for nothing.
        out.append(contentsOf: UTF8.encode(Unicode.Scalar(scalar) ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter)
    }

    private mutating func hexadecimal() throws(Failure) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard at < text.count else { throw failure("four hexadecimal digits are missing") }
            let byte = text[at]
            switch byte {
            case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
            case 0x41...0x46: value = value << 4 | UInt32(byte - 0x37)
            case 0x61...0x66: value = value << 4 | UInt32(byte - 0x57)
            default: throw failure("four hexadecimal digits are missing")
            }
            at += 1
        }
        return value
    }
}
