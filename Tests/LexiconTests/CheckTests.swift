import ICUText
import Kernel
import Lexicon
import Pipeline
import Testing

/// Every kind of finding, made to fire by one mistake in lexicons that are sound otherwise.
@Suite struct CheckTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var code: String
        var file: String
        var line: Int
        var severity: Diagnostic.Severity
        var files: [String: String]

        init(
            _ name: String, _ code: String, _ file: String, _ line: Int, _ severity: Diagnostic.Severity,
            _ files: [String: String]
        ) {
            testDescription = name
            self.code = code
            self.file = file
            self.line = line
            self.severity = severity
            self.files = files
        }

        init(_ name: String, _ code: String, _ file: String, _ line: Int, _ files: [String: String]) {
            self.init(name, code, file, line, .error, files)
        }
    }

    @Test func soundLexiconsHaveNoFindings() throws {
        #expect(try Folder(Sound.files).findings().map(\.description) == [])
    }

    static let cases: [Case] = [
        Case(
            "a row longer than the header", "cells", "people.tsv", 4,
            Sound.files("people.tsv", and: "wu 吴明 CHN - Gazette too many")),
        Case(
            "a column that no table has", "unknown-column", "cues.tsv", 1,
            Sound.files("cues.tsv", is: "id\tterms\tcue\treach\tsource\tcolour\nwith\t与|和\twith\tword\tUsage\tred\n")),
        Case(
            "a column left out", "missing-column", "traps.tsv", 1,
            Sound.files("traps.tsv", is: "id\tentry\tsource\nzhong\tchn\tUsage\n")),
        Case(
            "a column named twice", "duplicate-column", "traps.tsv", 1,
            Sound.files("traps.tsv", is: "id\ttext\ttext\tsource\nzhong\t其中\t其中\tUsage\n")),
        Case(
            "a cell that must be filled", "empty-cell", "people.tsv", 4,
            Sound.files("people.tsv", and: "wu - CHN - Gazette")),
        Case("an id twice", "duplicate-id", "people.tsv", 4, Sound.files("people.tsv", and: "li-hua 李华 CHN - Gazette")),
        Case(
            "a word that a column does not take", "unknown-word", "offices.tsv", 4,
            Sound.files("offices.tsv", and: "queen monarch 女王 - one Usage")),
        Case(
            "holders neither one nor many", "unknown-word", "offices.tsv", 4,
            Sound.files("offices.tsv", and: "queen royal 女王 - two Usage")),
        Case(
            "acting neither yes nor no", "unknown-word", "tenures.tsv", 4,
            Sound.files("tenures.tsv", and: "li-hua.president.2001 li-hua president CHN 2001 2002 perhaps Gazette")),
        Case(
            "a day that no calendar has", "bad-date", "tenures.tsv", 4,
            Sound.files("tenures.tsv", and: "li-hua.president.2001 li-hua president CHN 2001-02-30 2002 - Gazette")),
        Case(
            "a person whom people.tsv lacks", "unknown-reference", "tenures.tsv", 4,
            Sound.files("tenures.tsv", and: "wu.president.2001 wu president CHN 2001 2002 - Gazette")),
        Case(
            "an office that offices.tsv lacks", "unknown-reference", "tenures.tsv", 4,
            Sound.files("tenures.tsv", and: "li-hua.king.2001 li-hua king CHN 2001 2002 - Gazette")),
        Case(
            "a party of a tenure that parties.tsv lacks", "unknown-reference", "tenures.tsv", 4,
            Sound.files("tenures.tsv", and: "li-hua.president.2001 li-hua president XYZ 2001 2002 - Gazette")),
        Case(
            "a party of a person that parties.tsv lacks", "unknown-reference", "people.tsv", 3,
            Sound.files(
                "people.tsv",
                is: Sound.table(
                    "id name party aliases source", "anne-dubois 杜布瓦 FRA - Gazette", "li-hua 李华 XYZ - Gazette"))),
        Case(
            "a place around a place that places.tsv lacks", "unknown-reference", "places.tsv", 4,
            Sound.files("places.tsv", and: "versailles 凡尔赛 FRA venue nowhere Atlas")),
        Case(
            "a member that parties.tsv lacks", "unknown-reference", "parties.tsv", 3,
            Sound.files(
                "parties.tsv",
                is: Sound.table(
                    "id type name members source", "CHN state 中国 - ISO", "EU organisation 欧盟 FRA|XYZ:2004- Site",
                    "FRA state 法国 - ISO"))),
        Case(
            "a trap for nothing that is there", "unknown-reference", "traps.tsv", 3, .warning,
            Sound.files("traps.tsv", and: "zhong-b 心中 narnia Usage")),
        Case(
            "places that lie in each other", "circle", "places.tsv", 4,
            Sound.files("places.tsv", and: "xa 凡尔赛 FRA venue xb Atlas", "xb 伊夫林 FRA region xa Atlas")),
        Case(
            "a name of two people who held one office at one time", "shared-name", "people.tsv", 4,
            Sound.files("people.tsv", and: "marc-dubois 马克·杜布瓦 FRA 杜布瓦 Gazette").merging([
                "tenures.tsv": Sound.table(
                    "id person office party from to acting source",
                    "anne-dubois.p anne-dubois president FRA 2019 2022 yes Gazette",
                    "li-hua.f li-hua foreign-minister CHN 2020 - - Gazette",
                    "marc-dubois.p marc-dubois president FRA 2020 2024 yes Gazette")
            ]) { $1 }),
        Case(
            "a name of two people of one party at one time", "shared-name", "people.tsv", 4, .warning,
            Sound.files("people.tsv", and: "marc-dubois 马克·杜布瓦 FRA 杜布瓦 Gazette").merging([
                "tenures.tsv": Sound.table(
                    "id person office party from to acting source",
                    "anne-dubois.p anne-dubois president FRA 2019 - - Gazette",
                    "li-hua.f li-hua foreign-minister CHN 2020 - - Gazette",
                    "marc-dubois.f marc-dubois foreign-minister FRA 2020 2024 - Gazette")
            ]) { $1 }),
        Case(
            "a name of two parties", "shared-name", "parties.tsv", 4,
            Sound.files("parties.tsv", and: "MCO state 摩纳哥 - 法国 ISO")),
        Case(
            "a title of two offices", "shared-name", "offices.tsv", 4,
            Sound.files("offices.tsv", and: "secretary minister 国务卿|外长 - - Usage")),
        Case(
            "a name twice in a row", "repeated-name", "people.tsv", 4, .warning,
            Sound.files("people.tsv", and: "zou 周恩 CHN 周恩 Gazette").merging([
                "tenures.tsv": Sound.files(
                    "tenures.tsv", and: "zou.president.1949 zou president CHN 1949 1950 - Gazette")["tenures.tsv"] ?? ""
            ]) { $1 }),
        Case(
            "a name that is a cue", "hidden-name", "people.tsv", 3, .warning,
            Sound.files(
                "people.tsv",
                is: Sound.table(
                    "id name party aliases source", "anne-dubois 杜布瓦 FRA - Gazette", "li-hua 李华 CHN 和谐 Gazette")
            ).merging(["cues.tsv": Sound.table("id terms cue reach source", "with 与|和|和谐 with word Usage")]) { $1 }),
        Case(
            "a name that a trap takes with the title behind it", "hidden-name", "people.tsv", 3,
            Sound.files("traps.tsv", and: "zi 李华外长 people Usage")),
        Case(
            "a list where one name is wanted", "list-in-name", "people.tsv", 3,
            Sound.files(
                "people.tsv",
                is: Sound.table(
                    "id name party aliases source", "anne-dubois 杜布瓦 FRA - Gazette", "li-hua 李华|李骅 CHN - Gazette"))),
        Case(
            "a trap that hides a meeting term beside what it is for", "hiding-trap", "traps.tsv", 3, .warning,
            Sound.files("traps.tsv", and: "zz 会晤中 chn Usage")),
        Case(
            "a trap that hides a person beside what it is for", "hiding-trap", "traps.tsv", 3, .warning,
            Sound.files("traps.tsv", and: "zz 中李华 chn Usage")),
        Case(
            "a trap that hides a word of a pattern", "hiding-trap", "traps.tsv", 3, .warning,
            Sound.files("traps.tsv", and: "zz 中一起 chn Usage").merging([
                "cues.tsv": Sound.table("id terms cue reach source", "with 与|和|一起 with word Usage")
            ]) { $1 }),
        Case(
            "a trap that holds no name", "idle-trap", "traps.tsv", 2, .warning,
            Sound.files("traps.tsv", is: Sound.table("id text entry source", "zhong 天空 chn Usage"))),
        Case(
            "two holders of one office side by side", "overlapping-tenures", "tenures.tsv", 5,
            Sound.files(
                "tenures.tsv", and: "wu.foreign-minister.2010 wu foreign-minister CHN 2010 2015 - Gazette",
                "zou.foreign-minister.2012 zou foreign-minister CHN 2012-01 2013-12 - Gazette"
            ).merging([
                "people.tsv": Sound.files("people.tsv", and: "wu 吴明 CHN - Gazette", "zou 邹平 CHN - Gazette")[
                    "people.tsv"] ?? ""
            ]) { $1 }),
        Case(
            "somebody serving whom another follows", "expired-serving", "tenures.tsv", 3,
            Sound.files("tenures.tsv", and: "wu.foreign-minister.2023 wu foreign-minister CHN 2023 - - Gazette")
                .merging(["people.tsv": Sound.files("people.tsv", and: "wu 吴明 CHN - Gazette")["people.tsv"] ?? ""]) {
                    $1
                }),
        Case(
            "a term that ends before it begins", "reversed-dates", "tenures.tsv", 4,
            Sound.files("tenures.tsv", and: "li-hua.president.2001 li-hua president CHN 2003 2002 - Gazette")),
        Case(
            "a person without a tenure", "no-tenure", "people.tsv", 4,
            Sound.files("people.tsv", and: "wu 吴明 CHN - Gazette")),
        Case(
            "a name in traditional characters", "traditional-spelling", "places.tsv", 4, .warning,
            Sound.files("places.tsv", and: "seoul 首爾 CHN city - Atlas")),
        Case(
            "a term of a frame that is not there", "no-frame", "meetings.tsv", 3,
            Sound.files("meetings.tsv", and: "visit 访问 visit visit Usage")),
        Case(
            "a frame that no term uses", "unused-frame", "frames.tsv", 4, .warning,
            Sound.files("frames.tsv", is: (Sound.files["frames.tsv"] ?? "") + "visit-10\tvisit\tA .. T\tUsage\n")),
        Case(
            "a pattern with an unknown class of cues", "bad-pattern", "frames.tsv", 4,
            Sound.files("frames.tsv", is: (Sound.files["frames.tsv"] ?? "") + "meet-30\tmeet\tA <without> B T\tUsage\n")
        ),
        Case(
            "a pattern without a trigger", "bad-pattern", "frames.tsv", 4,
            Sound.files("frames.tsv", is: (Sound.files["frames.tsv"] ?? "") + "meet-30\tmeet\tA .. B\tUsage\n")),
        Case(
            "a pattern behind a wider one", "unreachable-pattern", "frames.tsv", 4,
            Sound.files("frames.tsv", is: (Sound.files["frames.tsv"] ?? "") + "meet-30\tmeet\tA . T\tUsage\n")),
        Case(
            "a row without a source", "missing-source", "places.tsv", 4, .warning,
            Sound.files("places.tsv", and: "lyon 里昂 FRA city -")),
        Case(
            "a person of one character", "one-character", "people.tsv", 3,
            Sound.files(
                "people.tsv",
                is: Sound.table(
                    "id name party aliases source", "anne-dubois 杜布瓦 FRA - Gazette", "li-hua 李华 CHN 华 Gazette"))),
        Case(
            "rows out of order", "unsorted", "places.tsv", 4, .warning,
            Sound.files("places.tsv", and: "lyon 里昂 FRA city - Atlas")),
        Case(
            "a space at the edge of a cell", "stray-space", "places.tsv", 4,
            Sound.files("places.tsv", is: (Sound.files["places.tsv"] ?? "") + "reims\t兰斯 \tFRA\tcity\t\tAtlas\n")),
        Case(
            "a list with an item too many", "empty-item", "meetings.tsv", 2, .warning,
            Sound.files("meetings.tsv", is: Sound.table("id terms kind frame source", "meet 会面||会晤 meeting meet Usage"))
        ),
        Case(
            "a list joined with the wrong mark", "list-mark", "people.tsv", 3, .warning,
            Sound.files(
                "people.tsv",
                is: Sound.table(
                    "id name party aliases source", "anne-dubois 杜布瓦 FRA - Gazette", "li-hua 李华 CHN 李华华、李先华 Gazette"))),
        Case(
            "quotation marks of a spreadsheet", "quoted-cell", "people.tsv", 4,
            Sound.files("people.tsv", and: "wu \"吴明\" CHN - Gazette")),
        Case("commas for tabs", "not-tabs", "cues.tsv", 1, Sound.files("cues.tsv", is: "id,terms,cue\nwith,与,with\n")),
        Case("no header", "no-header", "cues.tsv", 1, Sound.files("cues.tsv", is: "# nothing but this\n")),
    ]

    @Test(arguments: cases)
    func eachMistakeIsFound(_ mistake: Case) throws {
        let folder = try Folder(mistake.files)
        let findings = folder.findings()
        let found = findings.filter { $0.code == mistake.code }
        let all = findings.map(\.description)
        let first = try #require(
            found.first { $0.origin.path == folder.path + "/" + mistake.file && $0.origin.line == mistake.line },
            "\(all)")
        #expect(first.severity == mistake.severity)
        #expect(!first.hint.isEmpty)
    }

    // MARK: - Files that no editor would leave

    @Test(
        arguments: [
            (
                "UTF-16 with its mark", [0xFF, 0xFE] + utf16("id\ttext\tentry\tsource\nzhong\t其中\tchn\tUsage\n"),
                "UTF-16"
            ),
            ("UTF-16 without one", utf16("id\ttext\tentry\tsource\nzhong\t其中\tchn\tUsage\n"), "UTF-16"),
            ("GBK", gbk, "not UTF-8"),
        ] as [(String, [UInt8], String)])
    func aWrongEncodingIsNamed(_ name: String, _ bytes: [UInt8], _ words: String) throws {
        var files = Sound.files.mapValues { Array($0.utf8) }
        files["traps.tsv"] = bytes
        let folder = try Folder(files)
        let finding = try #require(folder.findings().first { $0.code == "not-utf8" }, "\(name)")
        #expect(finding.message.contains(words), "\(finding.message)")
        #expect(finding.hint.contains("UTF-8"))
    }

    @Test func aTrapMayHideWhatItIsFor() throws {
        let files = Sound.files("traps.tsv", and: "zy 会晤室 meet Usage", "zz 会晤中 chn|meet Usage")
        #expect(try Folder(files).findings().map(\.description) == [])
    }

    @Test func anOfficeMayBeHeldByAnybodyOfItsLevel() throws {
        let files = Sound.files("offices.tsv", and: "zz leader 领导人 - any Usage")
        #expect(try Folder(files).findings().map(\.description) == [])
    }

    @Test func aByteOrderMarkIsSteppedOver() throws {
        var files = Sound.files
        files["traps.tsv"] = "\u{FEFF}" + (Sound.files["traps.tsv"] ?? "")
        #expect(try Folder(files).findings().map(\.code) == ["byte-order-mark"])
    }

    @Test func lineEndsOfWindowsDoNoHarm() throws {
        let files = Sound.files.mapValues { text in text.split(separator: "\n").map { $0 + "\r\n" }.joined() }
        #expect(try Folder(files).findings().map(\.description) == [])
    }

    @Test func rowsOfNothingButTabsAreNone() throws {
        #expect(
            try Folder(Sound.files("traps.tsv", is: (Sound.files["traps.tsv"] ?? "") + "\t\t\t\n\t\t\t\r\n")).findings()
                .isEmpty)
    }

    @Test func aLineOfFiveMegabytesIsRefusedAlone() throws {
        let long = "zz\t" + String(repeating: "中", count: 5_000_000 / 3) + "\tchn\tUsage\n"
        let findings = try Folder(Sound.files("traps.tsv", is: (Sound.files["traps.tsv"] ?? "") + long)).findings()
        #expect(findings.map(\.code) == ["long-line"])
        #expect(findings.first?.origin.line == 3)
    }

    @Test func aFileOfAnotherNameIsToldOf() throws {
        let stray = try Folder(["persons.tsv": "id\n"])
        var codes: [String] = []
        _ = LexiconFiles.folder(stray.path) { codes.append($0.code) }
        #expect(codes == ["unknown-file"])
    }

    @Test func holdersBesideEachOtherAreSound() throws {
        let files = Sound.files(
            "tenures.tsv", and: "wu.foreign-minister.2021 wu foreign-minister CHN 2021 - beside Gazette"
        ).merging(["people.tsv": Sound.files("people.tsv", and: "wu 吴明 CHN - Gazette")["people.tsv"] ?? ""]) { $1 }
        #expect(try Folder(files).findings().map(\.description) == [])
    }

    // MARK: - Overlays

    @Test func anOverlayReplacesRowsByTheirIds() throws {
        let base = try Folder(Sound.files)
        let mine = try Folder([
            "people.tsv": Sound.table("id name party aliases source", "li-hua 李大华 CHN 李华 Mine", "wu 吴明 CHN - Mine")
        ])
        let lexicon = Lexicon(
            Lexicon.rows(overlays: [mine.path], replacing: base.path) { _ in }, fold: Folding.table())
        #expect(lexicon.people.map(\.name) == ["杜布瓦", "李大华", "吴明"])
        #expect(lexicon.tenures.map { lexicon.people[$0.person].name } == ["杜布瓦", "李大华"])
    }

    /// What ships is checked as it is built in.
    @Test func whatShipsHasNoErrors() throws {
        let errors = LexiconLint.run(overlays: [], replacing: nil).findings.filter { $0.severity == .error }
        #expect(errors.map(\.description) == [])
    }
}

private func utf16(_ text: String) -> [UInt8] { text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } }

/// `id text`, and 其中 as GBK has it.
private let gbk: [UInt8] =
    Array("id\ttext\tentry\tsource\nzhong\t".utf8) + [0xC6, 0xE4, 0xD6, 0xD0] + Array("\tchn\tUsage\n".utf8)
