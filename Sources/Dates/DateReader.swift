package import Kernel

/// Reads the expressions of time in a text and says what they mean. Compiled once from its vocabulary.
package struct DateReader: Sendable {
    let vocabulary: Vocabulary

    package init(_ rows: [DateTermRow], fold: FoldTable) throws(DateTermError) {
        vocabulary = try Vocabulary(rows, fold)
    }

    /// The place of an expression in a text, before anything is resolved.
    package struct RawExpression: Sendable, Hashable {
        package var start: Int
        package var end: Int
    }

    /// The expressions of a text in order, and how often a token was looked at to find them.
    package func scan(_ text: [UInt8]) -> (found: [RawExpression], work: Int) {
        var tokens: [Token] = []
        var found: [Expression] = []
        let work = Scanner(vocabulary: vocabulary).scan(text.span, &tokens, &found)
        return (found.map { RawExpression(start: Int($0.start), end: Int($0.end)) }, work)
    }

    /// All expressions of an article in order, resolved. `tense` says of a stretch of a block which way its verb looks,
    /// so that a date which the text itself sets is understood before others count from it.
    package func read(
        _ article: Article, tense: (_ block: Int, _ date: Range<Int>) -> Tense = { _, _ in .unknown }
    ) -> [DateMention] {
        var mentions: [DateMention] = []
        var tokens: [Token] = []
        var found: [Expression] = []
        let scanner = Scanner(vocabulary: vocabulary)
        var resolver = Resolver(placement: Placement(vocabulary: vocabulary), publication: article.published)
        var body = Resolver.Zone()
        var paragraphs = 0
        for (index, block) in article.blocks.enumerated() {
            found.removeAll(keepingCapacity: true)
            scanner.scan(block.text.span, &tokens, &found)
            var zone = Resolver.Zone()
            switch block.kind {
            case .paragraph, .listItem, .heading: zone = body
            case .title, .caption, .quote: break
            }
            if block.kind == .paragraph { paragraphs += 1 }
            read(
                found, block.text.span, index, mayOpen: block.kind == .paragraph && paragraphs <= 3, &resolver, &zone,
                tense,
                &mentions)
            switch block.kind {
            case .paragraph, .listItem, .heading: body = zone
            case .title, .caption, .quote: break
            }
        }
        return mentions
    }

    /// The expressions of one block.
    private func read(
        _ found: [Expression], _ bytes: Span<UInt8>, _ block: Int, mayOpen: Bool, _ resolver: inout Resolver,
        _ zone: inout Resolver.Zone, _ tense: (Int, Range<Int>) -> Tense, _ mentions: inout [DateMention]
    ) {
        var place = TextPlace()
        zone.isSameSentence = false
        zone.isSameBlock = false
        for (index, expression) in found.enumerated() {
            let sentence = place.sentence
            place.advance(bytes, to: Int(expression.start))
            if place.sentence != sentence { zone.isSameSentence = false }
            // A number of points, or a time without any day: nothing to date an event by.
            if expression.first.isBareClock || expression.first.isTalk
                || expression.first.isClockOnly && zone.last == nil
            {
                continue
            }
            var expression = expression
            if !expression.isCited, isSourced(expression, bytes) { expression.isCited = true }
            expression.isPlanned = isPlanned(expression, bytes, from: index > 0 ? Int(found[index - 1].end) : 0)
            var mention = resolver.resolve(expression, bytes, block: block, zone, after: mentions.last)
            if mention.use == .citation, expression.isWired, mayOpen, index < 2, expression.start < 150,
                !isSourced(expression, bytes)
            {
                mention.use = .dateline
                let day = mention.past.flatMap { $0.isDay ? $0.firstDay : nil }
                if let day, let published = resolver.publication {
                    if (0...3).contains(published - day) { resolver.dateline = (mention.span, day) }
                } else if let day {
                    resolver.dateline = (mention.span, day)
                }
            }
            if place.quoteDepth > 0 { countFromSaying(&mention, expression, zone, resolver.publication) }
            // A report has been sent when it is read.
            if mention.use != .event, mention.past != nil { mention.future = mention.past }
            mentions.append(mention)
            if place.quoteDepth == 0 {
                set(expression, mention, tense(block, Int(mention.span.start)..<Int(mention.span.end)), &zone)
            }
        }
    }

    /// 星期五（5日）发文说：“今天…”: a day that a speaker counts from the day on which he speaks.
    private func countFromSaying(
        _ mention: inout DateMention, _ e: Expression, _ zone: Resolver.Zone, _ publication: CivilDate?
    ) {
        guard e.first.dayKind == .publication, zone.isSameSentence, let said = zone.last,
            said.value.isDay, let day = said.value.firstDay, let publication, (1...7).contains(publication - day),
            let value = mention.past, value == mention.future, value.isDay, let counted = value.firstDay
        else { return }
        let shifted = DateValue.days(counted - (publication - day), counted - (publication - day))
        mention.past = shifted
        mention.future = shifted
        mention.anchor = .earlier(said.span, day)
    }

    /// Lets later dates count from this one.
    func set(_ e: Expression, _ mention: DateMention, _ tense: Tense, _ zone: inout Resolver.Zone) {
        guard !e.isVague, !e.isDuration, mention.role != .vague, mention.role != .until,
            let value = chosen(e, mention, tense), value.firstDay != nil
        else { return }
        if mention.isAnaphoric, e.first.isClockOnly { return }
        // What was counted from an earlier date has that one's year and month.
        let follows = if case .earlier = mention.anchor { true } else { false }
        let setting = Resolver.Setting(
            span: mention.span, value: value,
            hasYear: follows || e.first.yearKind != .none || e.first.dayKind == .publication,
            hasMonth: follows || e.first.monthKind != .none || e.first.dayKind != .none)
        zone.lastCoarse = setting
        guard e.first.isDay else { return }
        if mention.use != .event, zone.last != nil { return }
        zone.last = setting
        zone.isSameSentence = true
        zone.isSameBlock = true
    }

    /// The reading that later dates count from. Where the verb is not known, a month and day mean the nearer one
    /// (11月12日 in September has hardly been), anything else what has been.
    private func chosen(_ e: Expression, _ mention: DateMention, _ tense: Tense) -> DateValue? {
        switch tense {
        case .future: return mention.future
        case .past: return mention.past
        case .unknown:
            guard e.first.monthKind == .number, let past = mention.past?.firstDay,
                let future = mention.future?.firstDay,
                case .publication(let base) = mention.anchor, future - base < base - past
            else { return mention.past }
            return mention.future
        }
    }

    /// Whether the clause is headed by 据: 据韩联社2月7日电, 据外交部官网星期五消息.
    private func isSourced(_ e: Expression, _ bytes: Span<UInt8>) -> Bool {
        var index = Int(e.start)
        let limit = max(0, index - 75)
        while index > limit {
            var start = index - 1
            while start > limit, bytes[start] & 0xC0 == 0x80 { start -= 1 }
            let scalar = decodeScalar(bytes, at: start).scalar
            if TextPlace.isClauseEnd(scalar) { return false }
            if let lead = vocabulary.lead(bytes, endingAt: index), lead.term.kind == .leadSource {
                return lead.start == 0 || isClauseStart(bytes, lead.start)
            }
            index = start
        }
        return false
    }

    /// Whether 原定 or the like stands before it in its clause, with no other date between them.
    func isPlanned(_ e: Expression, _ bytes: Span<UInt8>, from previous: Int) -> Bool {
        var index = Int(e.start)
        let limit = max(previous, index - 45)
        while index > limit {
            if let lead = vocabulary.lead(bytes, endingAt: index), lead.term.kind == .leadPlanned { return true }
            index -= 1
            while index > limit, bytes[index] & 0xC0 == 0x80 { index -= 1 }
            if TextPlace.isClauseEnd(decodeScalar(bytes, at: index).scalar) { return false }
        }
        return false
    }

    private func isClauseStart(_ bytes: Span<UInt8>, _ index: Int) -> Bool {
        var start = index - 1
        while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        let scalar = decodeScalar(bytes, at: start).scalar
        return scalar < 0x80 || TextPlace.isClauseEnd(scalar) || !(0x3400...0x9FFF).contains(scalar)
    }
}

/// Which sentence a place lies in, and whether inside a quotation.
struct TextPlace {
    private(set) var sentence = 0
    private(set) var quoteDepth = 0
    private var position = 0

    mutating func advance(_ bytes: Span<UInt8>, to end: Int) {
        while position < end {
            let (scalar, length) = decodeScalar(bytes, at: position)
            switch scalar {
            case 0x3002, 0xFF01, 0xFF1F, 0x0A: sentence += 1
            case 0x300C, 0x300E, 0x201C: quoteDepth += 1
            case 0x300D, 0x300F, 0x201D: quoteDepth = max(0, quoteDepth - 1)
            default: break
            }
            position += length
        }
    }

    static func isClauseEnd(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x3002, 0xFF0C, 0xFF1B, 0xFF01, 0xFF1F, 0xFF1A, 0x2C, 0x3B, 0x0A: true
        default: false
        }
    }
}
