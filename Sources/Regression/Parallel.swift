/// Work on a list by several threads, with the results in the order of the list.
package enum Parallel {
    package static func map<Item: Sendable, Result: Sendable>(
        _ items: [Item], jobs: Int, _ body: @escaping @Sendable (Item) throws -> Result
    ) async throws -> [Result] {
        if jobs <= 1 || items.count <= 1 { return try items.map(body) }
        return try await withThrowingTaskGroup(of: (Int, Result).self) { group in
            var results: [Result?] = Array(repeating: nil, count: items.count)
            var next = 0
            func start() {
                guard next < items.count else { return }
                let index = next
                next += 1
                group.addTask { (index, try body(items[index])) }
            }
            for _ in 0..<min(jobs, items.count) { start() }
            while let (index, result) = try await group.next() {
                results[index] = result
                start()
            }
            return results.compactMap { $0 }
        }
    }
}
