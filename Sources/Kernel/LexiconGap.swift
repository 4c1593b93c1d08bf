/// Something that stood where an entry of the lexicons would have been.
package struct LexiconGap: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        /// A name behind a party and an office that no row has.
        case person
        /// Such a name, much like that of whoever held the office on that day.
        case alias
        /// A person behind an office that he did not hold on the day, as his terms have it.
        case contradiction
        /// A person behind an office, of whom no term tells of the office or of the day.
        case tenure
        /// Words between a party and one of its people that are no office of the lexicon.
        case office
        /// Words between two participants, or behind them, where nothing tells of an event.
        case term
    }

    package var kind: Kind
    package var text: String
    /// Rows of the lexicon: the party, the office, the person whose name or office it is, and where an envoy serves.
    package var party: Int?
    package var office: Int?
    package var person: Int?
    package var at: Int?

    package init(
        _ kind: Kind, _ text: String, party: Int? = nil, office: Int? = nil, person: Int? = nil, at: Int? = nil
    ) {
        self.kind = kind
        self.text = text
        self.party = party
        self.office = office
        self.person = person
        self.at = at
    }
}

/// How the phrases of party, office and name are resolved.
package struct HolderTally: Sendable, Hashable {
    /// People of the lexicon who held the office on the day that the text speaks of.
    package var inOffice = 0
    /// People of the lexicon whose terms say otherwise: the office on other days, or other offices on the day.
    package var contradicting = 0
    /// People of the lexicon of whom no term tells of the office or of the day.
    package var silent = 0
    /// Names that no row has.
    package var unknown = 0

    package init() {}

    package var all: Int { inOffice + contradicting + silent + unknown }
    /// Those of whom the lexicons can say whether the text is right.
    package var judged: Int { inOffice + contradicting }

    package static func += (a: inout HolderTally, b: HolderTally) {
        a.inOffice += b.inOffice
        a.contradicting += b.contradicting
        a.silent += b.silent
        a.unknown += b.unknown
    }
}
