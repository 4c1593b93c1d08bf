/// A name in Latin letters that stands in brackets behind one in Chinese: 约翰逊（Boris Johnson）.
struct LatinName {
    /// In small letters, without points.
    private let words: [[UInt8]]

    /// nil where none stands at `start`.
    init?(_ text: [UInt8], _ start: Int) {
        var at = start
        if at < text.count, text[at] == UInt8(ascii: " ") { at += 1 }
        if at < text.count, text[at] == UInt8(ascii: "(") {
            at += 1
        } else if text[min(at, text.count)...].starts(with: "（".utf8) {
            at += 3
        } else {
            return nil
        }
        let end = min(text.count, at + LatinName.longest)
        words = LatinName.words(text[at..<max(at, end)])
        if words.isEmpty { return nil }
    }

    private static let longest = 48

    /// Words up to a byte that is neither a letter of Latin nor a mark inside a name.
    private static func words(_ bytes: some Sequence<UInt8>) -> [[UInt8]] {
        var words: [[UInt8]] = []
        var word: [UInt8] = []
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"): word.append(byte)
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): word.append(byte + 32)
            // á, š and their like: two bytes each, kept as they are.
            case 0x80...0xBF where !word.isEmpty && (0xC3...0xC9).contains(word[word.count - 1]): word.append(byte)
            case 0xC3...0xC9: word.append(byte)
            case UInt8(ascii: "."), UInt8(ascii: "'"): continue
            case UInt8(ascii: " "), UInt8(ascii: "-"):
                if !word.isEmpty { words.append(word) }
                word = []
            default:
                if !word.isEmpty { words.append(word) }
                return words
            }
        }
        if !word.isEmpty { words.append(word) }
        return words
    }

    /// Whether it is the name of whoever is called `name` in English: the family name, with the first name if any is given.
    func isName(of name: String) -> Bool {
        let known = LatinName.words(name.utf8)
        guard let last = known.last, let first = known.first, words.contains(last) else { return false }
        return words.count == 1 || words.contains(first) || words[0].first == first.first
    }

    /// Whether it is somebody else's of the same family name: 约翰逊（Christopher Johnson）. Short first names tell nothing: Bill is
    /// a William.
    func isNamesake(of name: String) -> Bool {
        let known = LatinName.words(name.utf8)
        guard let last = known.last, known.count > 1, words.count > 1, words.last == last,
            known[0].count >= LatinName.tellingLength, words[0].count >= LatinName.tellingLength
        else { return false }
        return !isName(of: name)
    }

    private static let tellingLength = 5
}
