import Kernel
import Lexicon

/// Where a text turns to something else, so that nothing behind refers to what stands before: at headings, in lists of news,
/// and behind a sentence whose subject nobody knows.
struct NewsItems {
    /// For how many sentences without him somebody stays who 他 is.
    static let memory = 4

    let names: NameShapes
    let article: Article
    /// 国际联播快讯: several items that have nothing to do with one another.
    let isDigest: Bool
    private let lexicon: Lexicon

    init(lexicon: Lexicon, names: NameShapes, article: Article) {
        self.lexicon = lexicon
        self.names = names
        self.article = article
        let title = lexicon.fold.fold(article.title)
        isDigest = lexicon.terms(ofCue: "digest").contains(where: title.contains)
    }

    /// A heading, or in a list of news a line that is one by its looks.
    func begins(at block: Int) -> Bool {
        let block = article.blocks[block]
        switch block.kind {
        case .heading: return true
        case .paragraph, .listItem: return isDigest && isLine(block.text)
        default: return false
        }
    }

    /// Short, and not closed like a sentence.
    private func isLine(_ text: [UInt8]) -> Bool {
        let ends = ["。", "！", "？", "”", "」", "…"]
        return text.count < 120 && !ends.contains { text.suffix($0.utf8.count).elementsEqual($0.utf8) }
    }

    /// 余英时1930年…, 洛文表示…: the sentence begins with a name that no row has, and somebody else is its subject than those
    /// named before.
    func isOfStranger(_ nodes: [Node], _ sentence: TextSpan) -> Bool {
        guard let first = nodes.first, (2...12).contains(first.textBefore) else { return false }
        switch first.kind {
        case .date: break
        case .cue(let rows):
            guard lexicon.isCue(rows, among: ["speech", "historical", "at", "as"]) else { return false }
        default: return false
        }
        let text = article.blocks[Int(sentence.block)].text
        return names.looksLikeName(text, start(of: sentence, text), Int(first.span.start))
    }

    /// …上台后，洛文的首次访问: the same behind a comma.
    func isOfStranger(_ nodes: [Node], behind comma: Int) -> Bool {
        guard comma + 1 < nodes.count, (2...5).contains(nodes[comma + 1].textBefore),
            lexicon.isCue(nodes[comma + 1].cues, among: ["de", "speech", "historical"])
        else { return false }
        let text = article.blocks[Int(nodes[comma].span.block)].text
        return names.looksLikeName(text, Int(nodes[comma].span.end), Int(nodes[comma + 1].span.start))
    }

    /// Behind the quotation marks and spaces that a sentence opens with.
    private func start(of sentence: TextSpan, _ text: [UInt8]) -> Int {
        var at = Int(sentence.start)
        while at < Int(sentence.end) {
            let (scalar, length) = decodeScalar(text.span, at: at)
            if NameShapes.isHan(scalar) { break }
            at += length
        }
        return at
    }
}
