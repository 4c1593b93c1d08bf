import Kernel

/// What an event gets once it is whole: its evidence in Unicode scalars, a title, and an id.
enum EventWording {
    static func complete(
        _ event: Event, article: Article, sentences: [Sentence], offsets: ScalarOffsets
    ) -> Event {
        var event = event
        event.evidence = evidence(event, article, sentences, offsets)
        event.title = title(event)
        event.id = id(event)
        return event
    }

    private static func evidence(
        _ event: Event, _ article: Article, _ sentences: [Sentence], _ offsets: ScalarOffsets
    ) -> [Evidence] {
        var found: [Evidence] = []
        for reason in event.reasons {
            // Sentences do not overlap: of those that begin before the word or with it, it stands in the last.
            let behind = TextSpan(
                block: Int(reason.trigger.block), start: Int(reason.trigger.start) + 1, end: Int(reason.trigger.end))
            let next = sentences.firstIndex(from: behind, \.span)
            guard next > 0, sentences[next - 1].span.contains(reason.trigger) else { continue }
            let sentence = sentences[next - 1]
            let block = Int(sentence.span.block)
            let start = offsets.scalars(of: block, before: Int(sentence.span.start))
            let body = article.string(sentence.span)
            let evidence = Evidence(block: block, start: start, end: start + body.unicodeScalars.count, text: body)
            if !found.contains(evidence) { found.append(evidence) }
        }
        return found
    }

    static func title(_ event: Event) -> String {
        var sides: [(party: String, names: [String])] = event.parties.map { ($0, []) }
        for person in event.people where !person.inferred {
            if let side = sides.firstIndex(where: { $0.party == person.party }) {
                sides[side].names.append(person.name)
            } else {
                sides.append((person.party, [person.name]))
            }
        }
        let place = event.place?.name ?? ""
        let wordings = sides.map { $0.names.isEmpty ? $0.party : listed($0.names) }
        switch event.kind {
        case .visit:
            let travellers = sides.filter { !$0.names.isEmpty }.flatMap(\.names)
            return (travellers.isEmpty ? wordings.first ?? "" : listed(travellers)) + "访问" + place
        case .call: return wordings.joined(separator: "与") + (event.mode == .video ? "视频会晤" : "通电话")
        case .summit, .conference, .meeting:
            return (wordings.count > 3 ? listed(wordings) : wordings.joined(separator: "与"))
                + (place.isEmpty ? "" : "在" + place)
                + (event.kind == .conference ? "开会" : "会晤")
        }
    }

    private static func listed(_ names: [String]) -> String {
        names.prefix(3).joined(separator: "、") + (names.count > 3 ? "等" : "")
    }

    /// Meetings hang from the visit on which they are held.
    static func hang(_ events: inout [Event]) {
        let visits = events.filter { $0.kind == .visit && $0.status != .cancelled && $0.status != .denied }
        for index in events.indices where events[index].kind.family == .meet {
            let meeting = events[index]
            let visit = visits.first { visit in
                visit.status == meeting.status && meeting.place != nil && visit.place?.country == meeting.place?.country
                    && (visit.date.flatMap { a in meeting.date.map { a.overlaps($0) } } ?? true)
                    && visit.people.contains { guest in meeting.people.contains { $0.name == guest.name } }
            }
            if let visit { events[index].partOf = visit.id }
        }
    }

    /// A fingerprint of what the event is, so that the same event has the same id in every run on every machine.
    static func id(_ event: Event) -> String {
        var key = event.kind.family.rawValue
        for party in event.parties.sorted() { key += "|" + party }
        for name in event.people.map({ $0.id.isEmpty ? $0.name : $0.id }).sorted() { key += "|" + name }
        key += "|" + (event.date?.edtf ?? "published " + (event.published?.iso ?? "") + " " + event.doc)
        key += "|" + event.status.rawValue
        if event.kind == .visit { key += "|" + (event.place?.country ?? "") }
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in key.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz")
        var text = "ev-"
        for shift in stride(from: 60, through: 0, by: -5) { text.append(alphabet[Int((hash >> UInt64(shift)) & 31)]) }
        return text
    }
}
