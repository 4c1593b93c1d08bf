internal import Kernel

/// An article for the review page, as one JSON object; offsets in Unicode scalars, lists instead of names where there
/// are thousands of a kind.
enum ReviewJSON {
    static func append(_ review: ReviewArticle, to json: inout JSONText) {
        let article = review.article
        let ruler = Ruler(article)
        var numbers: [EntryRef: Int] = [:]
        var entries: [ReviewArticle.Entry] = []
        func number(_ entry: EntryRef) -> Int? {
            if let known = numbers[entry] { return known }
            guard let found = review.entries[entry] else { return nil }
            numbers[entry] = entries.count
            entries.append(found)
            return entries.count - 1
        }
        json.object { json in
            json.field("id", article.id)
            json.field("title", article.title)
            json.field("published", article.published?.iso ?? "")
            json.field("url", article.url)
            json.field("source", article.source)
            json.key("blocks")
            json.array { json in
                for block in article.blocks {
                    json.array { json in
                        json.string(block.kind.rawValue)
                        json.string(String(decoding: block.text, as: UTF8.self))
                    }
                }
            }
            json.key("marks")
            json.array { json in
                for mention in review.mentions {
                    json.array { json in
                        ruler.append(mention.span, to: &json)
                        for reading in mention.readings {
                            if let number = number(reading.entry) { json.raw(String(number)) }
                        }
                    }
                }
            }
            json.key("dates")
            json.array { json in for date in review.dates { append(date, article, ruler, to: &json) } }
            json.key("reasons")
            json.array { json in
                var written: Set<UInt32> = []
                for reason in review.reasons where written.insert(key(reason)).inserted {
                    json.array { json in
                        json.raw(String(key(reason)))
                        ruler.append(reason.trigger, to: &json)
                        json.string(reason.frame)
                        json.string(review.frames[reason.frame]?.description ?? "")
                        json.array { json in
                            for entry in reason.entries {
                                if let number = number(entry) { json.raw(String(number)) }
                            }
                        }
                        json.array { json in for note in reason.notes { json.string(note) } }
                    }
                }
            }
            json.key("entries")
            json.array { json in
                for entry in entries {
                    json.array { json in
                        json.string(entry.id)
                        json.string(entry.name)
                        json.string(entry.origin.description)
                    }
                }
            }
        }
    }

    private static func append(_ date: DateMention, _ article: Article, _ ruler: Ruler, to json: inout JSONText) {
        json.array { json in
            ruler.append(date.span, to: &json)
            json.string(date.past?.edtf ?? "")
            json.string(date.future?.edtf ?? "")
            json.string(date.basis.rawValue)
            json.string(date.role.rawValue)
            json.string(date.use.rawValue)
            switch date.anchor {
            case .none: break
            case .publication(let day): anchor("publication", day, "", to: &json)
            case .dateline(let span, let day): anchor("dateline", day, article.string(span), to: &json)
            case .earlier(let span, let day): anchor("earlier", day, article.string(span), to: &json)
            }
        }
    }

    private static func anchor(_ kind: String, _ day: CivilDate, _ text: String, to json: inout JSONText) {
        json.string(kind)
        json.string(day.iso)
        json.string(text)
    }

    /// What an event and its article call a reason: a trigger alone can be the reason of several events.
    static func key(_ reason: Reason) -> UInt32 {
        var hash: UInt32 = 0x811c_9dc5
        func mix(_ value: Int32) {
            for shift in [0, 8, 16, 24] as [Int32] {
                hash = (hash ^ UInt32(truncatingIfNeeded: value >> shift & 255)) &* 0x0100_0193
            }
        }
        mix(reason.trigger.block)
        mix(reason.trigger.start)
        mix(reason.trigger.end)
        for byte in reason.frame.utf8 { mix(Int32(byte)) }
        for entry in reason.entries {
            for byte in entry.table.rawValue.utf8 { mix(Int32(byte)) }
            mix(entry.row)
        }
        return hash
    }

    /// Bytes of blocks to Unicode scalars.
    private struct Ruler {
        private let scalars: [[Int32]]

        init(_ article: Article) {
            scalars = article.blocks.map { block in
                var out: [Int32] = []
                out.reserveCapacity(block.text.count + 1)
                var count: Int32 = 0
                for byte in block.text {
                    out.append(count)
                    if byte & 0xC0 != 0x80 { count += 1 }
                }
                out.append(count)
                // A byte inside a scalar counts as the scalar's end; spans begin and end between scalars.
                return out
            }
        }

        func append(_ span: TextSpan, to json: inout JSONText) {
            json.raw(String(span.block))
            json.raw(String(scalars[Int(span.block)][Int(span.start)]))
            json.raw(String(scalars[Int(span.block)][Int(span.end)]))
        }
    }
}
