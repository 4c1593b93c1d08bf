internal import Kernel

/// The days of a tenure, its ends being known only as well as they are.
struct Term {
    private static let always = Int32.max
    private let earliestStart, latestStart, earliestEnd, latestEnd: Int32
    /// Whether the row says when it began.
    let hasStart: Bool

    init(_ tenure: Tenure) {
        hasStart = tenure.from != nil
        earliestStart = tenure.from?.firstDay?.dayNumber ?? -Term.always
        latestStart = tenure.from?.lastDay?.dayNumber ?? -Term.always
        earliestEnd = tenure.to?.firstDay?.dayNumber ?? Term.always
        latestEnd = tenure.to?.lastDay?.dayNumber ?? Term.always
    }

    func mayOverlap(_ other: Term) -> Bool {
        max(earliestStart, other.earliestStart) <= min(latestEnd, other.latestEnd)
    }

    /// The day of a handover belongs to both, and a caretaker's last days do no harm.
    private static let handover: Int32 = 31

    /// Whether the two run side by side whatever the days are that the rows leave open.
    func surelyOverlaps(_ other: Term) -> Bool {
        guard hasStart, other.hasStart else { return false }
        let start = max(latestStart, other.latestStart)
        let end = min(earliestEnd, other.earliestEnd)
        return end == Term.always || start < end - Term.handover
    }

    func surelyBegins(after other: Term) -> Bool { hasStart && other.hasStart && earliestStart > other.latestStart }
}
