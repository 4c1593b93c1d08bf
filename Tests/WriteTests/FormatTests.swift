import Kernel
import Testing
import Write

/// What a format makes of events.
private func written(_ format: any EventFormat, _ events: [Event]) -> String {
    var format = format
    var bytes: [UInt8] = []
    format.begin(into: &bytes)
    for event in events { format.add(event, into: &bytes) }
    format.end(into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
}

private func event(title: String, place: String = "") -> Event {
    Event(
        id: "ev-1", kind: .meeting, status: .held, date: DateValue(edtf: "2023-12-01/2023-12"),
        parties: ["CHN", "VNM"],
        people: [Participant(name: "王毅", party: "CHN"), Participant(name: "裴青山", party: "VNM")],
        place: place.isEmpty ? nil : Place(name: place, country: "VNM"), title: title, confidence: 0.8)
}

@Suite struct DelimitedTests {
    /// A cell and what stands for it in CSV (RFC 4180) and in TSV.
    @Test(arguments: [
        ("会谈", "会谈", "会谈"), ("", "", ""), ("a,b", "\"a,b\"", "a,b"), ("说\"好\"", "\"说\"\"好\"\"\"", "说\"好\""),
        ("a\nb", "\"a\nb\"", "a\\nb"), ("a\r\nb", "\"a\r\nb\"", "a\\r\\nb"), ("a\tb", "a\tb", "a\\tb"),
        ("a\\n", "a\\n", "a\\\\n"), (" a ", " a ", " a "), ("'a", "'a", "'a"),
        // What a spreadsheet would run as a formula.
        ("=1+1", "'=1+1", "'=1+1"), ("+86", "'+86", "'+86"), ("-1", "'-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1", "'\\t=1"), ("\r=1", "\"'\r=1\"", "'\\r=1"), ("=A1,\"b\"", "\"'=A1,\"\"b\"\"\"", "'=A1,\"b\""),
        ("a=1", "a=1", "a=1"),
    ])
    func aCellIsQuotedAndGuarded(cell: String, csv: String, tsv: String) {
        let events = [event(title: cell)]
        #expect(
            written(DelimitedFormat(.comma, columns: ["kind", "title"], withMark: false), events)
                == "kind,title\r\nmeeting,\(csv)\r\n")
        #expect(
            written(DelimitedFormat(.tab, columns: ["kind", "title"], withMark: false), events)
                == "kind\ttitle\nmeeting\t\(tsv)\n")
    }

    @Test func theMarkStandsOnceAndInFront() {
        let text = written(
            DelimitedFormat(.comma, columns: ["title"], withMark: true), [event(title: "a"), event(title: "b")])
        #expect(Array(text.utf8) == [0xEF, 0xBB, 0xBF] + Array("title\r\na\r\nb\r\n".utf8))
    }

    @Test func aRowHasEveryColumnInItsOrder() {
        let text = written(DelimitedFormat(.tab, withMark: false), [event(title: "t", place: "河内")])
        #expect(
            text == """
                id\tkind\tmode\tstatus\tdate\tstart\tend\tparties\tpeople\ttitle\tplace\tcountry\tsalience\treports\tfirst_reported\
                \tsource\turl\tevidence\tcameo\tplover
                ev-1\tmeeting\t\theld\t2023-12-01/2023-12\t2023-12-01\t2023-12-31\tCHN; VNM\t王毅; 裴青山\tt\t河内\tVNM\tmain\t0\
                \t\t\t\t\t\t

                """)
    }
}

@Suite struct MarkdownTests {
    @Test func cellsAreAlignedByTheirWidth() {
        let text = written(
            MarkdownFormat(columns: ["kind", "place"]), [event(title: ""), event(title: "", place: "河内")])
        #expect(
            text == """
                | kind    | place |
                | ------- | ----- |
                | meeting |       |
                | meeting | 河内  |

                """)
    }

    @Test(arguments: [
        ("a|b", "a\\|b"), ("a\nb", "a b"), ("<script>", "&lt;script>"), ("a\\b", "a\\\\b"), ("a*b_c", "a\\*b\\_c"),
    ])
    func whatWouldBeMarkupIsEscaped(cell: String, shown: String) {
        let text = written(MarkdownFormat(columns: ["title"]), [event(title: cell)])
        #expect(text.split(separator: "\n").last.map(String.init)?.contains("| \(shown)") == true, "\(text)")
    }
}

@Suite struct TerminalTests {
    @Test func theTableIsCutToItsWidth() {
        let long = event(title: String(repeating: "会", count: 100), place: "河内")
        for width in [40, 60, 80, 120] {
            let text = written(TerminalFormat(width: width, inColour: false), [long])
            for line in text.split(separator: "\n") { #expect(DisplayWidth.of(String(line)) <= width) }
        }
        let narrow = written(TerminalFormat(width: 40, inColour: false), [long]).split(separator: "\n")[0]
        #expect(narrow.hasPrefix("date") && !narrow.contains("title"))
    }

    @Test func colourIsThereOnlyWhereItIsWanted() {
        #expect(written(TerminalFormat(width: 80, inColour: true), [event(title: "t")]).contains("\u{1B}[32mheld"))
        #expect(!written(TerminalFormat(width: 80, inColour: false), [event(title: "t")]).contains("\u{1B}"))
    }

    /// Text from an article must not be able to give the terminal orders.
    @Test func controlCharactersDoNotReachTheTerminal() {
        let text = written(
            TerminalFormat(width: 80, inColour: false), [event(title: "a\u{1B}[2Jb\u{7}\u{9B}c\u{202E}d\te")])
        #expect(
            text.unicodeScalars.allSatisfy {
                $0 == "\n" || ($0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) && $0 != "\u{202E}")
            })
    }
}

@Suite struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("河内", 4), ("ａ", 2), ("，", 2), ("한국", 4), ("é", 1), ("e\u{301}", 1), ("a\u{200B}b", 2),
        ("😀", 2), ("Erdoğan", 7), ("𠮷", 2), ("…", 1), ("·", 1), ("「」", 4),
    ])
    func wideCharactersTakeTwoColumns(text: String, width: Int) {
        #expect(DisplayWidth.of(text) == width)
    }

    @Test(arguments: [
        ("河内", 6, "河内  "), ("河内", 4, "河内"), ("河内市", 5, "河内…"), ("河内市", 4, "河… "), ("abc", 2, "a…"), ("abc", 1, "…"),
    ])
    func textIsFittedToAWidth(text: String, width: Int, fitted: String) {
        #expect(DisplayWidth.fitted(text, to: width) == fitted)
    }
}

@Suite struct JSONTests {
    @Test(arguments: [
        ("会谈", "\"会谈\""), ("a\"b\\c", "\"a\\\"b\\\\c\""), ("\n\r\t", "\"\\n\\r\\t\""),
        ("\u{1}\u{1F}", "\"\\u0001\\u001f\""),
        ("</script>", "\"</script>\""), ("😀", "\"😀\""), ("", "\"\""),
    ])
    func aStringIsEscaped(text: String, json: String) {
        var out = JSONText()
        out.string(text)
        #expect(String(decoding: out.bytes, as: UTF8.self) == json)
    }

    @Test func commasStandBetweenAndUnknownFieldsAreAbsent() {
        var out = JSONText()
        out.object { json in
            json.field("a", "")
            json.field("b", "1")
            json.key("c")
            json.array { json in
                json.string("x")
                json.object { $0.field("y", 2) }
                json.array { _ in }
            }
            json.field("d", 0)
        }
        #expect(
            String(decoding: out.bytes, as: UTF8.self) == "{\"b\": \"1\", \"c\": [\"x\", {\"y\": 2}, []], \"d\": 0}")
    }

    @Test func anEventWithoutAnythingHasNoNulls() {
        var out = JSONText()
        EventJSON.append(Event(id: "ev-1", kind: .call, status: .held, parties: []), to: &out)
        let text = String(decoding: out.bytes, as: UTF8.self)
        #expect(
            text == """
                {"id": "ev-1", "kind": "call", "status": "held", "parties": [], "people": [], "salience": "main", \
                "evidence": [], "reports": [], "confidence": 0.00}
                """)
    }

    @Test(arguments: [(0.0, "0.00"), (0.8, "0.80"), (0.046, "0.05"), (1.0, "1.00"), (0.999, "1.00")])
    func confidenceHasTwoDecimals(value: Double, text: String) {
        #expect(EventJSON.decimal(value) == text)
    }
}
