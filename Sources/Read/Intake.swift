package import Kernel

/// The sequential half of reading: walks the paths, opens and unpacks files, and cuts them into raw items, which it hands
/// out one by one in the order of the input. Holds one item at a time.
package struct Intake {
    package enum Step: Sendable {
        case item(RawItem)
        case problem(Diagnostic)
    }

    /// The file being read.
    private struct File {
        var path: String
        var format: ReadFormat
        var source: ByteSource
        var splitter: RecordSplitter
        var charset = ""
        var header: [String]?
        var isLast = false
        var isEmpty = true
        /// Reported, and not read further.
        var isGivenUp = false
    }

    private let options: ReadOptions
    private var walk: PathWalk
    private var file: File?
    /// A file that is in memory already.
    private var given: (path: String, bytes: [UInt8])?

    package init(paths: [String], options: ReadOptions) {
        self.options = options
        walk = PathWalk(paths, output: options.output)
    }

    /// One file whose bytes are in memory; `path` tells its format, and messages where it is from.
    package init(path: String, bytes: [UInt8], options: ReadOptions) {
        self.init(paths: [], options: options)
        given = (path, bytes)
    }

    /// The next item or problem; nil at the end of the input.
    package mutating func next() -> Step? {
        while true {
            if file != nil {
                if let step = nextOfFile() { return step }
                file = nil
            }
            if let (path, bytes) = given {
                given = nil
                do throws(ByteSource.Failure) {
                    let format = options.format ?? ReadFormat(path: path)
                    if let problem = try open(ByteSource(bytes: bytes), path, format) { return .problem(problem) }
                } catch {
                    return .problem(unreadable(path, error))
                }
                continue
            }
            switch walk.next() {
            case nil: return nil
            case .problem(let problem): return .problem(problem)
            case .file(let path, let isNamed):
                let known = options.format ?? ReadFormat(path: path)
                if known == nil, !isNamed { continue }
                do throws(ByteSource.Failure) {
                    if let problem = try open(ByteSource(path: path), path, known) { return .problem(problem) }
                } catch {
                    return .problem(unreadable(path, error))
                }
            }
        }
    }

    private func unreadable(_ path: String, _ failure: ByteSource.Failure) -> Diagnostic {
        Diagnostic(
            .error, failure.isUnreadable ? "unreadable" : "truncated", at: Origin(path: path),
            failure.isUnreadable ? failure.reason : "breaks off while being unpacked: \(failure.reason)")
    }

    // MARK: - Opening

    /// Opens a file as far as its first block; returns what makes it useless.
    private mutating func open(
        _ source: ByteSource, _ path: String, _ known: ReadFormat?
    ) throws(ByteSource.Failure) -> Diagnostic? {
        var start: [UInt8] = []
        // Enough to tell format and charset by, even where unpacking gives small blocks.
        var isLast = false
        while start.count < 1 << 16, !isLast { isLast = try !source.read(into: &start) }
        if start.isEmpty { return Diagnostic(.error, "empty", at: Origin(path: path), "an empty file") }
        let format = known ?? ReadFormat.sniff(start[...])
        var opened = File(
            path: path, format: format, source: source,
            splitter: RecordSplitter(manner(of: format), limit: options.itemLimit))
        opened.isLast = isLast
        if case .whole = manner(of: format) {
            opened.splitter.buffer = start
        } else {
            switch try prepare(&opened, start) {
            case nil: break
            case let problem?: return problem
            }
        }
        file = opened
        return nil
    }

    private func manner(of format: ReadFormat) -> RecordSplitter.Manner {
        switch format {
        case .json: .json
        case .jsonl: .lines
        case .csv: .cells(separator: 0x2C)
        case .tsv: .cells(separator: 0x09)
        case .markdown, .html, .text, .xml: .whole
        }
    }

    /// Records are cut from bytes, so what is not written in bytes (UTF-16) is converted as a whole first.
    private func prepare(_ file: inout File, _ start: [UInt8]) throws(ByteSource.Failure) -> Diagnostic? {
        let origin = Origin(path: file.path)
        let isWide = start.count >= 2 && (start[0] ^ start[1]) == 1 && start[0] >= 0xFE
        guard isWide || start.contains(0) else {
            file.charset = TextDecoding.charset(ofStart: start[...])
            file.splitter.buffer = start
            if start.hasText("\u{FEFF}") { file.splitter.drop(3) }
            if case .notText(let offset, let why) = TextDecoding.decode(Array(start.prefix(4096)), hint: "UTF-8") {
                return Diagnostic(.error, "not-text", at: origin, "not text: \(why) at byte \(offset)")
            }
            return nil
        }
        if case .notText(let offset, let why) = TextDecoding.decode(Array(start.prefix(4096))) {
            return Diagnostic(.error, "not-text", at: origin, "not text: \(why) at byte \(offset)")
        }
        var all = start
        while !file.isLast {
            file.isLast = try !file.source.read(into: &all)
            if all.count > options.itemLimit { return tooLarge(origin) }
        }
        switch TextDecoding.decode(all) {
        case .notText(let offset, let why):
            return Diagnostic(.error, "not-text", at: origin, "not text: \(why) at byte \(offset)")
        case .text(let decoded):
            file.splitter.buffer = decoded.bytes
            return nil
        }
    }

    // MARK: - Items

    private mutating func nextOfFile() -> Step? {
        guard var current = file else { return nil }
        file = nil
        defer { file = current }
        while !current.isGivenUp {
            if let record = current.splitter.next(isLast: current.isLast) {
                current.isEmpty = false
                if let step = step(record, &current) { return step }
                continue
            }
            if current.isLast {
                current.isGivenUp = true
                return current.isEmpty
                    ? .problem(Diagnostic(.error, "empty", at: Origin(path: current.path), "nothing in it")) : nil
            }
            current.splitter.makeRoom()
            do throws(ByteSource.Failure) {
                current.isLast = try !current.source.read(into: &current.splitter.buffer)
            } catch {
                // What came before the break is read; a whole file is not, for its end is missing.
                current.isLast = true
                if case .whole = manner(of: current.format) { current.isGivenUp = true }
                current.isEmpty = false
                return .problem(unreadable(current.path, error))
            }
        }
        return nil
    }

    private func step(_ record: RecordSplitter.Record, _ file: inout File) -> Step? {
        let origin = Origin(path: file.path, line: record.line)
        if record.isTooLong {
            if case .whole = manner(of: file.format) { file.isGivenUp = true }
            return .problem(tooLarge(origin))
        }
        if file.format == .csv || file.format == .tsv {
            guard let header = file.header else {
                let (names, problem) = header(record, file)
                file.header = names
                if problem != nil { file.isGivenUp = true }
                return problem.map { .problem($0) }
            }
            return .item(
                RawItem(
                    origin: origin, format: file.format, bytes: record.bytes, offset: record.offset,
                    column: record.column, header: header, charset: file.charset))
        }
        return .item(
            RawItem(
                origin: origin, format: file.format, bytes: record.bytes, offset: record.offset, column: record.column,
                charset: file.charset))
    }

    private func header(_ record: RecordSplitter.Record, _ file: File) -> ([String], Diagnostic?) {
        var bytes = record.bytes
        if case .text(let decoded) = TextDecoding.decode(bytes, hint: file.charset) { bytes = decoded.bytes }
        let names = CSVRecord.cells(bytes, separator: file.format == .tsv ? 0x09 : 0x2C).map {
            String(decoding: $0.trimmed, as: UTF8.self)
        }
        let bodies = [ArticleField.text, .html, .markdown].flatMap { options.map.names(of: $0) }
        if names.contains(where: { bodies.contains($0) }) { return (names, nil) }
        return (
            names,
            Diagnostic(
                .error, "no-text", at: Origin(path: file.path, line: record.line),
                "the header has no column text, html or markdown",
                hint: "name the column that holds the text: --map text=NAME")
        )
    }

    private func tooLarge(_ origin: Origin) -> Diagnostic {
        Diagnostic(
            .error, "too-large", at: origin, "more than \(options.itemLimit >> 20) MB in one article; left out",
            hint: "split it")
    }
}
