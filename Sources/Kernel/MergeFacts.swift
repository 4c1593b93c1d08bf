/// What merging asks of the lexicons: who is whose member, how high an office stands, whom a name means.
package struct MergeFacts: Sendable {
    package enum Rank: Int8, Sendable, Comparable {
        case leader, minister, official, unknown
        package static func < (a: Rank, b: Rank) -> Bool { a.rawValue < b.rawValue }
    }

    /// Codes of organisations and forums, each with its members; none where everybody is one.
    package var members: [String: Set<String>]
    /// Names of parties, which as a place say no more than the country.
    package var partyNames: [String: Set<String>]
    /// What a place lies in, by names: a venue in a city, a city in a region.
    package var within: [String: String]
    package var regions: Set<String>
    package var ranks: [String: Rank]
    /// Ids of people by their names and aliases, for tables that hold names alone; names of several are left out.
    package var people: [String: Participant]

    package init(
        members: [String: Set<String>] = [:], partyNames: [String: Set<String>] = [:],
        within: [String: String] = [:], regions: Set<String> = [], ranks: [String: Rank] = [:],
        people: [String: Participant] = [:]
    ) {
        self.members = members
        self.partyNames = partyNames
        self.within = within
        self.regions = regions
        self.ranks = ranks
        self.people = people
    }

    package func isOrganisation(_ party: String) -> Bool { members[party] != nil }
}
