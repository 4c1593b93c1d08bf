/// Folds script and width: each character of the Basic Multilingual Plane to the one that stands for it in matching
/// (traditional to simplified, full width to half width, Latin capitals to small letters). Made by `ICUText`.
package struct FoldTable: Sendable {
    /// 65,536 entries, or none for a table that changes nothing.
    @usableFromInline let map: [UInt16]

    package init(_ map: [UInt16]) {
        precondition(map.count == 65_536)
        self.map = map
    }

    @inlinable @inline(__always)
    package func callAsFunction(_ scalar: UInt32) -> UInt32 {
        scalar < 0x10000 ? UInt32(map[Int(scalar)]) : scalar
    }

    package func fold(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            out.append(Unicode.Scalar(self(scalar.value)) ?? scalar)
        }
        return String(out)
    }
}
