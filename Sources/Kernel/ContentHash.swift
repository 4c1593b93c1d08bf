/// A fingerprint of bytes that is the same in every run and on every machine (FNV-1a of 128 bits). It tells changed
/// content from unchanged, and guards against nobody.
package struct ContentHash: Sendable, Hashable {
    private var state: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d

    package init() {}

    @inline(__always)
    package mutating func add(_ byte: UInt8) { state = (state ^ UInt128(byte)) &* 0x1_00_0000_0000_0000_0000_013B }

    /// The bytes and where they end, so that no two lists of fields have the same fingerprint.
    package mutating func add(_ bytes: [UInt8]) {
        for byte in bytes { add(byte) }
        addLength(bytes.count)
    }

    package mutating func add(_ text: String) {
        var count = 0
        for byte in text.utf8 {
            add(byte)
            count += 1
        }
        addLength(count)
    }

    private mutating func addLength(_ count: Int) {
        for shift in stride(from: 0, to: 64, by: 8) { add(UInt8(truncatingIfNeeded: count >> shift)) }
    }

    package var hex: String {
        let digits = String(state, radix: 16)
        return String(repeating: "0", count: 32 - digits.utf8.count) + digits
    }

    /// Enough to tell the names of one run apart.
    package static func short(_ text: String) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return hash
    }
}
