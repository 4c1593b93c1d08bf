/// The cells of one CSV or TSV record (RFC 4180).
enum CSVRecord {
    static func cells(_ record: [UInt8], separator: UInt8) -> [[UInt8]] {
        let quote = UInt8(ascii: "\"")
        var cells: [[UInt8]] = []
        var at = 0
        while true {
            var cell: [UInt8] = []
            if at < record.count, record[at] == quote {
                at += 1
                while at < record.count {
                    if record[at] == quote {
                        if at + 1 < record.count, record[at + 1] == quote {
                            at += 1
                        } else {
                            at += 1
                            break
                        }
                    }
                    cell.append(record[at])
                    at += 1
                }
            }
            let start = at
            while at < record.count, record[at] != separator { at += 1 }
            cell.append(contentsOf: record[start..<at])
            cells.append(cell)
            if at >= record.count { return cells }
            at += 1
        }
    }
}
