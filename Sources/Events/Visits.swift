import Kernel
import Lexicon

/// Who goes where, for how long, and over which stops.
extension Assembler {
    mutating func travel(
        _ candidate: inout Candidate, _ nodes: [Node], _ match: FrameMatcher.Match, _ index: Int, _ term: MeetingTerm,
        isRelative: Bool
    ) {
        var travellers = resolve(nodes, match.sideA)
        if match.sideA.isEmpty { travellers = subjects(nodes, before: match.first) }
        if let attend = attended(nodes, match, index), let subject = subject(nodes, before: attend) {
            travellers = [subject]
        }
        if let head = head(of: travellers, nodes, match) { travellers.insert(head, at: 0) }
        travellers.removeAll { $0.isBare || ($0.isSide && !$0.isDelegation) }
        travellers = travellers.flatMap(oneOfEach)
        if candidate.pointsBack,
            isRelative || match.sideA.contains(where: { nodes[$0].actor?.pronoun == .single })
                || match.sideA.isEmpty || !travellers.contains(where: \.isNamed)
        {
            reject(nodes[index], candidate.term, "points back at what is told elsewhere")
            return
        }
        if term.frame == "to-go", travellers.allSatisfy({ $0.isDelegation && !$0.isNamed }) {
            // 军舰进入…海域
            reject(nodes[index], candidate.term, "no visit of anybody's")
            return
        }
        if travellers.contains(where: isPrivate) || noEvents.isPrivate(travellers) {
            reject(nodes[index], candidate.term, "somebody who holds no public office")
            return
        }
        guard let own = travellers.first(where: { !$0.parties.isEmpty })?.parties.first else {
            reject(nodes[index], candidate.term, "no traveller is known")
            return
        }
        let lands = lands(nodes, match.places.first)
        let place = lands.first?.place ?? destination(nodes, match)
        var host = place?.party
        if match.places.isEmpty {
            // 来访, 到访: to whoever else the sentence is about.
            host = otherParty(nodes, than: own)
            if candidate.pointsBack, host == nil {
                host = discourse.pair.flatMap(\.parties).first { $0 != own && !lexicon.parties[$0].isOrganisation }
            }
        }
        candidate.duration = duration(nodes, index)
        candidate.isDeparture = term.frame == "leave" || term.frame == "home" || leaves(nodes, match, index)
        let comes = ["arrive", "go", "set-out", "come-to"].contains(term.frame)
        candidate.isArrival =
            !candidate.isDeparture && candidate.status != .proposed
            && (comes || begins(nodes, index))
        candidate.actors = travellers
        candidate.travellers = Set(travellers.flatMap(\.parties))
        if index > 0, nodes[index].textBefore == 0, isCue(nodes[index - 1], "continues") {
            // 继续访华行程
            candidate.dateMention = nil
        }
        if candidate.isArrival || !isRelative, isOnTheWay(candidate, nodes, index, host, place) {
            candidate.isArrival = false
            candidate.isOnTheWay = true
            candidate.dateMention = nil
        }
        if term.frame == "home" || (host == nil && candidate.isDeparture && match.places.isEmpty) {
            if endVisit(candidate) || term.frame == "home" { return }
        }
        if host == nil, match.places.contains(where: { isManyLands(nodes, $0) }) || match.places.isEmpty {
            // 访问欧洲三国: the inviters say which.
            openTour = candidate
            if let place = match.places.first, case .place(let row) = nodes[place].kind,
                lexicon.places[row].kind == .continent, ["visit", "tour"].contains(term.frame)
            {
                candidate.parties = []
                candidate.add(parties: travellers.flatMap(\.parties))
                candidate.place = nil
                openContinent = candidate
            }
            reject(nodes[index], candidate.term, "where to is not known")
            return
        }
        guard let host else {
            reject(nodes[index], candidate.term, "where to is not known")
            return
        }
        if isRelative, !travellers.contains(where: \.isNamed), lexicon.parties[own].isOrganisation {
            // 首位访华的欧盟国家元首
            reject(nodes[index], candidate.term, "nobody in particular")
            return
        }
        let isEach = nodes[max(0, match.first - 2)...match.last].contains { isCue($0, "separately") }
        let onward = stops(nodes, match.places.first, first: Stop(party: host, place: place))
        for stop in lands.isEmpty ? onward : lands {
            for group in companies(travellers, isEach: isEach) {
                var one = candidate
                one.actors = group
                one.travellers = Set(group.flatMap(\.parties))
                if !candidate.isHistorical {
                    one.city =
                        placeChooser.firstStop(nodes, in: stop.party)
                        ?? (candidate.status == .held ? placeChooser.city(nodes, in: stop.party) : nil)
                }
                visit(one, to: stop.party, stop.place, nodes[index], isRelative: isRelative)
            }
        }
    }

    /// 韩正出席查尔斯国王加冕礼并访葡萄牙: where whoever stands before the trigger only names what is attended, what attends it.
    private func attended(_ nodes: [Node], _ match: FrameMatcher.Match, _ index: Int) -> Int? {
        guard let object = match.sideA.first, object < index else { return nil }
        guard (object..<index).contains(where: { isGathering(nodes[$0]) }) else { return nil }
        var at = object - 1
        while at >= 0, !nodes[at].isComma, nodes[at].trigger == nil {
            if isCue(nodes[at], "attend") { return at }
            at -= 1
        }
        return nil
    }

    /// 赵乐际于31日率中国党政代表团访问: who leads a delegation without names of its own.
    private func head(of travellers: [Actor], _ nodes: [Node], _ match: FrameMatcher.Match) -> Actor? {
        guard let first = match.sideA.first, first > 0, isCue(nodes[first - 1], "led-by"),
            travellers.allSatisfy({ $0.isDelegation && !$0.isNamed })
        else { return nil }
        for node in nodes[..<(first - 1)].reversed() {
            if node.isComma || node.trigger != nil { return nil }
            if let actor = node.actor {
                return actor.isNamed && travellers.contains { $0.parties == actor.parties } ? actor : nil
            }
        }
        return nil
    }

    /// 德法两国外长: one for each country.
    func oneOfEach(_ actor: Actor) -> [Actor] {
        guard actor.parties.count > 1, !actor.offices.isEmpty, !actor.isNamed, !actor.isDelegation else {
            return [actor]
        }
        return actor.parties.map { party in
            var one = actor
            one.parties = [party]
            return one
        }
    }

    /// Those of one country travel together; 分别访华, each for himself.
    private func companies(_ travellers: [Actor], isEach: Bool) -> [[Actor]] {
        if isEach { return travellers.map { [$0] } }
        var groups: [[Actor]] = []
        for actor in travellers {
            if let index = groups.firstIndex(where: { group in
                group.contains { actor.parties.isEmpty || !Set($0.parties).isDisjoint(with: actor.parties) }
            }) {
                groups[index].append(actor)
            } else {
                groups.append([actor])
            }
        }
        return groups
    }

    /// 正在中国访问的X抵达重庆; 抵达上海，继续访华行程: a stop of a visit that began before; its day is not the visit's.
    private func isOnTheWay(
        _ candidate: Candidate, _ nodes: [Node], _ index: Int, _ host: Int?, _ place: Candidate.PlaceFound?
    ) -> Bool {
        // 来到总统府
        if nodes[(index + 1)...].prefix(4).contains(where: { isCue($0, "venue") }) { return true }
        // 前往北京天安门广场
        if isFrame(nodes[index], "go") || isFrame(nodes[index], "come-to"), goesToVenue(nodes, index) {
            return true
        }
        guard (place?.rank ?? 0) > 1 else { return false }
        let isThere = candidates.contains {
            $0.host == host
                && ($0.isOnTheWay && $0.place?.name == place?.name
                    || $0.sentence == candidate.sentence && $0.isUnderWay)
                && !$0.travellers.isDisjoint(with: candidate.travellers)
        }
        guard let continues = nodes[(index + 1)...].firstIndex(where: { isCue($0, "continues") }) else {
            return isThere
        }
        // 继续访华行程
        return isThere
            || nodes[continues...].contains { node in node.trigger == nil && placeChooser.place(node)?.party == host }
    }

    /// Whether the places right behind the word for going end in a building or a square.
    private func goesToVenue(_ nodes: [Node], _ index: Int) -> Bool {
        var last: Int?
        for node in nodes[(index + 1)...] {
            guard node.textBefore == 0, placeChooser.place(node) != nil else { break }
            if case .place(let row) = node.kind { last = row } else { last = nil }
        }
        return last.map { lexicon.places[$0].kind == .venue } ?? false
    }

    /// 结束三天的访问后，于22日启程回国: the day ends the visit told just before.
    private mutating func endVisit(_ departure: Candidate) -> Bool {
        guard
            let visit = candidates.lastIndex(where: {
                $0.kind == .visit && $0.sentence >= departure.sentence - 1 && $0.status == .held && !$0.isHistorical
                    && !$0.travellers.isDisjoint(with: departure.travellers)
            })
        else { return false }
        if candidates[visit].dateMention == nil {
            candidates[visit].dateMention = departure.dateMention
            candidates[visit].isDeparture = true
            candidates[visit].isArrival = false
        }
        return true
    }

    private struct Stop {
        var party: Int
        var place: Candidate.PlaceFound?
    }

    /// 访问德法两国: the lands that one phrase names.
    private func lands(_ nodes: [Node], _ first: Int?) -> [Stop] {
        guard let actor = first.flatMap({ nodes[$0].actor }), actor.isBare || actor.isLand, actor.parties.count > 1,
            !actor.parties.contains(where: { lexicon.parties[$0].isOrganisation })
        else { return [] }
        return actor.parties.map { party in
            Stop(party: party, place: Candidate.PlaceFound(name: lexicon.parties[party].name, party: party, rank: 1))
        }
    }

    /// 访问法国、德国和意大利: a visit to each.
    private func stops(_ nodes: [Node], _ firstNode: Int?, first: Stop) -> [Stop] {
        var stops = [first]
        guard var last = firstNode, first.place != nil else { return stops }
        for _ in 0..<16 {
            guard let next = matcher.listed(nodes, last) else { break }
            guard let found = placeChooser.place(nodes[next]), let party = found.party else { break }
            if stops.contains(where: { $0.party == party }) { break }
            stops.append(Stop(party: party, place: found))
            last = next
        }
        return stops
    }

    /// 中国上海, 美国夏威夷: of places in a row the last says most.
    private func destination(_ nodes: [Node], _ match: FrameMatcher.Match) -> Candidate.PlaceFound? {
        guard let first = match.places.first else { return nil }
        var best: Candidate.PlaceFound?
        for at in first..<nodes.count {
            // 中美洲邦交国伯利兹
            if at == first, isManyLands(nodes, at) { continue }
            guard let found = placeChooser.place(nodes[at]) else { break }
            // 印尼首都雅加达: a word between, where the second lies in the first.
            if best != nil, nodes[at].textBefore > 0, nodes[at].textBefore > 2 || found.party != best?.party { break }
            if best == nil, at > first, nodes[at].textBefore > 3 { break }
            if let known = best, found.rank < known.rank { continue }
            best = found
        }
        return best
    }

    private func otherParty(_ nodes: [Node], than own: Int) -> Int? {
        for node in nodes {
            guard let actor = node.actor, !actor.isInviter else { continue }
            for party in actor.parties where party != own && !lexicon.parties[party].isOrganisation { return party }
        }
        return nil
    }

    mutating func visit(
        _ candidate: Candidate, to host: Int, _ place: Candidate.PlaceFound?, _ node: Node, isRelative: Bool
    ) {
        var candidate = candidate
        if candidate.actors.allSatisfy({ $0.parties.contains(host) }) {
            reject(node, candidate.term, "within the traveller's own country")
            return
        }
        candidate.host = host
        candidate.parties = []
        candidate.add(parties: candidate.actors.flatMap(\.parties) + [host])
        // Where the meeting is whose guest this is, there the guest is.
        if let place {
            candidate.place = place
        } else if candidate.place?.party != host || !isRelative {
            candidate.place = Candidate.PlaceFound(name: lexicon.parties[host].name, party: host, rank: 1)
        }
        if isDomestic(candidate) {
            reject(node, candidate.term, "domestic")
            return
        }
        candidates.append(candidate)
    }

    /// 开始对A进行访问, 展开访问: the day is the first of the stay.
    func begins(_ nodes: [Node], _ index: Int) -> Bool {
        var at = index
        var commas = 0
        while at > 0, commas < 2 {
            at -= 1
            if nodes[at].isComma { commas += 1 }
            // 乘专机离开北京，对保加利亚进行访问
            if nodes[at].trigger != nil {
                return commas > 0 && ["leave", "go", "set-out"].contains { isFrame(nodes[at], $0) }
            }
            if isCue(nodes[at], "start") { return true }
        }
        // 前往乌兰巴托，开始对蒙古国进行访问
        at = index + 1
        while at < nodes.count, !nodes[at].isComma { at += 1 }
        if at + 1 < nodes.count, nodes[at + 1].textBefore <= 2, isCue(nodes[at + 1], "start") { return true }
        return false
    }

    /// 结束对新加坡的访问; but not 离开北京前往…, where another place comes between.
    private func leaves(_ nodes: [Node], _ match: FrameMatcher.Match, _ trigger: Int) -> Bool {
        var at = trigger
        while at >= match.first {
            if let row = nodes[at].trigger, lexicon.meetings[row].frame == "leave" { return true }
            if at < trigger, placeChooser.place(nodes[at]) != nil, !match.places.contains(at) { return false }
            at -= 1
        }
        return false
    }

    private func isManyLands(_ nodes: [Node], _ index: Int) -> Bool {
        if nodes[index].actor?.isManyLands ?? false { return true }
        guard case .place(let row) = nodes[index].kind else { return false }
        return [.area, .continent].contains(lexicon.places[row].kind)
    }

    /// 为期三天, in the trigger's clause, or in the next where no other travel comes between.
    private func duration(_ nodes: [Node], _ index: Int) -> Int? {
        var low = index
        while low > 0, !nodes[low - 1].isComma { low -= 1 }
        for at in low..<index {
            if let days = stay(nodes[at]) { return days }
        }
        for at in index + 1..<max(nodes.count, index + 1) {
            if let days = stay(nodes[at]) { return days }
            if isJourney(nodes[at]), !isFrame(nodes[at], "tour") { break }
        }
        return nil
    }

    /// A length that a visit may have: 时隔五年 is none.
    private func stay(_ node: Node) -> Int? {
        guard let date = node.date, dates[date].role == .duration, (1...100).contains(dates[date].days) else {
            return nil
        }
        return dates[date].days
    }

    /// A tour of a continent whose stops nothing tells is a visit of the traveller's party alone.
    mutating func finish() {
        attendance.finish(&candidates)
        tellPresupposedVisit()
        guard let tour = openContinent, tour.actors.contains(where: \.isNamed),
            !candidates.contains(where: { one in
                one.kind == .visit && one.actors.contains { a in tour.actors.contains { $0.person == a.person } }
            })
        else { return }
        candidates.append(tour)
    }

    /// Visits to the countries of those who invited, where a tour did not name its stops.
    mutating func closeTour(_ nodes: [Node]) {
        guard let tour = openTour else { return }
        let own = Set(tour.actors.flatMap(\.parties))
        var hosts: [Int] = []
        for actor in nodes.compactMap(\.actor) where actor.isInviter && actor.isNamed {
            for party in actor.parties where !own.contains(party) && !hosts.contains(party) { hosts.append(party) }
        }
        dateTour(tour)
        guard !hosts.isEmpty, let node = nodes.first else { return }
        openTour = nil
        for host in hosts { visit(tour, to: host, nil, node, isRelative: false) }
    }

    /// 将于9月16日至26日对上述三国进行访问: the stops that the headline named.
    private mutating func dateTour(_ tour: Candidate) {
        guard let date = tour.dateMention else { return }
        let isOfParty = !tour.actors.contains(where: \.isNamed)
        for index in candidates.indices {
            let told = candidates[index]
            guard told.kind == .visit, told.isTitle, told.dateMention == nil,
                isOfParty
                    ? told.travellers == tour.travellers
                    : told.actors.contains(where: { one in tour.actors.contains { $0.isSame(as: one) } })
            else { continue }
            candidates[index].dateMention = date
            if !told.isStatusStated {
                candidates[index].status = tour.status
                candidates[index].isStatusStated = tour.isStatusStated
            }
        }
    }
}
