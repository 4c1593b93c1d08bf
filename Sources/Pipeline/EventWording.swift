import Kernel

/// What an event gets once it is whole: its evidence in Unicode scalars, a title, and an id.
enum EventWording {
    static func complete(_ event: Event, article: Article, sentences: [Sentence]) -> Event {
        var event = event
        event.evidence = evidence(event, article, sentences)
        event.title = title(event)
        event.id = id(event)
        return event
    }

    private static func evidence(_ event: Event, _ article: Article, _ sentences: [Sentence]) -> [Evidence] {
        var found: [Evidence] = []
        for reason in event.reasons {
            guard let sentence = sentences.first(where: { $0.span.contains(reason.trigger) }) else { continue }
            let block = Int(sentence.span.block)
            let text = article.blocks[block].text
            let start = scalars(text, 0..<Int(sentence.span.start))
            let body = article.string(sentence.span)
            let evidence = Evidence(block: block, start: start, end: start + body.unicodeScalars.count, text: body)
            if !found.contains(evidence) { found.append(evidence) }
        }
        return found
    }

    private static func scalars(_ text: [UInt8], _ range: Range<Int>) -> Int {
        text[range].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    }

    private static func title(_ event: Event) -> String {
        let names = event.people.filter { !$0.inferred }.map(\.name)
        let sides = names.isEmpty ? event.parties : names
        let joined = sides.prefix(4).joined(separator: "、") + (sides.count > 4 ? "等" : "")
        let place = event.place?.name ?? ""
        return switch event.kind {
        case .call: joined + (event.mode == .video ? "视频会晤" : "通电话")
        case .visit: joined + "访问" + place
        case .summit, .conference, .meeting: joined + (place.isEmpty ? "" : "在" + place) + (event.kind == .conference ? "会议" : "会晤")
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
