/// Which of two lists of rows are the same event: rows that agree in everything first, then the most alike.
package enum RowPairing {
    package struct Pair: Sendable {
        package var old: Int?
        package var new: Int?
        /// The columns in which the two differ.
        package var columns: [Int] = []
    }

    /// `old` may hold cells that stand for anything. Pairs come in the order of `new`, rows that only `old` has where they
    /// stood among those.
    package static func pairs(_ columns: [String], old: [[String]], new: [[String]]) -> [Pair] {
        let partner = partners(columns, old: old, new: new)
        var taken: [Int?] = Array(repeating: nil, count: old.count)
        for (index, found) in partner.enumerated() { if let found { taken[found] = index } }
        var pairs: [Pair] = []
        var next = 0
        func lost(before end: Int) {
            while next < end {
                if taken[next] == nil { pairs.append(Pair(old: next, new: nil)) }
                next += 1
            }
        }
        for (index, found) in partner.enumerated() {
            guard let found else {
                pairs.append(Pair(old: nil, new: index))
                continue
            }
            lost(before: found)
            let differing = columns.indices.filter { !CaseColumns.agree(columns[$0], old[found][$0], new[index][$0]) }
            pairs.append(Pair(old: found, new: index, columns: differing))
        }
        lost(before: old.count)
        return pairs
    }

    /// For each new row the old one that it is.
    private static func partners(_ columns: [String], old: [[String]], new: [[String]]) -> [Int?] {
        var partner: [Int?] = Array(repeating: nil, count: new.count)
        var isTaken = Array(repeating: false, count: old.count)
        for index in new.indices {
            for other in old.indices where !isTaken[other] {
                if columns.indices.allSatisfy({ CaseColumns.agree(columns[$0], old[other][$0], new[index][$0]) }) {
                    partner[index] = other
                    isTaken[other] = true
                    break
                }
            }
        }
        var likely: [(score: Int, old: Int, new: Int)] = []
        for index in new.indices where partner[index] == nil {
            for other in old.indices where !isTaken[other] {
                let score = likeness(columns, old[other], new[index])
                if score > 0 { likely.append((score, other, index)) }
            }
        }
        likely.sort { ($1.score, $0.old, $0.new) < ($0.score, $1.old, $1.new) }
        for pair in likely where partner[pair.new] == nil && !isTaken[pair.old] {
            partner[pair.new] = pair.old
            isTaken[pair.old] = true
        }
        return partner
    }

    /// How much two rows say the same; 0 where it is too little for one event, or they are of two articles.
    private static func likeness(_ columns: [String], _ old: [String], _ new: [String]) -> Int {
        var same = 0
        var all = 0
        for (index, column) in columns.enumerated() {
            if column == "doc" {
                if old[index] != new[index], old[index] != CaseColumns.anything { return 0 }
                continue
            }
            let weight = CaseColumns.weight(column) * 2
            all += weight
            if CaseColumns.agree(column, old[index], new[index]) {
                same += weight
            } else if CaseColumns.isList(column) {
                let mine = CaseColumns.items(old[index])
                if CaseColumns.items(new[index]).contains(where: mine.contains) { same += weight / 2 }
            }
        }
        return same * 5 >= all * 2 ? same : 0
    }
}
