internal import Glibc
internal import Kernel
internal import Lexicon
internal import Pipeline
internal import Read

/// What several commands make of their options.
enum Setup {
    /// The lexicons that ship, or a folder in their place, and the user's laid over them; what cannot be read is told.
    static func layers(_ arguments: Arguments) throws(UsageError) -> [LexiconLayer] {
        var layers = [try base()]
        for folder in arguments.all("lexicons") { layers.append(try layer(folder)) }
        return layers
    }

    static func base() throws(UsageError) -> LexiconLayer {
        if let folder = Terminal.environment("CHANCERY_LEXICONS") { return try layer(folder) }
        return .builtIn
    }

    static func layer(_ folder: String) throws(UsageError) -> LexiconLayer {
        var errors = 0
        let layer = LexiconLayer(folder: folder) { tell($0, &errors) }
        try refuse(errors)
        return layer
    }

    static func pipeline(_ arguments: Arguments) throws -> Pipeline { try pipeline(layers(arguments)) }

    /// The pipeline with these lexicons; what is wrong with those is told, and wrong usage if it is an error.
    static func pipeline(_ layers: [LexiconLayer]) throws -> Pipeline {
        var errors = 0
        let pipeline = try Pipeline.load(layers: layers) { tell($0, &errors) }
        try refuse(errors)
        // Kept to the end of the program, which is when it is last used: taking the lexicons apart takes time too.
        _ = Unmanaged.passRetained(Keeper(pipeline))
        return pipeline
    }

    private final class Keeper {
        private let pipeline: Pipeline
        init(_ pipeline: Pipeline) { self.pipeline = pipeline }
    }

    private static func tell(_ diagnostic: Diagnostic, _ errors: inout Int) {
        if diagnostic.severity == .error { errors += 1 }
        Terminal.printError("chancery: " + diagnostic.description)
    }

    private static func refuse(_ errors: Int) throws(UsageError) {
        if errors == 0 { return }
        throw UsageError(
            message: "the lexicons have \(errors) error\(errors == 1 ? "" : "s")",
            hint: "mend them, or leave out --lexicons")
    }

    static func readOptions(_ arguments: Arguments, _ pipeline: Pipeline) throws(UsageError) -> ReadOptions {
        var options = pipeline.readOptions
        if let from = arguments["from"] { options.format = ReadFormat(name: from) }
        if let map = arguments["map"] {
            guard let fields = FieldMap(map) else {
                let known = ArticleField.allCases.map(\.rawValue).joined(separator: ", ")
                throw UsageError(
                    message: "--map takes no \"\(map)\"", hint: "write FIELD=NAME,…; the fields are \(known)")
            }
            options.map = fields
        }
        return options
    }

    static func jobs(_ arguments: Arguments) throws(UsageError) -> Int {
        guard let text = arguments["jobs"] else { return max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
        guard let jobs = Int(text), (1...256).contains(jobs) else {
            throw UsageError(message: "--jobs takes no \"\(text)\"", hint: "a number from 1 to 256")
        }
        return jobs
    }

    static func date(_ arguments: Arguments, _ option: String) throws(UsageError) -> DateValue? {
        guard let text = arguments[option] else { return nil }
        guard let value = DateValue(edtf: text) else {
            throw UsageError(
                message: "--\(option) takes no \"\(text)\"", hint: "write a date as 2023-08-31, 2023-08 or 2023")
        }
        return value
    }
}
