package import Kernel
package import Lexicon

/// What every stage found in an article, in words: a dump of the trace, nothing more.
package struct Explanation {
    private let lexicon: Lexicon
    private let trace: Trace
    private let offsets: ScalarOffsets

    package init(_ lexicon: Lexicon, _ trace: Trace) {
        self.lexicon = lexicon
        self.trace = trace
        offsets = ScalarOffsets(trace.article)
    }

    package var text: String {
        let article = trace.article
        var out = "article \(article.id)\n"
        out += "  published \(article.published?.iso ?? "unknown")"
        if !article.source.isEmpty { out += ", source \(article.source)" }
        if !article.sourceCountry.isEmpty { out += " (\(article.sourceCountry))" }
        out += "\n\n"
        var sentence = 0
        for (number, block) in article.blocks.enumerated() {
            out += "block \(number) \(block.kind.rawValue)\n"
            let first = sentence
            while sentence < trace.sentences.count, Int(trace.sentences[sentence].span.block) == number {
                sentence += 1
            }
            if first == sentence {
                out += "  \(String(decoding: block.text, as: UTF8.self))\n"
                out += mentions(in: TextSpan(block: number, start: 0, end: block.text.count))
            }
            for sentence in trace.sentences[first..<sentence] {
                out += "  \(article.string(sentence.span))\n"
                out += mentions(in: sentence.span)
            }
            out += "\n"
        }
        out += trace.events.isEmpty ? "no events\n" : "events\n"
        for event in trace.events { out += self.event(event) }
        if !trace.rejections.isEmpty { out += "\nrejected\n" }
        for rejection in trace.rejections { out += "  " + self.rejection(rejection) + "\n" }
        return out
    }

    /// What looked like an event, and why it is none.
    package func rejection(_ rejection: Rejection) -> String {
        "\"\(trace.article.string(rejection.trigger))\" \(place(rejection.trigger)) by \(name(rejection.term)): "
            + rejection.reason
    }

    private func mentions(in span: TextSpan) -> String {
        var out = ""
        for mention in Explanation.within(span, trace.mentions, \.span) {
            let readings = mention.readings.map {
                name($0.entry) + ($0.naming == .short ? " (short form)" : $0.naming == .seat ? " (seat)" : "")
            }
            out +=
                "    \(place(mention.span)) \"\(trace.article.string(mention.span))\" \(readings.joined(separator: " or "))\n"
        }
        for date in Explanation.within(span, trace.dates, \.span) {
            out += "    \(place(date.span)) \"\(trace.article.string(date.span))\" date"
            switch (date.past?.edtf, date.future?.edtf) {
            case (let past?, let future?) where past == future: out += " \(past)"
            case (let past, let future): out += " \(past ?? "?") if past, \(future ?? "?") if to come"
            }
            out += ", \(date.basis.rawValue)"
            if date.role != .point { out += ", \(date.role.rawValue)" }
            if date.use != .event { out += ", \(date.use.rawValue)" }
            switch date.anchor {
            case .none: break
            case .publication(let day): out += ", from the publication day \(day.iso)"
            case .dateline(_, let day): out += ", from the dateline \(day.iso)"
            case .earlier(let span, let day): out += ", from \"\(trace.article.string(span))\" \(day.iso)"
            }
            if !date.problem.isEmpty { out += "; \(date.problem)" }
            out += "\n"
        }
        return out
    }

    /// Of things in the order of the text, those that stand in a part of it.
    private static func within<Thing>(
        _ part: TextSpan, _ things: [Thing], _ span: (Thing) -> TextSpan
    ) -> some Sequence<Thing> {
        let first = things.firstIndex(from: part, span)
        return things[first...].prefix { span($0).block == part.block && span($0).start < part.end }
            .filter { part.contains(span($0)) }
    }

    package func event(_ event: Event) -> String {
        var out =
            "  \(event.id) \(event.kind.rawValue)\(event.mode.map { " by " + $0.rawValue } ?? "") \(event.status.rawValue)"
        out += " \(event.date?.edtf ?? "no date") \(event.parties.joined(separator: "+"))"
        out += " [\(event.people.map { $0.name + ($0.inferred ? " (inferred)" : "") }.joined(separator: ", "))]"
        if let place = event.place { out += " in \(place.name) (\(place.country))" }
        out += " \(event.salience.rawValue), confidence \(hundredths(event.confidence))\n"
        if !event.dateText.isEmpty {
            out += "      date from \"\(event.dateText)\" (\(event.dateBasis?.rawValue ?? ""))\n"
        }
        return out + reasons(of: event)
    }

    /// The words, the frame and the rows behind an event, each with its file and line.
    package func reasons(of event: Event) -> String {
        var out = ""
        for reason in event.reasons {
            out += "      \"\(trace.article.string(reason.trigger))\" \(place(reason.trigger)), frame \(reason.frame)\n"
            for entry in reason.entries { out += "        \(name(entry)) \(lexicon.origin(entry).description)\n" }
            for note in reason.notes { out += "        \(note)\n" }
        }
        return out
    }

    private func name(_ entry: EntryRef) -> String { "\(entry.table.rawValue):\(lexicon.id(entry))" }

    /// Block and Unicode scalars, as every output counts them.
    private func place(_ span: TextSpan) -> String {
        func scalars(_ end: Int32) -> Int { offsets.scalars(of: Int(span.block), before: Int(end)) }
        return "\(span.block):\(scalars(span.start))-\(scalars(span.end))"
    }

    private func hundredths(_ value: Double) -> String {
        let number = Int(value * 100 + 0.5)
        return "\(number / 100)." + (number % 100 < 10 ? "0" : "") + "\(number % 100)"
    }
}
