import Kernel
import Testing

@testable import Write

/// CSV and TSV at the hands of programs that no one here wrote.
@Suite struct DelimitedTests {
    private static let evidence = [
        "他说：\"保持沟通\"，\n随后离开。", "甲\r\n乙", "\"", "\"\"，\"", ",", "\\n 不是换行", "制\t表", "=1+1", "+8610", "-5", "@all",
        "\t缩进", "\r",
        " 两端 ", "'=1", "''+", "'引'", "＝1", "\n=1", "𠮷🀄", "",
    ]

    private func table(_ separator: DelimitedFormat.Separator) -> [UInt8] {
        let format = DelimitedFormat(separator, withMark: true)
        var bytes: [UInt8] = []
        format.begin(into: &bytes)
        for (index, text) in DelimitedTests.evidence.enumerated() {
            format.add(Sample.call(index, evidence: text), into: &bytes)
        }
        format.end(into: &bytes)
        return bytes
    }

    /// The cells that must come back, guards and all.
    private var guarded: [String] { DelimitedTests.evidence.map(DelimitedFormat.guarded) }

    /// And takes the guard off by the rule that `docs/formats.md` gives.
    @Test(.enabled(if: Shell.python != nil, "there is no python3"))
    func pythonReadsBackWhatWasWritten() {
        let folder = TemporaryFolder()
        folder.write("events.csv", table(.comma))
        folder.write(
            "check.py",
            """
            import csv, json, re, sys
            rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8-sig", newline="")))
            assert all(len(row) == 20 and None not in row for row in rows)
            cells = [row["evidence"] for row in rows]
            print(json.dumps([cells, [re.sub("^'('*[-=+@\\t\\r\\n＝＋－＠])", r"\\1", cell) for cell in cells]]))
            """)
        let run = Shell.run("\(Shell.python ?? "") '\(folder.file("check.py"))' '\(folder.file("events.csv"))'")
        let read = JSONTree(Array(run.output.utf8))?.elements.map { $0.elements.compactMap(\.string) }
        #expect(read == [guarded, DelimitedTests.evidence], "\(run.output)")
    }

    @Test(.enabled(if: Shell.has("mlr"), "Miller is not installed"))
    func millerReadsBackWhatWasWritten() {
        let folder = TemporaryFolder()
        folder.write("events.csv", table(.comma))
        let run = Shell.run("mlr --icsv --ojson -S cut -f evidence '\(folder.file("events.csv"))'")
        let read = JSONTree(Array(run.output.utf8))?.elements.compactMap { $0["evidence"]?.string }
        // Miller takes a return and a newline in a cell for a newline.
        func plain(_ text: String) -> String { text.replacing("\r\n", with: "\n") }
        #expect(read?.map(plain) == guarded.map(plain))
    }

    @Test(.enabled(if: Shell.hasLibreOffice, "LibreOffice is not installed"))
    func libreOfficeReadsBackWhatWasWritten() {
        let folder = TemporaryFolder()
        folder.write("events.csv", table(.comma))
        // Separator, quote, UTF-8, from the first line on, and every column as it is found.
        let sheets = Shell.throughLibreOffice(
            folder.file("events.csv"), folder, filter: "--infilter='Text - txt - csv (StarCalc):44,34,76,1'")
        let rows = sheets["events"] ?? []
        #expect(rows.first == EventTable.columns)
        func plain(_ text: String) -> String { text.filter { $0 != "\r" && $0 != "\n" && $0 != "\r\n" && $0 != "\t" } }
        #expect(rows.dropFirst().map { plain($0[17]) } == guarded.map(plain))
        #expect(!rows.contains { $0.contains("2") && $0[17] == "2" })
    }

    @Test func tabsAndNewlinesOfTSVAreUndone() {
        let text = String(decoding: table(.tab).dropFirst(3), as: UTF8.self)
        let rows = text.split(separator: "\n", omittingEmptySubsequences: true).map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).map { String($0) }
        }
        #expect(rows.allSatisfy { $0.count == 20 })
        let undone = rows.dropFirst().map { row in
            var out = String.UnicodeScalarView()
            var isEscaped = false
            for scalar in row[17].unicodeScalars {
                if isEscaped {
                    out.append(scalar == "n" ? "\n" : scalar == "t" ? "\t" : scalar == "r" ? "\r" : scalar)
                    isEscaped = false
                } else if scalar == "\\" {
                    isEscaped = true
                } else {
                    out.append(scalar)
                }
            }
            return String(out)
        }
        #expect(undone == guarded)
    }

    @Test(arguments: [
        ("=1", "'=1"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("\tx", "'\tx"), ("\rx", "'\rx"), ("\r\n", "'\r\n"),
        ("＝1", "'＝1"), ("＠x", "'＠x"), ("'=1", "''=1"), ("''-", "'''-"), ("'", "'"), ("'会谈'", "'会谈'"), ("1=1", "1=1"),
        ("——会谈", "——会谈"), ("", ""),
    ])
    func onlyWhatBeginsLikeAFormulaIsGuarded(_ text: String, _ cell: String) {
        #expect(DelimitedFormat.guarded(text) == cell)
    }
}
