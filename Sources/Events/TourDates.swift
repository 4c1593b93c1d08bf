import Kernel
import Lexicon

/// A tour's start date dates each of its stops as a beginning.
extension Resolver {
    func openTours(_ occasions: inout [Occasion]) {
        for index in occasions.indices {
            guard isStop(occasions[index]), let day = occasions[index].date?.start else { continue }
            let isTour = occasions.contains { other in
                isStop(other) && other.date?.start == day && other.status == occasions[index].status
                    && other.parts[0].host != occasions[index].parts[0].host
                    && other.actors.contains { one in occasions[index].actors.contains { one.isSame(as: $0) } }
            }
            if isTour { occasions[index].date = DateValue(from: day, to: nil) }
        }
    }

    /// A visit of which one day is known.
    private func isStop(_ occasion: Occasion) -> Bool {
        guard occasion.kind == .visit, let date = occasion.date, let start = date.start else { return false }
        return start.precision == .day && (date.isDay || date.end == nil)
    }
}
