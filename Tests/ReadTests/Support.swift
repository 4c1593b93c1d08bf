import CArchive
import Glibc
import ICUText
import Kernel
import Testing

@testable import Read

/// A folder of the test's own, removed with it.
final class TemporaryFolder {
    let path: String

    init() {
        var template = Array("\(P_tmpdir)/chancery-read-XXXXXX".utf8CString)
        path = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) } ?? ""
        }
    }

    deinit {
        _ = chmod(path, 0o700)
        remove(path)
    }

    private func remove(_ path: String) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        if status.st_mode & S_IFMT == S_IFDIR {
            _ = chmod(path, 0o700)
            guard let stream = opendir(path) else { return }
            while let entry = readdir(stream) {
                let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                    String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
                }
                if name != ".", name != ".." { remove(path + "/" + name) }
            }
            closedir(stream)
            rmdir(path)
        } else {
            unlink(path)
        }
    }

    @discardableResult
    func file(_ name: String, _ bytes: [UInt8]) -> String {
        let whole = path + "/" + name
        guard let file = fopen(whole, "wb") else { return whole }
        fwrite(bytes, 1, bytes.count, file)
        fclose(file)
        return whole
    }

    @discardableResult
    func file(_ name: String, _ text: String) -> String { file(name, Array(text.utf8)) }

    func folder(_ name: String) -> String {
        let whole = path + "/" + name
        mkdir(whole, 0o700)
        return whole
    }

    func link(_ name: String, to target: String) { symlink(target, path + "/" + name) }

    /// Packs `bytes` by the ending of `name`.
    @discardableResult
    func packed(_ name: String, _ bytes: [UInt8]) -> String {
        let whole = path + "/" + name
        guard let archive = archive_write_new(), let entry = archive_entry_new() else { return whole }
        archive_write_set_format_raw(archive)
        if name.hasSuffix(".gz") { archive_write_add_filter_gzip(archive) }
        if name.hasSuffix(".xz") { archive_write_add_filter_xz(archive) }
        if name.hasSuffix(".zst") { archive_write_add_filter_zstd(archive) }
        archive_write_open_filename(archive, whole)
        archive_entry_set_filetype(entry, UInt32(Glibc.S_IFREG))
        archive_write_header(archive, entry)
        archive_write_data(archive, bytes, bytes.count)
        archive_entry_free(entry)
        archive_write_free(archive)
        return whole
    }
}

/// The lexicons of the project, read in the plainest way.
enum Rows {
    static func cells(of name: String) -> [[String]] {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        guard let file = fopen("/\(root)/Lexicons/\(name)", "rb") else { return [] }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&chunk, 1, chunk.count, file)
            if count == 0 { break }
            bytes += chunk[..<count]
        }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst().filter { !$0.hasPrefix("#") }
            .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    }

    static func list(_ cell: String) -> [String] { cell.split(separator: "|").map(String.init) }

    static let sources = cells(of: "sources.tsv").map {
        SourceRow(id: $0[0], name: $0[1], aliases: list($0[2]), hosts: list($0[3]), party: $0[4], zone: $0[5])
    }

    static let boilerplate = cells(of: "boilerplate.tsv").compactMap { row -> BoilerplateRow? in
        guard let match = BoilerplateRow.Match(rawValue: row[2]), let drops = BoilerplateRow.Drops(rawValue: row[3])
        else {
            return nil
        }
        return BoilerplateRow(id: row[0], texts: list(row[1]), match: match, drops: drops)
    }

    static let options = ReadOptions(
        sources: SourceTable(sources), boilerplate: BoilerplateTable(boilerplate))
}

/// What a run over paths gave.
struct Run {
    var articles: [Article] = []
    var problems: [Diagnostic] = []

    init(_ paths: [String], options: ReadOptions = Rows.options) {
        var intake = Intake(paths: paths, options: options)
        let reader = ArticleReader(options)
        var ledger = ArticleLedger()
        while let step = intake.next() {
            switch step {
            case .problem(let problem): problems.append(problem)
            case .item(let item):
                let result = reader.read(item)
                problems += result.problems
                for var article in result.articles {
                    if let problem = ledger.admit(&article) { problems.append(problem) }
                    articles.append(article)
                }
            }
        }
    }

    /// `code file:line`, with the folder of the test left out.
    func findings(in folder: TemporaryFolder) -> [String] {
        problems.map { problem in
            let path = problem.origin.path
            let name = path.hasPrefix(folder.path + "/") ? String(path.dropFirst(folder.path.count + 1)) : path
            return problem.code + " " + Origin(path: name, line: problem.origin.line).description
        }
    }
}

/// One article out of a text in memory.
func read(_ text: String, _ format: ReadFormat, options: ReadOptions = Rows.options) -> [Article] {
    read(Array(text.utf8), format, options: options).articles
}

func read(_ bytes: [UInt8], _ format: ReadFormat, options: ReadOptions = Rows.options) -> ArticleReader.Result {
    ArticleReader(options).read(RawItem(origin: Origin(path: "a"), format: format, bytes: bytes))
}

/// The blocks of an article, one a line: `kind: text`.
func dump(_ article: Article?) -> [String] {
    article?.blocks.map { "\($0.kind.rawValue): " + String(decoding: $0.text, as: UTF8.self) } ?? []
}
