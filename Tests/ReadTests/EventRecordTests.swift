import Kernel
import Read
import Testing

/// Events that were written before, read back.
@Suite struct EventRecordTests {
    static let line = #"""
        {"id": "ev-1", "kind": "visit", "status": "held", "date": "2023-04-12/2023-04-15", "dateText": "4月12日\"晚\"", "dateBasis": "relative", "parties": ["BRA", "CHN"], "people": [{"id": "lula", "name": "卢拉", "as": "鲁拉", "nameEn": "Lula", "party": "BRA", "office": "president", "role": "visitor", "inferred": true}], "place": {"name": "上海", "country": "CHN"}, "title": "卢拉访问上海", "salience": "secondary", "cameo": "042", "plover": "CONSULT/visit", "doc": "a", "url": "https://example.org/a", "source": "来源", "published": "2023-04-13", "evidence": [{"block": 1, "start": 2, "end": 30, "text": "一\n二\\三"}], "reports": ["a", "b"], "partOf": "ev-9", "confidence": 0.97, "trip": {"id": "tr-1", "stop": 1, "of": 2}, "history": [{"status": "held", "doc": "a"}], "also": ["ev-2"], "accounts": [{"id": "ev-2", "kind": "visit", "status": "planned", "parties": [], "people": [], "title": "", "salience": "main", "doc": "b", "evidence": [], "reports": ["b"], "confidence": 0.50}]}
        """#

    private func event(_ line: String, _ form: EventRecord.Form = .json) throws -> Event {
        try EventRecord(form).event(Array(line.utf8))
    }

    @Test func aLineOfJSONIsReadWhole() throws {
        let event = try event(EventRecordTests.line)
        #expect(event.id == "ev-1" && event.kind == .visit && event.status == .held && event.salience == .secondary)
        #expect(event.date?.edtf == "2023-04-12/2023-04-15" && event.dateText == "4月12日\"晚\"")
        #expect(event.people.first?.wording == "鲁拉" && event.people.first?.inferred == true)
        #expect(event.place == Place(name: "上海", country: "CHN"))
        #expect(event.evidence == [Evidence(block: 1, start: 2, end: 30, text: "一\n二\\三")])
        #expect(event.published?.iso == "2023-04-13" && event.reports == ["a", "b"])
        #expect(event.confidence == 0.97)
        #expect(event.story?.accounts.map(\.doc) == ["b"] && event.story?.also == ["ev-2"])
    }

    /// What has a field that the program does not write goes the long way, and comes to the same.
    @Test func bothWaysOfReadingAgree() throws {
        let other = EventRecordTests.line.replacing(#""kind": "visit""#, with: #""note": [1, null], "kind": "visit""#)
        #expect(String(describing: try event(other)) == String(describing: try event(EventRecordTests.line)))
    }

    @Test(arguments: [
        ("{\"kind\": \"visit\"", "this line is no JSON"), ("[]", "not an object"),
        ("{\"title\": \"文章\"}", "its kind is missing"), ("{\"kind\": \"visit\"}", "its status is missing"),
        ("{\"kind\": \"trip\", \"status\": \"held\"}", "its kind is \"trip\""),
        ("{\"kind\": \"visit\", \"status\": \"held\", \"date\": \"2023-13\"}", "its date is \"2023-13\""),
        ("{\"kind\": \"visit\", \"status\": \"held\", \"published\": \"gestern\"}", "its day of publication is"),
    ])
    func whatIsNoEventIsToldOf(line: String, message: String) {
        let failure = #expect(throws: EventRecord.Failure.self) { try event(line) }
        #expect(failure?.message.contains(message) == true, "\(failure?.message ?? "")")
    }

    @Test func aRowOfCSVIsRead() throws {
        let header = [
            "id", "kind", "status", "date", "parties", "people", "title", "place", "country", "first_reported", "url",
        ]
        let event = try event(
            "ev-1,call,held,2023-10-14,CHN; USA,王毅; 布林肯,\"'=1+1, \"\"x\"\"\",,,2023-10-15,https://example.org",
            .cells(header: header, separator: 0x2C))
        #expect(event.parties == ["CHN", "USA"] && event.people.map(\.name) == ["王毅", "布林肯"])
        #expect(event.title == "=1+1, \"x\"" && event.place == nil)
        #expect(event.doc == "https://example.org" && event.published?.iso == "2023-10-15")
    }

    @Test func theEscapesOfTSVAreUndone() throws {
        let event = try event(
            "meeting\theld\tCHN\t甲\\t乙\\n丙\\\\丁", .cells(header: ["kind", "status", "parties", "title"], separator: 9))
        #expect(event.title == "甲\t乙\n丙\\丁")
    }

    /// However deep accounts are nested, reading ends.
    @Test func nestingHasAnEnd() {
        let one = #"{"kind": "call", "status": "held", "doc": "a", "reports": ["a"], "accounts": ["#
        let deep = String(repeating: one, count: 50_000)
        #expect(throws: EventRecord.Failure.self) { try event(deep) }
    }
}
