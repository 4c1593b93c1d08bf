import Kernel
import Lexicon

/// What names look like, learnt from the people of the lexicon: the characters that foreign names are written with, and the
/// family names of East Asia. With it, somebody whom no row names is still found behind a party and an office.
struct NameShapes: Sendable {
    private var transliteration = CharacterSet()
    /// By party: Chinese, Korean, Japanese and Burmese family names are not one another's. Parties that share their names
    /// (the cues of the class `one-naming`) share one set.
    private var familyNames: [String: CharacterSet] = [:]
    private var institutionEnds: Set<UInt32> = []
    private var stops: Set<UInt32> = []
    /// Words that no name begins with or holds (年度, 当地), by their first character; those of one character only end a
    /// name that is known.
    private var words: [UInt32: [[UInt32]]] = [:]
    /// Words for what an office is about (国防, 气候政策), by their last character.
    private var fields: [UInt32: [[UInt32]]] = [:]
    /// Words for bodies and delegations that are of no state: 集团, 商会.
    private var privateBodies: [[UInt32]] = []
    private var privateDelegations: [[UInt32]] = []
    private let fold: FoldTable
    private let eastAsian: Set<String>
    private let namingOfParty: [String: String]

    init(_ lexicon: Lexicon) {
        fold = lexicon.fold
        let isDotted = lexicon.parties.map { lexicon.dottedParties.contains($0.id) }
        eastAsian = Set(
            Set(lexicon.partyOfPerson).compactMap { $0 }.filter { !isDotted[$0] }.map { lexicon.parties[$0].id })
        var naming: [String: String] = [:]
        for party in eastAsian { naming[party] = party }
        for cue in lexicon.cues where cue.cue == "one-naming" {
            for party in cue.terms { naming[party] = cue.terms[0] }
        }
        namingOfParty = naming
        for row in lexicon.people.indices {
            let party = lexicon.partyOfPerson[row].flatMap { isDotted[$0] ? nil : naming[lexicon.parties[$0].id] }
            learn(lexicon.people[row].name, familyNamesOf: party)
            for alias in lexicon.people[row].aliases { learn(alias, familyNamesOf: party) }
        }
        let folded = { (cue: String) in
            lexicon.terms(ofCue: cue).map { $0.unicodeScalars.map { lexicon.fold($0.value) } }
        }
        for word in folded("no-name") { words[word[0], default: []].append(word) }
        for word in folded("field") { fields[word[word.count - 1], default: []].append(word) }
        privateBodies = folded("private-body")
        privateDelegations = folded("private-delegation")
        institutionEnds = Set(folded("institution").compactMap(\.last))
        stops = Set(folded("not-in-name").compactMap(\.last))
    }

    private mutating func learn(_ name: String, familyNamesOf party: String?) {
        let bytes = name.utf8.span
        var at = 0
        while at < bytes.count {
            let (scalar, length) = decodeScalar(bytes, at: at)
            at += length
            if let party {
                familyNames[party, default: CharacterSet()].insert(fold(scalar))
                return
            }
            transliteration.insert(fold(scalar))
        }
    }

    /// Whether no name goes on with this character (王毅等).
    func stops(_ scalar: UInt32) -> Bool {
        let folded = fold(scalar)
        return stops.contains(folded) || words[folded]?.contains { $0.count == 1 } ?? false
    }

    /// Whether a word that is in no name stands at a place in the text.
    private func isWord(_ text: Span<UInt8>, at start: Int, _ first: UInt32) -> Bool {
        guard let candidates = words[first] else { return false }
        for word in candidates where word.count > 1 {
            var at = start
            var matched = 0
            while matched < word.count, at < text.count {
                let (scalar, length) = decodeScalar(text, at: at)
                guard fold(scalar) == word[matched] else { break }
                at += length
                matched += 1
            }
            if matched == word.count { return true }
        }
        return false
    }

    /// Whether it takes the same characters for names.
    func isSame(as other: NameShapes) -> Bool {
        transliteration == other.transliteration && familyNames == other.familyNames && eastAsian == other.eastAsian
            && namingOfParty == other.namingOfParty
            && institutionEnds == other.institutionEnds && stops == other.stops && words == other.words
            && fields == other.fields && privateBodies == other.privateBodies
            && privateDelegations == other.privateDelegations
    }

    /// 统一部, 国家安全委员会亚洲事务: an institution's name, with the field that somebody has charge of in it.
    func isInstitution(_ bytes: ArraySlice<UInt8>) -> Bool {
        let scalars = folded(bytes)
        return scalars.last.map(institutionEnds.contains) ?? false
            || beforeField(scalars).map { $0 == 0 || institutionEnds.contains(scalars[$0 - 1]) } ?? false
    }

    /// 国际气候政策: nothing but what an office is about.
    func isField(_ bytes: ArraySlice<UInt8>) -> Bool { beforeField(folded(bytes)) == 0 }

    /// 长荣集团, between a party and an office.
    func isOfPrivateBody(_ bytes: ArraySlice<UInt8>) -> Bool { holds(bytes, privateBodies) }

    /// 科学院, right behind a party's name or behind a few characters of the same word.
    func opensPrivateBody(_ text: [UInt8], _ start: Int, _ limit: Int) -> Bool {
        var at = start
        while at < limit {
            let (scalar, length) = decodeScalar(text.span, at: at)
            guard NameShapes.isHan(scalar), at + length <= limit else { break }
            at += length
        }
        return isOfPrivateBody(text[start..<at])
    }

    /// 经济, between a party and 代表团.
    func isPrivateDelegation(_ bytes: ArraySlice<UInt8>) -> Bool { holds(bytes, privateDelegations) }

    private func holds(_ bytes: ArraySlice<UInt8>, _ words: [[UInt32]]) -> Bool {
        guard !bytes.isEmpty else { return false }
        let scalars = folded(bytes)
        return words.contains { word in
            scalars.indices.contains { scalars[$0...].starts(with: word) }
        }
    }

    /// Whether all of this is a name by its looks: 余英时, 洛文.
    func looksLikeName(_ text: [UInt8], _ start: Int, _ end: Int) -> Bool {
        let span = text.span
        var at = start
        var scalars: [UInt32] = []
        while at < end, scalars.count <= 12 {
            let (raw, length) = decodeScalar(span, at: at)
            let scalar = fold(raw)
            if scalar != 0xB7 {
                guard NameShapes.isHan(raw), !stops.contains(scalar), !isWord(span, at: at, scalar) else {
                    return false
                }
            }
            scalars.append(scalar)
            at += length
        }
        guard at == end else { return false }
        return (2...3).contains(scalars.count) && isFamilyName(scalars[0])
            || scalars.count == 4 && isFamilyName(scalars[0]) && isFamilyName(scalars[1])
            || (2...12).contains(scalars.count) && scalars.allSatisfy { $0 == 0xB7 || transliteration.contains($0) }
    }

    /// Whether families are named so anywhere.
    private func isFamilyName(_ scalar: UInt32) -> Bool { familyNames.values.contains { $0.contains(scalar) } }

    private func folded(_ bytes: ArraySlice<UInt8>) -> [UInt32] {
        String(decoding: bytes, as: UTF8.self).unicodeScalars.map { fold($0.value) }
    }

    /// Where the words of a field begin that end the text; nil where none do.
    private func beforeField(_ scalars: [UInt32]) -> Int? {
        var end = scalars.count
        while end > 0 {
            let longest = (fields[scalars[end - 1]] ?? []).filter { word in
                word.count <= end && scalars[end - word.count..<end].elementsEqual(word)
            }.map(\.count).max()
            guard let longest else { break }
            end -= longest
        }
        return end < scalars.count ? end : nil
    }

    func hasPunctuation(_ bytes: ArraySlice<UInt8>) -> Bool {
        // 第44批护航编队: numbers belong to names.
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars
        where !NameShapes.isHan(scalar.value) && !("0"..."9").contains(scalar) {
            return true
        }
        return false
    }

    static func isHan(_ scalar: UInt32) -> Bool {
        (0x4E00...0x9FFF).contains(scalar) || (0x3400...0x4DBF).contains(scalar) || scalar == 0x3007
    }

    /// How many bytes from `start` are a name, reading no further than `limit`; nil for none.
    func nameLength(_ text: [UInt8], _ start: Int, _ limit: Int, parties: [Int], lexicon: Lexicon, isBounded: Bool)
        -> Int?
    {
        let span = text.span
        var at = start
        var scalars: [(value: UInt32, end: Int)] = []
        var hasDot = false
        var stopped = false
        while at < limit, scalars.count < 16 {
            let (raw, length) = decodeScalar(span, at: at)
            let scalar = fold(raw)
            if scalar == 0xB7 || (scalar == 0x2D && !scalars.isEmpty) {
                hasDot = true
            } else if !NameShapes.isHan(raw) || stops.contains(scalar) || isWord(span, at: at, scalar) {
                stopped = true
                break
            }
            at += length
            scalars.append((scalar, at))
        }
        guard !scalars.isEmpty else { return nil }
        let reachedEnd = stopped || at >= limit
        let isEastAsian = parties.contains { eastAsian.contains(lexicon.parties[$0].id) }
        if isEastAsian, !hasDot {
            let isFamilyName = parties.contains { party in
                namingOfParty[lexicon.parties[party].id].map { familyNames[$0]?.contains(scalars[0].value) ?? false }
                    ?? false
            }
            guard isFamilyName, scalars.count >= 2 else { return nil }
            if reachedEnd, scalars.count <= 4 { return scalars[scalars.count - 1].end - start }
            // Nothing bounds the name: two characters behind the family name, as most have.
            return scalars.count >= 3 ? scalars[2].end - start : nil
        }
        var count = 0
        while count < scalars.count,
            scalars[count].value == 0xB7 || scalars[count].value == 0x2D
                || transliteration.contains(scalars[count].value)
        { count += 1 }
        guard count >= 2, count <= 14 else { return nil }
        if count == scalars.count, reachedEnd { return scalars[count - 1].end - start }
        if hasDot, count >= 4 { return scalars[count - 1].end - start }
        // A run that goes on into other words: take it only where it is long enough to be nothing else.
        return count >= 3 && count < scalars.count ? scalars[count - 1].end - start : nil
    }
}
