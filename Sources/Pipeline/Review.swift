package import Kernel
internal import Lexicon

/// What a page for review shows of a trace, in the lexicon's names.
extension Pipeline {
    package var reviewNames: ReviewNames {
        ReviewNames(
            parties: lexicon.parties.map { ReviewNames.Name(id: $0.id, name: $0.name, nameEn: $0.nameEn) },
            offices: lexicon.offices.map {
                ReviewNames.Name(id: $0.id, name: $0.titles.first ?? "", nameEn: $0.nameEn)
            },
            fold: lexicon.fold)
    }

    package func review(_ trace: Trace) -> ReviewArticle {
        var review = ReviewArticle(article: trace.article, dates: trace.dates)
        for event in trace.events { review.reasons += event.reasons }
        let deciding = Set(review.reasons.flatMap(\.entries))
        // Words between the names (在, 的, 和) are shown where they decided something, and nowhere else.
        review.mentions = trace.mentions.filter { mention in
            mention.readings.contains { reading in
                switch reading.entry.table {
                case .parties, .places, .offices, .people, .meetings: true
                case .cues: deciding.contains(reading.entry)
                default: false
                }
            }
        }
        let shown = review.mentions.flatMap { $0.readings.map(\.entry) }
        for entry in shown + Array(deciding) where review.entries[entry] == nil {
            review.entries[entry] = ReviewArticle.Entry(
                id: entry.table.rawValue + ":" + lexicon.id(entry), name: name(entry), origin: lexicon.origin(entry))
        }
        for reason in review.reasons where review.frames[reason.frame] == nil {
            guard let frame = lexicon.frame(reason.frame) else { continue }
            review.frames[reason.frame] = lexicon.origin(frame)
        }
        return review
    }

    /// What a row calls its thing; empty for rows that are words.
    private func name(_ entry: EntryRef) -> String {
        let row = Int(entry.row)
        return switch entry.table {
        case .parties: lexicon.parties[row].name
        case .places: lexicon.places[row].name
        case .offices: lexicon.offices[row].titles.first ?? ""
        case .people: lexicon.people[row].name
        default: ""
        }
    }
}
