import Glibc
import ICUText
import Kernel
import Lexicon
import Pipeline
import Testing

/// A folder of lexicon files that lives as long as a test.
final class Folder {
    let path: String
    private let names: [String]

    init(_ files: [String: [UInt8]]) throws {
        names = Array(files.keys)
        var template = Array("/tmp/chancery-lexicons-XXXXXX".utf8CString)
        path = try #require(mkdtemp(&template).map { String(cString: $0) })
        for (name, bytes) in files {
            let file = try #require(fopen(path + "/" + name, "wb"))
            #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
            fclose(file)
        }
    }

    convenience init(_ files: [String: String]) throws { try self.init(files.mapValues { Array($0.utf8) }) }

    deinit {
        for name in names { unlink(path + "/" + name) }
        rmdir(path)
    }

    /// What the check says of the folder alone.
    func findings() -> [Diagnostic] { LexiconLint.run(overlays: [], replacing: path).findings }
}

/// Lexicons of a few rows with nothing wrong, of which a test spoils one file.
enum Sound {
    static let files: [String: String] = [
        "parties.tsv": table(
            "id type name short aliases source", "CHN state 中国 中 中华人民共和国 ISO", "FRA state 法国 法 法兰西共和国 ISO"),
        "places.tsv": table("id name party kind in source", "beijing 北京 CHN city - Atlas", "paris 巴黎 FRA city - Atlas"),
        "offices.tsv": table(
            "id level titles party holders source", "foreign-minister minister 外长|外交部长 - one Usage",
            "president leader 总统 - one Usage"),
        "people.tsv": table(
            "id name party aliases source", "anne-dubois 杜布瓦 FRA 安娜·杜布瓦 Gazette", "li-hua 李华 CHN - Gazette"),
        "tenures.tsv": table(
            "id person office party from to acting source",
            "anne-dubois.president.2019 anne-dubois president FRA 2019-05-01 - - Gazette",
            "li-hua.foreign-minister.2020 li-hua foreign-minister CHN 2020-03 - - Gazette"),
        "meetings.tsv": table("id terms kind frame source", "meet 会面|会晤 meeting meet Usage"),
        "frames.tsv":
            "id\tframe\tpattern\tsource\nmeet-10\tmeet\tA .. <with> B .. T\tUsage\nmeet-20\tmeet\tA .. T\tUsage\n",
        "cues.tsv": table("id terms cue reach source", "with 与|和 with word Usage"),
        "traps.tsv": table("id text entry source", "zhong 其中 chn Usage"),
    ]

    /// Lines with their cells parted by spaces; `-` is an empty cell.
    static func table(_ lines: String...) -> String {
        lines.map { line in
            line.split(separator: " ").map { $0 == "-" ? "" : String($0) }.joined(separator: "\t") + "\n"
        }.joined()
    }

    /// The sound files with one of them replaced or, by further lines, made longer.
    static func files(_ name: String, is text: String) -> [String: String] {
        var files = files
        files[name] = text
        return files
    }

    static func files(_ name: String, and lines: String...) -> [String: String] {
        var all = files
        for line in lines {
            all[name, default: ""] +=
                line.split(separator: " ").map { $0 == "-" ? "" : String($0) }.joined(separator: "\t") + "\n"
        }
        return all
    }
}

/// A file of articles, a line each, that lives as long as a test.
final class ArticleFile {
    let path: String

    init(_ text: String) throws {
        var template = Array("/tmp/chancery-articles-XXXXXX.jsonl".utf8CString)
        let descriptor = mkstemps(&template, 6)
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let bytes = Array(text.utf8)
        #expect(write(descriptor, bytes, bytes.count) == bytes.count)
        close(descriptor)
    }

    deinit { unlink(path) }
}
