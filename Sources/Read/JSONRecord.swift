internal import CJansson

/// A JSON text as a tree of Jansson's, freed with the value.
final class JSONDocument {
    typealias Node = UnsafeMutablePointer<json_t>

    /// Where and why a text is no JSON; the line counts from 1, the column from 0 in characters.
    struct Failure: Error {
        var line: Int
        var column: Int
        var message: String
    }

    private let node: Node

    var root: JSONValue { JSONValue(node: node) }

    init(_ text: [UInt8]) throws(Failure) {
        var error = json_error_t()
        var loaded = JSONDocument.load(text, 0, &error)
        if loaded == nil, JSONDocument.message(error).hasPrefix("too big integer") {
            loaded = JSONDocument.load(text, JSON_DECODE_INT_AS_REAL, &error)
        }
        guard let loaded else {
            throw Failure(line: Int(error.line), column: Int(error.column), message: JSONDocument.message(error))
        }
        node = loaded
    }

    deinit { chy_json_release(node) }

    private static func load(_ text: [UInt8], _ flags: Int32, _ error: inout json_error_t) -> Node? {
        let all = Int(JSON_DECODE_ANY | JSON_ALLOW_NUL | flags)
        return text.withUnsafeBytes { bytes in
            json_loadb(bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count, all, &error)
        }
    }

    private static func message(_ error: json_error_t) -> String {
        withUnsafeBytes(of: error.text) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}

/// A value inside a document; good as long as the document is.
struct JSONValue {
    fileprivate let node: JSONDocument.Node

    var isObject: Bool { chy_json_type(node) == JSON_OBJECT }
    var isArray: Bool { chy_json_type(node) == JSON_ARRAY }

    subscript(_ key: String) -> JSONValue? { json_object_get(node, key).map { JSONValue(node: $0) } }

    var elements: [JSONValue] {
        guard isArray else { return [] }
        return (0..<json_array_size(node)).compactMap { json_array_get(node, $0).map { JSONValue(node: $0) } }
    }

    /// The bytes of a string; nil for anything else.
    var bytes: [UInt8]? {
        guard let chars = json_string_value(node) else { return nil }
        return Array(UnsafeRawBufferPointer(start: chars, count: json_string_length(node)))
    }

    /// A string, or a number or boolean as it would be written.
    var text: String? {
        switch chy_json_type(node) {
        case JSON_STRING: bytes.map { String(decoding: $0, as: UTF8.self) }
        case JSON_INTEGER: String(json_integer_value(node))
        case JSON_REAL:
            json_real_value(node).magnitude < 9e15
                ? String(Int64(json_real_value(node))) : String(json_real_value(node))
        case JSON_TRUE: "true"
        case JSON_FALSE: "false"
        // `"source": {"name": …}`, as news services write it.
        case JSON_OBJECT: self["name"]?.bytes.map { String(decoding: $0, as: UTF8.self) }
        default: nil
        }
    }
}
