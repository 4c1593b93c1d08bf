import Dates
import Kernel
import Testing

/// A text and what its expressions must come to, in order, joined with `; `: a value as EDTF, a length as `3d`, a vague
/// expression as `vague`.
struct DateCase: Sendable, CustomTestStringConvertible {
    var text: String
    var past: String
    var future: String

    var testDescription: String { text }

    /// Lines of `text = past` or `text = past | future`.
    static func table(_ lines: String) -> [DateCase] {
        lines.split(separator: "\n").map { line in
            guard let mark = line.range(of: " =") else { fatalError("no = in «\(line)»") }
            let values = line[mark.upperBound...].split(separator: "|").map { $0.trimmed }
            let past = values.first ?? ""
            return DateCase(
                text: line[..<mark.lowerBound].trimmed, past: past, future: values.count > 1 ? values[1] : past)
        }
    }

    func check(_ mentions: [DateMention], sourceLocation: SourceLocation = #_sourceLocation) {
        let past = mentions.map { Self.wording($0, $0.past) }.joined(separator: "; ")
        let future = mentions.map { Self.wording($0, $0.future) }.joined(separator: "; ")
        #expect(past == self.past, "past", sourceLocation: sourceLocation)
        #expect(future == self.future, "future", sourceLocation: sourceLocation)
    }

    private static func wording(_ mention: DateMention, _ value: DateValue?) -> String {
        value?.edtf ?? (mention.role == .duration ? "\(mention.days)d" : mention.role.rawValue)
    }

    /// What an article of one paragraph holds.
    static func read(
        _ text: String, on day: String, tense: (Int, Range<Int>) -> Tense = { _, _ in .unknown }
    ) -> [DateMention] {
        read([Block(kind: .paragraph, text)], on: day, tense: tense)
    }

    static func read(
        _ blocks: [Block], on day: String, tense: (Int, Range<Int>) -> Tense = { _, _ in .unknown }
    ) -> [DateMention] {
        let article = Article(id: "case", published: CivilDate(iso: day), blocks: blocks, origin: Origin(path: "case"))
        return Shipped.reader.read(article, tense: tense)
    }

    static func resolve(_ text: String, on day: String, _ reading: DateReading) -> [DateMention] {
        Shipped.reader.resolve(text, on: CivilDate(iso: day), reading: reading)
    }
}

extension StringProtocol {
    /// Without the spaces around it.
    var trimmed: String {
        String(self.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }

    /// Where `word` first stands.
    func range(of word: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(word) { return start..<index(start, offsetBy: word.count) }
            start = index(after: start)
        }
        return nil
    }
}
