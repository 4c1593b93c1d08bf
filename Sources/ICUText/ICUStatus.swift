internal import CICU

/// What ICU said when it could not do what it was asked.
package struct ICUFailure: Error, Sendable {
    package var doing: String
    package var name: String
}

/// Runs one ICU call with a status of its own. A warning is negative and no failure.
func icu<T>(_ doing: String, _ body: (UnsafeMutablePointer<UErrorCode>) -> T) throws(ICUFailure) -> T {
    var status = U_ZERO_ERROR
    let result = body(&status)
    guard chy_ok(status) else { throw ICUFailure(doing: doing, name: String(cString: chy_error_name(status))) }
    return result
}
