package import Kernel

/// Files of events that were written before, cut into records, in the order of the input. JSONL, CSV and TSV, packed or not.
package struct EventIntake {
    package struct Batch: Sendable {
        package var record: EventRecord
        package var path: String
        package var records: [(line: Int, bytes: [UInt8])] = []

        /// Hands over the events, and gives back what is none.
        package func read(_ take: (Event) -> Void) -> [Diagnostic] {
            var problems: [Diagnostic] = []
            for (line, bytes) in records {
                do throws(EventRecord.Failure) {
                    take(try record.event(bytes))
                } catch {
                    problems.append(
                        Diagnostic(
                            .error, "bad-event", at: Origin(path: path, line: line), error.message, hint: error.hint))
                }
            }
            return problems
        }
    }

    package enum Step {
        case batch(Batch)
        case problem(Diagnostic)
    }

    private struct File {
        var path: String
        var source: ByteSource
        var splitter: RecordSplitter
        var format: ReadFormat
        var header: [String]?
        var isLast = false
    }

    private static let batchBytes = 1 << 20
    private static let recordLimit = 1 << 30

    private var paths: ArraySlice<String>
    private let format: ReadFormat?
    private var file: File?

    /// `format`: of all files, whatever their names end in.
    package init(paths: [String], format: ReadFormat?) {
        self.paths = paths[...]
        self.format = format
    }

    /// The next records or problem; nil at the end.
    package mutating func next() -> Step? {
        while true {
            if var current = file {
                file = nil
                do throws(ByteSource.Failure) {
                    let step = try EventIntake.step(&current)
                    if step != nil { file = current }
                    if let step { return step }
                } catch {
                    return .problem(EventIntake.unreadable(current.path, error))
                }
                continue
            }
            guard let path = paths.popFirst() else { return nil }
            do throws(ByteSource.Failure) {
                if let problem = try open(path) { return .problem(problem) }
            } catch {
                return .problem(EventIntake.unreadable(path, error))
            }
        }
    }

    private static func unreadable(_ path: String, _ failure: ByteSource.Failure) -> Diagnostic {
        Diagnostic(
            .error, failure.isUnreadable ? "unreadable" : "truncated", at: Origin(path: path),
            failure.isUnreadable ? failure.reason : "breaks off while being unpacked: \(failure.reason)")
    }

    private mutating func open(_ path: String) throws(ByteSource.Failure) -> Diagnostic? {
        let source = try ByteSource(path: path)
        var start: [UInt8] = []
        var isLast = false
        while start.count < 1 << 12, !isLast { isLast = try !source.read(into: &start) }
        // A run that found no events wrote an empty file.
        if start.isEmpty { return nil }
        let mark = start.hasText("\u{FEFF}") ? 3 : 0
        guard let known = format ?? ReadFormat(path: path) ?? EventIntake.sniff(start[mark...]) else {
            return unknown(path)
        }
        let manner: RecordSplitter.Manner
        switch known {
        case .jsonl: manner = .lines
        case .json: manner = .json
        case .csv: manner = .cells(separator: 0x2C)
        case .tsv: manner = .cells(separator: 0x09)
        default: return unknown(path)
        }
        var opened = File(
            path: path, source: source, splitter: RecordSplitter(manner, limit: EventIntake.recordLimit),
            format: known)
        opened.splitter.buffer = start
        if mark > 0 { opened.splitter.drop(mark) }
        opened.isLast = isLast
        file = opened
        return nil
    }

    private func unknown(_ path: String) -> Diagnostic {
        Diagnostic(
            .error, "no-events", at: Origin(path: path), "no table of events",
            hint: "events are read from .jsonl, .csv and .tsv, as extract writes them; --from names the format")
    }

    private static func sniff(_ start: ArraySlice<UInt8>) -> ReadFormat? {
        let line = start.prefix { $0 != 10 && $0 != 13 }
        if line.first == UInt8(ascii: "{") { return .jsonl }
        let text = String(decoding: line, as: UTF8.self)
        guard text.utf8.count < 2000 else { return nil }
        if text.split(separator: "\t").contains("kind") { return .tsv }
        return text.split(separator: ",").contains("kind") ? .csv : nil
    }

    private static func step(_ file: inout File) throws(ByteSource.Failure) -> Step? {
        var records: [(line: Int, bytes: [UInt8])] = []
        var bytes = 0
        let isTable = file.format == .csv || file.format == .tsv
        let separator: UInt8 = file.format == .tsv ? 9 : 0x2C
        while bytes < batchBytes {
            guard let record = file.splitter.next(isLast: file.isLast) else {
                if file.isLast { break }
                file.splitter.makeRoom()
                file.isLast = try !file.source.read(into: &file.splitter.buffer)
                continue
            }
            if isTable, file.header == nil {
                let names = CSVRecord.cells(record.bytes, separator: separator).map {
                    String(decoding: $0.trimmed, as: UTF8.self)
                }
                for needed in ["kind", "status", "parties"] where !names.contains(needed) {
                    file.isLast = true
                    file.splitter = RecordSplitter(.whole, limit: recordLimit)
                    return .problem(
                        Diagnostic(
                            .error, "no-events", at: Origin(path: file.path, line: record.line),
                            "the header has no column \(needed)", hint: "a table of events, as extract writes it"))
                }
                file.header = names
                continue
            }
            bytes += record.bytes.count
            records.append((record.line, record.bytes))
        }
        guard !records.isEmpty else { return nil }
        let form: EventRecord.Form = isTable ? .cells(header: file.header ?? [], separator: separator) : .json
        return .batch(Batch(record: EventRecord(form), path: file.path, records: records))
    }
}
