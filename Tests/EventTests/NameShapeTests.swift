import Kernel
import Lexicon
import Pipeline
import Testing

@testable import Events

/// Names of people whom no row knows, by their shape.
@Suite struct NameShapeTests {
    struct Case: Sendable, CustomTestStringConvertible {
        /// What stands behind a party and an office.
        var text: String
        var party: String
        /// nil: no name begins here.
        var name: String?
        var testDescription: String { "\(party) \(text)" }

        init(_ text: String, _ party: String, _ name: String?) {
            self.text = text
            self.party = party
            self.name = name
        }
    }

    static let shapes = NameShapes(Shipped.pipeline.lexicon)

    static let cases = [
        // Names by sound: up to what no name is written with.
        Case("特奥多雷·科斯明，", "ROU", "特奥多雷·科斯明"),
        Case("阿乔维·塔恩布。", "TGO", "阿乔维·塔恩布"),
        Case("卡尔维说", "DEU", "卡尔维"),
        Case("林德纳表示", "DEU", "林德纳"),
        // Family names of East Asia: two or three characters.
        Case("王建国，", "CHN", "王建国"),
        Case("金相哲。", "KOR", "金相哲"),
        Case("田中一郎、", "JPN", "田中一郎"),
        // No name at all.
        Case("，他说", "DEU", nil),
        Case("的访问", "DEU", nil),
        Case("说，", "CHN", nil),
        Case("abc", "FRA", nil),
        // Family names of one country are none in another: 提昆密 is Burmese, 都筑 Japanese.
        Case("提昆密，", "MMR", "提昆密"),
        Case("提昆密，", "CHN", nil),
        Case("都筑一郎，", "CHN", nil),
        Case("尹时金。", "PRK", "尹时金"),
        Case("赖明远。", "HKG", "赖明远"),
    ]

    @Test(arguments: cases)
    func aNameEndsWhereItDoes(_ one: Case) throws {
        let lexicon = Shipped.pipeline.lexicon
        let party = try #require(lexicon.partyIndex[one.party])
        let text = Array(one.text.utf8)
        let length = NameShapeTests.shapes.nameLength(
            text, 0, text.count, parties: [party], lexicon: lexicon, isBounded: false)
        #expect(length.map { String(decoding: text[0..<$0], as: UTF8.self) } == one.name)
    }

    @Test(arguments: ["外交部", "国会", "最高法院", "青年党", "科学院"])
    func aBodyIsNobody(text: String) {
        #expect(NameShapeTests.shapes.isInstitution(Array(text.utf8)[...]))
    }

    @Test(arguments: [
        ("长远集团", true), ("长遠集團", true), ("国家科学院", true), ("中央电视台北美分台", true), ("外交部", false),
        ("国家安全委员会", false), ("", false),
    ])
    func someBodiesAreOfNoState(text: String, isPrivate: Bool) {
        #expect(NameShapeTests.shapes.isOfPrivateBody(Array(text.utf8)[...]) == isPrivate)
    }

    @Test(arguments: [("经济", true), ("工商界", true), ("抗爭運動", true), ("政府", false), ("国会", false)])
    func someDelegationsAreOfNoState(text: String, isPrivate: Bool) {
        #expect(NameShapeTests.shapes.isPrivateDelegation(Array(text.utf8)[...]) == isPrivate)
    }

    @Test(arguments: [
        ("余英时", true), ("洛文", true), ("羅范椒芬", true), ("莫索曼", true), ("会谈", false), ("文章", false), ("他说的", false),
        ("王", false),
    ])
    func aStrangerLooksLikeOne(text: String, isName: Bool) {
        let bytes = Array(text.utf8)
        #expect(NameShapeTests.shapes.looksLikeName(bytes, 0, bytes.count) == isName)
    }

    @Test(arguments: ["王毅", "布林肯", "卢拉"])
    func aPersonIsNoBody(text: String) {
        #expect(!NameShapeTests.shapes.isInstitution(Array(text.utf8)[...]))
    }

    @Test(arguments: [("王毅", false), ("阿乔维·塔恩布", true), ("王毅，", true), ("", false)])
    func punctuationIsSeen(text: String, has: Bool) {
        #expect(NameShapeTests.shapes.hasPunctuation(Array(text.utf8)[...]) == has)
    }
}
