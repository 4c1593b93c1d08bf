/// A set of characters that costs a bit each: far cheaper to fill from many names than a `Set`.
package struct CharacterSet: Sendable, Hashable {
    /// A bit for each character of the Basic Multilingual Plane.
    @usableFromInline var bits = [UInt64](repeating: 0, count: 1024)
    @usableFromInline var others: Set<UInt32> = []

    package init() {}

    @inlinable package mutating func insert(_ scalar: UInt32) {
        if scalar < 0x10000 { bits[Int(scalar >> 6)] |= 1 << UInt64(scalar & 63) } else { others.insert(scalar) }
    }

    @inlinable package func contains(_ scalar: UInt32) -> Bool {
        scalar < 0x10000 ? bits[Int(scalar >> 6)] & 1 << UInt64(scalar & 63) != 0 : others.contains(scalar)
    }
}
