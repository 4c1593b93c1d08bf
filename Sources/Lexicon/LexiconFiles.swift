internal import EmbeddedLexicons
package import Kernel

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Lexicon files that are laid over others as one: a folder's, or those inside the binary.
package struct LexiconLayer: Sendable, Hashable {
    package struct File: Sendable, Hashable {
        package var name: String
        /// For messages, and to tell rows apart by where they stand.
        package var path: String
        package var bytes: [UInt8]

        package init(name: String, path: String, bytes: [UInt8]) {
            self.name = name
            self.path = path
            self.bytes = bytes
        }
    }

    package var files: [File]

    package init(_ files: [File]) { self.files = files }

    package init(folder: String, report: (Diagnostic) -> Void) {
        files = LexiconFiles.folder(folder, report: report).map {
            File(name: $0.name, path: folder + "/" + $0.name, bytes: $0.bytes)
        }
    }

    package static var builtIn: LexiconLayer {
        LexiconLayer(LexiconFiles.builtIn().map { File(name: $0.name, path: "Lexicons/" + $0.name, bytes: $0.bytes) })
    }

    /// Whether it has a file for every table, and can stand by itself.
    package var isWhole: Bool {
        LexiconTable.allCases.allSatisfy { table in files.contains { $0.name == table.fileName } }
    }
}

/// A row by its table and id, whichever files hold it.
package struct RowName: Sendable, Hashable, Comparable {
    package var table: LexiconTable
    package var id: String

    package init(_ table: LexiconTable, _ id: String) {
        self.table = table
        self.id = id
    }

    package var description: String { table.rawValue + ":" + id }

    package static func < (a: RowName, b: RowName) -> Bool { a.description < b.description }
}

/// The bytes of every lexicon file: those inside the binary, or a folder's.
package enum LexiconFiles {
    /// What the program was built with.
    package static func builtIn() -> [(name: String, bytes: [UInt8])] {
        (0..<chancery_lexicon_count()).map { index in
            let file = chancery_lexicon_at(index)
            return (String(cString: file.name), Array(UnsafeBufferPointer(start: file.bytes, count: file.count)))
        }
    }

    /// The lexicon files of a folder, in a fixed order; files that are none of ours are reported.
    package static func folder(_ path: String, report: (Diagnostic) -> Void) -> [(name: String, bytes: [UInt8])] {
        guard let folder = opendir(path) else {
            report(
                Diagnostic(
                    .error, "unreadable", at: Origin(path: path), "the lexicon folder cannot be opened: \(reason())",
                    hint: "give a folder that holds files like people.tsv"))
            return []
        }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasSuffix(".tsv") { names.append(name) }
        }
        var files: [(String, [UInt8])] = []
        for name in names.sorted() {
            let full = path + "/" + name
            guard LexiconTable.allCases.contains(where: { $0.fileName == name }) else {
                let known = LexiconTable.allCases.map(\.fileName).joined(separator: ", ")
                report(
                    Diagnostic(
                        .warning, "unknown-file", at: Origin(path: full), "no lexicon has this name",
                        hint: "the files are \(known)"))
                continue
            }
            if let bytes = read(full) {
                files.append((name, bytes))
            } else {
                report(Diagnostic(.error, "unreadable", at: Origin(path: full), "cannot be read: \(reason())"))
            }
        }
        return files
    }

    private static func reason() -> String { String(cString: strerror(errno)) }

    private static func read(_ path: String) -> [UInt8]? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&chunk, 1, chunk.count, file)
            bytes.append(contentsOf: chunk[0..<count])
            if count < chunk.count { return ferror(file) == 0 ? bytes : nil }
        }
    }
}
