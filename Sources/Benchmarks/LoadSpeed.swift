internal import Kernel
internal import Lexicon
internal import Pipeline

/// How long the lexicons that ship take to be read and compiled, and how much memory the program holds when they are.
enum LoadSpeed {
    static func run(times: Int) throws {
        var runs: [Double] = []
        for number in 0..<times {
            let start = seconds()
            let pipeline = try Pipeline.load { problem in print(problem.description) }
            runs.append(seconds() - start)
            if number == 0 { print("first load: \(milliseconds(runs[0])) ms, peak \(peakMemory()) MB") }
            withExtendedLifetime(pipeline) {}
        }
        runs.sort()
        print("\(times) loads: fastest \(milliseconds(runs[0])) ms, median \(milliseconds(runs[times / 2])) ms")
    }

    /// With one digit behind the point.
    private static func milliseconds(_ seconds: Double) -> String {
        let tenths = Int(seconds * 10_000 + 0.5)
        return "\(tenths / 10).\(tenths % 10)"
    }
}
