internal import ICUText
package import Kernel

/// A date of publication as a source writes it: a day of the source's own calendar, or an instant.
package enum Stamp: Hashable, Sendable {
    case day(CivilDate)
    /// Seconds after 1970-01-01T00:00Z, and the minutes east of Greenwich that it was written in; 0 also where the zone
    /// is only the neutral one (`Z`, `GMT`, a count of seconds).
    case instant(Int64, offset: Int)

    /// Reads any of the forms, and nothing but white space around it: `Fri, 01 Sep 2023 15:14:40 GMT`,
    /// `2020-11-27T01:17:35.177Z`, `2020-11-26 10:55:00 +0800`, `07/02/2024 - 19:01` (the day first), `2023-02-03`,
    /// `2023年2月3日`, `2024/05/10 08:30`, `Sep 1, 2023`, seconds or milliseconds since 1970.
    package init?(_ text: String) { self.init(Array(text.utf8)) }

    package init?(_ text: [UInt8]) {
        let rest = text.trimmed
        guard !rest.isEmpty, rest.count <= 80 else { return nil }
        var reader = StampReader(Array(rest))
        guard let stamp = reader.read(), reader.isAtEnd else { return nil }
        self = stamp
    }

    /// The stamp that `text` begins with, and where it ends.
    static func leading(_ text: [UInt8]) -> (stamp: Stamp, end: Int)? {
        var reader = StampReader(Array(text.prefix(80)))
        guard let stamp = reader.read() else { return nil }
        return (stamp, reader.at)
    }

    /// The first full date anywhere in a line such as `来源：… 2023-02-03 10:20`.
    static func within(_ text: [UInt8]) -> Stamp? {
        var at = 0
        while at + 8 <= text.count {
            let digit = text[at] >= 0x30 && text[at] <= 0x39
            if digit, let (stamp, _) = leading(Array(text[at...])) { return stamp }
            at += 1
            if digit { while at < text.count, text[at] >= 0x30, text[at] <= 0x39 { at += 1 } }
        }
        return nil
    }

    /// The day on which it was published, by the source's own calendar.
    func day(zone: String, clock: ZoneClock) -> CivilDate? {
        switch self {
        case .day(let day): return day
        case .instant(let seconds, let offset):
            // Midnight sharp in the neutral zone is how programs write a bare day.
            if offset == 0, seconds % 86_400 == 0 { return CivilDate(dayNumber: Int32(seconds / 86_400)) }
            if let day = clock.day(at: seconds, in: zone) { return day }
            let local = seconds + Int64(offset) * 60
            return CivilDate(dayNumber: Int32((local - (local < 0 ? 86_399 : 0)) / 86_400))
        }
    }
}

/// Reads one stamp from the left.
private struct StampReader {
    private let text: [UInt8]
    private(set) var at = 0

    init(_ text: [UInt8]) { self.text = text }

    var isAtEnd: Bool { at == text.count }

    private static let months: [StaticString] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
    /// Zones that mail and feeds name (RFC 822), in hours; CST is left out, being China's as often as America's.
    private static let zones: [(StaticString, Int)] = [
        ("GMT", 0), ("UTC", 0), ("UT", 0), ("EST", -5), ("EDT", -4), ("CDT", -5), ("MST", -7), ("MDT", -6), ("PST", -8),
        ("PDT", -7), ("HKT", 8), ("SGT", 8), ("JST", 9), ("KST", 9), ("CET", 1), ("CEST", 2), ("BST", 1), ("Z", 0),
    ]

    mutating func read() -> Stamp? {
        guard let first = peek else { return nil }
        if isDigit(first) {
            let length = digitsAhead
            switch length {
            case 13, 10:
                guard let value = number(length), value > 0 else { return nil }
                let seconds = length == 13 ? value / 1000 : value
                return .instant(Int64(seconds), offset: 0)
            case 8:
                guard let value = number(8) else { return nil }
                return day(value / 10_000, value / 100 % 100, value % 100).map { .day($0) }
            case 14:
                guard let value = number(14) else { return nil }
                let date = value / 1_000_000
                return day(date / 10_000, date / 100 % 100, date % 100).map { .day($0) }
            case 4: return yearFirst()
            case 1, 2: return dayFirst()
            default: return nil
            }
        }
        return named()
    }

    /// `2023-02-03…`, `2023/2/3…`, `2023.02.03…`, `2023年2月3日…`
    private mutating func yearFirst() -> Stamp? {
        guard let y = number(4) else { return nil }
        if take("年") {
            spaces()
            guard let m = number(digitsAhead), take("月") else { return nil }
            spaces()
            guard let d = number(digitsAhead), take("日") || take("号"), let date = day(y, m, d) else { return nil }
            return withTime(date)
        }
        guard let mark = peek, mark == UInt8(ascii: "-") || mark == UInt8(ascii: "/") || mark == UInt8(ascii: ".")
        else {
            return nil
        }
        at += 1
        guard digitsAhead <= 2, let m = number(digitsAhead), peek == mark else { return nil }
        at += 1
        guard digitsAhead <= 2, let d = number(digitsAhead), let date = day(y, m, d) else { return nil }
        return withTime(date)
    }

    /// `07/02/2024 - 19:01`, `7.2.2024`, `01 Sep 2023 15:14:40 GMT`
    private mutating func dayFirst() -> Stamp? {
        guard let d = number(digitsAhead), let mark = peek else { return nil }
        if mark == 0x20 || (mark == UInt8(ascii: "-") && at + 1 < text.count && !isDigit(text[at + 1])) {
            at += 1
            guard let m = month() else { return nil }
            skip(" -,.")
            guard digitsAhead == 4, let y = number(4), let date = day(y, m, d) else { return nil }
            return withTime(date)
        }
        guard mark == UInt8(ascii: "/") || mark == UInt8(ascii: ".") || mark == UInt8(ascii: "-") else { return nil }
        at += 1
        guard digitsAhead <= 2, let m = number(digitsAhead), peek == mark else { return nil }
        at += 1
        guard digitsAhead == 4, let y = number(4), let date = day(y, m, d) ?? day(y, d, m) else { return nil }
        return withTime(date)
    }

    /// `Fri, 01 Sep 2023…`, `Sep 1, 2023…`, `Fri Sep 01 15:14:40 2023`
    private mutating func named() -> Stamp? {
        let start = at
        if let m = month() {
            skip(" .,")
            guard digitsAhead <= 2, let d = number(digitsAhead) else { return nil }
            skip(" ,")
            guard digitsAhead == 4, let y = number(4), let date = day(y, m, d) else { return nil }
            return withTime(date)
        }
        at = start
        guard wordAhead >= 3, wordAhead <= 9 else { return nil }
        at += wordAhead
        skip(" ,.")
        guard at > start + 3 else { return nil }
        return peek.map(isDigit) == true ? (digitsAhead <= 2 ? dayFirst() : yearFirst()) : monthFirst()
    }

    private mutating func monthFirst() -> Stamp? {
        guard let m = month() else { return nil }
        skip(" .,")
        guard digitsAhead <= 2, let d = number(digitsAhead) else { return nil }
        skip(" ,")
        if digitsAhead == 4, let y = number(4), let date = day(y, m, d) { return withTime(date) }
        // The year behind the time, as in `Fri Sep 01 15:14:40 2023`.
        guard let time = time() else { return nil }
        skip(" ")
        let zone = zone()
        skip(" ")
        guard digitsAhead == 4, let y = number(4), let date = day(y, m, d) else { return nil }
        return stamp(date, time, zone)
    }

    private mutating func withTime(_ date: CivilDate) -> Stamp {
        let end = at
        if peek == UInt8(ascii: "T") || peek == UInt8(ascii: "t") { at += 1 } else { skip(" -,") }
        // A day of the week in between, in brackets or not, says nothing new.
        guard let time = time() else {
            at = end
            return .day(date)
        }
        let timeEnd = at
        skip(" ")
        let zone = zone()
        if zone == nil { at = timeEnd }
        return stamp(date, time, zone)
    }

    private func stamp(_ date: CivilDate, _ seconds: Int, _ zone: Int?) -> Stamp {
        guard let zone else { return .day(date) }
        return .instant(Int64(date.dayNumber) * 86_400 + Int64(seconds) - Int64(zone) * 60, offset: zone)
    }

    /// `15:14`, `15:14:40.177`, `15时14分` as seconds after midnight.
    private mutating func time() -> Int? {
        let start = at
        guard digitsAhead == 1 || digitsAhead == 2, let h = number(digitsAhead), h <= 24 else {
            at = start
            return nil
        }
        guard take(":") || take("：") || take("时") || take("時"), digitsAhead == 2 || digitsAhead == 1,
            let m = number(digitsAhead), m < 60
        else {
            at = start
            return nil
        }
        _ = take("分")
        var s = 0
        let minuteEnd = at
        if take(":") || take("：") {
            if digitsAhead == 2, let value = number(2), value <= 60 { s = value } else { at = minuteEnd }
            if peek == UInt8(ascii: ".") || peek == UInt8(ascii: ",") {
                let fraction = at
                at += 1
                if digitsAhead == 0 { at = fraction } else { at += digitsAhead }
            }
        }
        let end = at
        skip(" ")
        if take("AM") || take("am") { return (h % 12) * 3600 + m * 60 + s }
        if take("PM") || take("pm") { return (h % 12 + 12) * 3600 + m * 60 + s }
        at = end
        return h * 3600 + m * 60 + s
    }

    /// Minutes east of Greenwich.
    private mutating func zone() -> Int? {
        for (name, hours) in StampReader.zones where take(name) {
            // `GMT+8`
            if hours == 0, let more = offset() { return more }
            return hours * 60
        }
        return offset()
    }

    private mutating func offset() -> Int? {
        let start = at
        guard let sign = peek, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
        at += 1
        let length = digitsAhead
        guard length == 4 || length == 2 || length == 1, let value = number(length) else {
            at = start
            return nil
        }
        var minutes = length == 4 ? value / 100 * 60 + value % 100 : value * 60
        if length < 4, take(":"), let more = number(min(digitsAhead, 2)) { minutes += more }
        guard minutes <= 14 * 60 else {
            at = start
            return nil
        }
        return sign == UInt8(ascii: "-") ? -minutes : minutes
    }

    private mutating func month() -> Int? {
        let length = wordAhead
        guard length >= 3 else { return nil }
        for (index, name) in StampReader.months.enumerated() {
            let same = name.withUTF8Buffer { name in (0..<3).allSatisfy { text[at + $0] | 0x20 == name[$0] } }
            if same {
                at += length
                return index + 1
            }
        }
        return nil
    }

    private func day(_ y: Int, _ m: Int, _ d: Int) -> CivilDate? {
        guard (1900...2200).contains(y) else { return nil }
        return CivilDate(year: y, month: m, day: d)
    }

    private var peek: UInt8? { at < text.count ? text[at] : nil }
    private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    private var digitsAhead: Int {
        var end = at
        while end < text.count, isDigit(text[end]) { end += 1 }
        return end - at
    }

    private var wordAhead: Int {
        var end = at
        while end < text.count, text[end] | 0x20 >= 0x61, text[end] | 0x20 <= 0x7A { end += 1 }
        return end - at
    }

    private mutating func number(_ length: Int) -> Int? {
        guard length >= 1, length <= 14, digitsAhead >= length else { return nil }
        var value = 0
        for byte in text[at..<at + length] { value = value * 10 + Int(byte - 0x30) }
        at += length
        return value
    }

    private mutating func take(_ words: StaticString) -> Bool {
        guard text.hasText(words, at: at) else { return false }
        at += words.utf8CodeUnitCount
        return true
    }

    private mutating func spaces() { skip(" ") }

    private mutating func skip(_ marks: StaticString) {
        marks.withUTF8Buffer { marks in
            while at < text.count, marks.contains(text[at]) { at += 1 }
        }
    }
}
