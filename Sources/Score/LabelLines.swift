internal import Kernel

/// The lines of a JSONL file that are not blank, each with where it stands.
enum LabelLines {
    static func of(_ bytes: [UInt8], path: String) -> some Sequence<(line: [UInt8], origin: Origin)> {
        bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).lazy.enumerated()
            .filter { !$0.element.allSatisfy { $0 == 0x20 || $0 == 0x0D || $0 == 0x09 } }
            .map { (line: Array($0.element), origin: Origin(path: path, line: $0.offset + 1)) }
    }
}
