internal import Kernel
internal import Lexicon

/// A case that is one file: the files of a folder one after another, each behind a line `-- NAME --`. What stands before
/// the first such line is for people.
struct CaseText {
    struct Section {
        var name: String
        /// The line of the `-- NAME --`.
        var line: Int
        var range: Range<Int>
    }

    let bytes: [UInt8]
    private(set) var sections: [Section] = []

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var start = 0
        var line = 0
        while start < bytes.count {
            line += 1
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            let next = min(end + 1, bytes.count)
            if let name = CaseText.name(in: bytes[start..<end]) {
                close(at: start)
                sections.append(Section(name: name, line: line, range: next..<next))
            }
            start = next
        }
        close(at: bytes.count)
    }

    private mutating func close(at end: Int) {
        guard let last = sections.indices.last else { return }
        sections[last].range = sections[last].range.lowerBound..<max(end, sections[last].range.lowerBound)
    }

    private static func name(in line: ArraySlice<UInt8>) -> String? {
        var line = line
        while let last = line.last, last == 13 || last == 0x20 { line.removeLast() }
        let (head, tail) = (Array("-- ".utf8), Array(" --".utf8))
        guard line.count > head.count + tail.count, line.starts(with: head), line.suffix(tail.count).elementsEqual(tail)
        else { return nil }
        return String(decoding: line.dropFirst(head.count).dropLast(tail.count), as: UTF8.self)
    }

    func bytes(_ section: Section) -> [UInt8] { Array(bytes[section.range]) }

    /// The bytes of a section behind as many empty lines as stand before it, so that what is said of a line of a table is
    /// said of the line on which it stands.
    func paddedBytes(_ section: Section) -> [UInt8] {
        [UInt8](repeating: UInt8(ascii: "\n"), count: section.line) + bytes(section)
    }

    /// The whole file with another text in a section, or with the section added at the end.
    func with(_ name: String, _ text: [UInt8]) -> [UInt8] {
        if let section = sections.first(where: { $0.name == name }) {
            return bytes[..<section.range.lowerBound] + text + bytes[section.range.upperBound...]
        }
        let gap: [UInt8] = bytes.isEmpty || bytes.last == UInt8(ascii: "\n") ? [] : [UInt8(ascii: "\n")]
        return bytes + gap + Array("-- \(name) --\n".utf8) + text
    }
}
