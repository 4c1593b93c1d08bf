import Kernel
import Lexicon

/// Holds what a text calls a person against the person's terms of office.
struct TermFit {
    enum Answer: Sendable {
        case held
        /// The terms tell of the office or of the day, and not that it was held then.
        case contradicted
        /// No term tells of either.
        case silent
    }

    let lexicon: Lexicon

    /// `past`: days gone by that the sentence tells of; whoever held the office then is rightly called by it.
    func answer(_ person: Int, as actor: Actor, on published: CivilDate?, past: [DateValue]) -> Answer {
        let terms = lexicon.tenuresOfPerson[person].map { lexicon.tenures[$0] }
        let fitting = terms.filter { fits($0, actor) }
        guard let published else { return fitting.isEmpty ? (terms.isEmpty ? .silent : .contradicted) : .held }
        let isHeld = fitting.contains { term in
            term.covers(published) || past.contains { covers(term, $0) }
                || (actor.isFormer && term.from?.firstDay.map { $0 <= published } ?? true)
        }
        if isHeld { return .held }
        let isToldOtherwise = !fitting.isEmpty || terms.contains { ($0.from ?? $0.to) != nil && $0.covers(published) }
        return isToldOtherwise ? .contradicted : .silent
    }

    /// Whether somebody else than `person` holds the office on the day, by these terms of it.
    func isFilled(_ rows: [Int], by person: Int, as actor: Actor, on day: CivilDate?) -> Bool {
        guard let day else { return false }
        return rows.contains { row in
            let term = lexicon.tenures[row]
            return term.person != person && term.covers(day) && isPosted(term, actor)
        }
    }

    private func covers(_ term: Tenure, _ days: DateValue) -> Bool {
        guard let first = days.firstDay, let last = days.lastDay else { return false }
        if let start = term.from?.firstDay, last < start { return false }
        if let end = term.to?.lastDay, first > end { return false }
        return true
    }

    /// Whether a term is of an office that the text names, in a party that it names.
    private func fits(_ term: Tenure, _ actor: Actor) -> Bool {
        let isOfParty =
            actor.parties.isEmpty
            || actor.parties.contains { party in
                lexicon.isOneCountry(lexicon.parties[party].id, term.party)
            }
        guard isOfParty else { return false }
        let held = lexicon.offices[term.office]
        return actor.offices.contains { row in
            if row == term.office { return held.level != .ambassador || isPosted(term, actor) }
            let named = lexicon.offices[row]
            // 大使 is whoever is sent somewhere, also to an organisation.
            if named.level == .ambassador, held.level == .ambassador { return isPosted(term, actor) }
            // 驻德国代表: where there are no ambassadors.
            if actor.stationed != nil, held.level == .ambassador, named.isGeneral { return isPosted(term, actor) }
            return named.isGeneral && named.level.embraces(held.level)
        }
    }

    private func isPosted(_ term: Tenure, _ actor: Actor) -> Bool {
        guard let where_ = actor.stationed, !term.at.isEmpty else { return true }
        return lexicon.parties[where_].id == term.at
    }
}

extension Level {
    /// Whether a general title of this level (官员, 主席, 领导人) is also said of somebody of another one.
    func embraces(_ other: Level) -> Bool {
        switch self {
        case .official:
            ![.private, .spouse, .royal].contains(other)
        case .leader: [.leader, .organisationHead].contains(other)
        case .organisationHead: [.organisationHead, .leader, .speaker, .party, .private].contains(other)
        case .minister: [.minister, .official].contains(other)
        case .legislator: [.legislator, .speaker].contains(other)
        case .deputy, .envoy, .ambassador, .speaker, .military, .royal, .party, .spouse, .private: self == other
        }
    }
}
