import Kernel
import Lexicon

/// 中国科学院, 台湾长荣集团: a party's name that begins the name of a body which is not the party's own.
extension NodeReader {
    func markPrivate(_ nodes: inout [Node], _ text: [UInt8], end: Int32) {
        for index in nodes.indices {
            guard case .actor(var actor) = nodes[index].kind, actor.isBare, actor.parties.count == 1 else { continue }
            let next = index + 1 < nodes.count ? nodes[index + 1].span.start : end
            let stop = min(Int(next), Int(actor.span.end) + 21)
            guard stop > Int(actor.span.end), actors.names.opensPrivateBody(text, Int(actor.span.end), stop) else {
                continue
            }
            actor.isPrivate = true
            nodes[index].kind = .actor(actor)
        }
    }
}
