internal import Dates
internal import Kernel
internal import Pipeline
internal import Write

/// `chancery dates`
enum DatesCommand {
    static func run(_ arguments: Arguments) throws -> Int32 {
        if arguments.has("past"), arguments.has("future") {
            throw UsageError(message: "--past and --future exclude each other")
        }
        let reading: DateReading = arguments.has("past") ? .past : arguments.has("future") ? .future : .nearest
        var day: CivilDate?
        if let text = arguments["on"] {
            day = CivilDate(iso: text)
            if day == nil { throw UsageError(message: "--on takes no \"\(text)\"", hint: "write a day as 2023-08-31") }
        }
        let reader = try Pipeline.dateReader { Terminal.printError("chancery: " + $0.description) }
        var output = OutputFile()
        if arguments.operands.isEmpty {
            while let line = readLine() {
                var text = line[...]
                var own = day
                // A line may bring its own day: 2018-02-10<tab>text
                if let tab = line.firstIndex(of: "\t"), let date = CivilDate(iso: line[..<tab]) {
                    own = date
                    text = line[line.index(after: tab)...]
                }
                try output.write(lines(reader, String(text), own, reading))
            }
        } else {
            for text in arguments.operands { try output.write(lines(reader, text, day, reading)) }
        }
        try output.finish()
        return 0
    }

    private static func lines(_ reader: DateReader, _ text: String, _ day: CivilDate?, _ reading: DateReading)
        -> [UInt8]
    {
        var json = JSONText()
        let bytes = Array(text.utf8)
        for mention in reader.resolve(text, on: day, reading: reading) {
            let value =
                reading == .future
                ? mention.future ?? mention.past : reading == .past ? mention.past ?? mention.future : mention.past
            json.object { json in
                json.field("text", String(decoding: bytes[mention.span.range], as: UTF8.self))
                json.field("start", value?.firstDay?.iso ?? "")
                json.field("end", value?.lastDay?.iso ?? "")
                json.field("date", value?.edtf ?? "")
                json.field("basis", mention.basis.rawValue)
                json.field("precision", value.map { "\($0.precision)" } ?? "")
                if let minutes = mention.minutes { json.field("time", clock(minutes)) }
                json.field("zone", mention.zone)
                json.field("role", mention.role == .point ? "" : mention.role.rawValue)
                if mention.role == .duration, mention.days > 0 { json.field("days", mention.days) }
                json.field("problem", mention.problem)
            }
            json.newline()
        }
        return json.bytes
    }

    private static func clock(_ minutes: Int) -> String {
        Digits.padded(minutes / 60, 2) + ":" + Digits.padded(minutes % 60, 2)
    }
}
