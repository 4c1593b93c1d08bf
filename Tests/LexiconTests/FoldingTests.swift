import Glibc
import ICUText
import Kernel
import Testing

/// The table of characters that are read as one: what is kept as data is what ICU says.
@Suite struct FoldingTests {
    private static let header = [
        "# Each traditional character that has a simplified one, and that one, by code point: what ICU's transliterator",
        "# Traditional-Simplified (of the Unicode CLDR) makes of single characters. Written by FoldingTests with "
            + "CHANCERY_RECORD=1.",
    ]

    /// The file beside this package's sources.
    private static let path: String = {
        var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        parts.removeLast(3)
        return parts.joined(separator: "/") + "/Sources/EmbeddedFolding/simplified.tsv"
    }()

    private static func text(_ unit: UInt16) -> String { String(decoding: [unit], as: UTF16.self) }

    @Test func whatIsKeptIsWhatICUSays() throws {
        let pairs = try SimplifiedPairs.ofICU()
        let lines = Self.header + pairs.map { Self.text($0.traditional) + "\t" + Self.text($0.simplified) }
        let text = lines.map { $0 + "\n" }.joined()
        if getenv("CHANCERY_RECORD") != nil {
            let file = try #require(fopen(Self.path, "wb"))
            #expect(fwrite(text, 1, text.utf8.count, file) == text.utf8.count)
            fclose(file)
            return
        }
        let kept = String(decoding: Folding.simplified, as: UTF8.self).split(separator: "\n").map(String.init)
        #expect(
            kept == lines,
            "this release of ICU folds other characters; CHANCERY_RECORD=1 swift test --filter FoldingTests takes them over"
        )
    }

    @Test func everyPairIsInTheTable() throws {
        let table = Folding.table()
        for pair in try SimplifiedPairs.ofICU() {
            let folded = table(UInt32(pair.traditional))
            #expect(folded == UInt32(pair.simplified), "\(Self.text(pair.traditional))")
        }
    }

    @Test(
        arguments: [
            ("臺灣", "台湾"), ("ＡＢＣ１２", "abc12"), ("約翰·肯尼迪", "约翰·肯尼迪"), ("约翰・肯尼迪", "约翰·肯尼迪"),
            ("2023–2024", "2023-2024"), ("王毅", "王毅"), ("乾隆", "干隆"), ("　", " "), ("𠮷", "𠮷"),
        ] as [(String, String)])
    func folds(_ text: String, to folded: String) { #expect(Folding.table().fold(text) == folded) }
}
