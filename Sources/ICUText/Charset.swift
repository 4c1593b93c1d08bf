internal import CICU

/// Charset detection and conversion to UTF-8.
package enum Charset {
    /// ICU's best guess for `bytes`, with its confidence (0…100); nil where it has none.
    package static func detect(_ bytes: ArraySlice<UInt8>) throws(ICUFailure) -> (name: String, confidence: Int)? {
        let detector = try icu("opening the charset detector") { chy_csdet_open($0) }
        guard let detector else { return nil }
        defer { chy_csdet_close(detector) }
        return try bytes.withUnsafeBufferPointer { buffer throws(ICUFailure) -> (String, Int)? in
            let chars = UnsafeRawPointer(buffer.baseAddress)?.assumingMemoryBound(to: CChar.self)
            try icu("detecting a charset") { chy_csdet_set_text(detector, chars, Int32(buffer.count), $0) }
            var count: Int32 = 0
            let matches = try icu("detecting a charset") { chy_csdet_all(detector, &count, $0) }
            guard let matches, count > 0, let best = matches[0] else { return nil }
            let name = try icu("naming a charset") { chy_csdet_name(best, $0) }
            let confidence = try icu("naming a charset") { chy_csdet_confidence(best, $0) }
            guard let name else { return nil }
            return (String(cString: name), Int(confidence))
        }
    }

    /// Whether ICU knows a charset of that name.
    package static func exists(_ name: String) -> Bool {
        guard let converter = try? icu("opening a converter", { chy_cnv_open(name, $0) }) else { return false }
        chy_cnv_close(converter)
        return true
    }

    /// The characters that a charset of two bytes each has (EUC, as GB2312 is).
    package static func characters(of name: String) throws(ICUFailure) -> Set<UInt32> {
        var bytes: [UInt8] = []
        for first in 0xA1...UInt8(0xFE) { for second in 0xA1...UInt8(0xFE) { bytes += [first, second] } }
        let text = String(decoding: try toUTF8(bytes[...], from: name), as: UTF8.self)
        return Set(text.unicodeScalars.lazy.map(\.value).filter { $0 != 0xFFFD })
    }

    /// `bytes` in UTF-8. What the charset cannot hold becomes U+FFFD.
    package static func toUTF8(_ bytes: ArraySlice<UInt8>, from name: String) throws(ICUFailure) -> [UInt8] {
        let source = try icu("opening the converter for \(name)") { chy_cnv_open(name, $0) }
        defer { chy_cnv_close(source) }
        let target = try icu("opening the converter for UTF-8") { chy_cnv_open("UTF-8", $0) }
        defer { chy_cnv_close(target) }
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count + bytes.count / 2)
        var chunk = [CChar](repeating: 0, count: 1 << 16)
        var pivot = [UInt16](repeating: 0, count: 1 << 12)
        try bytes.withUnsafeBufferPointer { input throws(ICUFailure) in
            guard let start = UnsafeRawPointer(input.baseAddress)?.assumingMemoryBound(to: CChar.self) else { return }
            var from: UnsafePointer<CChar>? = start
            let limit = start + input.count
            try pivot.withUnsafeMutableBufferPointer { pivot throws(ICUFailure) in
                guard let pivotStart = pivot.baseAddress else { return }
                var pivotSource: UnsafeMutablePointer<UInt16>? = pivotStart
                var pivotTarget: UnsafeMutablePointer<UInt16>? = pivotStart
                var first = true
                var more = true
                while more {
                    try chunk.withUnsafeMutableBufferPointer { chunk throws(ICUFailure) in
                        guard let chunkStart = chunk.baseAddress else { return }
                        var to: UnsafeMutablePointer<CChar>? = chunkStart
                        var status = U_ZERO_ERROR
                        chy_cnv_convert(
                            target, source, &to, chunkStart + chunk.count, &from, limit, pivotStart, &pivotSource,
                            &pivotTarget, pivotStart + pivot.count, first, true, &status)
                        first = false
                        if status != U_BUFFER_OVERFLOW_ERROR {
                            guard chy_ok(status) else {
                                throw ICUFailure(
                                    doing: "converting from \(name)", name: String(cString: chy_error_name(status)))
                            }
                            more = false
                        }
                        let written = (to ?? chunkStart) - chunkStart
                        out.append(contentsOf: UnsafeRawBufferPointer(start: chunkStart, count: written))
                    }
                }
            }
        }
        return out
    }
}
