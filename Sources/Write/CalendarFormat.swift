package import Kernel

/// An iCalendar file (RFC 5545) of what took place or is going to, one all-day entry an event.
///
/// An entry needs days: an event without a date, and one whose date is open to the past or vaguer than a month, has none.
package struct CalendarFormat: EventFormat {
    /// Days of the longest stretch that is still an entry.
    private static let longest = 31

    private var known: Set<UInt64> = []
    /// Events that stand in no calendar.
    package private(set) var leftOut = 0

    package init() {}

    package func begin(into out: inout [UInt8]) {
        CalendarFormat.line("BEGIN", "VCALENDAR", into: &out)
        CalendarFormat.line("VERSION", "2.0", into: &out)
        CalendarFormat.line("PRODID", "-//Chancery//Chancery//EN", into: &out)
        CalendarFormat.line("CALSCALE", "GREGORIAN", into: &out)
        CalendarFormat.line("METHOD", "PUBLISH", into: &out)
        CalendarFormat.line("X-WR-CALNAME", "Chancery", into: &out)
    }

    package mutating func add(_ event: Event, into out: inout [UInt8]) {
        guard event.status == .held || event.status == .planned, let (first, last) = CalendarFormat.days(event) else {
            leftOut += 1
            return
        }
        // One entry an event, however many articles report it: a calendar takes the second of a name for the first, changed.
        guard known.insert(ContentHash.short(event.id)).inserted else { return }
        func line(_ name: String, _ value: String) { CalendarFormat.line(name, value, into: &out) }
        line("BEGIN", "VEVENT")
        line("UID", event.id + "@chancery")
        // The day of publication, not of the run: the same event is the same entry tomorrow.
        line("DTSTAMP", CalendarFormat.compact(event.published ?? first) + "T000000Z")
        line("DTSTART;VALUE=DATE", CalendarFormat.compact(first))
        // The end is the first day after, and the calendar ends with the year 9999.
        if let end = CivilDate(iso: (last + 1).iso) { line("DTEND;VALUE=DATE", CalendarFormat.compact(end)) }
        line("SUMMARY", CalendarFormat.escaped(event.title))
        if let place = event.place { line("LOCATION", CalendarFormat.escaped(place.name)) }
        line("DESCRIPTION", CalendarFormat.escaped(CalendarFormat.description(event)))
        line("CATEGORIES", event.kind.rawValue.uppercased())
        line("STATUS", event.status == .held ? "CONFIRMED" : "TENTATIVE")
        line("TRANSP", "TRANSPARENT")
        if CalendarFormat.isAddress(event.url) { line("URL", event.url) }
        line("END", "VEVENT")
    }

    package func end(into out: inout [UInt8]) { CalendarFormat.line("END", "VCALENDAR", into: &out) }

    /// The first and the last day of an event's entry; an arrival without a departure is one day.
    package static func days(_ event: Event) -> (first: CivilDate, last: CivilDate)? {
        guard let date = event.date, let first = date.firstDay else { return nil }
        guard let last = date.lastDay else { return date.start?.precision == .day ? (first, first) : nil }
        return last - first < longest ? (first, last) : nil
    }

    private static func description(_ event: Event) -> String {
        var lines = event.evidence.map(\.text)
        if !event.people.isEmpty {
            lines.append(
                event.people.map { $0.name + ($0.party.isEmpty ? "" : " (\($0.party))") }.joined(separator: ", "))
        }
        lines.append(event.parties.joined(separator: ", "))
        if let date = event.date, !date.isDay { lines.append(date.edtf) }
        if !event.url.isEmpty { lines.append(event.url) }
        return lines.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private static func compact(_ day: CivilDate) -> String { day.iso.filter { $0 != "-" } }

    private static func isAddress(_ url: String) -> Bool {
        (url.hasPrefix("https://") || url.hasPrefix("http://")) && url.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }

    /// A value of type TEXT; control characters have no place in one.
    package static func escaped(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ";", ",":
                out.append("\\")
                out.append(scalar)
            case "\n": out.append(contentsOf: "\\n".unicodeScalars)
            case "\t": out.append(" ")
            default: if scalar.value >= 0x20, scalar.value != 0x7F { out.append(scalar) }
            }
        }
        return String(out)
    }

    /// A content line of no more than 75 octets; what is longer goes on in the next behind a space, cut between characters.
    private static func line(_ name: String, _ value: String, into out: inout [UInt8]) {
        var used = 0
        func put(_ bytes: some Sequence<UInt8>, _ count: Int) {
            if used + count > 75 {
                out.append(contentsOf: [13, 10, 0x20])
                used = 1
            }
            out.append(contentsOf: bytes)
            used += count
        }
        for byte in name.utf8 { put(CollectionOfOne(byte), 1) }
        put(CollectionOfOne(UInt8(ascii: ":")), 1)
        for scalar in value.unicodeScalars {
            let bytes = UTF8.encode(scalar)
            put(bytes ?? UTF8.encodedReplacementCharacter, bytes?.count ?? 3)
        }
        out.append(contentsOf: [13, 10])
    }
}
