import Kernel
import Testing

@testable import Read

@Suite struct CharsetTests {
    /// 两国外交部长在北京举行会谈，就共同关心的问题交换了意见。双方同意加强合作。
    static let gb18030: [UInt8] = bytes(
        "c1bd b9fa cde2 bdbb b2bf b3a4 d4da b1b1 bea9 bed9 d0d0 bbe1 ccb8 a3ac becd b9b2 cdac b9d8 d0c4 b5c4 cecacce2 "
            + "bdbb bbbb c1cb d2e2 bcfb a1a3 cbab b7bd cdac d2e2 bcd3 c7bf bacf d7f7 a1a3")
    static let simplified = "两国外交部长在北京举行会谈，就共同关心的问题交换了意见。双方同意加强合作。"
    /// 兩國外交部長在北京舉行會談，就共同關心的問題交換了意見。雙方同意加強合作。
    static let big5: [UInt8] = bytes(
        "a8e2 b0ea a57e a5e6 b3a1 aaf8 a662 a55f a8ca c17c a6e6 b77c bdcd a141 b44e a640 a650 c3f6 a4df aaba b0dd c344 "
            + "a5e6 b4ab a446 b74e a8a3 a143 c2f9 a4e8 a650 b74e a55b b16a a658 a740 a143")
    static let traditional = "兩國外交部長在北京舉行會談，就共同關心的問題交換了意見。雙方同意加強合作。"

    static func bytes(_ hexadecimal: String) -> [UInt8] {
        let digits = hexadecimal.utf8.filter { $0 != 0x20 }.map { $0 < 0x3A ? $0 - 0x30 : $0 - 0x57 }
        return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    static func wide(_ text: String, bigEndian: Bool) -> [UInt8] {
        text.utf16.flatMap { unit -> [UInt8] in
            let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
            return bigEndian ? pair : pair.reversed()
        }
    }

    private static func page(_ charset: String, _ body: [UInt8]) -> [UInt8] {
        Array(
            "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=\(charset)\"></head><body><p>"
                .utf8)
            + body + Array("</p></body></html>".utf8)
    }

    @Test(arguments: [
        ("a page in GB2312 as declared", page("gb2312", gb18030), ReadFormat.html, simplified),
        ("a page in Big5 as declared", page("Big5", big5), .html, traditional),
        ("a page that wrongly declares GB2312", page("gb2312", Array(simplified.utf8)), .html, simplified),
        ("a page that wrongly declares UTF-8", page("utf-8", gb18030), .html, simplified),
        ("GB18030 that declares nothing", gb18030, .text, simplified),
        ("Big5 that declares nothing", big5, .text, traditional),
        ("UTF-8 with a mark", [0xEF, 0xBB, 0xBF] + Array(simplified.utf8), .text, simplified),
        ("UTF-16LE with a mark", [0xFF, 0xFE] + wide(simplified, bigEndian: false), .text, simplified),
        ("UTF-16BE with a mark", [0xFE, 0xFF] + wide(simplified, bigEndian: true), .text, simplified),
        ("UTF-16LE without a mark", wide(simplified + "\n2023 Beijing\n", bigEndian: false), .text, simplified),
        (
            "XML in GB2312",
            Array("<?xml version=\"1.0\" encoding=\"GB2312\"?><rss><channel><item><description>".utf8) + gb18030
                + Array("</description></item></channel></rss>".utf8), .xml, simplified
        ),
    ])
    func anyCharsetIsRead(name: String, bytes: [UInt8], format: ReadFormat, text: String) throws {
        let result = read(bytes, format)
        let block = try #require(result.articles.first?.blocks.first, "\(name): \(result.problems)")
        #expect(String(decoding: block.text, as: UTF8.self) == text, "\(name)")
    }

    @Test func aWrongDeclarationIsNoted() {
        let result = read(CharsetTests.page("gb2312", Array(CharsetTests.simplified.utf8)), .html)
        #expect(result.problems.map(\.code) == ["wrong-charset"])
        #expect(result.problems.map(\.severity) == [.warning])
    }

    @Test func aTableInGB18030() {
        let folder = TemporaryFolder()
        folder.file(
            "a.csv",
            Array("id,text\n1,".utf8) + CharsetTests.gb18030 + Array("\n2,".utf8) + CharsetTests.gb18030.prefix(8) + [
                0x0A
            ])
        let run = Run([folder.path])
        #expect(run.problems.isEmpty)
        #expect(run.articles.map { dump($0) } == [["paragraph: \(CharsetTests.simplified)"], ["paragraph: 两国外交"]])
    }

    @Test func aTableInUTF16() {
        let folder = TemporaryFolder()
        folder.file("a.tsv", [0xFF, 0xFE] + CharsetTests.wide("id\ttext\n1\t甲会见乙。\n", bigEndian: false))
        #expect(Run([folder.path]).articles.map { dump($0) } == [["paragraph: 甲会见乙。"]])
    }

    @Test func truncatedUTF8IsReadAndReported() throws {
        let whole = Array("甲会见乙。丙会见丁".utf8)
        let result = read(Array(whole.dropLast()), .text)
        #expect(dump(result.articles.first) == ["paragraph: 甲会见乙。丙会见"])
        let problem = try #require(result.problems.first)
        #expect(problem.code == "damaged-text")
        #expect(problem.severity == .warning)
        #expect(problem.message.contains("byte 24"))
    }

    @Test func aDamagedCharacterBecomesAMark() {
        var bytes = Array(String(repeating: "甲会见乙。", count: 20).utf8)
        bytes.remove(at: 4)
        let result = read(bytes, .text)
        #expect(dump(result.articles.first).first?.hasPrefix("paragraph: 甲\u{FFFD}见乙。") == true)
        #expect(result.problems.map(\.code) == ["damaged-text"])
    }
}
