internal import Kernel
internal import Regression
internal import Write

/// One difference as it is shown: the case, the sentences with their mentions marked, the rows before and after, and why.
struct ReviewScreen {
    let session: ReviewSession
    let width: Int

    private static let keys = "a accept  r reject  s skip  A accept all  u undo  j k scroll  q quit"

    var footer: [StyledText] {
        var lines = [StyledText(String(repeating: "─", count: width), .faint)]
        lines.append(StyledText(session.message.isEmpty ? ReviewScreen.keys : session.message, .bold).fitted(to: width))
        return lines
    }

    var header: [StyledText] {
        guard let item = session.current else { return [] }
        let result = session.results[item.result]
        let place = "\(session.position + 1) of \(session.items.count)"
        let left = width - place.utf8.count - 2
        return [
            StyledText(result.name, .bold).fitted(to: left) + StyledText("  " + place),
            StyledText(String(repeating: "─", count: width), .faint),
        ]
    }

    var body: [StyledText] {
        guard let item = session.current else { return [] }
        let result = session.results[item.result]
        let difference = result.differences[item.difference]
        var lines: [StyledText] = []
        let place = difference.line.map { " (line \($0))" } ?? ""
        switch difference.what {
        case .changed: lines.append(StyledText("found otherwise than expected\(place)"))
        case .missing: lines.append(StyledText("expected and not found\(place)"))
        case .extra:
            lines.append(
                StyledText(
                    result.golden.expected == nil ? "nothing is expected of this case yet" : "found and not expected"))
        }
        lines.append(StyledText())
        for sentence in result.sentences(of: difference) {
            lines += ReviewScreen.styled(sentence).wrapped(to: width, indent: 2)
        }
        lines.append(StyledText())
        lines += table(difference, result)
        let reasons = difference.reasons
        if !reasons.isEmpty { lines.append(StyledText()) }
        for reason in reasons { lines += StyledText(reason, .faint).wrapped(to: width, indent: 4) }
        return lines
    }

    private static func styled(_ sentence: CaseResult.MarkedSentence) -> StyledText {
        var text = StyledText("> ", .faint)
        for piece in sentence.pieces {
            switch piece.mark {
            case nil: text.append(piece.text)
            case .mention: text.append(piece.text, .mention)
            case .trigger: text.append(piece.text, .trigger)
            }
        }
        return text
    }

    /// The columns of the row below one another, what was expected on the left and what is found on the right.
    private func table(_ difference: CaseDifference, _ result: CaseResult) -> [StyledText] {
        let head = result.columns.map(DisplayWidth.of).max() ?? 0
        let cell = max(10, (width - head - 6) / 2)
        func line(_ name: String, _ sign: String, _ old: StyledText, _ new: StyledText) -> [StyledText] {
            // A long cell takes several lines.
            let (left, right) = (old.wrapped(to: cell), new.wrapped(to: cell))
            return (0..<max(left.count, right.count)).map { at in
                let start =
                    StyledText(at == 0 ? sign + " " : "  ", .bold) + StyledText(at == 0 ? name : "").fitted(to: head)
                return start + StyledText("  ") + (at < left.count ? left[at] : StyledText()).fitted(to: cell)
                    + StyledText("  ") + (at < right.count ? right[at] : StyledText())
            }
        }
        var lines = line("", " ", StyledText("expected", .faint), StyledText("found", .faint))
        let differing = Set(difference.cells.map(\.column))
        for (index, column) in result.columns.enumerated() {
            let (old, new) = (difference.expected?[index] ?? "", difference.found?[index] ?? "")
            if old.isEmpty, new.isEmpty { continue }
            let differs = difference.what != .changed || differing.contains(column)
            lines += line(
                column, differs ? "*" : " ", StyledText(old, differs ? .bad : .plain),
                StyledText(new, differs ? .good : .plain))
        }
        return lines
    }
}
