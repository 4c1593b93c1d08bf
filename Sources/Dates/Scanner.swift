import Kernel

/// Finds runs of tokens that may be dates, and has the grammar build expressions of them. One pass; every character is looked at a bounded
/// number of times.
struct Scanner {
    let vocabulary: Vocabulary

    /// Special values of numerals beside 0…9 and the powers of ten.
    enum Numeral {
        static let vague: Int32 = -1
        static let half: Int32 = -2
        static let pair: Int32 = -3
    }

    /// Appends every expression of `bytes` to `found`; returns how often it looked at a token, the measure of its work.
    @discardableResult
    func scan(_ bytes: Span<UInt8>, _ tokens: inout [Token], _ found: inout [Expression]) -> Int {
        var grammar = Grammar(vocabulary: vocabulary)
        var work = 0
        var index = 0
        let count = bytes.count
        while index < count {
            let lead = bytes[index]
            var length = 1
            var scalar = UInt32(lead)
            if lead >= 0x80 {
                (scalar, length) = decodeScalar(bytes, at: index)
                if scalar > 0xFFFF { scalar = 0xFFFD }
            }
            if vocabulary.starts[Int(scalar)] == 0 {
                index += length
                continue
            }
            tokens.removeAll(keepingCapacity: true)
            let end = run(bytes, from: index, &tokens)
            work += tokens.count + 1
            if !tokens.isEmpty { grammar.parse(tokens, bytes, &found) }
            index = end > index ? end : index + length
        }
        return work + grammar.steps
    }

    /// Gathers the tokens that follow one another from `start`; returns where to go on.
    private func run(_ bytes: Span<UInt8>, from start: Int, _ tokens: inout [Token]) -> Int {
        var position = start
        var context = Vocabulary.Context.start
        while position < bytes.count {
            var at = position
            if context != .start, bytes[at] == 0x20, at + 1 < bytes.count { at += 1 }
            let afterWeek = isWeek(tokens.last)
            let number = number(bytes, at: at, afterWeek: afterWeek, isFirst: tokens.isEmpty)
            let match = vocabulary.match(bytes, at: at, context)
            if let match, match.end >= (number?.end ?? 0) || isForcedWord(match, tokens, number) {
                let kind = vocabulary.terms[Int(match.term)].kind
                if kind == .trap {
                    // A word that swallows what looks like a date; nothing before it is touched.
                    return match.end
                }
                tokens.append(
                    Token(kind: .term, start: Int32(at), end: Int32(match.end), term: match.term))
                position = match.end
                if kind == .notUnit { return position }
                // 十多年: the unit is still to come.
                context = kind == .aboutMany || kind == .half ? .number : .after
            } else if let number {
                tokens.append(Token(kind: .number, start: Int32(at), end: Int32(number.end), number: number.number))
                position = number.end
                // 周五晚上: five is no amount here.
                context = afterWeek && number.number.isHan ? .after : isYear(number.number) ? .year : .number
            } else {
                break
            }
        }
        return position
    }

    private func isYear(_ number: Number) -> Bool {
        number.digits == 4 && number.isPositional && (1800...2199).contains(number.value)
    }

    private func isWeek(_ token: Token?) -> Bool {
        guard let token, token.kind == .term else { return false }
        let kind = vocabulary.terms[Int(token.term)].kind
        return kind == .week || kind == .weekComing
    }

    /// Terms that must not be outdone by a longer number: 一 after 周 reads on as a weekday, never as 一二….
    private func isForcedWord(_ match: Vocabulary.Match, _ tokens: [Token], _ number: (number: Number, end: Int)?)
        -> Bool
    {
        guard number != nil, isWeek(tokens.last) else { return false }
        return vocabulary.terms[Int(match.term)].kind == .trap
    }

    // MARK: Numbers

    private func number(_ bytes: Span<UInt8>, at start: Int, afterWeek: Bool, isFirst: Bool) -> (
        number: Number, end: Int
    )? {
        guard start < bytes.count else { return nil }
        let raw = decodeScalar(bytes, at: start).scalar
        guard raw < 0x10000 else { return nil }
        let folded = vocabulary.fold(raw)
        if (0x30...0x39).contains(folded) { return digits(bytes, at: start, isFirst: isFirst) }
        if vocabulary.numeralIndex[Int(raw)] != 0 { return han(bytes, at: start, afterWeek: afterWeek) }
        return nil
    }

    private func digits(_ bytes: Span<UInt8>, at start: Int, isFirst: Bool) -> (
        number: Number, end: Int
    ) {
        var number = Number(isPositional: true)
        var position = start
        var value = 0
        while position < bytes.count {
            let (scalar, length) = vocabulary.folded(bytes, at: position)
            guard (0x30...0x39).contains(scalar) else { break }
            if number.digits < 9 { value = value * 10 + Int(scalar - 0x30) }
            number.digits += 1
            position += length
        }
        number.value = Int32(value)
        number.isBroken = number.digits > 8 || isFirst && isGlued(bytes, before: start)
        // 3万, 20亿: no date, but a number all the same.
        if position < bytes.count {
            let (raw, length) = decodeScalar(bytes, at: position)
            if raw < 0x10000, raw >= 0x80, vocabulary.numeralIndex[Int(raw)] != 0 {
                let factor = vocabulary.numerals[Int(vocabulary.numeralIndex[Int(raw)]) - 1]
                if factor >= 10 {
                    position += length
                    number.isBroken = true
                }
            }
        }
        number.isCut = isEllipsis(bytes, at: position)
        return (number, position)
    }

    /// Whether what stands before makes the digits part of something else: `A320`, `1,000`, `F-16`.
    private func isGlued(_ bytes: Span<UInt8>, before start: Int) -> Bool {
        guard start > 0 else { return false }
        let previous = bytes[start - 1]
        if isLetter(previous) { return !(start >= 2 && isDigit(bytes[start - 2])) }
        if start >= 2, previous == UInt8(ascii: ",") || previous == UInt8(ascii: "."), isDigit(bytes[start - 2]) {
            return true
        }
        return start >= 2 && previous == UInt8(ascii: "-") && isLetter(bytes[start - 2])
    }

    private func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }
    private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// `…`, `⋯`, `..`
    private func isEllipsis(_ bytes: Span<UInt8>, at index: Int) -> Bool {
        guard index + 1 < bytes.count else { return false }
        if bytes[index] == UInt8(ascii: "."), bytes[index + 1] == UInt8(ascii: ".") { return true }
        let (scalar, _) = decodeScalar(bytes, at: index)
        return scalar == 0x2026 || scalar == 0x22EF
    }

    private func han(_ bytes: Span<UInt8>, at start: Int, afterWeek: Bool) -> (number: Number, end: Int) {
        var number = Number(isHan: true)
        var position = start
        var total = 0
        var section = 0
        var pending = 0
        var positional = 0
        var hasPower = false
        while position < bytes.count {
            let (raw, length) = decodeScalar(bytes, at: position)
            guard raw < 0x10000 else { break }
            let index = vocabulary.numeralIndex[Int(raw)]
            if index == 0 { break }
            var value = Int(vocabulary.numerals[Int(index) - 1])
            if value == Int(Numeral.pair) {
                value = 2
                number.isPair = number.digits == 0
            } else {
                number.isPair = false
            }
            switch value {
            case Int(Numeral.vague):
                number.isVague = true
                if number.digits == 0 { (pending, positional) = (3, 3) }
            case Int(Numeral.half):
                // 半 stands alone or ends a number (一个半月 has it after the measure word).
                if number.digits > 0 {
                    return finish(number, total + section + pending, positional, hasPower, position, bytes)
                }
                number.isHalf = true
                number.digits = 1
                position += length
                return (number, position)
            case 0...9:
                pending = value
                if positional < 100_000_000 { positional = positional * 10 + value }
            case 20, 30:
                // 廿, 卅
                section = value
                pending = 0
                hasPower = true
            case 10, 100, 1000:
                section += max(pending, 1) * value
                pending = 0
                hasPower = true
            default:
                total = min((total + section + pending) * min(value, 100_000_000), 1_000_000_000)
                section = 0
                pending = 0
                hasPower = true
            }
            section = min(section, 1_000_000_000)
            number.digits += 1
            position += length
            if afterWeek { break }
        }
        return finish(number, total + section + pending, positional, hasPower, position, bytes)
    }

    private func finish(
        _ number: Number, _ multiplied: Int, _ positional: Int, _ hasPower: Bool, _ end: Int, _ bytes: Span<UInt8>
    ) -> (number: Number, end: Int) {
        var number = number
        number.isPositional = !hasPower
        number.value = Int32(min(hasPower ? multiplied : positional, 999_999_999))
        number.isBroken = number.digits > 9
        number.isCut = isEllipsis(bytes, at: end)
        return (number, end)
    }
}
