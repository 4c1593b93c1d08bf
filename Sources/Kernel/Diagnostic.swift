/// Something to tell a person: what is wrong, where, and what to do about it.
package struct Diagnostic: Sendable, Hashable {
    package enum Severity: String, Sendable { case error, warning, note }

    package var severity: Severity
    /// A stable word for the kind of finding (`unreadable`, `bad-json`, `duplicate-id`), for machines and tests.
    package var code: String
    package var origin: Origin
    package var message: String
    /// What to do; empty where the message says it all.
    package var hint: String

    package init(_ severity: Severity, _ code: String, at origin: Origin, _ message: String, hint: String = "") {
        self.severity = severity
        self.code = code
        self.origin = origin
        self.message = message
        self.hint = hint
    }

    package var description: String {
        let place = origin.path.isEmpty ? "" : origin.description + ": "
        return "\(place)\(severity.rawValue): \(message)" + (hint.isEmpty ? "" : " (\(hint))")
    }
}
