package import Kernel
internal import Read

/// Events of articles as labels and extracted files hold them: JSONL, one object a line, either a document with its `events`
/// or one event with its `doc`.
package struct LabelledEvents: Sendable {
    package struct Entry: Sendable, Hashable {
        package var kind: String
        package var status: String
        package var date: DateValue?
        package var parties: Set<String>
        /// By the one name of each.
        package var people: Set<String>
        package var place: String
        package var country: String
        package var salience: String
        package var source: String
    }

    /// Documents in the order of the file.
    package private(set) var docs: [String] = []
    package private(set) var entries: [String: [Entry]] = [:]

    package init(path: String, bytes: [UInt8], names: NameTable, report: (Diagnostic) -> Void) {
        for (line, origin) in LabelLines.of(bytes, path: path) {
            switch JSONText.value(of: line) {
            case .failure(let failure):
                report(
                    Diagnostic(
                        .error, "bad-json", at: origin,
                        "this line is no JSON: \(failure.message), at byte \(failure.offset + 1)",
                        hint: "each line is one JSON object"))
            case .success(let value):
                guard let doc = LabelledEvents.doc(value) else {
                    report(
                        Diagnostic(
                            .error, "no-doc", at: origin, "this line does not say which article it is of",
                            hint: "give it a \"doc\""))
                    continue
                }
                if entries[doc] == nil {
                    docs.append(doc)
                    entries[doc] = []
                }
                if let events = value["events"]?.elements {
                    for event in events { entries[doc]?.append(LabelledEvents.entry(event, names)) }
                } else if value["kind"] != nil {
                    entries[doc]?.append(LabelledEvents.entry(value, names))
                }
            }
        }
    }

    private static func doc(_ value: JSONValue) -> String? {
        for key in ["doc", "article"] {
            guard let found = value[key] else { continue }
            if let id = found["id"]?.text { return id }
            if let text = found.text { return text }
        }
        return nil
    }

    static func entry(_ value: JSONValue, _ names: NameTable) -> Entry {
        var people: Set<String> = []
        for person in value["people"]?.elements ?? [] {
            if case .bool(true)? = person["inferred"] { continue }
            if let name = person["name"]?.text ?? person.bytes.map({ String(decoding: $0, as: UTF8.self) }),
                !name.isEmpty
            {
                people.insert(names.name(of: name))
            }
        }
        return Entry(
            kind: value["kind"]?.text ?? "", status: value["status"]?.text ?? "",
            date: value["date"]?.text.flatMap { DateValue(edtf: $0) },
            parties: Set((value["parties"]?.elements ?? []).compactMap(\.text)), people: people,
            place: NameTable.plain(value["place"]?["name"]?.text ?? ""),
            country: value["place"]?["country"]?.text ?? "",
            salience: value["salience"]?.text ?? "", source: value["source"]?.text ?? "")
    }
}

/// One spelling for the many of a name: by the rows of people.tsv.
package struct NameTable: Sendable {
    private var names: [String: String] = [:]

    package init() {}

    package mutating func add(_ name: String, aliases: [String]) {
        for wording in [name] + aliases {
            let key = NameTable.plain(wording)
            if !key.isEmpty, names[key] == nil { names[key] = NameTable.plain(name) }
        }
    }

    package func name(of wording: String) -> String {
        let key = NameTable.plain(wording)
        return names[key] ?? key
    }

    /// Without spaces, dots and dashes.
    package static func plain(_ name: String) -> String {
        String(
            String.UnicodeScalarView(
                name.unicodeScalars.filter { !$0.properties.isWhitespace && !"·•・．.‧-－".unicodeScalars.contains($0) }))
    }
}
