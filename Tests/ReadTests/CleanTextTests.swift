import Testing

@testable import Read

@Suite struct CleanTextTests {
    @Test(arguments: [
        ("white space is folded", "王毅 \t  会见\u{A0}朴振", "王毅 会见 朴振"),
        ("ideographic spaces at a paragraph's start go", "\u{3000}\u{3000}王毅会见朴振", "王毅会见朴振"),
        ("an ideographic space inside becomes a space", "安華回應\u{3000}下午記者會", "安華回應 下午記者會"),
        ("a line break between ideographs is none", "中国外长王\n毅会见", "中国外长王毅会见"),
        ("a line break between words is a space", "Wang\nYi", "Wang Yi"),
        ("a line break at a full stop is none", "会见。\n会后", "会见。会后"),
        ("a line break between Korean words is a space", "외교\n장관", "외교 장관"),
        ("zero-width characters vanish", "王\u{200B}毅\u{FEFF}会\u{2060}见", "王毅会见"),
        ("marks of direction vanish", "\u{202A}王毅\u{202C}\u{200F}会见", "王毅会见"),
        ("soft hyphens vanish", "sum\u{AD}mit", "summit"),
        ("controls vanish", "王\u{1}毅\u{7F}会见\u{8}", "王毅会见"),
        ("rare ideographs and emoji stay", "𠮷田 🇨🇳 朴槿惠", "𠮷田 🇨🇳 朴槿惠"),
        ("trailing space goes", "王毅会见 \u{3000}\n ", "王毅会见"),
        ("nothing stays nothing", " \u{3000}\u{200B}\n", ""),
    ])
    func textIsCleaned(name: String, text: String, clean: String) {
        var gathered = CleanText()
        gathered.append(Array(text.utf8))
        #expect(String(decoding: gathered.take(), as: UTF8.self) == clean, "\(name)")
    }

    @Test func piecesJoinAsOneText() {
        var gathered = CleanText()
        for piece in ["王毅 ", " 会见", "\n", "朴振", "\u{3000}"] { gathered.append(Array(piece.utf8)) }
        #expect(String(decoding: gathered.take(), as: UTF8.self) == "王毅 会见朴振")
        #expect(gathered.isEmpty)
    }
}
