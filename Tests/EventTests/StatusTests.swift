import Kernel
import Pipeline
import Testing

/// What cues around the word for an event make of it.
@Suite struct StatusTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        /// nil: no event at all.
        var status: EventStatus?
        /// Known to go wrong; take the mark away when it does not any more.
        var isOpen: Bool
        var testDescription: String { text }

        init(_ text: String, _ status: EventStatus?, isOpen: Bool = false) {
            self.text = text
            self.status = status
            self.isOpen = isOpen
        }
    }

    static let cases = [
        // As it is told, without a cue.
        Case("王毅9日在首尔同韩国外长朴振举行会谈。", .held),
        Case("王毅9日在东京与日本外相林芳正举行了会谈。", .held),
        // To come.
        Case("王毅将在首尔同韩国外长朴振举行会谈。", .planned),
        Case("王毅定于下周访问日本。", .planned),
        Case("王毅拟于下周访问日本。", .planned),
        Case("外交部宣布，王毅预计下周访问日本。", .planned),
        Case("王毅与日本外相林芳正约定下周在东京会晤。", .planned),
        Case("日方称王毅的访日计划不变。", .planned),
        // Sought.
        Case("王毅说，他将在适当时候敲定访日日期。", .proposed),
        Case("中日两国政府将为实现王毅的访日行程而加快协调。", .proposed),
        Case("日本外相林芳正邀请王毅访问日本。", .proposed),
        Case("日本外相林芳正希望与王毅会面。", .proposed, isOpen: true),
        Case("王毅或将访问日本。", .proposed),
        Case("中日两国正在商讨王毅访日事宜。", .proposed),
        // Called off.
        Case("王毅取消了原定下周对日本的访问。", .cancelled),
        Case("王毅推迟访问日本。", .cancelled),
        Case("王毅的访日行程被喊停。", .cancelled),
        Case("王毅原定今年2月访问日本。", .cancelled),
        // Denied.
        Case("外交部否认王毅将访问日本。", .denied),
        Case("王毅没有计划访问日本。", .denied),
        Case("王毅拒绝与日本外相林芳正会面。", .denied),
        // Neither: a condition, an absence, a word of experts.
        Case("如果王毅访问日本，东京会欢迎他。", nil),
        Case("专家认为，王毅访问日本的可能性不大。", nil, isOpen: true),
        Case("王毅四年来从未访问日本。", nil),
    ]

    @Test(arguments: cases)
    func aCueDecides(_ one: Case) throws {
        let found = try Shipped.trace(one.text, on: "2023-05-10").events.map(\.status)
        let expected = one.status.map { [$0] } ?? []
        if one.isOpen {
            withKnownIssue(isIntermittent: true) { #expect(found == expected) }
        } else {
            #expect(found == expected)
        }
    }

    /// Where a cue rules an event out, `explain` says so.
    @Test(arguments: [
        ("如果王毅访问日本，东京会欢迎他。", "a condition"),
        ("王毅四年来从未访问日本。", "did not take place"),
    ])
    func aRejectionHasItsReason(text: String, reason: String) throws {
        let rejections = try Shipped.trace(text, on: "2023-05-10").rejections
        #expect(rejections.contains { $0.reason.contains(reason) }, "\(rejections.map(\.reason))")
    }
}
