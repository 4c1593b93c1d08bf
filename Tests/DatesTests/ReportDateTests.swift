import Dates
import Kernel
import Testing

/// Dates of reports: they say when something was sent or published, not when it happened.
@Suite struct ReportDateTests {
    @Test(arguments: [
        "新华社首尔9月13日电 外长会见总统。", "中新社北京9月13日电（记者 张三）外长会见客人。", "本报莫斯科9月13日专电 双方会谈。",
        "新华社北京9月13日讯 双方会谈。", "新华社伦敦9月13日電 双方会谈。",
    ])
    func aDatelineIsMarked(text: String) throws {
        let mention = try #require(DateCase.read(text, on: "2023-09-14").first)
        #expect(mention.use == .dateline)
        #expect(mention.past?.edtf == "2023-09-13")
        #expect(mention.future?.edtf == "2023-09-13")
    }

    @Test(arguments: [
        "据路透社9月13日北京报道，外长会见客人。", "据韩联社9月13日电，双方会谈。", "共同社9月13日报道，首相将访问。",
        "据外交部官网星期三（9月13日）消息，外长会见客人。", "根据大使馆9月13日发布的消息，大使到任。", "美联社13日引述官员说，会谈取消。",
        "当地媒体星期三报道说，会谈取消。", "会谈结束。另据法新社13日消息，双方同意再谈。", "「韓聯社9月13日報道」，雙方會談。",
    ])
    func aCitationIsMarked(text: String) throws {
        let mention = try #require(DateCase.read(text, on: "2023-09-14").first)
        #expect(mention.use == .citation)
        #expect(mention.past?.edtf == "2023-09-13")
    }

    @Test(arguments: [
        "外长13日会见客人。", "外交部13日电话会议。", "总统13日电视讲话。", "据悉，外长13日会见客人。", "据报道，外长13日会见客人。",
        "双方13日报告进展。", "证据9月13日提交。",
    ])
    func otherDatesDateTheEvent(text: String) throws {
        let mention = try #require(DateCase.read(text, on: "2023-09-14").first)
        #expect(mention.use == .event)
    }

    @Test func todayIsTheDayOfTheDateline() {
        let mentions = DateCase.read("新华社首尔9月13日电 外长今天会见总统。昨天，双方会谈。", on: "2023-09-14")
        #expect(mentions.map { $0.past?.edtf } == ["2023-09-13", "2023-09-13", "2023-09-12"])
    }

    @Test func aDistantDatelineDoesNotAnchor() {
        let mentions = DateCase.read("新华社首尔8月1日电 外长今天会见总统。", on: "2023-09-14")
        #expect(mentions.map { $0.past?.edtf } == ["2023-08-01", "2023-09-14"])
    }

    @Test func aCitationAnchorsOnlyWhereNothingElseHas() {
        let first = DateCase.read("据韩联社9月12日电，双方当天会谈。", on: "2023-09-14")
        #expect(first.map { $0.past?.edtf } == ["2023-09-12", "2023-09-12"])
        let second = DateCase.read("双方11日会谈。据韩联社12日电，当天没有声明。", on: "2023-09-14")
        #expect(second.map { $0.past?.edtf } == ["2023-09-11", "2023-09-12", "2023-09-11"])
    }
}
