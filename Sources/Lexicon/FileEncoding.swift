internal import ICUText
internal import Kernel

/// Whether the bytes of a file are UTF-8 text, and what they seem to be where they are not.
enum FileEncoding {
    static func problem(of bytes: [UInt8], path: String) -> Diagnostic? {
        let isWide =
            bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) || bytes.prefix(512).contains(0)
        if isWide { return diagnostic("the file seems to be UTF-16", path, line: 1) }
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
