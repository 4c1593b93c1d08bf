internal import Kernel
internal import Read

/// An interaction between representatives of two or more states or organisations, as an article reports it.
public struct DiplomaticEvent: Sendable, Hashable {
    public enum Kind: String, Sendable, CaseIterable { case call, visit, summit, conference, meeting }
    public enum Mode: String, Sendable, CaseIterable { case phone, video }
    public enum Status: String, Sendable, CaseIterable { case held, planned, proposed, cancelled, denied }
    public enum Salience: String, Sendable, CaseIterable { case main, secondary, background }

    /// Someone who takes part.
    public struct Person: Sendable, Hashable {
        /// The lexicon's id; nil for somebody whom no row names.
        public var id: String?
        /// The usual name in simplified Chinese.
        public var name: String
        public var nameEnglish: String?
        /// What the text calls them, where it differs from `name`.
        public var wording: String?
        /// The code of the state or organisation they act for.
        public var party: String
        /// The id of the office that they hold.
        public var office: String?
        /// Not named: their office on that day settles who it is.
        public var isInferred: Bool
    }

    /// A sentence that the event rests on, and where it stands: a block of the article, and Unicode scalars in it.
    public struct Evidence: Sendable, Hashable {
        public var block: Int
        public var range: Range<Int>
        public var text: String
    }

    /// Depends on the event alone: the same event has the same id in every run.
    public var id: String
    public var kind: Kind
    /// For calls, and for gatherings by video.
    public var mode: Mode?
    public var status: Status
    /// EDTF: `2023-12-01`, `2023-12-01/2023-12-03`, `2023-12`, `2023-12-01/..`; nil where the text gives none.
    public var date: String?
    /// The first and last day of `date`, `2023-12-01`; nil where that end is open.
    public var firstDay: String?
    public var lastDay: String?
    /// ISO 3166-1 alpha-3 codes of states, codes of organisations.
    public var parties: [String]
    public var people: [Person]
    public var place: String?
    /// The code of the state in which the place lies.
    public var country: String?
    public var title: String
    public var salience: Salience
    public var evidence: [Evidence]
    /// From 0 to 1.
    public var confidence: Double

    init(_ event: Event) {
        id = event.id
        kind = Kind(rawValue: event.kind.rawValue) ?? .meeting
        mode = event.mode.flatMap { Mode(rawValue: $0.rawValue) }
        status = Status(rawValue: event.status.rawValue) ?? .held
        date = event.date?.edtf
        firstDay = event.date?.firstDay?.iso
        lastDay = event.date?.lastDay?.iso
        parties = event.parties
        people = event.people.map(Person.init)
        place = event.place?.name.nonEmpty
        country = event.place?.country.nonEmpty
        title = event.title
        salience = Salience(rawValue: event.salience.rawValue) ?? .main
        evidence = event.evidence.map { Evidence(block: $0.block, range: $0.start..<$0.end, text: $0.text) }
        confidence = event.confidence
    }
}

extension DiplomaticEvent.Person {
    init(_ person: Participant) {
        id = person.id.nonEmpty
        name = person.name
        nameEnglish = person.nameEn.nonEmpty
        wording = person.wording.nonEmpty
        party = person.party
        office = person.office.nonEmpty
        isInferred = person.inferred
    }
}

/// What the bytes of an article are.
public enum ArticleFormat: Sendable, CaseIterable {
    case markdown, html, text
    /// RSS and Atom.
    case feed
    /// One article, or an array of them.
    case json

    var readFormat: ReadFormat {
        switch self {
        case .markdown: .markdown
        case .html: .html
        case .text: .text
        case .feed: .xml
        case .json: .json
        }
    }
}

/// Why there are no events to be had: lexicons that do not hold together, or bytes that are no article.
public struct ChanceryError: Error, CustomStringConvertible, Sendable {
    /// One finding each, with its place.
    public var messages: [String]

    public var description: String { messages.joined(separator: "\n") }
}

extension String {
    fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
