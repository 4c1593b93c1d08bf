import Kernel
import Lexicon

/// Where the text puts somebody.
struct Whereabouts {
    var person: Actor
    var place: Candidate.PlaceFound
    var sentence: Int
    /// The day, where the sentence tells it.
    var day: CivilDate?
}

/// One reading of one trigger: who, what, when, where, before it is told whether the article speaks of it elsewhere too.
struct Candidate {
    var kind: EventKind
    var mode: EventMode?
    var status: EventStatus
    /// A cue or a coming date said so; a bare headline says nothing of its status.
    var isStatusStated: Bool
    var isHistorical: Bool
    var actors: [Actor]
    /// Rows of the lexicon, in the order of the text.
    var parties: [Int]
    var date: DateValue?
    var dateMention: Int?
    var place: PlaceFound?
    /// Visits: a city of the host in which the sentence puts the visitor.
    var city: PlaceFound?
    var sentence: Int
    var term: Int
    var frame: Int
    var trigger: TextSpan
    /// Visits: the travellers' own party, and where they go.
    var travellers: Set<Int> = []
    var host: Int?
    /// Gatherings: what the text calls it (the characters before and of the trigger), for telling one from another.
    var gathering = ""
    /// A second word of its name (开幕式).
    var gatheringPart = ""
    /// The headline tells it.
    var isTitle = false
    /// Stands in a phrase that only describes somebody (来访的X).
    var isRelative = false
    /// One audience for several: a meeting whatever their number.
    var isAudience = false
    /// 欢迎X来访: a wish, unless X is told to be there.
    var isWelcome = false
    /// How a day of travel is to be taken: as the first of a stay, or as its last.
    var isArrival = false
    var isDeparture = false
    /// 原定2月访问: a plan of old, called off where its day has passed.
    var isFormerPlan = false
    /// 中方支持韩方举办会议: wished for, unless its time is set.
    var isBacked = false
    /// 访华前, 访华后: only tells when something else was.
    var isAround = false
    /// Gatherings: 峰会期间, at whose margin something else was.
    var isMargin = false
    /// 本周访华，将…: told as to come by what follows it.
    var leadsOn = false
    /// The day is one before which it is to be (就职前访问).
    var isBefore = false
    /// Gatherings: the parties in their own name.
    var owners: Set<Int> = []
    /// Days of the stay, where the text tells them.
    var duration: Int?
    /// 正在P访问的X: the visit goes on.
    var isUnderWay = false
    /// A stop of a visit that began before.
    var isOnTheWay = false
    /// 此次访问: what is there already, to be told of once.
    var pointsBack = false
    /// The article's text was cut off where it tells of this; what it is, other mentions must say.
    var isCut = false

    struct PlaceFound {
        var name: String
        /// The row of the party, if known.
        var party: Int?
        /// A city says more than a country.
        var rank: Int
        /// The text puts the visitor there, and says nothing of what else was there.
        var isOfStay = false
    }

    /// Adds parties behind those that are there.
    mutating func add(parties more: [Int]) {
        for party in more where !parties.contains(party) { parties.append(party) }
    }

    /// Adds those who are not there yet, with their parties.
    mutating func add(guests: [Actor]) {
        for guest in guests where !has(guest) {
            actors.append(guest)
            add(parties: guest.parties)
        }
    }

    /// Whether he takes part already, of the lexicon or by a name that no row has.
    func has(_ actor: Actor) -> Bool { actors.contains { $0.isSame(as: actor) } }

    /// Whether this person of the lexicon takes part already.
    func names(_ actor: Actor) -> Bool { actor.person != nil && actors.contains { $0.person == actor.person } }
}
