/// Where a row of a table stands: in which of its files, and which row of that.
package struct RowSpot: Sendable {
    var file: Int32
    var row: Int32
    /// Files may have their columns in any order.
    var idColumn: Int32

    func id(in files: [TSVTable]) -> ArraySlice<UInt8> {
        let file = files[Int(file)]
        return file.slice(file.rows[Int(row)], Int(idColumn))
    }
}

/// The rows of a table by the bytes of their ids.
struct RowIndex: Sendable {
    private struct ID: Hashable {
        var bytes: ArraySlice<UInt8>

        func hash(into hasher: inout Hasher) { bytes.withUnsafeBytes { hasher.combine(bytes: $0) } }
    }

    private var rows: [ID: Int]

    init(capacity: Int) { rows = Dictionary(minimumCapacity: capacity) }

    subscript(_ id: ArraySlice<UInt8>) -> Int? {
        get { rows[ID(bytes: id)] }
        set { rows[ID(bytes: id)] = newValue }
    }
}
