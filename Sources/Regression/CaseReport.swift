internal import Kernel
internal import Write

/// What came of cases, for people.
package enum CaseReport {
    package static func text(_ result: CaseResult) -> String {
        var out = ""
        for problem in result.problems { out += problem.description + "\n" }
        if result.status == .unreadable { return "\(result.name): cannot be run\n" + indented(out) + "\n" }
        if result.status == .same { return out }
        out = "\(result.name): " + headline(result) + "\n" + indented(out)
        for difference in result.differences { out += text(difference, result) }
        return out + "\n"
    }

    private static func headline(_ result: CaseResult) -> String {
        if result.golden.expected == nil {
            return "nothing is expected yet, \(counted(result.rowCount, "row")) found (--accept writes them)"
        }
        return counted(result.differences.count, "row") + (result.differences.count == 1 ? " differs" : " differ")
    }

    static func text(_ difference: CaseDifference, _ result: CaseResult) -> String {
        let place = difference.line.map { "\(result.golden.expectedPath):\($0): " } ?? ""
        let doc = difference.doc.isEmpty || result.traces.count < 2 ? "" : " (article \(difference.doc))"
        var out = ""
        switch difference.what {
        case .missing: out += "  \(place)not found\(doc): \(row(difference.expected, result))\n"
        case .extra: out += "  not expected\(doc): \(row(difference.found, result))\n"
        case .changed:
            out += "  \(place)differs\(doc): \(row(difference.expected, result))\n"
            for cell in difference.cells {
                out += "      \(cell.column): expected \(quoted(cell.expected)), found \(quoted(cell.found))\n"
            }
        }
        for reason in difference.reasons { out += "      \(reason)\n" }
        return out
    }

    /// The cells of a row that hold something.
    static func row(_ cells: [String]?, _ result: CaseResult) -> String {
        zip(result.columns, cells ?? []).filter { $0 != "doc" && !$1.isEmpty }.map { $1 }.joined(separator: "  ")
    }

    static func quoted(_ cell: String) -> String { cell.isEmpty ? "nothing" : "\"\(cell)\"" }

    private static func indented(_ text: String) -> String {
        text.split(separator: "\n").map { "  \($0)\n" }.joined()
    }

    package static func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String {
        "\(count) \(count == 1 ? one : many ?? one + "s")"
    }

    package static func summary(_ results: [CaseResult]) -> String {
        let differing = results.filter { $0.status == .differs }
        let unreadable = results.count { $0.status == .unreadable }
        var out = counted(results.count, "case") + ", "
        out += counted(results.reduce(0) { $0 + $1.traces.count }, "article") + ", "
        out += counted(results.reduce(0) { $0 + $1.rowCount }, "row")
        if differing.isEmpty && unreadable == 0 { return out + ": all as expected" }
        var parts: [String] = []
        if !differing.isEmpty {
            let rows = differing.reduce(0) { $0 + $1.differences.count }
            parts.append(
                "\(counted(differing.count, "case")) \(differing.count == 1 ? "differs" : "differ") in "
                    + counted(rows, "row"))
        }
        if unreadable > 0 { parts.append("\(counted(unreadable, "case")) cannot be run") }
        return out + ": " + parts.joined(separator: ", ")
    }

    // MARK: - For programs

    package static func json(_ result: CaseResult) -> [UInt8] {
        var json = JSONText()
        json.object { json in
            json.field("case", result.name)
            json.field("status", result.status.rawValue)
            json.field("articles", result.traces.count)
            json.field("rows", result.rowCount)
            json.key("problems")
            json.array { json in
                for problem in result.problems { json.diagnostic(problem) }
            }
            json.key("differences")
            json.array { json in
                for difference in result.differences { append(difference, result, &json) }
            }
        }
        json.newline()
        return json.bytes
    }

    private static func append(_ difference: CaseDifference, _ result: CaseResult, _ json: inout JSONText) {
        json.object { json in
            json.field("what", difference.what.rawValue)
            json.field("doc", difference.doc)
            if let line = difference.line {
                json.field("file", result.golden.expectedPath)
                json.field("line", line)
            }
            for (name, cells) in [("expected", difference.expected), ("found", difference.found)] {
                guard let cells else { continue }
                json.key(name)
                json.object { json in
                    for (column, cell) in zip(result.columns, cells) where !cell.isEmpty { json.field(column, cell) }
                }
            }
            if difference.what == .changed {
                json.key("columns")
                json.array { json in for cell in difference.cells { json.string(cell.column) } }
            }
            json.key("reasons")
            json.array { json in for reason in difference.reasons { json.string(trimmed(reason)) } }
        }
    }

    private static func trimmed(_ text: String) -> String { String(text.drop { $0 == " " }) }

    /// JUnit's XML, which every CI service reads.
    package static func junit(_ results: [CaseResult]) -> [UInt8] {
        let failures = results.count { $0.status == .differs }
        let errors = results.count { $0.status == .unreadable }
        var out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        out +=
            "<testsuite name=\"chancery lexicon test\" tests=\"\(results.count)\" failures=\"\(failures)\" errors=\"\(errors)\">\n"
        for result in results {
            let (group, name) = split(result.name)
            out += "  <testcase classname=\"\(escaped(group))\" name=\"\(escaped(name))\""
            switch result.status {
            case .same: out += "/>\n"
            case .differs:
                out += ">\n    <failure message=\"\(escaped(headline(result)))\">\(escaped(text(result)))</failure>\n"
                out += "  </testcase>\n"
            case .unreadable:
                let first = result.problems.first { $0.severity == .error }
                out +=
                    ">\n    <error message=\"\(escaped(first?.description ?? ""))\">\(escaped(text(result)))</error>\n"
                out += "  </testcase>\n"
            }
        }
        return Array((out + "</testsuite>\n").utf8)
    }

    private static func split(_ path: String) -> (group: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return ("cases", path) }
        return (String(path[..<slash]), String(path[path.index(after: slash)...]))
    }

    /// XML has no control characters but these.
    private static func escaped(_ text: String) -> String {
        MarkupText.escaped(text) { scalar in
            scalar != "\n" && scalar != "\t" && scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF
        }
    }
}
