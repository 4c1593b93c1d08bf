import Kernel
import Lexicon

/// 习拜会, 特金会: a meeting named by the first characters of the two who meet.
struct PairNames {
    private let lexicon: Lexicon
    /// Those whom the article mentions anywhere, in the order of the text.
    private let mentioned: [Int]
    /// The parties that it mentions.
    private let parties: Set<Int>

    init(_ lexicon: Lexicon, mentions: [Mention]) {
        self.lexicon = lexicon
        parties = Set(
            mentions.flatMap(\.readings).filter { $0.entry.table == .parties }.map { Int($0.entry.row) })
        var seen: Set<Int> = []
        mentioned = mentions.flatMap(\.readings).compactMap { reading in
            guard reading.entry.table == .people else { return nil }
            return seen.insert(Int(reading.entry.row)).inserted ? Int(reading.entry.row) : nil
        }
    }

    /// The two, where the article names both in full, or their countries, and leaves no doubt; else nobody.
    func people(_ name: String, on day: CivilDate?) -> [Int] {
        let initials = lexicon.fold.fold(name).unicodeScalars.dropLast()
        guard initials.count == 2 else { return [] }
        let two = initials.compactMap { leader($0, on: day) }
        return two.count == 2 && two[0] != two[1] ? two : []
    }

    private func leader(_ initial: Unicode.Scalar, on day: CivilDate?) -> Int? {
        let namesakes = mentioned.filter { isNamed($0, initial) }
        let ever = namesakes.filter { person in lexicon.tenuresOfPerson[person].contains { isLeader($0) } }
        let now = ever.filter { person in
            lexicon.tenuresOfPerson[person].contains { row in
                isLeader(row) && (day.map { lexicon.tenures[row].covers($0) } ?? false)
            }
        }
        if let one = now.count == 1 ? now[0] : ever.count == 1 ? ever[0] : nil { return one }
        let serving = ever.isEmpty ? leaders(initial, on: day) : []
        return serving.count == 1 ? serving.first : nil
    }

    /// Those of such a name who lead the countries that the article mentions.
    private func leaders(_ initial: Unicode.Scalar, on day: CivilDate?) -> Set<Int> {
        guard let day else { return [] }
        var found: Set<Int> = []
        for (row, tenure) in lexicon.tenures.enumerated()
        where tenure.covers(day) && isLeader(row) && lexicon.partyIndex[tenure.party].map(parties.contains) ?? false {
            if isNamed(tenure.person, initial) { found.insert(tenure.person) }
        }
        return found
    }

    private func isNamed(_ person: Int, _ initial: Unicode.Scalar) -> Bool {
        let row = lexicon.people[person]
        return ([row.name] + row.aliases).contains { lexicon.fold.fold($0).unicodeScalars.first == initial }
    }

    private func isLeader(_ tenure: Int) -> Bool {
        [Level.leader, .party].contains(lexicon.offices[lexicon.tenures[tenure].office].level)
    }
}
