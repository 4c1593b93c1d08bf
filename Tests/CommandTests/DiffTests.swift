import Glibc
import Testing

/// `lexicon diff`: what an edit does, and which entry does it.
@Suite struct DiffTests {
    private let scratch = Scratch()

    private static let head = "id\tname\tparty\n"
    private static let tenures = "id\tperson\toffice\tparty\tfrom\tto\n"

    /// A repository with a folder of lexicons and some articles, and an edit that is not committed.
    private func repository() {
        mkdir(scratch.path("lexicons"), 0o700)
        mkdir(scratch.path("news"), 0o700)
        scratch.write("lexicons/people.tsv", DiffTests.head + "chollima\t千里马\tKOR\n")
        scratch.write(
            "news/articles.tsv",
            """
            id\tpublished\ttitle\ttext
            named\t2031-05-07\t通话\t千里马5月6日同中国外长王毅通电话。
            unnamed\t2031-05-08\t\t韩国外长5月7日同中国外长王毅通电话。
            other\t2031-05-09\t\t拉夫罗夫5月8日抵达东京，开始访问日本。

            """)
        let git = "git -c user.email=a@example.org -c user.name=a"
        _ = Program.shell("git init -q && \(git) add -A && \(git) commit -qm one", in: scratch.folder)
        scratch.write("lexicons/people.tsv", DiffTests.head + "chollima\t千里马\tKOR\nkimchi\t金泡菜\tKOR\n")
        scratch.write(
            "lexicons/tenures.tsv",
            DiffTests.tenures + "chollima.foreign-minister.2030\tchollima\tforeign-minister\tKOR\t2030\t\n")
        _ = Program.shell("\(git) add -A && \(git) commit -qm two", in: scratch.folder)
    }

    private func diff(_ words: String...) -> Outcome { Program.run(["lexicon", "diff"] + words, in: scratch.folder) }

    private static let effect =
        "+ 千里马 foreign-minister KOR 2030 (lexicons/tenures.tsv:2): 1 row changed\n\n"
        + "3 articles, 2 edited entries: 1 row changed in 1 article\n"

    /// The last commit, in the ways of saying so.
    @Test(arguments: [
        ["HEAD~1", "news"], ["HEAD~1", "lexicons", "news"], ["HEAD~1", "news", "--lexicons", "lexicons"],
        ["HEAD~1:lexicons", "lexicons", "news", "--jobs", "1"],
    ])
    func aCommitIsTracedToItsEntries(words: [String]) {
        repository()
        let outcome = Program.run(["lexicon", "diff"] + words, in: scratch.folder)
        #expect(outcome.status == 1, "\(outcome.errorText)")
        #expect(outcome.error.isEmpty)
        #expect(outcome.text.hasPrefix("2031-05-08 (unnamed)\n    > 韩国外长5月7日同中国外长王毅通电话。\n  ~ call"))
        #expect(outcome.text.contains("people: \"赵显; 王毅\" → \"王毅\"\n      by + 千里马 foreign-minister KOR 2030"))
        #expect(outcome.text.hasSuffix(DiffTests.effect), "\(outcome.text)")
    }

    /// Backwards, what was added is removed, by either side's own rows.
    @Test func theOtherWayRound() {
        repository()
        let outcome = diff("HEAD", "HEAD~1", "news")
        #expect(outcome.status == 1)
        #expect(outcome.text.contains("- 千里马 foreign-minister KOR 2030 (HEAD:lexicons/tenures.tsv:2): 1 row changed"))
    }

    @Test func aFolderAgainstWhatIsBuiltIn() throws {
        repository()
        let outcome = diff("built-in", "lexicons", "news", "--to", "jsonl")
        #expect(outcome.status == 1)
        #expect(outcome.lines.count == 4, "\(outcome.text)")
        #expect(outcome.lines[0].hasPrefix("{\"change\": \"gained\", \"doc\": \"named\", \"title\": \"通话\""))
        #expect(outcome.lines[1].contains("\"columns\": [\"people\"]"))
        // Both rows are needed for the change: a term of office without its person is none.
        #expect(outcome.lines[1].contains("people:chollima") && outcome.lines[1].contains("tenures:chollima"))
        #expect(outcome.lines[2].contains("\"label\": \"千里马 KOR\"") && outcome.lines[2].contains("\"gained\": 1"))
        #expect(outcome.errorText == "chancery: 3 articles, 3 edited entries: 1 row gained, 1 changed in 2 articles\n")
    }

    @Test func theSameIsTheSame() {
        repository()
        let outcome = diff("HEAD", "news")
        #expect(outcome.status == 0)
        #expect(outcome.text == "3 articles, 0 edited entries: no row\n")
        #expect(outcome.errorText.contains("the two lexicons are the same"))
    }

    /// A whole folder stands by itself: a row that it lacks is gone.
    @Test func aWholeFolderTakesThePlaceOfWhatIsBuiltIn() {
        repository()
        for name in ["old", "new"] {
            #expect(
                Program.shell("mkdir \(name) && cp \(Program.package)/Lexicons/*.tsv \(name)", in: scratch.folder)
                    .status == 0)
        }
        _ = Program.shell(
            "sed -i '/^cho-hyun\\.foreign-minister/d' new/tenures.tsv", in: scratch.folder)
        let outcome = diff("old", "new", "news")
        #expect(outcome.status == 1)
        #expect(outcome.text.contains("people: \"赵显; 王毅\" → \"王毅\""), "\(outcome.text)")
        #expect(outcome.text.contains("- 赵显 foreign-minister KOR 2025-07 (old/tenures.tsv:"))
    }

    /// Rules about what in an article is not its text: read once by each.
    @Test func articlesThatAreReadOtherwiseAreCompared() {
        repository()
        mkdir(scratch.path("mine"), 0o700)
        scratch.write(
            "mine/boilerplate.tsv", "id\ttext\tmatch\tdrops\nmine\t拉夫罗夫\tprefix\tblock\n")
        let outcome = diff("built-in", "mine", "news")
        #expect(outcome.text.contains("- visit  held  2031-05-08"), "\(outcome.text)\(outcome.errorText)")
        #expect(outcome.text.contains("+ mine (mine/boilerplate.tsv:2): 1 row lost"))
    }

    @Test func tablesAndPagesAreWholeFiles() throws {
        repository()
        for ending in ["tsv", "md", "html"] {
            #expect(diff("HEAD~1", "news", "-o", "effect." + ending).status == 1)
        }
        let table = try #require(Files.text(scratch.path("effect.tsv")))
        #expect(
            table.hasPrefix("change\tdoc\tpublished\tkind\t")
                && table.contains("\nchanged\tunnamed\t2031-05-08\tcall\t"))
        #expect(table.contains("\tadded tenures:chollima.foreign-minister.2030\t"))
        let comment = try #require(Files.text(scratch.path("effect.md")))
        #expect(
            comment.hasPrefix("**3 articles, 2 edited entries: 1 row changed in 1 article**\n\n| entry | effect |\n"))
        let page = try #require(Files.text(scratch.path("effect.html")))
        #expect(page.hasPrefix("<!DOCTYPE html>") && page.hasSuffix("</html>\n") && page.contains("default-src 'none'"))
        #expect(page.contains("<del>赵显; 王毅</del> <ins>王毅</ins>") && !page.contains("<script"))
    }

    @Test(arguments: [
        (["HEAD~9", "news"], Int32(2), "\"HEAD~9\" is neither a folder nor a revision"),
        (["HEAD:nothing", "lexicons", "news"], 2, "HEAD:nothing holds no lexicon files"),
        (["news"], 2, "lexicon diff needs OLD [NEW] PATH…"),
        (["HEAD", "nowhere"], 3, "nowhere: error: No such file or directory"),
        (["HEAD", "news", "--lexicons", "nowhere"], 2, "the lexicon folder cannot be opened"),
    ])
    func badWordsAreNamed(words: [String], status: Int32, message: String) {
        repository()
        let outcome = Program.run(["lexicon", "diff"] + words, in: scratch.folder)
        #expect(outcome.status == status, "\(outcome.text)")
        #expect(outcome.errorText.contains(message), "\(outcome.errorText)")
    }
}
