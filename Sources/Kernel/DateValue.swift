/// When something is: a day, a month, a year, or an interval between two such, either end of which may be open.
/// Prints as EDTF (ISO 8601-2) and keeps the precision at which each end is known.
package struct DateValue: Hashable, Sendable {
    package enum Precision: UInt8, Comparable, Sendable {
        case year, month, day
        package static func < (a: Precision, b: Precision) -> Bool { a.rawValue < b.rawValue }
    }

    /// One end of an interval: a day, or a month or year as a whole.
    package struct Edge: Hashable, Sendable {
        /// The first day of the unit.
        package var first: CivilDate
        package var precision: Precision
        /// `~`: about then.
        package var approximate: Bool

        package init(_ first: CivilDate, _ precision: Precision, approximate: Bool = false) {
            self.first = first
            self.precision = precision
            self.approximate = approximate
        }

        package var last: CivilDate {
            let (y, m, _) = first.parts
            return switch precision {
            case .day: first
            case .month: first + (CivilDate.days(in: m, of: y) - 1)
            case .year: first + (CivilDate.isLeap(y) ? 365 : 364)
            }
        }

        package var edtf: String {
            let iso = first.iso
            let text =
                switch precision {
                case .day: iso
                case .month: String(iso.prefix(7))
                case .year: String(iso.prefix(4))
                }
            return approximate ? text + "~" : text
        }

        package init?(edtf text: Substring) { self.init(edtf: ArraySlice(text.utf8)) }

        package init?(edtf bytes: ArraySlice<UInt8>) {
            var body = bytes
            let approximate = body.last == UInt8(ascii: "~")
            if approximate { body = body.dropLast() }
            let at = body.startIndex
            let dash = UInt8(ascii: "-")
            guard body.count >= 4, let y = Digits.value(body[at..<at + 4]) else { return nil }
            var month = 1
            var day = 1
            if body.count >= 7 {
                guard body[at + 4] == dash, let m = Digits.value(body[at + 5..<at + 7]) else { return nil }
                month = m
            }
            if body.count == 10 {
                guard body[at + 7] == dash, let d = Digits.value(body[at + 8..<at + 10]) else { return nil }
                day = d
            }
            let precision: Precision
            switch body.count {
            case 4: precision = .year
            case 7: precision = .month
            case 10: precision = .day
            default: return nil
            }
            guard let first = CivilDate(year: y, month: month, day: day) else { return nil }
            self.init(first, precision, approximate: approximate)
        }
    }

    /// nil: open (`..`). At least one end is given.
    package let start: Edge?
    package let end: Edge?

    package init(_ edge: Edge) {
        start = edge
        end = edge
    }

    /// nil where both ends are open or the interval ends before it starts.
    package init?(from start: Edge?, to end: Edge?) {
        if start == nil && end == nil { return nil }
        if let start, let end, end.last < start.first { return nil }
        self.start = start
        self.end = end
    }

    package static func day(_ day: CivilDate) -> DateValue { DateValue(Edge(day, .day)) }

    package static func days(_ first: CivilDate, _ last: CivilDate) -> DateValue? {
        first == last ? .day(first) : DateValue(from: Edge(first, .day), to: Edge(last, .day))
    }

    /// nil for an open end.
    package var firstDay: CivilDate? { start?.first }
    package var lastDay: CivilDate? { end?.last }
    package var isInterval: Bool { start != end }
    package var isDay: Bool { !isInterval && start?.precision == .day }

    /// The coarser of the two ends.
    package var precision: Precision { Swift.min(start?.precision ?? .day, end?.precision ?? .day) }

    package var edtf: String {
        guard isInterval else { return start?.edtf ?? "" }
        return (start?.edtf ?? "..") + "/" + (end?.edtf ?? "..")
    }

    package init?(edtf text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        switch parts.count {
        case 1:
            guard let edge = Edge(edtf: parts[0]) else { return nil }
            self.init(edge)
        case 2:
            let open = { (part: Substring) in part == ".." || part.isEmpty }
            let start = open(parts[0]) ? nil : Edge(edtf: parts[0])
            let end = open(parts[1]) ? nil : Edge(edtf: parts[1])
            if (start == nil && !open(parts[0])) || (end == nil && !open(parts[1])) { return nil }
            self.init(from: start, to: end)
        default: return nil
        }
    }

    /// Whether some day lies in both.
    package func overlaps(_ other: DateValue) -> Bool {
        if let a = firstDay, let b = other.lastDay, b < a { return false }
        if let a = lastDay, let b = other.firstDay, a < b { return false }
        return true
    }

    /// Whether every day of `other` lies in this value.
    package func contains(_ other: DateValue) -> Bool {
        if let a = firstDay { guard let b = other.firstDay, a <= b else { return false } }
        if let a = lastDay { guard let b = other.lastDay, b <= a else { return false } }
        return true
    }
}
