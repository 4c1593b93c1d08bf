import CArchive
import CLibXML2
import Glibc
import Kernel

/// A folder that goes away with its owner.
final class TemporaryFolder {
    let path: String

    init() {
        var template = Array("/tmp/chancery-tables-XXXXXX".utf8CString)
        path = template.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress, mkdtemp(base) != nil else { return "/tmp" }
            return String(cString: base)
        }
    }

    deinit { if path != "/tmp" { Shell.run("rm -rf '\(path)'") } }

    func file(_ name: String) -> String { path + "/" + name }

    func write(_ name: String, _ text: String) { write(name, Array(text.utf8)) }

    func write(_ name: String, _ bytes: [UInt8]) {
        guard let file = fopen(file(name), "wb") else { return }
        fwrite(bytes, 1, bytes.count, file)
        fclose(file)
    }

    func read(_ name: String) -> [UInt8] {
        guard let file = fopen(file(name), "rb") else { return [] }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&chunk, 1, chunk.count, file)
            bytes.append(contentsOf: chunk[0..<count])
            if count < chunk.count { return bytes }
        }
    }

    func text(_ name: String) -> String { String(decoding: read(name), as: UTF8.self) }
    func has(_ name: String) -> Bool { access(file(name), F_OK) == 0 }

    var names: [String] { Shell.run("ls -A '\(path)'").output.split(separator: "\n").map { String($0) } }
}

enum Shell {
    /// What a command prints, on both streams, and its exit status.
    @discardableResult
    static func run(_ command: String) -> (status: Int32, output: String) {
        // The threads that tests run on block signals, and a shell that inherits that waits for its children in vain.
        var none = sigset_t()
        var before = sigset_t()
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        guard let pipe = popen("{ \(command)\n} 2>&1", "r") else { return (-1, "") }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 12)
        while true {
            let count = fread(&chunk, 1, chunk.count, pipe)
            bytes.append(contentsOf: chunk[0..<count])
            if count == 0 { break }
        }
        let status = pclose(pipe)
        return ((status >> 8) & 0xFF, String(decoding: bytes, as: UTF8.self))
    }

    static func has(_ program: String) -> Bool { run("command -v \(program)").status == 0 }

    static let hasLibreOffice = has("soffice")
    /// A Python, and one that has the library for calendars.
    static let python = ["python3", "/usr/bin/python3"].first(where: has)
    static let calendarPython = ["python3", "/usr/bin/python3"].first { run("\($0) -c 'import icalendar'").status == 0 }

    /// The folder of the built products: where the tests themselves run from.
    static let products: String = {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
        let path = String(decoding: buffer[0..<max(0, count)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        if access(folder + "/chancery", X_OK) == 0 { return folder }
        let root = #filePath.components(before: "/Tests/")
        return root + "/.build/debug"
    }()

    static var chancery: String { products + "/chancery" }

    /// Runs a table through LibreOffice and gives the cells of every sheet, by its name.
    static func throughLibreOffice(_ path: String, _ folder: TemporaryFolder, filter: String = "") -> [String:
        [[String]]]
    {
        // A profile of its own: two LibreOffices that share one hand their files to each other.
        let options = "'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1'"
        let run = run(
            "cd '\(folder.path)' && soffice -env:UserInstallation=file://\(folder.path)/profile --headless \(filter) "
                + "--convert-to \(options) --outdir out '\(path)'")
        var sheets: [String: [[String]]] = [:]
        for name in Shell.run("ls '\(folder.path)/out'").output.split(separator: "\n") where name.hasSuffix(".csv") {
            let sheet = name.dropLast(4).split(separator: "-", maxSplits: 1).last.map { String($0) } ?? ""
            sheets[sheet] = CSV.rows(folder.text("out/" + name))
        }
        if sheets.isEmpty { print("LibreOffice: \(run.output)") }
        return sheets
    }
}

extension String {
    func components(before mark: String) -> String {
        var rest = self[...]
        while !rest.isEmpty, !rest.hasPrefix(mark) { rest = rest.dropFirst() }
        return String(self[..<rest.startIndex])
    }
}

/// RFC 4180, as another program would read it.
enum CSV {
    static func rows(_ text: String) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var cell = String.UnicodeScalarView()
        var isQuoted = false
        var last: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            defer { last = scalar }
            if isQuoted {
                if scalar == "\"" { isQuoted = false } else { cell.append(scalar) }
                continue
            }
            switch scalar {
            case "\"":
                if last == "\"" { cell.append(scalar) }
                isQuoted = true
            case ",":
                row.append(String(cell))
                cell = .init()
            case "\n":
                row.append(String(cell))
                rows.append(row)
                (row, cell) = ([], .init())
            case "\r", "\u{FEFF}": break
            default: cell.append(scalar)
            }
        }
        return rows
    }
}

/// The files inside a zip file, by their names.
func zipEntries(_ path: String) -> [String: [UInt8]] {
    var found: [String: [UInt8]] = [:]
    guard let reader = archive_read_new() else { return [:] }
    defer { archive_read_free(reader) }
    archive_read_support_format_zip(reader)
    guard archive_read_open_filename(reader, path, 1 << 16) == ARCHIVE_OK else { return [:] }
    var entry: OpaquePointer?
    while archive_read_next_header(reader, &entry) == ARCHIVE_OK {
        let name = String(cString: archive_entry_pathname(entry))
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = archive_read_data(reader, &chunk, chunk.count)
            if count <= 0 { break }
            bytes.append(contentsOf: chunk[0..<count])
        }
        found[name] = bytes
    }
    return found
}

func isWellFormed(_ xml: [UInt8]) -> Bool {
    xml.withUnsafeBytes { bytes in
        let options =
            Int32(XML_PARSE_NOERROR.rawValue) | Int32(XML_PARSE_NOWARNING.rawValue) | Int32(XML_PARSE_HUGE.rawValue)
        guard let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
            let document = xmlReadMemory(start, Int32(bytes.count), nil, nil, options)
        else { return false }
        xmlFreeDoc(document)
        return true
    }
}

enum Sample {
    /// A call with everything that an event can have.
    static func call(_ number: Int = 1, evidence: String = "8月31日，中国外长王毅与韩国外长朴振通电话。") -> Event {
        Event(
            id: "ev-call\(number)", kind: .call, mode: .phone, status: .held, date: DateValue(edtf: "2023-08-31"),
            dateText: "8月31日", dateBasis: .relative, parties: ["CHN", "KOR"],
            people: [
                Participant(id: "wang-yi", name: "王毅", nameEn: "Wang Yi", party: "CHN", office: "foreign-minister"),
                Participant(
                    id: "park-jin", name: "朴振", nameEn: "Park Jin", wording: "朴長官", party: "KOR",
                    office: "foreign-minister", role: .participant, inferred: true),
            ],
            title: "王毅、朴振通电话", salience: .main, cameo: "041", plover: "CONSULT/phone", doc: "a\(number)",
            url: "https://example.org/a\(number)?x=1&y=2", source: "新华社", published: CivilDate(iso: "2023-09-01"),
            evidence: [Evidence(block: 1, start: 0, end: evidence.unicodeScalars.count, text: evidence)],
            reports: ["a\(number)"], partOf: "ev-trip", confidence: 0.97)
    }

    static func visit(_ date: String?, _ status: EventStatus = .planned, id: String = "ev-visit") -> Event {
        Event(
            id: id, kind: .visit, status: status, date: date.flatMap { DateValue(edtf: $0) }, parties: ["USA", "CHN"],
            people: [Participant(id: "blinken", name: "布林肯", party: "USA", role: .visitor)],
            place: Place(name: "北京", country: "CHN"), title: "布林肯访问北京", salience: .secondary, doc: "b1",
            published: CivilDate(iso: "2024-04-20"),
            evidence: [Evidence(block: 0, start: 0, end: 9, text: "布林肯將訪問北京，會談後離開。")], reports: ["b1"])
    }

    static func article(_ id: String, _ texts: String..., url: String = "https://example.org/") -> Article {
        Article(
            id: id, published: CivilDate(iso: "2023-09-01"), url: url + id, source: "新华社", sourceCountry: "CHN",
            blocks: texts.enumerated().map { Block(kind: $0 == 0 ? .title : .paragraph, $1) },
            origin: Origin(path: "news.jsonl", line: 3))
    }
}
