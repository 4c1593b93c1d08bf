import Kernel
import Lexicon

/// Where things were, as what else the article tells lets on.
extension Resolver {
    /// A city says more than a country, and a name of the text's own (中国大陆) more than the party's.
    func saysMore(_ place: Candidate.PlaceFound, than other: Candidate.PlaceFound?) -> Bool {
        guard let other else { return true }
        if place.rank != other.rank { return place.rank > other.rank }
        return place.rank == 1 && place.party == other.party && place.name != other.name
            && other.party.map { lexicon.parties[$0].name == other.name } ?? false
    }

    func settlePlaces(_ occasions: inout [Occasion]) {
        for index in occasions.indices where isGathering(occasions[index]) && occasions[index].place == nil {
            occasions[index].place =
                placeAttended(occasions[index], occasions) ?? placeOfVisit(occasions[index], occasions)
        }
        for index in occasions.indices where isVisit(occasions[index]) && (occasions[index].place?.rank ?? 0) < 3 {
            if let city = cityVisited(occasions[index], occasions) { occasions[index].place = city }
        }
        for index in occasions.indices where isMeeting(occasions[index]) && occasions[index].place == nil {
            occasions[index].place =
                placeOfMargin(occasions[index], occasions) ?? placeOfVisit(occasions[index], occasions)
        }
        for index in occasions.indices where isGathering(occasions[index]) && (occasions[index].place?.rank ?? 0) < 2 {
            if let city = cityCameTo(occasions[index], occasions) { occasions[index].place = city }
        }
        let told = occasions
        for index in occasions.indices where isMeeting(occasions[index]) && (occasions[index].place?.rank ?? 0) < 2 {
            if let place = placeOfGuest(occasions[index], told) ?? placeOfSomebody(occasions[index]) {
                occasions[index].place = place
            }
        }
    }

    private func isVisit(_ occasion: Occasion) -> Bool { occasion.kind == .visit }
    private func isGathering(_ occasion: Occasion) -> Bool { !occasion.parts[0].gathering.isEmpty }
    private func isMeeting(_ occasion: Occasion) -> Bool { occasion.kind.family == .meet && !isGathering(occasion) }

    /// 访问吉尔吉斯斯坦并出席首脑会议, 赴新加坡出席论坛: a gathering told in one breath with the only country travelled to.
    private func placeAttended(_ gathering: Occasion, _ occasions: [Occasion]) -> Candidate.PlaceFound? {
        let sentences = Set(gathering.parts.map(\.sentence))
        let visits = occasions.filter { visit in
            isVisit(visit) && visit.place != nil && shareSomebody(visit, gathering)
                && visit.parts.contains { part in
                    sentences.contains(part.sentence)
                        || part.sentence <= leadEnd && sentences.contains { $0 <= leadEnd }
                }
        }
        guard Set(visits.map { $0.parts[0].host }).count == 1, let visit = visits.first,
            visit.status == gathering.status || visit.status == .held && gathering.status == .planned
        else { return nil }
        return visit.place
    }

    /// 李强在昆明会见来华出席会议的X: where leaders receive away from their capital, there the gathering is.
    private func cityCameTo(_ gathering: Occasion, _ occasions: [Occasion]) -> Candidate.PlaceFound? {
        occasions.first { meeting in
            guard isMeeting(meeting), let place = meeting.place, place.rank == 3, let host = place.party,
                gathering.place?.party == host, meeting.status == gathering.status, areTogether(meeting, gathering),
                shareSomebody(meeting, gathering)
            else { return false }
            return !lexicon.parties[host].capitals.contains(place.name)
        }?.place
    }

    /// The city where the text puts the visitor: where he is met or is told to be.
    private func cityVisited(_ visit: Occasion, _ occasions: [Occasion]) -> Candidate.PlaceFound? {
        let host = visit.parts[0].host
        let isNow = visit.status == .held && !isPast(visit)
        if let put = visit.parts.lazy.compactMap(\.city).first(where: { $0.party == host }),
            isNow || (visit.status != .held && visit.parts.contains { $0.sentence <= leadEnd })
        {
            return ofStay(put)
        }
        if isNow,
            let told = whereabouts.first(where: { told in
                told.place.party == host && visit.actors.contains { $0.isSame(as: told.person) }
            })
        {
            return ofStay(told.place)
        }
        let met = occasions.first { meeting in
            (isMeeting(meeting) || visit.status == .held && areTogether(visit, meeting) && isGathering(meeting))
                && (meeting.place?.rank ?? 0) == 3 && meeting.place?.party == host
                && (meeting.status == visit.status || isComingWithin(meeting, visit))
                && isPast(meeting) == isPast(visit) && couldBeWithin(meeting, visit) && shareSomebody(visit, meeting)
                && (visit.status == .held || areTogether(visit, meeting))
        }
        guard let met, let place = met.place else { return nil }
        return isGathering(met) ? ofStay(place) : place
    }

    private func ofStay(_ place: Candidate.PlaceFound) -> Candidate.PlaceFound {
        var place = place
        place.isOfStay = true
        return place
    }

    /// 8日起访华两天，9日将会见X: to come while the visit lasts.
    private func isComingWithin(_ meeting: Occasion, _ visit: Occasion) -> Bool {
        guard visit.status == .held, meeting.status == .planned, let day = meeting.date, let stay = visit.date else {
            return false
        }
        return stay.contains(day)
    }

    /// A meeting on a visit is where the visitor is, where nothing else tells.
    private func placeOfVisit(_ meeting: Occasion, _ occasions: [Occasion]) -> Candidate.PlaceFound? {
        let visit = occasions.first { visit in
            isVisit(visit) && visit.status != .cancelled && visit.place != nil && !isAround(visit, meeting)
                && (Set(visit.parties).isSubset(of: meeting.parties)
                    || areTogether(visit, meeting) && meeting.parties.contains { lexicon.parties[$0].isOrganisation })
                && ((visit.status == .held || visit.status == .planned && meeting.status == .planned)
                    && isPast(meeting) == isPast(visit) || areTogether(visit, meeting))
                && couldBeWithin(meeting, visit) && shareSomebody(visit, meeting)
        }
        guard let visit, let place = visit.place else { return nil }
        // 已抵达上海，将与X会面: where he will be then is not told, though in a capital he may stay.
        if let host = place.party, place.rank > 1,
            place.isOfStay || visit.status != meeting.status && !lexicon.parties[host].capitals.contains(place.name)
        {
            return Candidate.PlaceFound(name: lexicon.parties[host].name, party: host, rank: 1)
        }
        return place
    }

    /// 昨天，习近平主席同总统先生举行会谈: where the guest is met again a day or two later.
    private func placeOfGuest(_ meeting: Occasion, _ occasions: [Occasion]) -> Candidate.PlaceFound? {
        guard meeting.status == .held, !isPast(meeting) else { return nil }
        return occasions.first { other in
            guard isMeeting(other), other.status == .held, let place = other.place, place.rank == 3,
                let host = place.party, meeting.parties.contains(host), other.parties.contains(host),
                meeting.place == nil || meeting.place?.party == host
            else { return false }
            if let a = meeting.date?.firstDay, let b = other.date?.firstDay, abs(a - b) > 2 { return false }
            return other.actors.contains { guest in
                !guest.parties.contains(host) && meeting.actors.contains { $0.isSame(as: guest) }
            }
        }?.place
    }

    /// 访华前会见大使: not on the visit.
    private func isAround(_ visit: Occasion, _ meeting: Occasion) -> Bool {
        visit.parts.contains { part in part.isAround && meeting.parts.contains { $0.sentence == part.sentence } }
    }

    /// 在大阪峰会期间会晤: where the gathering is.
    private func placeOfMargin(_ meeting: Occasion, _ occasions: [Occasion]) -> Candidate.PlaceFound? {
        occasions.first { gathering in
            isGathering(gathering) && gathering.place != nil
                && gathering.parts.contains { part in
                    part.isMargin && meeting.parts.contains { $0.sentence == part.sentence && !$0.isMargin }
                }
        }?.place
    }

    /// 潘功胜是在马拉喀什…: where the sentence beside it puts one of them.
    private func placeOfSomebody(_ meeting: Occasion) -> Candidate.PlaceFound? {
        guard meeting.status == .held, !isPast(meeting) else { return nil }
        return whereabouts.first { told in
            meeting.parts.contains { abs($0.sentence - told.sentence) <= 1 && !$0.isTitle }
                && meeting.actors.contains { $0.isSame(as: told.person) }
                && (meeting.place == nil || meeting.place?.party == told.place.party)
                && (told.day == nil || meeting.date == nil || told.day == meeting.date?.lastDay)
        }?.place
    }

    /// History, and not what the article is about.
    private func isPast(_ occasion: Occasion) -> Bool {
        if occasion.parts.allSatisfy(\.isHistorical) { return true }
        guard let day = occasion.date?.lastDay, let published = article.published else { return false }
        return day < published - 45
    }

    private func couldBeWithin(_ meeting: Occasion, _ visit: Occasion) -> Bool {
        guard let a = meeting.date, let b = visit.date else { return true }
        return a.overlaps(b)
    }

    private func areTogether(_ a: Occasion, _ b: Occasion) -> Bool {
        let sentences = Set(a.parts.map(\.sentence))
        return b.parts.contains { sentences.contains($0.sentence) }
    }

    private func shareSomebody(_ a: Occasion, _ b: Occasion) -> Bool {
        a.actors.contains { one in b.actors.contains { one.isSame(as: $0) } }
    }
}
