package import Kernel

/// A party: a state, a territory or an organisation.
package struct Party: Sendable {
    package enum Kind: String, Sendable, CaseIterable { case state, territory, organisation, forum }

    package var id: String
    package var kind: Kind
    package var name: String
    package var nameEn: String
    package var shorts: [String]
    package var aliases: [String]
    package var capitals: [String]
    package var seats: [String]
    /// Codes with `:from-to` where a membership began or ended.
    package var members: [String]

    package var isOrganisation: Bool { kind == .organisation || kind == .forum }
}

package struct PlaceRow: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        /// Another name of a whole country as a place, beside the party's own (中国大陆).
        case country
        case city, region, venue, area, continent
    }

    package var id: String
    package var name: String
    /// Empty for what belongs to no one party.
    package var party: String
    package var aliases: [String]
    package var kind: Kind
    /// The row that it lies in, by id.
    package var within: String
}

/// How high an office stands: it decides what kind of event its holder makes.
package enum Level: String, Sendable, CaseIterable {
    case leader, minister, deputy, official, envoy, ambassador, speaker, legislator, military, royal
    case organisationHead = "organisation-head"
    /// Leaders of parties that do not rule, and whatever else is no office of state.
    case party
    /// The spouse of a leader.
    case spouse
    /// No office of state: directors of companies, journalists, scholars.
    case `private`

    /// Whether news calls one by the other: assistants, deputies and ministers of a department.
    package func isLike(_ other: Level) -> Bool {
        let ofDepartments: [Level] = [.minister, .deputy, .official]
        return self == other || (ofDepartments.contains(self) && ofDepartments.contains(other))
    }
}

package struct Office: Sendable {
    package var id: String
    package var level: Level
    package var titles: [String]
    /// The one party that has it, if only one has.
    package var party: String
    package var nameEn: String
    /// Whether a party has only one holder of it at a time.
    package var hasOneHolder: Bool
    /// Whether its wordings are said of whoever is of its level: 领导人, 官员, 代表.
    package var isGeneral: Bool
}

package struct Person: Sendable {
    package var id: String
    package var name: String
    package var nameEn: String
    package var party: String
    package var aliases: [String]
}

package struct Tenure: Sendable {
    package var person: Int
    package var office: Int
    package var party: String
    /// Ambassadors: where.
    package var at: String
    package var from: DateValue?
    package var to: DateValue?
    package var isActing: Bool
    /// Others hold the office at the same time, by right or by claim: co-presidents, rival governments.
    package var isBeside: Bool

    /// Whether the term may cover `day`, its ends being known as precisely as they are.
    package func covers(_ day: CivilDate) -> Bool {
        if let start = from?.firstDay, day < start { return false }
        if let end = to?.lastDay, day > end { return false }
        return true
    }
}

/// A word or phrase that tells of an event.
package struct MeetingTerm: Sendable {
    package var id: String
    package var terms: [String]
    package var kind: EventKind
    package var mode: EventMode?
    /// What the term itself says of the level: 首脑会谈 is of leaders.
    package var level: Level?
    package var frame: String
    package var cameo: String
    package var plover: String

    /// A gathering has a name of its own, and is attended.
    package var isGathering: Bool { frame.hasPrefix("gather") }
}

/// A pattern over the nodes of a sentence that says who takes which part.
package struct FrameRow: Sendable {
    package var id: String
    package var frame: String
    package var pattern: String
    package var line: Int
}

/// A word that decides how a sentence is read: its status, or how its parts hang together.
package struct Cue: Sendable {
    package var id: String
    package var terms: [String]
    package var cue: String
    package var reach: String

    /// Classes that are lists for the program's own use - characters of names and short forms, parties that are domestic to
    /// one another or share their family names -, not words to find in a text.
    package static func isList(_ cue: String) -> Bool { lists.contains(cue) }

    private static let lists: Set<String> = [
        "anniversary",
        "church",
        "clergy",
        "common-short",
        "cross-strait",
        "digest",
        "field",
        "gathering-part",
        "institution",
        "international",
        "may-travel",
        "no-name",
        "no-residence",
        "not-in-name",
        "one-country",
        "one-name",
        "one-naming",
        "private-body",
        "private-delegation",
        "site",
        "unspecified",
        "verb-end",
    ]
}

/// Text that only looks like an entry: it is matched as itself and then means nothing.
package struct Trap: Sendable {
    package var id: String
    package var texts: [String]
}

/// A row of a table that another room compiles for itself: cells by column name.
package struct LooseRow: Sendable {
    package var cells: [String: String]
    package var origin: Origin
}
