import Glibc
import Kernel
import Lexicon
import Pipeline
import Read

/// The pipeline as it ships, compiled once for all tests.
enum Shipped {
    static let pipeline: Pipeline = {
        do {
            return try Pipeline.load { problem in fatalError(problem.description) }
        } catch {
            fatalError("\(error)")
        }
    }()

    /// What the stages find in one line of JSON that is an article.
    static func trace(line: [UInt8]) throws -> Trace? {
        let item = RawItem(origin: Origin(path: "article"), format: .json, bytes: line)
        guard let article = ArticleReader(pipeline.readOptions).read(item).articles.first else { return nil }
        var worker = try Worker(pipeline)
        return try worker.run(article)
    }

    /// What the stages find in a text of one paragraph.
    static func trace(_ text: String, on day: String) throws -> Trace {
        let article = Article(
            id: "case", published: CivilDate(iso: day), blocks: [Block(kind: .paragraph, text)],
            origin: Origin(path: "case"))
        var worker = try Worker(pipeline)
        return try worker.run(article)
    }
}

/// The little of a file system that the tests need.
enum Files {
    /// The package's own folder.
    static let package: String = {
        var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        parts.removeLast(3)
        return parts.joined(separator: "/")
    }()

    static func read(_ path: String) -> [UInt8]? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&chunk, 1, chunk.count, file)
            if count == 0 { return bytes }
            bytes.append(contentsOf: chunk[0..<count])
        }
    }

    /// In order, without hidden ones.
    static func names(in folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }
}
