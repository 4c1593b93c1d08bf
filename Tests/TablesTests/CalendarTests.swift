import Kernel
import Testing

@testable import Write

@Suite struct CalendarTests {
    private func calendar(_ events: [Event]) -> [UInt8] {
        var format = CalendarFormat()
        var bytes: [UInt8] = []
        format.begin(into: &bytes)
        for event in events { format.add(event, into: &bytes) }
        format.end(into: &bytes)
        return bytes
    }

    private func unfolded(_ events: [Event]) -> [String] {
        var lines: [String] = []
        for line in String(decoding: calendar(events), as: UTF8.self).split(
            separator: "\r\n", omittingEmptySubsequences: false)
        {
            if line.hasPrefix(" ") { lines[lines.count - 1] += line.dropFirst() } else { lines.append(String(line)) }
        }
        return lines
    }

    private static let long = String(repeating: "双方就共同关心的国际和地区问题；交换了意见，\\路径。", count: 9) + "🀄𠮷"

    @Test func linesAreShortAndWhole() {
        let bytes = calendar([Sample.call(evidence: CalendarTests.long), Sample.visit("2024-04-24/2024-04-26")])
        #expect(bytes.suffix(2) == [13, 10])
        var line: [UInt8] = []
        for byte in bytes {
            if byte == 10 {
                #expect(line.last == 13)
                #expect(line.count - 1 <= 75)
                #expect(String(validating: line, as: UTF8.self) != nil)
                line = []
            } else {
                line.append(byte)
            }
        }
        let text = unfolded([Sample.call(evidence: CalendarTests.long)]).joined(separator: "\n")
        #expect(text.contains("\\\\路径"))
        #expect(text.contains("意见，") && text.contains("问题；"))
        #expect(text.contains("🀄𠮷\\n王毅 (CHN)\\, 朴振 (KOR)\\nCHN\\, KOR"))
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var date: String?
        var status: EventStatus = .held
        var first: String?
        var end: String?
        var testDescription: String { "\(date ?? "none") \(status)" }
    }

    @Test(arguments: [
        Case(date: "2023-08-31", first: "20230831", end: "20230901"),
        Case(date: "2024-02-28/2024-02-29", status: .planned, first: "20240228", end: "20240301"),
        Case(date: "2023-12-31", first: "20231231", end: "20240101"),
        Case(date: "2023-08-31/..", first: "20230831", end: "20230901"),
        Case(date: "2024-05", status: .planned, first: "20240501", end: "20240601"),
        Case(date: "9999-12-31", first: "99991231", end: nil),
        Case(date: "../2024-05-01", status: .planned), Case(date: "2024-05/..", status: .planned), Case(date: "2024"),
        Case(date: nil), Case(date: "2023-08-31", status: .cancelled), Case(date: "2023-08-31", status: .denied),
        Case(date: "2023-08-31", status: .proposed),
    ])
    func days(_ test: Case) {
        let lines = unfolded([Sample.visit(test.date, test.status)])
        #expect(lines.first { $0.hasPrefix("DTSTART") } == test.first.map { "DTSTART;VALUE=DATE:" + $0 })
        #expect(lines.first { $0.hasPrefix("DTEND") } == test.end.map { "DTEND;VALUE=DATE:" + $0 })
        #expect(lines.contains("BEGIN:VEVENT") == (test.first != nil))
    }

    @Test func anEventIsOneEntryHoweverOftenItIsReported() {
        #expect(unfolded([Sample.call(), Sample.call()]).filter { $0 == "UID:ev-call1@chancery" }.count == 1)
    }

    @Test func controlCharactersAndForeignAddressesStayOut() {
        var event = Sample.call(evidence: "甲\u{0}\u{7}\r\nEND:VCALENDAR\u{7F}乙")
        event.url = "javascript:alert(1)\r\nATTACH:x"
        let lines = unfolded([event])
        #expect(lines.filter { $0 == "END:VCALENDAR" }.count == 1)
        #expect(!lines.contains { $0.hasPrefix("URL") || $0.hasPrefix("ATTACH") })
    }

    /// The judge is a library that knows nothing of this program.
    @Test(.enabled(if: Shell.calendarPython != nil, "no Python has icalendar (Debian: python3-icalendar)"))
    func anotherLibraryReadsIt() {
        let folder = TemporaryFolder()
        var clash = Sample.call(2, evidence: CalendarTests.long)
        clash.title = "会谈, 会见; \"引号\""
        folder.write("events.ics", calendar([Sample.call(), Sample.visit("2024-04-24/2024-04-26"), clash]))
        folder.write(
            "check.py",
            """
            import icalendar, sys
            calendar = icalendar.Calendar.from_ical(open(sys.argv[1], "rb").read())
            assert calendar["VERSION"] == "2.0" and calendar["PRODID"]
            for event in calendar.walk("VEVENT"):
                assert not event.errors, event.errors
                for name in ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"): assert name in event, name
                print(event["UID"], event.decoded("DTSTART"), event.decoded("DTEND"), event["STATUS"], event["SUMMARY"])
            print(calendar.walk("VEVENT")[2]["DESCRIPTION"].split("\\n")[0])
            """)
        let run = Shell.run(
            "PYTHONIOENCODING=utf-8 \(Shell.calendarPython ?? "") '\(folder.file("check.py"))' '\(folder.file("events.ics"))'"
        )
        #expect(
            run.output == """
                ev-call1@chancery 2023-08-31 2023-09-01 CONFIRMED 王毅、朴振通电话
                ev-visit@chancery 2024-04-24 2024-04-27 TENTATIVE 布林肯访问北京
                ev-call2@chancery 2023-08-31 2023-09-01 CONFIRMED \(clash.title)
                \(CalendarTests.long)

                """)
    }
}
