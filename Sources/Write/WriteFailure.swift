/// Why an output could not be written, in words for a person.
package struct WriteFailure: Error, CustomStringConvertible {
    package var message: String
    package init(_ message: String) { self.message = message }
    package var description: String { message }
}
