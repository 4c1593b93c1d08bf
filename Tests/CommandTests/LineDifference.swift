/// Two texts side by side, so that a failing test shows what changed and not two walls of text.
enum LineDifference {
    static func text(expected: String, found: String) -> String {
        let old = lines(expected)
        let new = lines(found)
        let difference = new.difference(from: old)
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        for change in difference {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var out = "- expected, + found\n"
        var i = 0
        var j = 0
        while i < old.count || j < new.count {
            if i < old.count, removed.contains(i) {
                out += "- \(old[i])\n"
                i += 1
            } else if j < new.count, inserted.contains(j) {
                out += "+ \(new[j])\n"
                j += 1
            } else {
                // What is alike is shown only where it is short.
                if i < old.count { out += "  \(old[i].prefix(100))\n" }
                i += 1
                j += 1
            }
        }
        return out
    }

    /// With the ends of lines and the byte-order mark made visible.
    private static func lines(_ text: String) -> [String] {
        var lines: [String] = []
        for line in text.utf8.split(separator: 10, omittingEmptySubsequences: false) {
            var shown = ""
            for scalar in (String(Substring(line))).unicodeScalars {
                switch scalar.value {
                case 13: shown += "\\r"
                case 9: shown += "\t"
                case 0xFEFF: shown += "\\u{FEFF}"
                case 0..<32, 0x7F: shown += "\\x" + String(scalar.value, radix: 16)
                default: shown.unicodeScalars.append(scalar)
                }
            }
            lines.append(shown)
        }
        return lines
    }
}
