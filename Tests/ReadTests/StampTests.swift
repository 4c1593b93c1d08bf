import ICUText
import Kernel
import Testing

@testable import Read

@Suite struct StampTests {
    /// Each with the day in the zone of the source.
    @Test(arguments: [
        ("Fri, 01 Sep 2023 15:14:40 GMT", "America/New_York", "2023-09-01"),
        ("Fri, 01 Sep 2023 15:14:40 GMT", "Asia/Tokyo", "2023-09-02"),
        ("Thu, 5 Oct 2023 23:30:00 -0400", "Asia/Shanghai", "2023-10-06"),
        ("2020-11-27T01:17:35.177Z", "Europe/Berlin", "2020-11-27"),
        ("2020-11-27T01:17:35.177Z", "America/New_York", "2020-11-26"),
        ("2020-11-26T23:55:00.000Z", "Asia/Singapore", "2020-11-27"),
        ("2020-11-26T23:55:00+08:00", "Asia/Singapore", "2020-11-26"),
        ("2020-11-26 00:55:00 +0800", "Europe/Paris", "2020-11-25"),
        ("2023-02-03T00:00:00Z", "America/New_York", "2023-02-03"),
        ("07/02/2024 - 19:01", "Europe/Paris", "2024-02-07"),
        ("31/12/2023", "Europe/Paris", "2023-12-31"),
        ("12/31/2023", "Europe/Paris", "2023-12-31"),
        ("2023-02-03", "Asia/Shanghai", "2023-02-03"),
        ("2023年2月3日", "Asia/Shanghai", "2023-02-03"),
        ("2023年02月03日 23:59", "Asia/Shanghai", "2023-02-03"),
        ("2023年2月3日 8时5分", "Asia/Shanghai", "2023-02-03"),
        ("2024/05/10 08:30", "Asia/Shanghai", "2024-05-10"),
        ("2024.5.1", "Asia/Shanghai", "2024-05-01"),
        ("20240510", "Asia/Shanghai", "2024-05-10"),
        ("1606442039000", "Asia/Shanghai", "2020-11-27"),
        ("1606442039", "America/Los_Angeles", "2020-11-26"),
        ("Sep 1, 2023", "Asia/Shanghai", "2023-09-01"),
        ("1 September 2023", "Asia/Shanghai", "2023-09-01"),
        ("Fri Sep 01 23:14:40 GMT 2023", "Asia/Shanghai", "2023-09-02"),
        (" 2023-02-03 ", "Asia/Shanghai", "2023-02-03"),
    ])
    func aStampIsADayOfItsSource(text: String, zone: String, day: String) throws {
        let stamp = try #require(Stamp(text))
        #expect(stamp.day(zone: zone, clock: ZoneClock())?.iso == day)
    }

    @Test(arguments: [
        "", "2023-02-30", "2023-13-01", "星期四（8月31日）", "2月3日", "2023年", "19:01", "123456", "1.2.3", "2023-02-03 起",
        "Foo, 2023", "2023年2月3日，外长说", "99999999999999999999",
    ])
    func whatIsNoStampIsNone(text: String) {
        #expect(Stamp(text) == nil)
    }
}
