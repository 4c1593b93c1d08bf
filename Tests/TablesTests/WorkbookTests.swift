#if !WITHOUT_XLSX
    import Kernel
    import Testing

    @testable import Write

    @Suite struct WorkbookTests {
        private func make(_ folder: TemporaryFolder, rowLimit: Int = Workbook.rowLimit, _ events: [Event]) throws
            -> String
        {
            let path = folder.file("events.xlsx")
            let workbook = try Workbook(path: path, rowLimit: rowLimit)
            for event in events {
                try workbook.add(ArticleRow(Sample.article(event.doc, "标题"), events: 1))
                try workbook.add(event)
            }
            try workbook.add(
                Diagnostic(.error, "bad-json", at: Origin(path: "x.jsonl", line: 7), "no JSON", hint: "mend it"))
            try workbook.finish()
            return path
        }

        @Test func partsAreWellFormed() throws {
            let folder = TemporaryFolder()
            let parts = zipEntries(try make(folder, [Sample.call(), Sample.visit("2024-04-24/2024-04-26")]))
            #expect(parts.keys.contains("xl/worksheets/sheet4.xml"))
            for (name, bytes) in parts where name.hasSuffix(".xml") || name.hasSuffix(".rels") {
                #expect(isWellFormed(bytes), "\(name)")
            }
        }

        @Test func sheetHasDatesFilterFrozenHeaderColoursAndLinks() throws {
            let folder = TemporaryFolder()
            let parts = zipEntries(try make(folder, [Sample.call()]))
            let sheet = String(decoding: parts["xl/worksheets/sheet1.xml"] ?? [], as: UTF8.self)
            // 2023-08-31 is day 45169 of the calendar of Excel.
            #expect(sheet.contains("<v>45169</v>"))
            #expect(sheet.contains("<autoFilter ref=\"A1:T2\"/>"))
            #expect(sheet.contains("state=\"frozen\"") && sheet.contains("ySplit=\"1\""))
            #expect(
                sheet.contains("<conditionalFormatting sqref=\"D2\">") && sheet.contains("<formula>\"held\"</formula>"))
            #expect(sheet.contains("<hyperlink ref=\"Q2\""))
            #expect(sheet.contains("customWidth=\"1\""))
            let styles = String(decoding: parts["xl/styles.xml"] ?? [], as: UTF8.self)
            #expect(styles.contains("formatCode=\"yyyy-mm-dd\""))
            let links = String(decoding: parts["xl/worksheets/_rels/sheet1.xml.rels"] ?? [], as: UTF8.self)
            #expect(links.contains("https://example.org/a1?x=1&amp;y=2"))
        }

        @Test func sameEventsGiveTheSameBytes() throws {
            let (a, b) = (TemporaryFolder(), TemporaryFolder())
            _ = try make(a, [Sample.call(), Sample.visit(nil)])
            _ = try make(b, [Sample.call(), Sample.visit(nil)])
            #expect(a.read("events.xlsx") == b.read("events.xlsx"))
            #expect(a.names == ["events.xlsx"])
        }

        private static let many = (1...25).map { Sample.call($0) }

        @Test func overflowGoesOnInFurtherSheets() throws {
            let folder = TemporaryFolder()
            let parts = zipEntries(try make(folder, rowLimit: 10, WorkbookTests.many))
            let book = String(decoding: parts["xl/workbook.xml"] ?? [], as: UTF8.self)
            for name in ["Events", "Events 2", "Events 3", "Participants 5", "Articles 3", "Problems"] {
                #expect(book.contains("<sheet name=\"\(name)\""), "\(name)")
            }
            #expect(!book.contains("Events 4") && !book.contains("Participants 6"))
        }

        @Test(.enabled(if: Shell.hasLibreOffice, "LibreOffice is not installed"))
        func libreOfficeFindsEveryRowOfTheFurtherSheets() throws {
            let folder = TemporaryFolder()
            let sheets = Shell.throughLibreOffice(try make(folder, rowLimit: 10, WorkbookTests.many), folder)
            #expect(sheets["Events"]?.count == 11)
            #expect(sheets["Events 3"]?.count == 6)
            let ids = ["Events", "Events 2", "Events 3"].flatMap { sheets[$0]?.dropFirst().map { $0[0] } ?? [] }
            #expect(ids == WorkbookTests.many.map(\.id))
            #expect(sheets["Events 2"]?.first == EventTable.columns)
        }

        /// What LibreOffice shows is what went in, whatever went in.
        @Test(.enabled(if: Shell.hasLibreOffice, "LibreOffice is not installed"))
        func cellsSurviveLibreOffice() throws {
            let folder = TemporaryFolder()
            let hostile = [
                "=HYPERLINK(\"http://evil.example\",\"x\")", "+1", "-1+2", "@SUM(A1)", "他说：\"好\"，\n然后离开",
                "<b>&amp;</b>",
                "_x0041_ 和 _x000D_", "𠮷野家🀄", "  两端空格  ", "1e5", "2023-08-31", "TRUE", "001",
            ]
            let path = try make(folder, hostile.enumerated().map { Sample.call($0 + 1, evidence: $1) })
            let sheets = Shell.throughLibreOffice(path, folder)
            let events = sheets["Events"] ?? []
            #expect(events.first == EventTable.columns)
            #expect(events.dropFirst().map { $0[17] } == hostile)
            #expect(events.dropFirst().map { $0[5] } == hostile.map { _ in "2023-08-31" })
            let people = sheets["Participants"] ?? []
            #expect(people.first == ParticipantTable.columns)
            #expect(people.count == 1 + 2 * hostile.count)
            #expect(people.last == ParticipantTable.row(Sample.call(hostile.count), Sample.call().people[1]))
            #expect(sheets["Articles"]?[1] == ArticleRow(Sample.article("a1", "标题"), events: 1).row)
            #expect(sheets["Problems"]?[1] == ["error", "bad-json", "x.jsonl", "7", "no JSON", "mend it"])
        }

        @Test(arguments: [
            ("\u{0}\u{1}甲\u{B}乙\u{1F}", "甲乙"), ("\u{FFFE}甲\u{FFFF}", "甲"), ("_x0041_", "_x005F_x0041_"),
            ("_x004_", "_x004_"),
            ("甲_xABCD_", "甲_x005F_xABCD_"),
        ])
        func textThatAWorkbookCannotHold(_ text: String, _ fitted: String) { #expect(CellText.fitted(text) == fitted) }

        @Test func longTextIsCutWhereACellEnds() {
            let fitted = CellText.fitted(String(repeating: "𠮷", count: 40_000))
            #expect(fitted.utf16.count <= 32_767 && fitted.utf16.count > 32_700)
            #expect(fitted.hasSuffix("…"))
        }

        @Test func daysBeforeExcelsCalendarStayText() throws {
            let folder = TemporaryFolder()
            let parts = zipEntries(try make(folder, [Sample.visit("1793-09-14", .held)]))
            let sheet = String(decoding: parts["xl/worksheets/sheet1.xml"] ?? [], as: UTF8.self)
            #expect(sheet.contains("<t>1793-09-14</t>"))
        }

        @Test(arguments: [
            "javascript:alert(1)", "file:///etc/passwd", "internal:Articles!A1",
            "https://example.org/" + String(repeating: "a", count: 3000),
        ])
        func onlyTheWebIsLinkedAndWhatExcelCanFollow(_ url: String) throws {
            let folder = TemporaryFolder()
            var event = Sample.call()
            event.url = url
            let parts = zipEntries(try make(folder, [event]))
            let sheet = String(decoding: parts["xl/worksheets/sheet1.xml"] ?? [], as: UTF8.self)
            #expect(!sheet.contains("<hyperlink"))
            #expect(sheet.contains("<t>\(url)</t>"))
        }

        @Test func aFolderThatIsNotThere() throws {
            #expect(throws: WriteFailure.self) {
                let workbook = try Workbook(path: "/nowhere/at/all.xlsx")
                try workbook.add(Sample.call())
                try workbook.finish()
            }
        }
    }
#endif
