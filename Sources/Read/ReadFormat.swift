/// What a file holds, told by its ending or by `--from`.
package enum ReadFormat: String, Sendable, CaseIterable {
    case markdown, html, text, xml, json, jsonl, csv, tsv

    /// The endings of each, the first being its name on the command line.
    package var endings: [String] {
        switch self {
        case .markdown: ["md", "markdown"]
        case .html: ["html", "htm", "xhtml"]
        case .text: ["txt", "text"]
        case .xml: ["xml", "rss", "atom"]
        case .json: ["json"]
        case .jsonl: ["jsonl", "ndjson"]
        case .csv: ["csv"]
        case .tsv: ["tsv"]
        }
    }

    package static let compressions = ["gz", "xz", "zst"]

    /// The format of a name such as `--from` takes (`md`, `jsonl`).
    package init?(name: String) {
        let lower = name.lowercased()
        guard let found = ReadFormat.allCases.first(where: { $0.rawValue == lower || $0.endings.contains(lower) })
        else {
            return nil
        }
        self = found
    }

    /// The format of a path by its ending, behind the ending of its compression (`a.jsonl.xz`).
    package init?(path: String) {
        let name = path.split(separator: "/").last ?? ""
        var parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count > 1, let last = parts.popLast() else { return nil }
        var ending = last.lowercased()
        if ReadFormat.compressions.contains(ending) {
            guard parts.count > 1, let next = parts.popLast() else { return nil }
            ending = next.lowercased()
        }
        guard let found = ReadFormat.allCases.first(where: { $0.endings.contains(ending) }) else { return nil }
        self = found
    }

    /// Guesses the format of what has no telling name (standard input) by how it begins.
    static func sniff(_ bytes: ArraySlice<UInt8>) -> ReadFormat {
        let start = bytes.drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }.prefix(256)
        let lower = start.map { $0 >= 0x41 && $0 <= 0x5A ? $0 + 0x20 : $0 }
        func begins(_ text: StaticString) -> Bool {
            text.withUTF8Buffer { lower.starts(with: $0) }
        }
        if begins("[") && !lower.dropFirst().contains(UInt8(ascii: "(")) { return .json }
        if begins("{") { return .jsonl }
        if begins("<?xml") || begins("<rss") || begins("<feed") { return .xml }
        if begins("<!doctype") || begins("<html") || begins("<head") || begins("<body") { return .html }
        return .text
    }
}
