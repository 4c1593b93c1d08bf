internal import CSQLite
internal import Glibc

/// An open SQLite file. The only place, with `Statement`, that speaks to the library.
final class Database {
    private var handle: OpaquePointer?
    let path: String
    private var cache: [String: Statement] = [:]
    private let waiting: Waiting

    /// What a connection does while another one writes.
    private final class Waiting {
        let patience: Double
        let tell: () -> Void
        var hasTold = false
        var waited = 0.0

        init(patience: Double, tell: @escaping () -> Void) {
            self.patience = patience
            self.tell = tell
        }

        /// Whether to try again.
        func again(_ attempt: Int32) -> Bool {
            if attempt == 0 { waited = 0 }
            guard waited < patience else { return false }
            if waited > 2, !hasTold {
                hasTold = true
                tell()
            }
            let pause = min(0.1, 0.002 * Double(attempt + 1))
            usleep(UInt32(pause * 1e6))
            waited += pause
            return true
        }
    }

    init(path: String, isReadOnly: Bool, patience: Double, onWait: @escaping () -> Void) throws(WriteFailure) {
        self.path = path
        waiting = Waiting(patience: patience, tell: onWait)
        // One thread at a time uses a connection; who owns it sees to that.
        let flags =
            (isReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) | SQLITE_OPEN_NOMUTEX
        let result = sqlite3_open_v2(path, &handle, flags, nil)
        guard result == SQLITE_OK else {
            let failed = failure()
            sqlite3_close(handle)
            handle = nil
            throw failed
        }
        sqlite3_extended_result_codes(handle, 1)
        sqlite3_busy_handler(
            handle,
            { context, attempt in
                guard let context else { return 0 }
                return Unmanaged<Waiting>.fromOpaque(context).takeUnretainedValue().again(attempt) ? 1 : 0
            }, Unmanaged.passUnretained(waiting).toOpaque())
    }

    deinit {
        cache.removeAll()
        sqlite3_close_v2(handle)
    }

    func failure() -> WriteFailure {
        let code = sqlite3_extended_errcode(handle)
        let reason =
            switch code & 0xFF {
            case SQLITE_BUSY, SQLITE_LOCKED: "another program holds it and does not let go; close it there"
            case SQLITE_FULL: "the disk is full"
            case SQLITE_NOTADB: "it is no SQLite database"
            case SQLITE_CORRUPT: "the database is damaged: \(text(sqlite3_errmsg(handle)))"
            case SQLITE_READONLY: "it may not be written to"
            case SQLITE_CANTOPEN, SQLITE_IOERR:
                system(sqlite3_system_errno(handle)) ?? text(sqlite3_errmsg(handle))
            default: text(sqlite3_errmsg(handle))
            }
        return WriteFailure(reason)
    }

    private func system(_ code: Int32) -> String? { code == 0 ? nil : String(cString: strerror(code)) }
    private func text(_ chars: UnsafePointer<CChar>?) -> String { chars.map { String(cString: $0) } ?? "" }

    /// Runs statements that give nothing back.
    func run(_ sql: String) throws(WriteFailure) {
        guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw failure() }
    }

    /// A statement, prepared once.
    func statement(_ sql: String) throws(WriteFailure) -> Statement {
        if let known = cache[sql] {
            known.reset()
            return known
        }
        var prepared: OpaquePointer?
        guard sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil) == SQLITE_OK,
            let prepared
        else { throw failure() }
        let statement = Statement(prepared, of: self)
        cache[sql] = statement
        return statement
    }

    func number(_ sql: String) throws(WriteFailure) -> Int {
        let statement = try statement(sql)
        defer { statement.reset() }
        return try statement.step() ? statement.int(0) : 0
    }

    /// What the triggers of the file do, this connection does itself.
    func disableTriggers() { chy_disable_triggers(handle) }

    var lastRow: Int { Int(sqlite3_last_insert_rowid(handle)) }
    var changes: Int { Int(sqlite3_changes64(handle)) }

    /// All of `body` or nothing of it. Waits for whoever writes now.
    func transaction(_ body: () throws(WriteFailure) -> Void) throws(WriteFailure) {
        try run("BEGIN IMMEDIATE")
        do throws(WriteFailure) {
            try body()
            try run("COMMIT")
        } catch {
            // A full disk has rolled back already.
            if sqlite3_get_autocommit(handle) == 0 { sqlite3_exec(handle, "ROLLBACK", nil, nil, nil) }
            throw error
        }
    }
}

/// A prepared statement: bound from 1, read from 0.
final class Statement {
    private let handle: OpaquePointer
    private unowned let database: Database

    fileprivate init(_ handle: OpaquePointer, of database: Database) {
        self.handle = handle
        self.database = database
    }

    deinit { sqlite3_finalize(handle) }

    func reset() { sqlite3_reset(handle) }

    @discardableResult
    func bind(_ index: Int, _ value: String) -> Statement {
        var value = value
        _ = value.withUTF8 { chy_bind_text(handle, Int32(index), $0.baseAddress, Int32($0.count)) }
        return self
    }

    @discardableResult
    func bind(_ index: Int, _ value: [UInt8]) -> Statement {
        _ = value.withUnsafeBytes { chy_bind_text(handle, Int32(index), $0.baseAddress, Int32($0.count)) }
        return self
    }

    @discardableResult
    func bind(_ index: Int, _ value: Int) -> Statement {
        sqlite3_bind_int64(handle, Int32(index), Int64(value))
        return self
    }

    @discardableResult
    func bind(_ index: Int, _ value: Double) -> Statement {
        sqlite3_bind_double(handle, Int32(index), value)
        return self
    }

    /// NULL where the text is empty: unknown is not the empty word.
    @discardableResult
    func bind(_ index: Int, known value: String) -> Statement {
        if value.isEmpty { sqlite3_bind_null(handle, Int32(index)) } else { bind(index, value) }
        return self
    }

    @discardableResult
    func bind(_ index: Int, known value: [UInt8]) -> Statement {
        if value.isEmpty { sqlite3_bind_null(handle, Int32(index)) } else { bind(index, value) }
        return self
    }

    /// Whether there is a row.
    func step() throws(WriteFailure) -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default:
            let failed = database.failure()
            reset()
            throw failed
        }
    }

    /// Steps over all there is, and is ready to be bound again.
    func run() throws(WriteFailure) {
        while try step() {}
        reset()
    }

    func int(_ column: Int) -> Int { Int(sqlite3_column_int64(handle, Int32(column))) }
    func text(_ column: Int) -> String { String(decoding: bytes(column), as: UTF8.self) }
    func bytes(_ column: Int) -> [UInt8] {
        guard let start = sqlite3_column_blob(handle, Int32(column)) else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, Int32(column)))))
    }
}
