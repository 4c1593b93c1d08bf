/// The expected rows of a case with some of its differences taken for right. Comments, the order of the rows and whatever was
/// not accepted stay as they are.
package enum Acceptance {
    /// `accepted`: places in `result.differences`.
    package static func table(_ result: CaseResult, accepting accepted: Set<Int>) -> [UInt8] {
        var (lines, first) = result.golden.expectedLines
        let ending: [UInt8] = lines.first?.last == 13 ? [13, 10] : [10]
        if result.golden.expected == nil { lines = [ArraySlice(line(result.columns))] }
        var out = lines.map { line in Optional(line.last == 13 ? line.dropLast() : line) }
        /// New lines behind a line.
        var behind: [Int: [[UInt8]]] = [:]
        let header = (result.golden.expected?.headerLine ?? first) - first
        for (index, difference) in result.differences.enumerated() where accepted.contains(index) {
            switch difference.what {
            case .missing: if let line = difference.line { out[line - first] = nil }
            case .changed:
                guard let line = difference.line, let expected = difference.expected, let found = difference.found
                else { continue }
                // Cells that say what was found stay as somebody wrote them.
                let cells = result.columns.indices.map { at in
                    CaseColumns.agree(result.columns[at], expected[at], found[at]) ? expected[at] : found[at]
                }
                out[line - first] = ArraySlice(Acceptance.line(cells))
            case .extra:
                guard let order = difference.order, let found = difference.found else { continue }
                let before = result.foundLines[..<order].compactMap { $0 }.max().map { $0 - first } ?? header
                behind[before, default: []].append(line(found))
            }
        }
        var bytes: [UInt8] = []
        for (index, text) in out.enumerated() {
            if let text { bytes += text + ending }
            for text in behind[index] ?? [] { bytes += text + ending }
        }
        return bytes
    }

    private static func line(_ cells: [String]) -> [UInt8] { Array(cells.joined(separator: "\t").utf8) }
}
