import Glibc
import Testing

@testable import Write

/// What cannot be written is told in one line, and the file that was there is as it was.
@Suite(.serialized) struct RefusalTests {
    private static let endings = ["csv", "tsv", "jsonl", "md", "xlsx", "ics", "sqlite"]

    private func folder() -> TemporaryFolder {
        let folder = TemporaryFolder()
        var lines = ""
        for number in 0..<400 {
            lines +=
                "{\"id\": \"a\(number)\", \"published\": \"2023-09-01\", \"text\": \"8月\(number % 28 + 1)日，外交部长王毅同韩国外长朴振通电话，第\(number)篇。\"}\n"
        }
        folder.write("news.jsonl", lines)
        return folder
    }

    @discardableResult
    private func run(_ folder: TemporaryFolder, _ words: String, before: String = "") -> (status: Int32, output: String)
    {
        Shell.run("cd '\(folder.path)' && \(before) '\(Shell.chancery)' extract \(words)")
    }

    /// An output of an earlier run.
    private func old(_ folder: TemporaryFolder, _ ending: String) -> [UInt8] {
        if ending == "sqlite" {
            folder.write("old.jsonl", "{\"id\": \"old\", \"text\": \"外交部长王毅同韩国外长朴振通电话。\"}\n")
            run(folder, "old.jsonl -o events.sqlite")
        } else {
            folder.write("events.\(ending)", "what was there")
        }
        return folder.read("events.\(ending)")
    }

    @Test(arguments: RefusalTests.endings) func aFullDisk(_ ending: String) {
        let folder = folder()
        let before = old(folder, ending)
        // No file may grow beyond what is there and a little more: to the program a disk that is full.
        let told = run(folder, "news.jsonl -o events.\(ending)", before: "ulimit -f \(ending == "sqlite" ? 180 : 4);")
        #expect(told.status != 0)
        #expect(told.output.contains("events.\(ending) cannot be written: "), "\(told.output)")
        #expect(told.output.split(separator: "\n").count == 1, "\(told.output)")
        if ending == "sqlite" {
            // The journal takes back what was begun.
            #expect(run(folder, "events.sqlite --to jsonl").output.split(separator: "\n").count == 1)
        } else {
            #expect(folder.read("events.\(ending)") == before)
        }
        #expect(!folder.names.contains { $0.hasSuffix(".part") })
    }

    @Test func aDeviceThatIsFull() {
        let folder = folder()
        let told = run(folder, "news.jsonl --to csv -o /dev/full")
        #expect(told.status != 0)
        #expect(told.output == "chancery: /dev/full cannot be written: No space left on device\n")
        #expect(Shell.run("test -c /dev/full").status == 0)
    }

    @Test(arguments: RefusalTests.endings) func aFolderThatCannotBeWrittenTo(_ ending: String) {
        let folder = folder()
        for place in ["/proc", "/nowhere/at/all"] {
            let told = run(folder, "news.jsonl -o \(place)/events.\(ending)")
            #expect(told.status != 0)
            #expect(told.output.hasPrefix("chancery: \(place)/events.\(ending) cannot be written: "), "\(told.output)")
            #expect(told.output.split(separator: "\n").count == 1, "\(told.output)")
        }
    }

    @Test func anOutputThatIsAnInput() {
        let folder = folder()
        let before = folder.read("news.jsonl")
        Shell.run("cd '\(folder.path)' && ln news.jsonl hard.jsonl && ln -s news.jsonl soft.jsonl")
        for words in [
            "news.jsonl -o news.jsonl", "hard.jsonl -o news.jsonl", "news.jsonl -o soft.jsonl",
            "- -o news.jsonl < news.jsonl",
            "news.jsonl --to jsonl >> news.jsonl",
        ] {
            let told = run(folder, words)
            #expect(told.status == 2, "\(words)")
            #expect(told.output.contains("is an input and the output"), "\(words): \(told.output)")
        }
        #expect(folder.read("news.jsonl") == before)
    }

    @Test func anOutputInAFolderThatIsRead() {
        let folder = folder()
        for _ in 0..<2 {
            let told = run(folder, ". -o events.csv")
            #expect(told.status == 0, "\(told.output)")
            #expect(told.output.isEmpty)
        }
    }

    @Test(arguments: [".~lock.events.xlsx#", "~$events.xlsx"]) func anOutputThatIsOpenElsewhere(_ lock: String) {
        let folder = folder()
        let before = old(folder, "xlsx")
        folder.write(lock, "someone")
        let told = run(folder, "news.jsonl -o events.xlsx")
        #expect(told.status != 0)
        #expect(told.output.contains("events.xlsx is open in another program"))
        #expect(folder.read("events.xlsx") == before)
    }

    @Test func aDatabaseOfAnotherProgram() {
        let folder = folder()
        folder.write("events.sqlite", "no database at all, but someone's text")
        let told = run(folder, "news.jsonl -o events.sqlite")
        #expect(told.output == "chancery: events.sqlite cannot be written: it is no SQLite database\n")
        #expect(folder.text("events.sqlite") == "no database at all, but someone's text")
    }

    @Test func aLinkStaysALinkAndPermissionsStay() {
        let folder = folder()
        folder.write("real.csv", "old")
        Shell.run("cd '\(folder.path)' && chmod 640 real.csv && ln -s real.csv events.csv")
        #expect(run(folder, "news.jsonl -o events.csv").status == 0)
        #expect(
            Shell.run("cd '\(folder.path)' && readlink events.csv && stat -c %a real.csv").output == "real.csv\n640\n")
        #expect(folder.text("real.csv").contains("王毅"))
    }

    @Test func aBinaryFormatNeedsAFile() {
        let folder = folder()
        for format in ["xlsx", "sqlite"] {
            let told = run(folder, "news.jsonl --to \(format)")
            #expect(told.status == 2)
            #expect(told.output.contains("needs a file"))
        }
    }
}
