/// The rows of one table by the row of another that they belong to, in their order: all in one array.
package struct RowGroups: Sendable {
    /// Where each group begins in `rows`, and where the last one ends.
    private var bounds: [Int]
    private var rows: [Int]

    /// `groups`: the group of each row, from 0 to below `count`.
    init(_ groups: [Int], of count: Int) {
        bounds = [Int](repeating: 0, count: count + 1)
        for group in groups { bounds[group + 1] += 1 }
        for group in 0..<count { bounds[group + 1] += bounds[group] }
        var next = bounds
        rows = [Int](repeating: 0, count: groups.count)
        for (row, group) in groups.enumerated() {
            rows[next[group]] = row
            next[group] += 1
        }
    }

    package subscript(_ group: Int) -> ArraySlice<Int> { rows[bounds[group]..<bounds[group + 1]] }
}
