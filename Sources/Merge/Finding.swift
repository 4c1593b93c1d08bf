internal import Kernel

/// One piece of evidence for or against an account being of a known event, with its weight.
package struct Finding: Sendable, Hashable {
    package enum What: String, Sendable {
        case prior = "before anything is known"
        case samePrincipal = "the same person stands for"
        case sharedPerson = "the same people are named, others first, for"
        case otherPerson = "another person stands for"
        case companionOnly = "who stands here is only at the other's side there, for"
        case holderFits = "nobody is named, and the level fits, for"
        case holderDiffers = "nobody is named, and the level differs, for"
        case sameDate = "the dates agree"
        case withinDate = "the day lies within a vaguer date"
        case nearDate = "the dates are close"
        case planMoved = "a plan, and a day not far from it"
        case farDate = "the dates differ"
        case reportFits = "no date, and the report comes when one would expect it"
        case reportLate = "no date, and the report is not of those days"
        case inTheNews = "no date, and others tell of it on the same days"
        case samePlace = "the same place"
        case sameCountry = "the same country"
        case otherPlace = "another place"
        case otherCountry = "another country"
        case sameMode = "held the same way"
        case otherMode = "held another way"
        case sameKind = "the same kind"
        case otherKind = "another kind"
        case sameWords = "the same words"
        case sameArticle = "one article tells of both"
        case sameParties = "the same parties"
        case otherParties = "other parties take part"
        case otherGathering = "one is a gathering, the other talks with it"
        case denial = "one denies what the other reports"
        case sameGathering = "both are the summit of"
        case background = "told as history, without a date"
        case only = "no other event of theirs is near"
        case nobodyNamed = "nobody is named on either side"
    }

    package var what: What
    package var weight: Float
    /// A party, a day, a place: what it is about.
    package var subject: String

    package init(_ what: What, _ weight: Float, _ subject: String = "") {
        self.what = what
        self.weight = weight
        self.subject = subject
    }
}

/// Adds evidence up; keeps it only for those who ask.
struct Balance {
    private(set) var sum: Float = 0
    private(set) var findings: [Finding]?
    /// Sides for which the same person stands.
    var principals = 0
    /// Both give the day, and it is the same.
    var isSameDay = false

    init(isKept: Bool) { findings = isKept ? [] : nil }

    mutating func add(_ what: Finding.What, _ weight: Float, _ subject: @autoclosure () -> String = "") {
        sum += weight
        findings?.append(Finding(what, weight, subject()))
    }
}
