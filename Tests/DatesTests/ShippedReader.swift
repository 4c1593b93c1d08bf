import Dates
import Glibc
import ICUText
import Kernel
import Testing

/// The reader of dates as it ships, compiled once for all tests.
enum Shipped {
    static let fold = Folding.table()

    static let reader: DateReader = {
        do { return try DateReader(rows, fold: fold) } catch { fatalError("\(error)") }
    }()

    static let rows: [DateTermRow] = rows(ofTSV: contents(of: path), file: "dates.tsv")

    /// The file beside this package's sources.
    private static let path: String = {
        var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        parts.removeLast(3)
        return parts.joined(separator: "/") + "/Lexicons/dates.tsv"
    }()

    static func rows(ofTSV text: String, file: String) -> [DateTermRow] {
        var header: [String] = []
        var rows: [DateTermRow] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.isEmpty || line.hasPrefix("#") { continue }
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            if header.isEmpty {
                header = cells
                continue
            }
            let pairs = zip(header, cells).map { ($0, $1) }
            rows.append(
                DateTermRow(cells: Dictionary(uniqueKeysWithValues: pairs), origin: Origin(path: file, line: index + 1))
            )
        }
        return rows
    }

    private static func contents(of path: String) -> String {
        guard let file = fopen(path, "rb") else { fatalError("no \(path)") }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { break }
            bytes.append(contentsOf: buffer[0..<count])
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
