internal import Glibc
internal import ICUText

/// Any bytes to valid UTF-8: by byte-order mark, as UTF-8 where they are that, by what they declare, or by ICU's guess.
enum TextDecoding {
    struct Decoded {
        var bytes: [UInt8]
        /// Where the first byte lies that the charset does not know; nil where all is well.
        var damagedAt: Int?
        /// What was declared but cannot be, for a note; empty where nothing was, or nothing wrong.
        var wronglyDeclared = ""
    }

    enum Outcome {
        case text(Decoded)
        /// What is at that byte no text has.
        case notText(offset: Int, why: String)
    }

    static func decode(_ bytes: [UInt8], hint: String = "", markup: Bool = false) -> Outcome {
        if bytes.hasText("\u{FEFF}") { return .text(repaired(Array(bytes.dropFirst(3)), shift: 3)) }
        if bytes.count >= 2 {
            if bytes[0] == 0xFF, bytes[1] == 0xFE { return converted(Array(bytes.dropFirst(2)), "UTF-16LE") }
            if bytes[0] == 0xFE, bytes[1] == 0xFF { return converted(Array(bytes.dropFirst(2)), "UTF-16BE") }
        }
        if let zero = firstZero(bytes) {
            if let wide = wideCharset(bytes) { return converted(bytes, wide) }
            return .notText(offset: zero, why: "a NUL byte")
        }
        if let control = controlCharacters(bytes) { return .notText(offset: control, why: "control characters") }
        let declared = markup ? declaration(in: bytes) : ""
        guard firstInvalid(bytes) != nil else {
            let known = ["", "utf-8", "utf8", "us-ascii", "ascii"].contains(declared)
            let wrong = !known && bytes.contains { $0 >= 0x80 } ? declared : ""
            return .text(Decoded(bytes: bytes, damagedAt: nil, wronglyDeclared: wrong))
        }
        let counts = count(bytes)
        let isTruncated = counts.bad == 1 && counts.good > 0 && counts.endsInside
        if isTruncated || counts.good > counts.bad * 20 || hint == "UTF-8" { return .text(repaired(bytes, shift: 0)) }
        return guessed(bytes, declared: declared, hint: hint)
    }

    /// The charset that a file's first bytes show where they are not UTF-8; empty where they are.
    static func charset(ofStart bytes: ArraySlice<UInt8>) -> String {
        let start = Array(bytes)
        guard firstInvalid(start) != nil else { return "" }
        let counts = count(start)
        if counts.good > counts.bad * 20 || (counts.bad == 1 && counts.endsInside) { return "" }
        return best(of: candidates(start, declared: "", hint: ""), for: start)?.name ?? ""
    }

    // MARK: - UTF-8

    /// The index of the first byte that is not part of valid UTF-8.
    static func firstInvalid(_ bytes: [UInt8], from start: Int = 0) -> Int? {
        bytes.withUnsafeBufferPointer { text in
            var at = start
            while at < text.count {
                let length = sequence(text, at)
                if length == 0 { return at }
                at += length
            }
            return nil
        }
    }

    /// The length of the valid sequence at `at`; 0 where there is none.
    @inline(__always)
    private static func sequence(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
        let lead = text[at]
        if lead < 0x80 { return 1 }
        let left = text.count - at
        if lead >= 0xE0, lead < 0xF0 {
            guard left >= 3, text[at + 1] & 0xC0 == 0x80, text[at + 2] & 0xC0 == 0x80 else { return 0 }
            if lead == 0xE0, text[at + 1] < 0xA0 { return 0 }
            if lead == 0xED, text[at + 1] >= 0xA0 { return 0 }
            return 3
        }
        if lead >= 0xC2, lead < 0xE0 { return left >= 2 && text[at + 1] & 0xC0 == 0x80 ? 2 : 0 }
        guard lead >= 0xF0, lead <= 0xF4, left >= 4, text[at + 1] & 0xC0 == 0x80, text[at + 2] & 0xC0 == 0x80,
            text[at + 3] & 0xC0 == 0x80
        else { return 0 }
        if lead == 0xF0, text[at + 1] < 0x90 { return 0 }
        if lead == 0xF4, text[at + 1] >= 0x90 { return 0 }
        return 4
    }

    /// Valid characters beyond ASCII, runs of bytes that are none, and whether the last of these ends the text.
    private static func count(_ bytes: [UInt8]) -> (good: Int, bad: Int, endsInside: Bool) {
        bytes.withUnsafeBufferPointer { text in
            var good = 0
            var bad = 0
            var at = 0
            var lastBad = -1
            while at < text.count {
                let length = sequence(text, at)
                if length == 0 {
                    if at != lastBad + 1 || bad == 0 { bad += 1 }
                    lastBad = at
                    at += 1
                } else {
                    if length > 1 { good += 1 }
                    at += length
                }
            }
            return (good, bad, lastBad == text.count - 1)
        }
    }

    /// `bytes` with each run of bytes that are no UTF-8 replaced by U+FFFD, or dropped where it ends the text.
    static func repaired(_ bytes: [UInt8], shift: Int) -> Decoded {
        guard let first = firstInvalid(bytes) else { return Decoded(bytes: bytes, damagedAt: nil) }
        var out = Array(bytes[..<first])
        out.reserveCapacity(bytes.count + 16)
        bytes.withUnsafeBufferPointer { text in
            var at = first
            while at < text.count {
                let length = sequence(text, at)
                if length > 0 {
                    out.append(contentsOf: text[at..<at + length])
                    at += length
                    continue
                }
                while at < text.count, sequence(text, at) == 0 { at += 1 }
                if at < text.count { out.append(contentsOf: [0xEF, 0xBF, 0xBD]) }
            }
        }
        return Decoded(bytes: out, damagedAt: first + shift)
    }

    // MARK: - Other charsets

    private static func converted(_ bytes: [UInt8], _ charset: String) -> Outcome {
        guard let text = try? Charset.toUTF8(bytes[...], from: charset) else {
            return .notText(offset: 0, why: "bytes that are not \(charset)")
        }
        if let zero = firstZero(text) { return .notText(offset: zero, why: "a NUL character") }
        return .text(Decoded(bytes: text, damagedAt: nil))
    }

    private static func guessed(_ bytes: [UInt8], declared: String, hint: String) -> Outcome {
        guard let best = best(of: candidates(bytes, declared: declared, hint: hint), for: bytes) else {
            return .text(repaired(bytes, shift: 0))
        }
        let wrong = !declared.isEmpty && web(declared) != best.name ? declared : ""
        let damaged = best.lost > 0 ? 0 : nil
        return .text(Decoded(bytes: best.text, damagedAt: damaged, wronglyDeclared: wrong))
    }

    private static func candidates(_ bytes: [UInt8], declared: String, hint: String) -> [String] {
        var names: [String] = []
        for name in [web(declared), hint] where !name.isEmpty && Charset.exists(name) { names.append(name) }
        if let found = try? Charset.detect(bytes.prefix(1 << 16)), found.confidence >= 30 {
            names.append(web(found.name))
        }
        names.append("GB18030")
        names.append("Big5-HKSCS")
        return names
    }

    /// The first of `names` that reads `bytes` without loss, or the one that loses least. A charset of one byte a
    /// character reads anything, so one comes last unless it was declared.
    private static func best(of names: [String], for bytes: [UInt8]) -> (name: String, text: [UInt8], lost: Int)? {
        var best: (name: String, text: [UInt8], lost: Int)?
        for name in names where best?.name != name {
            guard let text = try? Charset.toUTF8(bytes[...], from: name) else { continue }
            let lost = losses(text)
            if lost * 200 <= text.count / 3 { return (name, text, lost) }
            if best.map({ lost < $0.lost }) ?? true { best = (name, text, lost) }
        }
        return best
    }

    private static func losses(_ text: [UInt8]) -> Int {
        var at = 0
        var count = 0
        while let next = text.find("\u{FFFD}", from: at) {
            count += 1
            at = next + 3
        }
        return count
    }

    /// What the web means by a charset's name: GBK's and Big5's later supersets.
    private static func web(_ name: String) -> String {
        switch name.lowercased() {
        case "gb2312", "gbk", "gb_2312-80", "x-gbk", "gb-2312", "chinese", "cp936", "gb18030": "GB18030"
        case "big5", "big-5", "cn-big5", "x-x-big5", "big5-hkscs": "Big5-HKSCS"
        default: name
        }
    }

    /// The charset that a page or an XML file declares in its first bytes, in small letters.
    static func declaration(in bytes: [UInt8]) -> String {
        let start = bytes.prefix(4096).map { $0 >= 0x41 && $0 <= 0x5A ? $0 + 0x20 : $0 }
        var at: Int?
        if start.trimmed.starts(with: Array("<?xml".utf8)), let end = start.find("?>"),
            let found = start.find("encoding"),
            found < end
        {
            at = found + 8
        } else if let found = start.find("charset") {
            at = found + 7
        }
        guard var at else { return "" }
        while at < start.count, [0x20, 0x3D, 0x22, 0x27].contains(start[at]) { at += 1 }
        let name = start[at...].prefix {
            ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == UInt8(ascii: "-")
                || $0 == UInt8(ascii: "_")
        }
        return String(decoding: name, as: UTF8.self)
    }

    // MARK: - What is not text

    private static func firstZero(_ bytes: [UInt8]) -> Int? {
        bytes.withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress, let found = memchr(base, 0, buffer.count) else { return nil }
            return UnsafeRawPointer(found) - base
        }
    }

    /// UTF-16 without a mark: where it holds ASCII, every other byte is zero.
    private static func wideCharset(_ bytes: [UInt8]) -> String? {
        let start = bytes.prefix(4096)
        guard bytes.count % 2 == 0 else { return nil }
        var zeros = [0, 0]
        for (index, byte) in start.enumerated() where byte == 0 { zeros[index & 1] += 1 }
        guard zeros[0] + zeros[1] >= 2 else { return nil }
        let name: String
        if zeros[0] == 0 {
            name = "UTF-16LE"
        } else if zeros[1] == 0 {
            name = "UTF-16BE"
        } else {
            return nil
        }
        // Text in Chinese or Latin letters has few other high bytes; and where there are ideographs, their low bytes are of
        // all sorts, which tells them from Latin letters with NUL bytes in between.
        let high = start.indices.filter { $0 & 1 == (name == "UTF-16LE" ? 1 : 0) }.map { start[$0] }
        let usual = high.count { $0 == 0 || $0 == 0x20 || $0 == 0x30 || ($0 >= 0x4E && $0 <= 0x9F) || $0 == 0xFF }
        let isLatin = high.allSatisfy { $0 == 0 }
        guard usual * 10 >= high.count * 9, isLatin || start.contains(where: { $0 >= 0x80 }) else { return nil }
        guard let text = try? Charset.toUTF8(start.prefix(start.count & ~1), from: name),
            controlCharacters(text) == nil,
            losses(text) <= 1
        else { return nil }
        return name
    }

    /// The first control character that no text has, where there are more than a few of them.
    private static func controlCharacters(_ bytes: [UInt8]) -> Int? {
        var first: Int?
        var count = 0
        let start = bytes.prefix(4096)
        for (index, byte) in start.enumerated() where byte < 0x20 {
            if byte >= 0x09 && byte <= 0x0D || byte == 0x1B { continue }
            if first == nil { first = index }
            count += 1
        }
        return count * 50 > start.count ? first : nil
    }
}
