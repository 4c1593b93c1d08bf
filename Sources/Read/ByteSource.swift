internal import CArchive
internal import Glibc

/// The unpacked bytes of a file or of standard input, a block at a time: gzip, xz and zstd streams are unpacked on the way,
/// whatever the file is called.
final class ByteSource {
    struct Failure: Error {
        /// The file cannot be opened at all, as against one that breaks off.
        var isUnreadable: Bool
        var reason: String
    }

    private let archive: OpaquePointer?
    private let descriptor: Int32
    /// Bytes that are in memory already.
    private var given: [UInt8] = []
    private var isAtEnd = false

    private static let blockSize = 1 << 18

    /// What has been read already.
    init(bytes: [UInt8]) {
        given = bytes
        archive = nil
        descriptor = -1
    }

    /// Opens a file; `-` is standard input.
    init(path: String) throws(Failure) {
        descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure(isUnreadable: true, reason: ByteSource.reason(errno)) }
        guard let made = archive_read_new() else {
            if descriptor > 0 { close(descriptor) }
            throw Failure(isUnreadable: true, reason: "no memory")
        }
        archive = made
        archive_read_support_filter_gzip(made)
        archive_read_support_filter_xz(made)
        archive_read_support_filter_zstd(made)
        archive_read_support_format_raw(made)
        archive_read_support_format_empty(made)
        var entry: OpaquePointer?
        guard archive_read_open_fd(made, descriptor, ByteSource.blockSize) == ARCHIVE_OK else {
            throw Failure(isUnreadable: true, reason: message)
        }
        let status = archive_read_next_header(made, &entry)
        if status == ARCHIVE_EOF {
            isAtEnd = true
        } else if status < ARCHIVE_WARN {
            throw Failure(isUnreadable: true, reason: message)
        }
    }

    deinit {
        if let archive { archive_read_free(archive) }
        if descriptor > 0 { close(descriptor) }
    }

    /// Appends the next block to `buffer`; false at the end.
    func read(into buffer: inout [UInt8]) throws(Failure) -> Bool {
        if isAtEnd { return false }
        guard let archive else {
            buffer.append(contentsOf: given)
            given = []
            isAtEnd = true
            return !buffer.isEmpty
        }
        var block: UnsafeRawPointer?
        var size = 0
        var offset: Int64 = 0
        let status = archive_read_data_block(archive, &block, &size, &offset)
        if status == ARCHIVE_EOF {
            isAtEnd = true
            return false
        }
        guard status >= ARCHIVE_WARN else {
            isAtEnd = true
            throw Failure(isUnreadable: false, reason: message)
        }
        buffer.append(contentsOf: UnsafeRawBufferPointer(start: block, count: size))
        return true
    }

    private var message: String {
        guard let archive else { return "" }
        if let text = archive_error_string(archive) { return String(cString: text) }
        return ByteSource.reason(archive_errno(archive))
    }

    static func reason(_ code: Int32) -> String { strerror(code).map { String(cString: $0) } ?? "error \(code)" }
}
