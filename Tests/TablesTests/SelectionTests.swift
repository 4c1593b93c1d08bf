import Testing

@testable import Write

/// Filters, columns and order mean the same to every output.
@Suite struct SelectionTests {
    private static let articles = """
        {"id": "a", "published": "2023-12-02", "source": "新华社", "text": "王毅1日在河内同越南外交部长裴青山举行会谈。"}
        {"id": "b", "published": "2023-09-01", "source": "新华社", "text": "8月31日，外交部长王毅同韩国外长朴振通电话。"}
        {"id": "c", "published": "2023-06-10", "source": "联合早报", "text": "美国国务卿布林肯将于6月18日访问中国。"}
        {"id": "d", "published": "2023-02-05", "source": "联合早报", "text": "美国国务卿布林肯取消访问中国。"}
        {"id": "e", "published": "2024-05-22", "source": "中央社", "text": "日本外务大臣林芳正5月21日在首尔会见韩国外长朴振。"}

        """

    private func folder() -> TemporaryFolder {
        let folder = TemporaryFolder()
        folder.write("news.jsonl", SelectionTests.articles)
        return folder
    }

    /// The ids that stand behind a mark in a text.
    private func ids(_ text: String, after mark: String) -> [String] {
        text.replacing("\r\n", with: "\n").split(separator: mark, omittingEmptySubsequences: false).dropFirst().map {
            "ev-" + $0.prefix(13)
        }.sorted()
    }

    private func written(_ ending: String, _ options: String, _ folder: TemporaryFolder) throws -> [String] {
        let name = "events." + ending
        Shell.run("rm -f '\(folder.file(name))'")
        // An archive and a page hold what each article says; so do the others here.
        let words = "extract news.jsonl --per-article \(options) -o \(name)"
        let run = Shell.run("cd '\(folder.path)' && '\(Shell.chancery)' \(words)")
        #expect(run.status == 0, "\(options) \(ending): \(run.output)")
        switch ending {
        case "csv", "tsv": return ids("\n" + folder.text(name), after: "\nev-")
        case "md": return ids(folder.text(name), after: "\n| ev-")
        case "jsonl": return ids("\n" + folder.text(name), after: "\n{\"id\": \"ev-")
        case "ics": return ids(folder.text(name), after: "\nUID:ev-")
        case "html":
            return ids(
                folder.text(name).split(separator: "class=\"events\"", omittingEmptySubsequences: false).dropFirst()
                    .joined(), after: "{\"id\": \"ev-")
        case "xlsx":
            let sheet = zipEntries(folder.file(name))["xl/worksheets/sheet1.xml"] ?? []
            return ids(String(decoding: sheet, as: UTF8.self), after: "<t>ev-")
        default:
            let database = try Database(path: folder.file(name), isReadOnly: true, patience: 5, onWait: {})
            let statement = try database.statement("SELECT id FROM events ORDER BY id")
            var found: [String] = []
            while try statement.step() { found.append(statement.text(0)) }
            return found
        }
    }

    @Test(arguments: [
        ("", 5), ("--kind visit,meeting --status held", 2), ("--party kor --party vnm", 3),
        ("--since 2023-06 --until 2023", 3),
        ("--source 新华 --source 中央社 --party KOR", 2), ("--kind summit", 0), ("--party CHN --sort -date", 4),
    ])
    func everyOutputHasTheSameRows(_ options: String, _ count: Int) throws {
        let folder = folder()
        let wanted = try written("jsonl", options, folder)
        #expect(wanted.count == count, "\(wanted)")
        for ending in ["csv", "tsv", "md", "html", "xlsx"] + (options.contains("--sort") ? [] : ["sqlite"]) {
            #expect(try written(ending, options, folder) == wanted, "\(ending)")
        }
        // The calendar has those of them that were held or are planned.
        let status = options.contains("--status") ? "" : " --status held,planned"
        #expect(try written("ics", options, folder) == written("jsonl", options + status, folder))
    }

    private func lines(_ words: String) -> [String] {
        let folder = folder()
        return Shell.run("cd '\(folder.path)' && '\(Shell.chancery)' extract news.jsonl --per-article \(words)").output
            .replacing("\r\n", with: "\n").split(separator: "\n").map { String($0) }
    }

    @Test func daysAreSortedAsDaysAndRowsWithoutOneStandLast() {
        let days = ["2023-06-18", "2023-08-31", "2023-12-01", "2024-05-21"]
        #expect(lines("--sort date --columns date --to csv").map { String($0.prefix(10)) } == ["date"] + days)
        #expect(
            lines("--sort -date --columns date,status --to csv")
                == ["date,status"]
                + days.reversed().map { day in
                    day + (day == days[0] ? ",planned" : ",held")
                } + [",cancelled"])
    }

    @Test func linesOfJSONHaveTheColumnsThatAreWanted() {
        #expect(
            lines("--party KOR --columns kind,parties,people,reports,mode --to jsonl") == [
                "{\"kind\": \"call\", \"parties\": [\"CHN\", \"KOR\"], \"people\": [\"王毅\", \"朴振\"], \"reports\": 1, \"mode\": \"phone\"}",
                "{\"kind\": \"meeting\", \"parties\": [\"JPN\", \"KOR\"], \"people\": [\"林芳正\", \"朴振\"], \"reports\": 1}",
            ])
    }

    @Test(arguments: ["sqlite", "ics", "html"])
    func whatHasNoColumnsSaysSo(_ format: String) {
        #expect(lines("-o events.\(format) --columns date") == ["chancery: --columns means nothing to \(format)"])
    }
}
