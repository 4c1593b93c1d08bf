import Kernel

/// The compiled vocabulary: what the scanner looks up.
struct Vocabulary: Sendable {
    let fold: FoldTable
    /// For every raw character of the Basic Multilingual Plane: the node that it leads to from the root, plus one where
    /// it can begin an expression in running text; 0 sends the scanner on.
    private(set) var starts: [UInt16]
    /// For every raw character: 1 + the index of its number among `numerals`, or 0.
    private(set) var numeralIndex: [UInt8]
    private(set) var numerals: [Int32] = []
    private(set) var terms: [Term] = []
    private(set) var trie: TermTrie
    /// The terms that are read backwards.
    private(set) var leads: TermTrie
    /// The words that tell a direction.
    private(set) var cues: TermTrie
    private(set) var holidays: [Holiday] = []

    /// Marks a character that begins an expression without leading into the trie: a digit.
    static let digitStart: UInt16 = 0xFFFF

    init(_ rows: [DateTermRow], _ fold: FoldTable) throws(DateTermError) {
        self.fold = fold
        var compiler = Compiler(fold: fold)
        for row in rows { compiler.add(row) }
        if !compiler.problems.isEmpty { throw DateTermError(diagnostics: compiler.problems) }
        terms = compiler.terms
        holidays = compiler.holidays
        numerals = compiler.numerals.map(\.value)
        trie = compiler.forward.build()
        leads = compiler.backward.build()
        cues = compiler.cues.build()
        starts = [UInt16](repeating: 0, count: 65_536)
        numeralIndex = [UInt8](repeating: 0, count: 65_536)
        // What holds of a folded character holds of all that fold to it.
        var foldedStarts = starts
        var foldedNumerals = numeralIndex
        for (index, numeral) in compiler.numerals.enumerated() {
            foldedNumerals[Int(numeral.scalar)] = UInt8(index + 1)
            foldedStarts[Int(numeral.scalar)] = Self.digitStart
        }
        for scalar in compiler.startScalars {
            let node = trie.step(0, scalar)
            foldedStarts[Int(scalar)] = node >= 0 ? UInt16(node) + 1 : Self.digitStart
        }
        for digit in 0x30...0x39 { foldedStarts[digit] = Self.digitStart }
        for raw in 0..<65_536 {
            let folded = Int(fold(UInt32(raw)))
            starts[raw] = foldedStarts[folded]
            numeralIndex[raw] = foldedNumerals[folded]
        }
    }

    /// The folded character and the number of bytes that it takes.
    @inline(__always)
    func folded(_ bytes: Span<UInt8>, at index: Int) -> (scalar: UInt32, length: Int) {
        let (scalar, length) = decodeScalar(bytes, at: index)
        return (fold(scalar), length)
    }

    struct Match {
        var term: Int32
        var end: Int
    }

    /// What may stand where a match is looked for. Behind the four digits of a year no length of time is meant:
    /// 2016年来华 is not 年来.
    enum Context { case start, after, number, year }

    /// The longest term at `index`; after a number a unit goes before anything else.
    func match(_ bytes: Span<UInt8>, at index: Int, _ context: Context) -> Match? {
        var node: Int32 = 0
        var position = index
        var count: Int32 = 0
        var best = TermTrie.Hit(term: -1, keeps: 0)
        var bestUnit = TermTrie.Hit(term: -1, keeps: 0)
        while position < bytes.count {
            let (scalar, length) = folded(bytes, at: position)
            node = trie.step(node, scalar)
            if node < 0 { break }
            position += length
            count += 1
            let accepts = trie.accepts[Int(node)]
            if accepts.anywhere.term >= 0 { best = accepts.anywhere }
            if context != .start, accepts.after.term >= 0 { best = accepts.after }
            if context == .number, accepts.unit.term >= 0 { bestUnit = accepts.unit }
            if context == .year, accepts.unit.term >= 0, terms[Int(accepts.unit.term)].kind != .notUnit {
                bestUnit = accepts.unit
            }
        }
        let hit = bestUnit.term >= 0 ? bestUnit : best
        guard hit.term >= 0 else { return nil }
        var end = index
        for _ in 0..<hit.keeps { end += decodeScalar(bytes, at: end).length }
        return Match(term: hit.term, end: end)
    }

    /// The longest term that ends at `index`, read backwards; nil where none does.
    func lead(_ bytes: Span<UInt8>, endingAt index: Int) -> (term: Term, start: Int)? {
        var node: Int32 = 0
        var position = index
        var found: (Term, Int)?
        while position > 0 {
            var start = position - 1
            while start > 0, position - start < 4, bytes[start] & 0xC0 == 0x80 { start -= 1 }
            node = leads.step(node, folded(bytes, at: start).scalar)
            if node < 0 { break }
            position = start
            let accepted = leads.accepts[Int(node)].anywhere
            if accepted.term >= 0 { found = (terms[Int(accepted.term)], position) }
        }
        return found
    }

    /// The longest cue at `index`.
    func cue(_ bytes: Span<UInt8>, at index: Int) -> (kind: TermClass, end: Int)? {
        var node: Int32 = 0
        var position = index
        var found: (TermClass, Int)?
        while position < bytes.count {
            let (scalar, length) = folded(bytes, at: position)
            node = cues.step(node, scalar)
            if node < 0 { break }
            position += length
            let hit = cues.accepts[Int(node)].anywhere
            if hit.term >= 0 { found = (terms[Int(hit.term)].kind, position) }
        }
        return found
    }

    /// Checks rows and gathers what they give.
    private struct Compiler {
        let fold: FoldTable
        var problems: [Diagnostic] = []
        var terms: [Term] = []
        var origins: [Origin] = []
        var holidays: [Holiday] = []
        var numerals: [(scalar: UInt32, value: Int32)] = []
        var startScalars: Set<UInt32> = []
        var forward = TermTrie.Builder()
        var backward = TermTrie.Builder()
        var cues = TermTrie.Builder()
        var ids: [String: Origin] = [:]

        init(fold: FoldTable) { self.fold = fold }

        mutating func problem(_ code: String, _ row: DateTermRow, _ message: String, hint: String = "") {
            problems.append(Diagnostic(.error, code, at: row.origin, message, hint: hint))
        }

        mutating func add(_ row: DateTermRow) {
            for column in row.cells.keys.sorted() where !DateTermRow.columns.contains(column) {
                problem("unknown-column", row, "dates.tsv has no column «\(column)»")
            }
            let id = row.cell("id")
            if id.isEmpty { problem("no-id", row, "the row has no id") }
            if let earlier = ids.updateValue(row.origin, forKey: id) {
                problem("duplicate-id", row, "the id «\(id)» stands already at \(earlier.description)")
            }
            guard let kind = TermClass(rawValue: row.cell("class")) else {
                let known = TermClass.allCases.map(\.rawValue).joined(separator: " ")
                problem("unknown-class", row, "no class «\(row.cell("class"))»", hint: "one of: \(known)")
                return
            }
            guard let place = TermPlace(rawValue: row.cell("where")) else {
                problem("bad-where", row, "«\(row.cell("where"))» is no place", hint: "empty, after, unit or lead")
                return
            }
            guard let part = DayPart(name: row.cell("part")) else {
                problem("bad-part", row, "«\(row.cell("part"))» is no part of a day")
                return
            }
            var term = Term(kind: kind, isAfter: place == .after, part: part)
            let value = row.cell("value")
            if kind == .holiday {
                guard let holiday = Holiday(rule: value) else {
                    problem(
                        "bad-holiday", row, "«\(value)» says no day",
                        hint: "10-01, lunar 8-15, nth 5 2 7, solar 4 4810 5590 or easter 0")
                    return
                }
                term.holiday = Int32(holidays.count)
                holidays.append(holiday)
            } else if [.yearPart, .monthPart, .edgePart, .season].contains(kind) {
                guard let index = Point.Part.names.firstIndex(of: value), index > 0 else {
                    problem("bad-part", row, "«\(value)» is no part of a year or month")
                    return
                }
                (term.hasValue, term.value) = (true, Int32(index))
            } else if !value.isEmpty {
                guard let number = Int32(value) else {
                    problem("bad-value", row, "«\(value)» is no number")
                    return
                }
                term.hasValue = true
                term.value = number
            }
            let days = row.cell("days")
            if !days.isEmpty {
                guard let number = Int32(days), number > 0 else {
                    problem("bad-days", row, "«\(days)» is no number of days")
                    return
                }
                term.days = number
            }
            let index = Int32(terms.count)
            terms.append(term)
            origins.append(row.origin)
            let spelled = row.cell("terms").split(separator: "|", omittingEmptySubsequences: false)
            for word in spelled { add(String(word), index, kind, term, place, row) }
        }

        private mutating func add(
            _ word: String, _ index: Int32, _ kind: TermClass, _ term: Term, _ place: TermPlace, _ row: DateTermRow
        ) {
            // `+` ends what the token keeps; the rest must follow.
            let parts = word.split(separator: "+", omittingEmptySubsequences: false)
            let scalars = parts.joined().unicodeScalars.map { fold($0.value) }
            guard let kept = parts.first?.unicodeScalars.count, kept > 0, parts.count <= 2, !scalars.isEmpty,
                parts.last?.isEmpty == false
            else {
                problem("bad-term", row, "«\(word)» is no term", hint: "terms are joined with |, without empty ones")
                return
            }
            if scalars.contains(where: { $0 > 0xFFFF }) {
                problem("bad-term", row, "«\(word)» has a character outside the Basic Multilingual Plane")
                return
            }
            if String(word.unicodeScalars.filter { $0 != "+" }.map(Character.init)) != spelledPlainly(scalars) {
                problem("bad-spelling", row, "«\(word)» is not folded", hint: "write «\(spelledPlainly(scalars))»")
                return
            }
            if kind == .numeral {
                guard scalars.count == 1, term.hasValue else {
                    problem("bad-numeral", row, "a numeral is one character with a value: «\(word)»")
                    return
                }
                numerals.append((scalars[0], term.value))
                return
            }
            let earlier: Int32?
            if place == .lead {
                earlier = backward.add(scalars.reversed(), keeps: scalars.count, place: place, term: index)
            } else if kind == .cuePast || kind == .cueFuture {
                earlier = cues.add(scalars, keeps: kept, place: .cue, term: index)
            } else {
                earlier = forward.add(scalars, keeps: kept, place: place, term: index)
                if place == .anywhere { startScalars.insert(scalars[0]) }
            }
            if let earlier {
                let origin = origins[Int(earlier)]
                problem("duplicate-term", row, "«\(word)» stands already at \(origin.description)")
            }
        }

        private func spelledPlainly(_ scalars: [UInt32]) -> String {
            var text = String.UnicodeScalarView()
            for scalar in scalars { if let value = Unicode.Scalar(scalar) { text.append(value) } }
            return String(text)
        }
    }
}
