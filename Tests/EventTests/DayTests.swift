import Kernel
import Pipeline
import Testing

/// Which day of a text an event takes.
@Suite struct DayTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        var day: String
        /// The dates of all that is found, in the order of the text.
        var dates: [String]
        var testDescription: String { text }

        init(_ text: String, on day: String, _ dates: [String]) {
            self.text = text
            self.day = day
            self.dates = dates
        }
    }

    static let cases = [
        // What is to come in the next clause does not turn the day of this one.
        Case(
            "王毅25日抵达首尔，将与韩国外长康京和会谈。当天下午，王毅会见韩国总统文在寅。", on: "2020-11-27",
            ["2020-11-25/..", "", "2020-11-25"]),
        // A day that stands alone is of the clause behind it.
        Case("27日，王毅将访问韩国。次日，王毅将会见韩国总统文在寅。", on: "2020-11-20", ["2020-11-27", "2020-11-28"]),
        // The day of going is not the gathering's.
        Case("王毅27日抵达新德里，出席二十国集团外长会议。", on: "2020-11-28", ["2020-11-27/..", ""]),
        Case("王毅结束出席二十国集团外长会议，27日乘专机回到北京。", on: "2020-11-28", [""]),
        // A year behind a place names something.
        Case("王毅25日在北京会见来华出席北京2022年冬奥会开幕式的韩国外长郑义溶。", on: "2022-02-26", ["2022-02-25", "", ""]),
        // An end.
        Case("二十国集团外长会议27日在新德里闭幕。", on: "2020-11-28", ["../2020-11-27"]),
        // Some days ago is no day.
        Case("几天前，王毅在新德里会见韩国外长康京和。", on: "2020-11-28", [""]),
    ]

    @Test(arguments: cases)
    func aDayIsChosen(_ one: Case) throws {
        let found = try Shipped.trace(one.text, on: one.day).events.map { $0.date?.edtf ?? "" }
        #expect(found.sorted() == one.dates.sorted())
    }
}
