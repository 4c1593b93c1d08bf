/// The direction in time of what a text says at some place; it settles what a date that the text itself sets means.
package enum Tense: String, Sendable { case past, future, unknown }

/// An expression of time in the text with what it means.
package struct DateMention: Sendable {
    /// How a value was come by.
    package enum Basis: String, Sendable {
        /// The text gives the full date.
        case stated
        /// Resolved against the publication date or an earlier date in the text.
        case relative
        case inferred
    }

    /// What a relative expression was counted from.
    package enum Anchor: Sendable, Hashable {
        case none
        case publication(CivilDate)
        case dateline(TextSpan, CivilDate)
        case earlier(TextSpan, CivilDate)
    }

    /// What the expression says of time.
    package enum Role: String, Sendable {
        /// A day, month, year or interval in which something happens.
        case point
        /// 起, 以来, 自…: from then on.
        case since
        /// 之前, 前: until then.
        case until
        /// 为期三天, 四天三夜: a length without an own place in the calendar; `days` holds it.
        case duration
        /// 日前, 近日, 此前: vague; has no value.
        case vague
    }

    /// What the text uses the date for.
    package enum Use: String, Sendable {
        /// To say when something happens.
        case event
        /// To say when and where the report was sent: 新华社首尔11月26日电.
        case dateline
        /// To say when a source reported: 据韩联社2月7日电, 共同社星期一报道.
        case citation
    }

    package var span: TextSpan
    package var role: Role
    package var use: Use
    /// The value when what it dates has happened, and when it is still to come. They are the same unless the
    /// expression leaves the direction open (a bare day or weekday); nil where nothing can be said.
    package var past: DateValue?
    package var future: DateValue?
    package var basis: Basis
    package var anchor: Anchor
    /// The length in days, for a duration.
    package var days: Int
    /// Minutes after midnight, where a time of day is given.
    package var minutes: Int?
    /// The end of a range of times of day: 20:00 to 21:00.
    package var untilMinutes: Int?
    /// `当地时间`, `北京时间`…: as the text says it.
    package var zone: String
    /// 当天, 同日, 次日: counted from an earlier date in the text, which must be one that dates something.
    package var isAnaphoric: Bool
    /// What does not add up (a weekday that contradicts the day), for people.
    package var problem: String

    package init(
        span: TextSpan, role: Role = .point, use: Use = .event, past: DateValue? = nil, future: DateValue? = nil,
        basis: Basis = .stated,
        anchor: Anchor = .none, days: Int = 0, minutes: Int? = nil, untilMinutes: Int? = nil, zone: String = "",
        isAnaphoric: Bool = false, problem: String = ""
    ) {
        self.span = span
        self.role = role
        self.use = use
        self.past = past
        self.future = future
        self.basis = basis
        self.anchor = anchor
        self.days = days
        self.minutes = minutes
        self.untilMinutes = untilMinutes
        self.zone = zone
        self.isAnaphoric = isAnaphoric
        self.problem = problem
    }
}
