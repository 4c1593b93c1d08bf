package import Kernel

/// One event of a table that was written before: a line of JSON, or a row of CSV or TSV.
package struct EventRecord: Sendable {
    package struct Failure: Error {
        package var message: String
        package var hint: String
    }

    package enum Form: Sendable { case json, cells(header: [String], separator: UInt8) }

    let form: Form

    package init(_ form: Form) { self.form = form }

    package func event(_ record: [UInt8]) throws(Failure) -> Event {
        switch form {
        case .json:
            if let event = EventScanner.event(record) { return event }
            switch JSONText.value(of: record) {
            case .failure(let failure):
                throw Failure(
                    message: "this line is no JSON: \(failure.message), at byte \(failure.offset + 1)",
                    hint: "each line is one event, as extract --to jsonl writes it")
            case .success(let value): return try EventRecord.event(value)
            }
        case .cells(let header, let separator): return try row(record, header, separator)
        }
    }

    // MARK: - JSON

    static func event(_ value: JSONValue) throws(Failure) -> Event {
        guard case .object(let members) = value else {
            throw Failure(message: "no event: not an object", hint: "each line is one event in braces")
        }
        var event = Event(kind: .meeting, status: .held, parties: [])
        var hasKind = false
        var hasStatus = false
        var story = Story()
        for (key, value) in members {
            switch String(decoding: key, as: UTF8.self) {
            case "id": event.id = value.text ?? ""
            case "kind":
                event.kind = try word(value, "kind", EventKind.init(rawValue:), EventKind.allCases.map(\.rawValue))
                hasKind = true
            case "mode":
                event.mode = try word(value, "mode", EventMode.init(rawValue:), EventMode.allCases.map(\.rawValue))
            case "status":
                event.status = try word(
                    value, "status", EventStatus.init(rawValue:), EventStatus.allCases.map(\.rawValue))
                hasStatus = true
            case "date": event.date = try date(value.text ?? "")
            case "dateText": event.dateText = value.text ?? ""
            case "dateBasis": event.dateBasis = value.text.flatMap { DateMention.Basis(rawValue: $0) }
            case "parties": event.parties = (value.elements ?? []).compactMap(\.text)
            case "people": event.people = (value.elements ?? []).compactMap(person)
            case "place":
                if value.isObject {
                    event.place = Place(name: value["name"]?.text ?? "", country: value["country"]?.text ?? "")
                }
            case "title": event.title = value.text ?? ""
            case "salience":
                event.salience = try word(
                    value, "salience", Salience.init(rawValue:), Salience.allCases.map(\.rawValue))
            case "cameo": event.cameo = value.text ?? ""
            case "plover": event.plover = value.text ?? ""
            case "doc": event.doc = value.text ?? ""
            case "url": event.url = value.text ?? ""
            case "source": event.source = value.text ?? ""
            case "published": event.published = try day(value.text ?? "")
            case "evidence": event.evidence = (value.elements ?? []).map(evidence)
            case "reports": event.reports = (value.elements ?? []).compactMap(\.text)
            case "partOf": event.partOf = value.text ?? ""
            case "confidence": event.confidence = value.text.flatMap { Double($0) } ?? 0
            case "accounts":
                for account in value.elements ?? [] { story.accounts.append(try self.event(account)) }
            case "also": story.also = (value.elements ?? []).compactMap(\.text)
            default: break
            }
        }
        guard hasKind, hasStatus else {
            throw Failure(
                message: "no event: its \(hasKind ? "status" : "kind") is missing",
                hint: "events as extract --to jsonl writes them")
        }
        if !story.accounts.isEmpty || !story.also.isEmpty { event.story = story }
        return named(event)
    }

    private static func person(_ value: JSONValue) -> Participant? {
        guard case .object(let members) = value else {
            return value.text.map { Participant(name: $0, party: "") }
        }
        var person = Participant(name: "", party: "")
        for (key, value) in members {
            switch String(decoding: key, as: UTF8.self) {
            case "id": person.id = value.text ?? ""
            case "name": person.name = value.text ?? ""
            case "as": person.wording = value.text ?? ""
            case "nameEn": person.nameEn = value.text ?? ""
            case "party": person.party = value.text ?? ""
            case "office": person.office = value.text ?? ""
            case "role": person.role = value.text.flatMap { Participant.Role(rawValue: $0) } ?? .participant
            case "inferred": if case .bool(true) = value { person.inferred = true }
            default: break
            }
        }
        return person
    }

    private static func evidence(_ value: JSONValue) -> Evidence {
        func number(_ key: String) -> Int { value[key]?.text.flatMap { Int($0) } ?? 0 }
        return Evidence(
            block: number("block"), start: number("start"), end: number("end"), text: value["text"]?.text ?? "")
    }

    private static func word<Word>(
        _ value: JSONValue, _ field: String, _ make: (String) -> Word?, _ all: [String]
    ) throws(Failure) -> Word {
        guard let word = make(value.text ?? "") else { throw unknown(field, value.text ?? "", all) }
        return word
    }

    private static func unknown(_ field: String, _ text: String, _ all: [String]) -> Failure {
        Failure(message: "no event: its \(field) is \"\(text)\"", hint: "one of " + all.joined(separator: ", "))
    }

    private static func date(_ text: String) throws(Failure) -> DateValue? {
        if text.isEmpty { return nil }
        guard let date = DateValue(edtf: text) else {
            throw Failure(message: "no event: its date is \"\(text)\"", hint: "write it as 2023-08-31 or 2023-08")
        }
        return date
    }

    private static func day(_ text: String) throws(Failure) -> CivilDate? {
        if text.isEmpty { return nil }
        guard let day = CivilDate(iso: text) else {
            throw Failure(message: "no event: its day of publication is \"\(text)\"", hint: "write it as 2023-08-31")
        }
        return day
    }

    /// Whatever names its article and itself.
    private static func named(_ event: Event) -> Event {
        var event = event
        if event.doc.isEmpty { event.doc = event.reports.first ?? (event.url.isEmpty ? event.id : event.url) }
        if event.reports.isEmpty { event.reports = [event.doc] }
        return event
    }

    // MARK: - Cells

    private func row(_ record: [UInt8], _ header: [String], _ separator: UInt8) throws(Failure) -> Event {
        let cells = CSVRecord.cells(record, separator: separator)
        var event = Event(kind: .meeting, status: .held, parties: [])
        var country = ""
        var place = ""
        for (number, name) in header.enumerated() where number < cells.count {
            let text = EventRecord.text(cells[number], separator)
            if text.isEmpty, name != "kind", name != "status" { continue }
            switch name {
            case "id": event.id = text
            case "kind":
                guard let kind = EventKind(rawValue: text) else {
                    throw EventRecord.unknown("kind", text, EventKind.allCases.map(\.rawValue))
                }
                event.kind = kind
            case "mode": event.mode = EventMode(rawValue: text)
            case "status":
                guard let status = EventStatus(rawValue: text) else {
                    throw EventRecord.unknown("status", text, EventStatus.allCases.map(\.rawValue))
                }
                event.status = status
            case "date": event.date = try EventRecord.date(text)
            case "parties": event.parties = EventRecord.list(text)
            case "people":
                event.people = EventRecord.list(text).map {
                    Participant(name: $0, party: "", role: event.kind == .visit ? .visitor : .participant)
                }
            case "title": event.title = text
            case "place": place = text
            case "country": country = text
            case "salience": event.salience = Salience(rawValue: text) ?? .main
            case "first_reported": event.published = try EventRecord.day(text)
            case "source": event.source = text
            case "url": event.url = text
            case "evidence": event.evidence = [Evidence(block: 0, start: 0, end: text.unicodeScalars.count, text: text)]
            case "cameo": event.cameo = text
            case "plover": event.plover = text
            default: break
            }
        }
        if !place.isEmpty || !country.isEmpty { event.place = Place(name: place, country: country) }
        return EventRecord.named(event)
    }

    private static func list(_ text: String) -> [String] {
        text.split(separator: ";").map { part in
            var part = part
            while part.utf8.first == 0x20 { part.removeFirst() }
            return String(part)
        }.filter { !$0.isEmpty }
    }

    /// Without what the writer put in: the apostrophe before a formula, the escapes of TSV.
    private static func text(_ cell: [UInt8], _ separator: UInt8) -> String {
        var bytes = cell
        if separator == 9, bytes.contains(0x5C) {
            var plain: [UInt8] = []
            var at = 0
            while at < bytes.count {
                if bytes[at] == 0x5C, at + 1 < bytes.count {
                    switch bytes[at + 1] {
                    case UInt8(ascii: "t"): plain.append(9)
                    case UInt8(ascii: "n"): plain.append(10)
                    case UInt8(ascii: "r"): plain.append(13)
                    default: plain.append(bytes[at + 1])
                    }
                    at += 2
                } else {
                    plain.append(bytes[at])
                    at += 1
                }
            }
            bytes = plain
        }
        if bytes.count > 1, bytes[0] == UInt8(ascii: "'"), "=+-@\t\r".utf8.contains(bytes[1]) { bytes.removeFirst() }
        return String(decoding: bytes, as: UTF8.self)
    }
}
