package import Kernel

extension JSONText {
    /// A finding as an object: where, how grave, what is wrong, and how to mend it.
    package mutating func diagnostic(_ finding: Diagnostic) {
        object { json in
            json.field("file", finding.origin.path)
            if finding.origin.line > 0 { json.field("line", finding.origin.line) }
            json.field("severity", finding.severity.rawValue)
            json.field("code", finding.code)
            json.field("message", finding.message)
            json.field("mend", finding.hint)
        }
    }
}
