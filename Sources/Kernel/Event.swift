package enum EventKind: String, Sendable, CaseIterable {
    case call, visit, summit, conference, meeting

    /// Kinds among which reports of one occasion may differ.
    package enum Family: String, Sendable { case call, visit, meet }

    package var family: Family {
        switch self {
        case .call: .call
        case .visit: .visit
        case .summit, .conference, .meeting: .meet
        }
    }
}

package enum EventMode: String, Sendable, CaseIterable { case phone, video }

package enum EventStatus: String, Sendable, CaseIterable { case held, planned, proposed, cancelled, denied }

package enum Salience: String, Sendable, CaseIterable { case main, secondary, background }

/// Someone who takes part.
package struct Participant: Sendable, Hashable {
    package enum Role: String, Sendable { case participant, visitor, host, chair, attendee }

    /// The lexicon's id; empty for someone whom no row names.
    package var id: String
    package var name: String
    package var nameEn: String
    /// The wording of the text, where it differs from `name`.
    package var wording: String
    package var party: String
    package var office: String
    package var role: Role
    /// Not named by the text: the office at that date settles who it is.
    package var inferred: Bool

    package init(
        id: String = "", name: String, nameEn: String = "", wording: String = "", party: String, office: String = "",
        role: Role = .participant, inferred: Bool = false
    ) {
        self.id = id
        self.name = name
        self.nameEn = nameEn
        self.wording = wording
        self.party = party
        self.office = office
        self.role = role
        self.inferred = inferred
    }
}

package struct Place: Sendable, Hashable {
    package var name: String
    package var country: String

    package init(name: String, country: String) {
        self.name = name
        self.country = country
    }
}

/// A sentence that an event rests on, in Unicode scalars of its block's text.
package struct Evidence: Sendable, Hashable {
    package var block: Int
    package var start: Int
    package var end: Int
    package var text: String

    package init(block: Int, start: Int, end: Int, text: String) {
        self.block = block
        self.start = start
        self.end = end
        self.text = text
    }
}

/// Why an event is what it is: the frame, the lexicon rows, and the decisions, in words.
package struct Reason: Sendable, Hashable {
    package var frame: String
    package var entries: [EntryRef]
    package var trigger: TextSpan
    package var notes: [String]

    package init(frame: String, entries: [EntryRef], trigger: TextSpan, notes: [String] = []) {
        self.frame = frame
        self.entries = entries
        self.trigger = trigger
        self.notes = notes
    }
}

package struct Event: Sendable {
    package var id: String
    package var kind: EventKind
    package var mode: EventMode?
    package var status: EventStatus
    package var date: DateValue?
    package var dateText: String
    package var dateBasis: DateMention.Basis?
    /// Party codes, in the order in which the text brings them.
    package var parties: [String]
    package var people: [Participant]
    package var place: Place?
    package var title: String
    package var salience: Salience
    package var cameo: String
    package var plover: String
    package var doc: String
    package var url: String
    package var source: String
    package var published: CivilDate?
    package var evidence: [Evidence]
    package var reports: [String]
    /// The visit that a meeting belongs to.
    package var partOf: String
    package var confidence: Double
    package var reasons: [Reason]
    /// What merging adds; nil for what one article says.
    package var story: Story?

    package init(
        id: String = "", kind: EventKind, mode: EventMode? = nil, status: EventStatus, date: DateValue? = nil,
        dateText: String = "", dateBasis: DateMention.Basis? = nil, parties: [String], people: [Participant] = [],
        place: Place? = nil, title: String = "", salience: Salience = .main, cameo: String = "", plover: String = "",
        doc: String = "", url: String = "", source: String = "", published: CivilDate? = nil, evidence: [Evidence] = [],
        reports: [String] = [], partOf: String = "", confidence: Double = 0, reasons: [Reason] = []
    ) {
        self.id = id
        self.kind = kind
        self.mode = mode
        self.status = status
        self.date = date
        self.dateText = dateText
        self.dateBasis = dateBasis
        self.parties = parties
        self.people = people
        self.place = place
        self.title = title
        self.salience = salience
        self.cameo = cameo
        self.plover = plover
        self.doc = doc
        self.url = url
        self.source = source
        self.published = published
        self.evidence = evidence
        self.reports = reports
        self.partOf = partOf
        self.confidence = confidence
        self.reasons = reasons
    }
}

/// Something that looked like an event and was not taken for one, with the reason.
package struct Rejection: Sendable, Hashable {
    package var trigger: TextSpan
    package var term: EntryRef
    package var reason: String

    package init(trigger: TextSpan, term: EntryRef, reason: String) {
        self.trigger = trigger
        self.term = term
        self.reason = reason
    }
}
