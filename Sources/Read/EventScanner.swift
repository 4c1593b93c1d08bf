internal import Kernel

/// Reads an event from a line of JSON as the program itself writes it, without making a tree of the values first: tables of
/// millions of events are read again and again. Whatever looks otherwise it leaves to those who read all of JSON and say
/// what is wrong with it.
struct EventScanner {
    private struct Otherwise: Error {}

    private let text: UnsafeBufferPointer<UInt8>
    private var at = 0
    private var depth = 0

    /// nil: not as the program writes it.
    static func event(_ bytes: [UInt8]) -> Event? {
        bytes.withUnsafeBufferPointer { text in
            var scanner = EventScanner(text: text)
            guard let event = try? scanner.event(), scanner.isAtEnd else { return nil }
            return event
        }
    }

    private init(text: UnsafeBufferPointer<UInt8>) { self.text = text }

    private var isAtEnd: Bool {
        var rest = at
        while rest < text.count, text[rest] == 0x20 || text[rest] == 0x0D || text[rest] == 0x0A { rest += 1 }
        return rest == text.count
    }

    private mutating func event() throws(Otherwise) -> Event {
        // Accounts have none themselves.
        depth += 1
        defer { depth -= 1 }
        if depth > 2 { throw Otherwise() }
        var event = Event(kind: .meeting, status: .held, parties: [])
        var hasKind = false
        var hasStatus = false
        var story = Story()
        try object { scanner, key throws(Otherwise) in
            switch key {
            case "id": event.id = try scanner.string()
            case "kind":
                event.kind = try scanner.word(EventKind.init(rawValue:))
                hasKind = true
            case "mode": event.mode = try scanner.word(EventMode.init(rawValue:))
            case "status":
                event.status = try scanner.word(EventStatus.init(rawValue:))
                hasStatus = true
            case "date": event.date = try scanner.word(DateValue.init(edtf:))
            case "dateText": event.dateText = try scanner.string()
            case "dateBasis": event.dateBasis = try scanner.word(DateMention.Basis.init(rawValue:))
            case "parties": event.parties = try scanner.strings()
            case "people": try scanner.array { scanner throws(Otherwise) in event.people.append(try scanner.person()) }
            case "place": event.place = try scanner.place()
            case "title": event.title = try scanner.string()
            case "salience": event.salience = try scanner.word(Salience.init(rawValue:))
            case "cameo": event.cameo = try scanner.string()
            case "plover": event.plover = try scanner.string()
            case "doc": event.doc = try scanner.string()
            case "url": event.url = try scanner.string()
            case "source": event.source = try scanner.string()
            case "published": event.published = try scanner.word { CivilDate(iso: $0) }
            case "evidence":
                try scanner.array { scanner throws(Otherwise) in event.evidence.append(try scanner.evidence()) }
            case "reports": event.reports = try scanner.strings()
            case "partOf": event.partOf = try scanner.string()
            case "confidence": event.confidence = try scanner.decimal()
            case "accounts":
                try scanner.array { scanner throws(Otherwise) in story.accounts.append(try scanner.event()) }
            case "also": story.also = try scanner.strings()
            // Made anew with every merge.
            case "history", "conflicts", "trip": try scanner.skip()
            default: throw Otherwise()
            }
        }
        guard hasKind, hasStatus, !event.doc.isEmpty, !event.reports.isEmpty else { throw Otherwise() }
        if !story.accounts.isEmpty || !story.also.isEmpty { event.story = story }
        return event
    }

    private mutating func person() throws(Otherwise) -> Participant {
        var person = Participant(name: "", party: "")
        try object { scanner, key throws(Otherwise) in
            switch key {
            case "id": person.id = try scanner.string()
            case "name": person.name = try scanner.string()
            case "as": person.wording = try scanner.string()
            case "nameEn": person.nameEn = try scanner.string()
            case "party": person.party = try scanner.string()
            case "office": person.office = try scanner.string()
            case "role": person.role = try scanner.word(Participant.Role.init(rawValue:))
            case "inferred":
                try scanner.literal("true")
                person.inferred = true
            default: throw Otherwise()
            }
        }
        return person
    }

    private mutating func place() throws(Otherwise) -> Place {
        var place = Place(name: "", country: "")
        try object { scanner, key throws(Otherwise) in
            switch key {
            case "name": place.name = try scanner.string()
            case "country": place.country = try scanner.string()
            default: throw Otherwise()
            }
        }
        return place
    }

    private mutating func evidence() throws(Otherwise) -> Evidence {
        var evidence = Evidence(block: 0, start: 0, end: 0, text: "")
        try object { scanner, key throws(Otherwise) in
            switch key {
            case "block": evidence.block = try scanner.number()
            case "start": evidence.start = try scanner.number()
            case "end": evidence.end = try scanner.number()
            case "text": evidence.text = try scanner.string()
            default: throw Otherwise()
            }
        }
        return evidence
    }

    // MARK: - Values

    private mutating func blanks() {
        while at < text.count, text[at] == 0x20 { at += 1 }
    }

    private mutating func take(_ mark: UInt8) throws(Otherwise) {
        blanks()
        guard at < text.count, text[at] == mark else { throw Otherwise() }
        at += 1
    }

    private mutating func takes(_ mark: UInt8) -> Bool {
        blanks()
        guard at < text.count, text[at] == mark else { return false }
        at += 1
        return true
    }

    private mutating func object(
        _ member: (inout EventScanner, String) throws(Otherwise) -> Void
    ) throws(Otherwise) {
        try take(UInt8(ascii: "{"))
        if takes(UInt8(ascii: "}")) { return }
        repeat {
            let key = try string()
            try take(UInt8(ascii: ":"))
            try member(&self, key)
        } while takes(UInt8(ascii: ","))
        try take(UInt8(ascii: "}"))
    }

    private mutating func array(_ element: (inout EventScanner) throws(Otherwise) -> Void) throws(Otherwise) {
        try take(UInt8(ascii: "["))
        if takes(UInt8(ascii: "]")) { return }
        repeat { try element(&self) } while takes(UInt8(ascii: ","))
        try take(UInt8(ascii: "]"))
    }

    private mutating func strings() throws(Otherwise) -> [String] {
        var strings: [String] = []
        try array { scanner throws(Otherwise) in strings.append(try scanner.string()) }
        return strings
    }

    private mutating func word<Word>(_ make: (String) -> Word?) throws(Otherwise) -> Word {
        guard let word = make(try string()) else { throw Otherwise() }
        return word
    }

    private mutating func string() throws(Otherwise) -> String {
        try take(UInt8(ascii: "\""))
        let start = at
        while at < text.count, text[at] != UInt8(ascii: "\"") {
            if text[at] < 0x20 { throw Otherwise() }
            if text[at] == UInt8(ascii: "\\") { return try escaped(from: start) }
            at += 1
        }
        guard at < text.count else { throw Otherwise() }
        defer { at += 1 }
        return String(decoding: UnsafeBufferPointer(rebasing: text[start..<at]), as: UTF8.self)
    }

    /// A string with one of the escapes that the program writes.
    private mutating func escaped(from start: Int) throws(Otherwise) -> String {
        var bytes = Array(text[start..<at])
        while at < text.count, text[at] != UInt8(ascii: "\"") {
            if text[at] == UInt8(ascii: "\\") {
                at += 1
                guard at < text.count else { throw Otherwise() }
                switch text[at] {
                case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): bytes.append(text[at])
                case UInt8(ascii: "n"): bytes.append(0x0A)
                case UInt8(ascii: "r"): bytes.append(0x0D)
                case UInt8(ascii: "t"): bytes.append(0x09)
                default: throw Otherwise()
                }
            } else {
                if text[at] < 0x20 { throw Otherwise() }
                bytes.append(text[at])
            }
            at += 1
        }
        guard at < text.count else { throw Otherwise() }
        at += 1
        return String(decoding: bytes, as: UTF8.self)
    }

    private mutating func number() throws(Otherwise) -> Int {
        blanks()
        let start = at
        var value = 0
        while at < text.count, text[at] >= 0x30, text[at] <= 0x39, at - start < 18 {
            value = value * 10 + Int(text[at] - 0x30)
            at += 1
        }
        if at == start { throw Otherwise() }
        return value
    }

    /// `0.97`
    private mutating func decimal() throws(Otherwise) -> Double {
        var value = Double(try number())
        guard at < text.count, text[at] == UInt8(ascii: ".") else { return value }
        at += 1
        let start = at
        let fraction = Double(try number())
        var scale = 1.0
        for _ in start..<at { scale *= 10 }
        value += fraction / scale
        return value
    }

    private mutating func literal(_ word: StaticString) throws(Otherwise) {
        blanks()
        for index in 0..<word.utf8CodeUnitCount {
            guard at < text.count, text[at] == word.utf8Start[index] else { throw Otherwise() }
            at += 1
        }
    }

    /// Passes over an object or array.
    private mutating func skip() throws(Otherwise) {
        blanks()
        guard at < text.count, text[at] == UInt8(ascii: "{") || text[at] == UInt8(ascii: "[") else { throw Otherwise() }
        var depth = 0
        while at < text.count {
            switch text[at] {
            case UInt8(ascii: "\""):
                _ = try string()
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            default: break
            }
            at += 1
            if depth == 0 { return }
        }
        throw Otherwise()
    }
}
