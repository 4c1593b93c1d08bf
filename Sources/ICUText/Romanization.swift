internal import CICU

/// Writes Chinese in the letters of pinyin, for ids.
package enum Romanization {
    /// `布林肯` is `bu-lin-ken`.
    package static func id(of text: String) throws(ICUFailure) -> String {
        let name = Array("Han-Latin; Latin-ASCII; Lower".utf16)
        let transliterator = try icu("opening Han-Latin") { chy_trans_open(name, Int32(name.count), $0) }
        guard let transliterator else { throw ICUFailure(doing: "opening Han-Latin", name: "no result") }
        defer { chy_trans_close(transliterator) }
        var units = Array(text.utf16)
        var length = Int32(units.count)
        let capacity = length * 8 + 16
        units.append(contentsOf: repeatElement(0, count: Int(capacity) - units.count))
        var limit = length
        try units.withUnsafeMutableBufferPointer { buffer throws(ICUFailure) in
            let base = buffer.baseAddress
            try icu("romanizing") { chy_trans_apply(transliterator, base, &length, capacity, 0, &limit, $0) }
        }
        let letters = String(decoding: units[0..<Int(length)], as: UTF16.self).utf8.map { byte -> UInt8 in
            let isLetter = (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
            return isLetter ? byte : UInt8(ascii: "-")
        }
        return letters.split(separator: UInt8(ascii: "-")).map { String(decoding: $0, as: UTF8.self) }.joined(
            separator: "-")
    }
}
