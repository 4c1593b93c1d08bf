/// Where the lists of the lexicon commands go, and whether as lines of JSON: by `--to`, or by the ending of `-o`.
enum ListOutput {
    static func isJSON(_ arguments: Arguments) -> Bool {
        if let format = arguments["to"] { return format == "jsonl" }
        return arguments["output"].map { $0.hasSuffix(".jsonl") || $0.hasSuffix(".ndjson") } ?? false
    }

    static func number(_ arguments: Arguments, _ option: String, default value: Int) throws(UsageError) -> Int {
        guard let text = arguments[option] else { return value }
        guard let number = Int(text), number > 0 else {
            throw UsageError(message: "--\(option) takes no \"\(text)\"", hint: "a number from 1 up")
        }
        return number
    }
}
