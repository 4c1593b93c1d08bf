internal import CICU
package import Kernel

/// Which day it is at an instant, in a zone of the IANA database. Keeps one calendar a zone; each worker has its own.
package final class ZoneClock {
    private var calendars: [String: UnsafeMutablePointer<UCalendar?>] = [:]

    package init() {}

    deinit {
        for calendar in calendars.values { chy_cal_close(calendar) }
    }

    /// Whether ICU knows a zone of that name.
    package static func exists(_ zone: String) -> Bool {
        let name = Array(zone.utf16)
        var out = [UInt16](repeating: 0, count: 128)
        let length = try? icu("looking a zone up") { chy_zone_canonical(name, Int32(name.count), &out, 128, $0) }
        return !name.isEmpty && length != nil
    }

    /// The civil day in `zone` at `seconds` after 1970-01-01T00:00Z; nil where ICU has no such zone or day.
    package func day(at seconds: Int64, in zone: String) -> CivilDate? {
        guard let calendar = calendar(of: zone) else { return nil }
        let parts = try? icu("reading a calendar") { status -> (Int32, Int32, Int32) in
            chy_cal_set_millis(calendar, Double(seconds) * 1000, status)
            return (
                chy_cal_get(calendar, UCAL_YEAR, status), chy_cal_get(calendar, UCAL_MONTH, status),
                chy_cal_get(calendar, UCAL_DATE, status)
            )
        }
        guard let (year, month, day) = parts else { return nil }
        return CivilDate(year: Int(year), month: Int(month) + 1, day: Int(day))
    }

    private func calendar(of zone: String) -> UnsafeMutablePointer<UCalendar?>? {
        if let known = calendars[zone] { return known }
        guard ZoneClock.exists(zone) else { return nil }
        let name = Array(zone.utf16)
        guard let opened = try? icu("opening a calendar", { chy_cal_open_zone(name, Int32(name.count), $0) }) else {
            return nil
        }
        calendars[zone] = opened
        return opened
    }
}
