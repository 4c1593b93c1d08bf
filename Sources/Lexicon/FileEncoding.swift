internal import ICUText
internal import Kernel

/// Whether the bytes of a file are UTF-8 text, and what they seem to be where they are not.
enum FileEncoding {
    static func problem(of bytes: [UInt8], path: String) -> Diagnostic? {
        let isWide =
            bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) || bytes.prefix(512).contains(0)
        if isWide { return diagnostic("the file seems to be UTF-16", path, line: 1) }
        if isPlain(bytes.span) { return nil }
        guard let bad = firstInvalid(bytes) else { return nil }
        let line = bytes[..<bad].reduce(1) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
        let guess = (try? Charset.detect(bytes.prefix(1 << 16))) ?? nil
        if let guess, guess.name != "UTF-8", guess.confidence >= 30 {
            return diagnostic("the file is not UTF-8 text; it seems to be \(guess.name)", path, line: line)
        }
        return diagnostic("this line is not UTF-8 text", path, line: line)
    }

    private static func diagnostic(_ message: String, _ path: String, line: Int) -> Diagnostic {
        Diagnostic(
            .error, "not-utf8", at: Origin(path: path, line: line), message,
            hint: "save the file as UTF-8 (in a spreadsheet: text with tabs, character set \"Unicode (UTF-8)\")")
    }

    /// Whether the text is ASCII, letters of Europe and characters of East Asia without exception, which is quickly seen.
    /// Text that is not can be well-formed all the same.
    private static func isPlain(_ bytes: Span<UInt8>) -> Bool {
        let words = bytes.bytes
        let count = bytes.count
        var at = 0
        while at < count {
            if at + 8 <= count, words.isASCII(inEightAt: at) {
                at += 8
                continue
            }
            let lead = bytes[at]
            if lead < 0x80 {
                at += 1
            } else if lead >= 0xE1, lead <= 0xEF, lead != 0xED {
                guard at + 2 < count, bytes[at + 1] & 0xC0 == 0x80, bytes[at + 2] & 0xC0 == 0x80 else { return false }
                at += 3
            } else {
                guard lead >= 0xC2, lead <= 0xDF, at + 1 < count, bytes[at + 1] & 0xC0 == 0x80 else { return false }
                at += 2
            }
        }
        return true
    }

    /// Where the first byte stands that is no part of a well-formed character.
    private static func firstInvalid(_ bytes: [UInt8]) -> Int? {
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: bytes.span)
            return nil
        } catch {
            return error.byteOffsets.lowerBound
        }
    }
}

extension RawSpan {
    @inline(__always)
    fileprivate func isASCII(inEightAt index: Int) -> Bool {
        unsafe unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
    }
}
