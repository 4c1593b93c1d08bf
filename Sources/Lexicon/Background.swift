#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// Work that runs on a thread of its own until somebody asks for its result. For the start of the program, where two things
/// can be compiled side by side and no tasks run yet.
package final class Background<Value>: @unchecked Sendable {
    private let work: () -> Value
    private var value: Value?
    private var thread: pthread_t?

    package init(_ work: @escaping () -> Value) {
        self.work = work
        let job = Unmanaged.passRetained(Job { [self] in value = work() })
        var created = pthread_t()
        let status = pthread_create(
            &created, nil,
            { context in
                if let context { Unmanaged<Job>.fromOpaque(context).takeRetainedValue().body() }
                return nil
            }, job.toOpaque())
        if status == 0 { thread = created } else { job.release() }
    }

    /// Waits for the result; where no thread could be had, the work is done now.
    package func result() -> Value {
        if let thread { pthread_join(thread, nil) }
        thread = nil
        let value = value ?? work()
        self.value = value
        return value
    }
}

private final class Job {
    let body: () -> Void
    init(_ body: @escaping () -> Void) { self.body = body }
}
