/// What an event has beside its fields once the reports of many articles are merged into it.
package struct Story: Sendable {
    /// A status as the reports of a day had it.
    package struct Step: Sendable, Hashable {
        package var reported: CivilDate?
        package var status: EventStatus
        package var date: DateValue?
        package var doc: String

        package init(reported: CivilDate?, status: EventStatus, date: DateValue?, doc: String) {
            self.reported = reported
            self.status = status
            self.date = date
            self.doc = doc
        }
    }

    /// What reports say differently of one field.
    package struct Conflict: Sendable, Hashable {
        package struct Value: Sendable, Hashable {
            package var value: String
            package var reports: [String]

            package init(value: String, reports: [String]) {
                self.value = value
                self.reports = reports
            }
        }

        package var field: String
        /// The one that the event took comes first.
        package var values: [Value]

        package init(field: String, values: [Value]) {
            self.field = field
            self.values = values
        }
    }

    /// A visit's place in the trip that it is a stop of.
    package struct Stop: Sendable, Hashable {
        package var trip: String
        /// From 1.
        package var number: Int
        package var count: Int

        package init(trip: String, number: Int, count: Int) {
            self.trip = trip
            self.number = number
            self.count = count
        }
    }

    /// The event as each article has it, by day of publication.
    package var accounts: [Event]
    package var history: [Step]
    package var conflicts: [Conflict]
    /// Ids under which the event is or was known elsewhere.
    package var also: [String]
    package var stop: Stop?

    package init(
        accounts: [Event] = [], history: [Step] = [], conflicts: [Conflict] = [], also: [String] = [],
        stop: Stop? = nil
    ) {
        self.accounts = accounts
        self.history = history
        self.conflicts = conflicts
        self.also = also
        self.stop = stop
    }
}
