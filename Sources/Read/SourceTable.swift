/// A medium, as a row of the lexicon has it.
package struct SourceRow: Sendable {
    package var id: String
    package var name: String
    /// Other wordings, the tags of its reports (`早报讯`) and traditional spellings among them.
    package var aliases: [String]
    /// `zaobao.com`, which also stands for `www.zaobao.com`; with a path where a host holds several media.
    package var hosts: [String]
    /// The code of its country or organisation.
    package var party: String
    /// The IANA zone of its newsroom.
    package var zone: String

    package init(
        id: String, name: String, aliases: [String] = [], hosts: [String] = [], party: String, zone: String
    ) {
        self.id = id
        self.name = name
        self.aliases = aliases
        self.hosts = hosts
        self.party = party
        self.zone = zone
    }
}

/// Finds a medium by its name, by an address, or by what a text begins with.
package struct SourceTable: Sendable {
    let rows: [SourceRow]
    private var byName: [String: Int] = [:]
    private var byHost: [String: Int] = [:]
    private var starts = PhraseIndex()

    package init(_ rows: [SourceRow]) {
        self.rows = rows
        for (index, row) in rows.enumerated() {
            for name in [row.name] + row.aliases where !name.isEmpty {
                let key = SourceTable.key(name)
                if byName[key] == nil { byName[key] = index }
                starts.add(Array(name.utf8), index)
            }
            for host in row.hosts where byHost[host] == nil { byHost[host] = index }
        }
        starts.sort()
    }

    /// The medium of that name, whatever its case and spaces.
    func named(_ name: String) -> Int? { byName[SourceTable.key(name)] }

    /// The medium at an address: the longest host (and path) that ends (and begins) the address' own.
    func at(_ url: String) -> Int? {
        var rest = Substring(url.lowercased())
        guard let scheme = rest.firstRange(ofBytes: "://") else { return nil }
        rest = rest[scheme...]
        let host = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" && $0 != ":" }
        let path = rest.dropFirst(host.count).prefix { $0 != "?" && $0 != "#" }
        let labels = host.split(separator: ".")
        let segment = path.split(separator: "/").first ?? ""
        for first in labels.indices {
            let name = labels[first...].joined(separator: ".")
            if let found = byHost[name + "/" + segment] ?? byHost[name] { return found }
        }
        return nil
    }

    /// The medium whose name stands at `index`, and where the name ends; the longest name wins.
    func begins(_ text: [UInt8], at index: Int) -> (row: Int, end: Int)? {
        guard let (row, length) = starts.longest(in: text, at: index) else { return nil }
        return (row, index + length)
    }

    private static func key(_ name: String) -> String {
        String(
            decoding: name.utf8.filter { $0 > 0x20 }.map { $0 >= 0x41 && $0 <= 0x5A ? $0 + 0x20 : $0 }, as: UTF8.self)
    }
}

/// Phrases by their first three bytes, so that a text is compared with the few that can stand at a place.
struct PhraseIndex: Sendable {
    private var buckets: [UInt32: [(bytes: [UInt8], value: Int)]] = [:]

    mutating func add(_ bytes: [UInt8], _ value: Int) {
        guard let key = PhraseIndex.key(bytes, 0) else { return }
        buckets[key, default: []].append((bytes, value))
    }

    /// Longest first, then in the order in which they came.
    mutating func sort() {
        for key in buckets.keys {
            buckets[key]?.sort { ($1.bytes.count, $0.value) < ($0.bytes.count, $1.value) }
        }
    }

    func longest(in text: [UInt8], at index: Int) -> (value: Int, length: Int)? {
        guard let key = PhraseIndex.key(text, index), let bucket = buckets[key] else { return nil }
        for phrase in bucket where text.hasBytes(phrase.bytes, at: index) { return (phrase.value, phrase.bytes.count) }
        return nil
    }

    private static func key(_ bytes: [UInt8], _ index: Int) -> UInt32? {
        guard index >= 0, index + 3 <= bytes.count else { return nil }
        return UInt32(bytes[index]) << 16 | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2])
    }
}
