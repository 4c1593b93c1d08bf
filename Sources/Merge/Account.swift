internal import Kernel

/// What one article says of an event, with everything that deciding needs as numbers; its texts are in the archive's arena.
struct Account: Sendable {
    /// The first and last day of its date; the outermost numbers where that end is open or there is no date.
    var first: Int32
    var last: Int32
    /// Day of publication; `Account.unknownDay` where the article does not say.
    var published: Int32
    /// Its place in the archive that it was kept in, by which events keep their ids; `Account.newcomer` where it comes
    /// from elsewhere.
    var age: UInt32
    /// Of its own content: the same account has the same in every run.
    var fingerprint: UInt64
    /// Of its id.
    var name: UInt64
    /// Of the article.
    var doc: UInt64
    /// Where in the article its evidence begins: by block, then by place in it.
    var position: UInt32
    /// Of its first sentence of evidence; 0 for one too short to tell anything.
    var words: UInt64
    var texts: UInt64
    var parties: Range<UInt32>
    var people: Range<UInt32>
    var place: UInt32
    var codes: UInt32
    var kind: EventKind
    var mode: EventMode?
    var status: EventStatus
    var salience: Salience
    var basis: DateMention.Basis?
    var date: DateValue?
    var confidence: Float

    static let unknownDay = Int32.min
    static let newcomer = UInt32.max
    static let openStart = Int32.min / 2
    static let openEnd = Int32.max / 2

    var isDated: Bool { date != nil }
    /// Dated to the day at one end at least.
    var isPrecise: Bool { date.map { $0.start?.precision == .day || $0.end?.precision == .day } ?? false }
    var isPlan: Bool { status != .held }
    var isPublished: Bool { published != Account.unknownDay }
}

/// Someone who takes part, as deciding sees them.
struct Attendee: Sendable {
    /// The same number is the same person, under whatever name and office.
    var identity: UInt32
    var party: UInt32
    var rank: MergeFacts.Rank
    var isInferred: Bool
}
