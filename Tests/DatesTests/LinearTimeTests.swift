import Dates
import Kernel
import Testing

/// The scanner's work grows with the text and never faster: counted in tokens, not by a clock.
@Suite struct LinearTimeTests {
    @Test(arguments: [
        "1", "年", "、", "1年", "1、", "8日", "8日、", "8日至", "一", "十", "两", "周", "周一", "（", "（8日", "8日（", "今年", "今天至", "三天",
        "的",
        "8月", "8月的", "2023-", "1:", "8.", "第", "每", "自", "上", "起", "前", "8日前", "农历", "正月", "闰", "民国", "为期", "为期三",
        "一个半", "半",
        "据8日", "“8日", "1 ", "年 ", "8日的", "9日和", "9日和10日和", "8日、9日、10日、11日、", "周五和", "周五和周六和", "三日", "三日的", "原定",
        "原定8日", "本月稍后",
    ])
    func aRepeatedTextTakesWorkInProportion(unit: String) {
        let small = work(unit, bytes: 2_000)
        let large = work(unit, bytes: 20_000)
        #expect(large <= small * 11 + 100, "\(unit): \(small) for a tenth, \(large) for the whole")
    }

    @Test func aMegabyteIsScanned() {
        for unit in ["1", "年", "、", "8日、"] {
            let text = Array(String(repeating: unit, count: 1_000_000 / unit.utf8.count).utf8)
            #expect(Shipped.reader.scan(text).work <= 3 * text.count)
        }
    }

    @Test func anyBytesAtAllAreScanned() {
        var state: UInt64 = 42
        var bytes: [UInt8] = []
        for _ in 0..<50_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            bytes.append(UInt8(truncatingIfNeeded: state >> 33))
        }
        for found in Shipped.reader.scan(bytes).found { #expect(found.end <= bytes.count) }
    }

    @Test func anyMixtureOfTermsIsRead() {
        let parts =
            LawTests.expressions + [
                "，", "（", "）", "至", "、", "的", "起", "前", "后", "第", "每", "日", "月", "年", "...", " ", "个", "两", "半",
            ]
        var state: UInt64 = 7
        for _ in 0..<2_000 {
            var text = ""
            for _ in 0..<6 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += parts[Int(state >> 33) % parts.count]
            }
            for mention in DateCase.read(text, on: "2024-02-29") {
                #expect(mention.span.start < mention.span.end)
                #expect(Int(mention.span.end) <= text.utf8.count)
            }
        }
    }

    private func work(_ unit: String, bytes: Int) -> Int {
        Shipped.reader.scan(Array(String(repeating: unit, count: bytes / unit.utf8.count).utf8)).work
    }
}
