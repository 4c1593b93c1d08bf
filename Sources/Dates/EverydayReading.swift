package import Kernel

/// Which way a bare day, weekday or month is understood where the text alone leaves it open.
package enum DateReading: String, Sendable, CaseIterable {
    case past, future
    /// What the words of the text suggest, and the future where they suggest nothing.
    case nearest
}

extension DateReader {
    /// The expressions of a short text of a given day, as one would say them to somebody. `past` and `future` of each
    /// mention are both the value chosen.
    package func resolve(_ text: String, on day: CivilDate?, reading: DateReading) -> [DateMention] {
        let bytes = Array(text.utf8)
        var tokens: [Token] = []
        var found: [Expression] = []
        Scanner(vocabulary: vocabulary).scan(bytes.span, &tokens, &found)
        var placement = Placement(vocabulary: vocabulary)
        placement.countsToDay = true
        var resolver = Resolver(placement: placement, publication: day)
        var zone = Resolver.Zone()
        var place = TextPlace()
        var mentions: [DateMention] = []
        for (index, var expression) in found.enumerated() {
            let sentence = place.sentence
            place.advance(bytes.span, to: Int(expression.start))
            if place.sentence != sentence { zone.isSameSentence = false }
            // 一点 is rather a little than an hour.
            if expression.first.isBareClock, expression.first.minutes == 60, expression.second == nil { continue }
            expression.isPlanned = isPlanned(expression, bytes.span, from: index > 0 ? Int(found[index - 1].end) : 0)
            var mention = resolver.resolve(expression, bytes.span, block: 0, zone, after: mentions.last)
            let chosen = choose(mention, expression, bytes.span, day, reading)
            (mention.past, mention.future) = (chosen, chosen)
            mentions.append(mention)
            set(expression, mention, .past, &zone)
        }
        return mentions
    }

    private func choose(
        _ mention: DateMention, _ e: Expression, _ bytes: Span<UInt8>, _ day: CivilDate?, _ reading: DateReading
    ) -> DateValue? {
        switch reading {
        case .past: return mention.past ?? mention.future
        case .future: return mention.future ?? mention.past
        case .nearest:
            if mention.past == mention.future { return mention.past }
            if e.second == nil, e.tail == .none, let present = present(mention, e.first, day) { return present }
            return leansBack(e, bytes) ? mention.past ?? mention.future : mention.future ?? mention.past
        }
    }

    /// 年初, 月底, 上半年, 第一季度 are those of the present year or month.
    private func present(_ mention: DateMention, _ p: Point, _ day: CivilDate?) -> DateValue? {
        guard let day, p.yearKind == .none, p.monthKind == .none, p.part != .none, p.yearSpan == 1 else { return nil }
        switch p.part {
        case .spring, .summer, .autumn, .winter, .none: return nil
        default: break
        }
        let isOfMonth = p.part.isOfMonth || p.isHalfMonth
        return [mention.past, mention.future].compactMap { $0 }.first { value in
            guard let first = value.firstDay else { return false }
            return first.year == day.year && (!isOfMonth || first.month == day.month)
        }
    }

    /// Whether the words around the expression speak of what has been: the nearest cue in its sentence decides.
    private func leansBack(_ e: Expression, _ bytes: Span<UInt8>) -> Bool {
        var index = 0
        var best = Int.max
        var isPast = false
        while index < bytes.count {
            if index >= Int(e.start), index < Int(e.end) {
                index = Int(e.end)
                continue
            }
            if let cue = vocabulary.cue(bytes, at: index) {
                let distance = index < Int(e.start) ? Int(e.start) - cue.end : index - Int(e.end)
                if distance < best {
                    best = distance
                    isPast = cue.kind == .cuePast
                }
                index = cue.end
            } else {
                index += decodeScalar(bytes, at: index).length
            }
        }
        return isPast
    }
}
