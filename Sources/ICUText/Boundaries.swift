internal import CICU

/// One of ICU's break iterators, opened once by each worker and refilled for every text.
package final class Boundaries {
    package enum Unit: Sendable { case sentence, word }

    private let iterator: OpaquePointer
    private var text: UnsafeMutablePointer<UText>?

    package init(_ unit: Unit) throws(ICUFailure) {
        let type = unit == .sentence ? UBRK_SENTENCE : UBRK_WORD
        let opened = try icu("opening a break iterator") { chy_brk_open(type, "zh", $0) }
        guard let opened else { throw ICUFailure(doing: "opening a break iterator", name: "no result") }
        iterator = opened
    }

    deinit {
        chy_brk_close(iterator)
        if let text { chy_text_close(text) }
    }

    /// Calls `body` with the end of every unit of `bytes`, in order; the last is `bytes.count`.
    package func forEach(in bytes: ArraySlice<UInt8>, _ body: (Int) -> Void) throws(ICUFailure) {
        guard !bytes.isEmpty else { return }
        var status = U_ZERO_ERROR
        bytes.withUnsafeBufferPointer { buffer in
            let chars = UnsafeRawPointer(buffer.baseAddress)?.assumingMemoryBound(to: CChar.self)
            text = chy_text_open(text, chars, Int64(buffer.count), &status)
            chy_brk_set_text(iterator, text, &status)
            guard chy_ok(status) else { return }
            _ = chy_brk_first(iterator)
            while true {
                let end = chy_brk_next(iterator)
                if end < 0 { break }
                body(Int(end))
            }
        }
        guard chy_ok(status) else {
            throw ICUFailure(doing: "breaking a text", name: String(cString: chy_error_name(status)))
        }
    }
}
