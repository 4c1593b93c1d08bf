import Kernel
import Pipeline
import Testing

/// Who was there besides those whom the verb names.
@Suite struct AttendanceTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var text: String
        /// Of each event, in the order of the table.
        var people: [String]
        var testDescription: String { name }
    }

    static let cases = [
        Case(
            name: "who takes part in one meeting", text: "李强26日在北京会见越南总理范明政。吴政隆参加会见。",
            people: ["李强 范明政 吴政隆"]),
        Case(
            name: "the above are all meetings of the day",
            text: "李强26日在北京会见越南总理范明政，与新西兰总理希普金斯举行会谈。吴政隆参加上述活动。",
            people: ["李强 范明政 吴政隆", "李强 希普金斯 吴政隆"]),
        Case(
            name: "one meeting is not the other",
            text: "李强26日在北京会见越南总理范明政，与新西兰总理希普金斯举行会谈。吴政隆参加会见。",
            people: ["李强 范明政 吴政隆", "李强 希普金斯"]),
        Case(
            name: "a call is a meeting too", text: "丁薛祥26日以视频方式会见新加坡副总理黄循财。王文涛参加会见。",
            people: ["丁薛祥 黄循财 王文涛"]),
        Case(
            name: "a bare word for the gathering told",
            text: "习近平26日在里约热内卢出席二十国集团领导人峰会。巴西总统卢拉主持会议。", people: ["习近平 卢拉"]),
        Case(
            name: "who tells of a gathering was not at it",
            text: "胡锦涛26日在马尼拉出席亚太经合组织领导人非正式会议。杨洁篪指出，会议期间，中方阐述了主张。", people: ["胡锦涛"]),
        Case(
            name: "an official alone at an international occasion", text: "韩正26日在厦门出席亚太电力工业协会大会。",
            people: ["韩正"]),
        Case(name: "an official alone at home", text: "韩正26日在厦门出席全国电力工业协会大会。", people: []),
        Case(
            name: "a delegation's head without an office", text: "张志军26日在北京会见了饶颖奇率领的台湾参访团。",
            people: ["张志军 饶颖奇"]),
    ]

    @Test(arguments: cases)
    func everyoneIsFound(_ one: Case) throws {
        let found = try Shipped.trace(one.text, on: "2023-06-28").events
        #expect(found.map { $0.people.map(\.name).joined(separator: " ") } == one.people)
    }
}
