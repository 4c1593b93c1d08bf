package import Kernel
package import Pipeline

/// One row of a case that is not as it should be.
package struct CaseDifference: Sendable {
    package enum What: String, Sendable {
        /// Expected and not found.
        case missing
        /// Found and not expected.
        case extra
        /// Found otherwise than expected.
        case changed
    }

    package struct Cell: Sendable {
        package var column: String
        package var expected: String
        package var found: String
    }

    package var what: What
    /// The article.
    package var doc: String
    /// The line of the expected row.
    package var line: Int?
    /// The whole rows, in the columns of the case.
    package var expected: [String]?
    package var found: [String]?
    /// What differs, for a changed row.
    package var cells: [Cell] = []
    /// The article, by its place in the result.
    package var article: Int?
    package var event: Event?
    /// The frame, the words and the rows behind what was found, a line each; for what was not found, what was rejected.
    package var reasons: [String] = []
    /// What was found comes behind this row of those found before it.
    var order: Int?

    /// The same for the same difference in another run.
    package func fingerprint(in name: String) -> String {
        ([name, what.rawValue, doc] + (expected ?? []) + ["→"] + (found ?? [])).joined(separator: "\t")
    }
}

/// What came of a case.
package struct CaseResult: Sendable {
    package enum Status: String, Sendable { case same, differs, unreadable }

    package var golden: GoldenCase
    package var problems: [Diagnostic]
    package var columns: [String] = []
    package var differences: [CaseDifference] = []
    package var traces: [Trace] = []
    package var rowCount = 0
    /// For a row that was found, the line of the row that expects it.
    var foundLines: [Int?] = []

    package var name: String { golden.path }

    package var status: Status {
        if problems.contains(where: { $0.severity == .error }) { return .unreadable }
        return differences.isEmpty && golden.expected != nil ? .same : .differs
    }
}
