internal import Glibc

/// The place of an output file: what is written stands beside it under another name until it is whole, so that the file
/// that was there before is untouched if anything fails.
struct OutputPlace {
    /// As the user wrote it, for messages.
    let name: String
    /// The file behind links: a link stays one.
    let path: String
    let temporary: String
    /// A device or a pipe: nothing can be put in its place.
    let isDirect: Bool
    /// The permissions of the file that was there.
    private let mode: mode_t?

    init(_ name: String) throws(OutputFailure) {
        self.name = name
        var status = stat()
        let exists = stat(name, &status) == 0
        isDirect = exists && status.st_mode & S_IFMT != S_IFREG
        mode = exists ? status.st_mode & 0o7777 : nil
        var resolved = name
        if let real = realpath(name, nil) {
            resolved = String(cString: real)
            free(real)
        }
        path = resolved
        temporary = isDirect ? resolved : resolved + ".\(getpid()).part"
        if exists, access(name, W_OK) != 0 { throw failure(String(cString: strerror(errno))) }
        if let lock = OutputPlace.lock(of: resolved) {
            throw OutputFailure(
                message:
                    "\(name) is open in another program, whose lock is \(lock): close it there, or remove the lock if it is a leftover"
            )
        }
    }

    /// LibreOffice and Excel keep a file beside one that they have open. What is written under their hands they would
    /// overwrite with what they hold.
    private static func lock(of path: String) -> String? {
        let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        let (folder, file) = (path[..<slash], path[slash...])
        for lock in ["\(folder).~lock.\(file)#", "\(folder)~$\(file)"] where access(lock, F_OK) == 0 { return lock }
        return nil
    }

    func failure(_ reason: String) -> OutputFailure { OutputFailure(message: "\(name) cannot be written: \(reason)") }
    func failure() -> OutputFailure { failure(String(cString: strerror(errno))) }

    /// Opens the temporary file, or the device itself.
    func open() throws(OutputFailure) -> Int32 {
        let flags = isDirect ? O_WRONLY | O_CLOEXEC : O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC
        let descriptor = Glibc.open(temporary, flags, 0o666)
        guard descriptor >= 0 else { throw failure() }
        if !isDirect { Interrupt.remember(temporary) }
        return descriptor
    }

    /// Finds out at once whether the folder takes a file, before hours of work.
    func probe() throws(OutputFailure) { close(try open()) }

    /// As `probe`, and leaves nothing behind. A pipe is let be: whoever reads it would take the second end for the first.
    func rehearse() throws(OutputFailure) {
        guard !isDirect else { return }
        try probe()
        discard()
    }

    /// Puts the temporary file in its place, once it is on the disk.
    func commit() throws(OutputFailure) {
        guard !isDirect else { return }
        let descriptor = Glibc.open(temporary, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure() }
        if let mode { fchmod(descriptor, mode) }
        // Some file systems cannot sync, and say so.
        let synced = fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP
        guard synced, close(descriptor) == 0, rename(temporary, path) == 0 else {
            let failed = failure()
            discard()
            throw failed
        }
        Interrupt.forget()
    }

    /// Removes the temporary file, if it is there.
    func discard() {
        guard !isDirect else { return }
        unlink(temporary)
        Interrupt.forget()
    }
}
