import Kernel

/// Terms by their folded characters, built once. Walking it costs a look at one short list of edges a character.
struct TermTrie: Sendable {
    struct Hit: Sendable {
        var term: Int32
        /// How many characters the token keeps; the rest of the term was only looked ahead at.
        var keeps: Int32
    }

    /// What a node accepts, one for each place; -1: nothing.
    struct Accepts: Sendable {
        var anywhere = Hit(term: -1, keeps: 0)
        var after = Hit(term: -1, keeps: 0)
        var unit = Hit(term: -1, keeps: 0)
    }

    private struct Edge: Sendable {
        var label: UInt32
        var target: Int32
    }

    /// The edges of node n are `edges[first[n]..<first[n + 1]]`.
    private var first: [Int32] = []
    private var edges: [Edge] = []
    private(set) var accepts: [Accepts] = []

    struct Builder {
        private var children: [[UInt32: Int]] = [[:]]
        private var accepts: [Accepts] = [Accepts()]

        /// Returns the term that already stood there.
        mutating func add(_ scalars: [UInt32], keeps: Int, place: TermPlace, term: Int32) -> Int32? {
            var node = 0
            for scalar in scalars {
                if let next = children[node][scalar] {
                    node = next
                } else {
                    children.append([:])
                    accepts.append(Accepts())
                    children[node][scalar] = children.count - 1
                    node = children.count - 1
                }
            }
            let hit = Hit(term: term, keeps: Int32(keeps))
            let old: Int32
            switch place {
            case .anywhere, .lead, .cue:
                old = accepts[node].anywhere.term
                if old < 0 { accepts[node].anywhere = hit }
            case .after:
                old = accepts[node].after.term
                if old < 0 { accepts[node].after = hit }
            case .unit:
                old = accepts[node].unit.term
                if old < 0 { accepts[node].unit = hit }
            }
            return old < 0 ? nil : old
        }

        func build() -> TermTrie {
            var trie = TermTrie()
            trie.accepts = accepts
            for node in children.indices {
                trie.first.append(Int32(trie.edges.count))
                for (label, target) in children[node].sorted(by: { $0.key < $1.key }) {
                    trie.edges.append(Edge(label: label, target: Int32(target)))
                }
            }
            trie.first.append(Int32(trie.edges.count))
            return trie
        }
    }

    /// The node that the character leads to, or -1. Node 0 is the root.
    @inline(__always)
    func step(_ node: Int32, _ label: UInt32) -> Int32 {
        var low = Int(first[Int(node)])
        var high = Int(first[Int(node) + 1])
        while low < high {
            let middle = (low + high) / 2
            let edge = edges[middle]
            if edge.label == label { return edge.target }
            if edge.label < label { low = middle + 1 } else { high = middle }
        }
        return -1
    }
}
