internal import Glibc

/// Whether what is to be written has room.
enum DiskRoom {
    /// Reserves the room and gives it back; true as well where the file system cannot tell.
    static func isThere(for bytes: Int64, in folder: String) -> Bool {
        var template = Array((folder + "/.chancery-XXXXXX").utf8CString)
        let descriptor = template.withUnsafeMutableBufferPointer { name -> Int32 in
            guard let base = name.baseAddress else { return -1 }
            let opened = mkstemp(base)
            if opened >= 0 { unlink(base) }
            return opened
        }
        guard descriptor >= 0 else { return errno != ENOSPC && errno != EDQUOT }
        defer { close(descriptor) }
        let refusal = posix_fallocate(descriptor, 0, off_t(bytes))
        return refusal != ENOSPC && refusal != EDQUOT && refusal != EFBIG
    }

    /// What the system said last; empty where it said nothing.
    static var lastError: String { errno == 0 ? "" : String(cString: strerror(errno)) }
}
