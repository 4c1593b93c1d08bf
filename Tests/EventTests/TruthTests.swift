import Kernel
import Lexicon
import Pipeline
import Score
import Testing
import Write

/// Fixtures/events: what a careful reader finds in small articles, against what the program finds.
@Suite struct TruthTests {
    static let folder = Files.package + "/Fixtures/events"
    static let cases = Files.names(in: folder)

    /// The share of true rows that are found with the right kind, status, date, parties and people; and how many rows in a
    /// hundred are of nothing. Mend the program, then move these: up the one, down the other.
    static let leastFound = 0.80
    static let mostInvented = 0.06

    static let names: NameTable = {
        var names = NameTable()
        for person in Shipped.pipeline.lexicon.people { names.add(person.name, aliases: person.aliases) }
        return names
    }()

    static func labels(_ name: String, file: String) throws -> LabelledEvents {
        let path = folder + "/" + name + "/" + file
        let bytes = try #require(Files.read(path))
        return LabelledEvents(path: path, bytes: bytes, names: names) { Issue.record("\($0.description)") }
    }

    static func found(_ name: String) throws -> LabelledEvents {
        let articles = try #require(Files.read(folder + "/" + name + "/articles.jsonl"))
        var lines: [UInt8] = []
        for line in articles.split(separator: UInt8(ascii: "\n")) {
            let trace = try #require(try Shipped.trace(line: Array(line)), "\(name): an article cannot be read")
            for event in trace.events {
                var json = JSONText()
                EventJSON.append(event, to: &json)
                lines += json.bytes + [UInt8(ascii: "\n")]
            }
        }
        return LabelledEvents(path: name, bytes: lines, names: names) { Issue.record("\($0.description)") }
    }

    @Test func enoughOfTheTruthIsFound() throws {
        var gold = 0
        var predicted = 0
        var rows = 0
        var paired = 0
        var misses = ""
        for name in TruthTests.cases {
            let truth = try TruthTests.labels(name, file: "truth.jsonl")
            let scoring = Scoring(gold: truth, predicted: try TruthTests.found(name))
            gold += scoring.all.gold
            predicted += scoring.all.predicted
            rows += scoring.all.rows
            paired += scoring.all.paired
            for miss in scoring.misses {
                misses += "\(name)/\(miss.doc) \(miss.why)\n    true  \(TruthTests.line(miss.gold))\n"
                misses += "    found \(TruthTests.line(miss.predicted))\n"
            }
        }
        let share = Double(rows) / Double(max(1, gold))
        let invented = Double(predicted - paired) / Double(max(1, predicted))
        print("\(misses)\(rows) of \(gold) rows as they should be, \(predicted - paired) of \(predicted) of nothing")
        #expect(share >= TruthTests.leastFound)
        #expect(invented <= TruthTests.mostInvented)
    }

    @Test func thereAreManyCases() {
        #expect(TruthTests.cases.count >= 70)
    }

    /// Every article has its line of truth, and every line its article.
    @Test(arguments: TruthTests.cases)
    func everyArticleHasItsTruth(name: String) throws {
        let truth = try TruthTests.labels(name, file: "truth.jsonl")
        let articles = try #require(Files.read(TruthTests.folder + "/" + name + "/articles.jsonl"))
        var ids: [String] = []
        for line in articles.split(separator: UInt8(ascii: "\n")) {
            ids.append(try #require(try Shipped.trace(line: Array(line))).article.id)
        }
        #expect(ids == truth.docs)
    }

    /// The truth uses every kind and every status.
    @Test func nothingIsLeftOut() throws {
        var kinds: Set<String> = []
        var statuses: Set<String> = []
        var withoutEvents = 0
        for name in TruthTests.cases {
            let truth = try TruthTests.labels(name, file: "truth.jsonl")
            for entries in truth.entries.values {
                if entries.isEmpty { withoutEvents += 1 }
                kinds.formUnion(entries.map(\.kind))
                statuses.formUnion(entries.map(\.status))
            }
        }
        #expect(kinds == Set(EventKind.allCases.map(\.rawValue)))
        #expect(statuses == Set(EventStatus.allCases.map(\.rawValue)))
        #expect(withoutEvents >= 40)
    }

    private static func line(_ entry: Scoring.Entry?) -> String {
        guard let entry else { return "nothing" }
        return "\(entry.kind) \(entry.status) \(entry.date?.edtf ?? "no date") "
            + "\(entry.parties.sorted().joined(separator: "+")) [\(entry.people.sorted().joined(separator: " "))]"
    }
}
