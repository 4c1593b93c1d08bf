internal import Write

/// Text with styles, wrapped by the columns that its characters take.
struct StyledText {
    enum Style { case plain, bold, faint, mention, trigger, good, bad }

    private var scalars: [(scalar: Unicode.Scalar, style: Style)] = []

    init(_ text: String = "", _ style: Style = .plain) { append(text, style) }

    /// Nothing in it can give the terminal orders or turn the direction of a line.
    mutating func append(_ text: String, _ style: Style = .plain) {
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 9, 10, 13: scalars.append((" ", style))
            case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: break
            default: scalars.append((scalar, style))
            }
        }
    }

    static func + (a: StyledText, b: StyledText) -> StyledText {
        var sum = a
        sum.scalars += b.scalars
        return sum
    }

    var width: Int { scalars.reduce(0) { $0 + DisplayWidth.of($1.scalar) } }

    /// Lines no wider than this, those after the first behind an indent. Chinese breaks anywhere, words at spaces.
    func wrapped(to width: Int, indent: Int = 0) -> [StyledText] {
        var lines: [StyledText] = []
        var line = StyledText()
        var used = 0
        var lastSpace: Int?
        for piece in scalars {
            let own = DisplayWidth.of(piece.scalar)
            if used + own > width, !line.scalars.isEmpty {
                var rest: ArraySlice<(scalar: Unicode.Scalar, style: Style)> = []
                if own == 1, piece.scalar != " ", let lastSpace, lastSpace > 0, lastSpace > line.scalars.count - 24 {
                    rest = line.scalars[(lastSpace + 1)...]
                    line.scalars.removeSubrange(lastSpace...)
                }
                lines.append(line)
                line = StyledText(String(repeating: " ", count: indent))
                line.scalars += rest
                used = line.width
                lastSpace = nil
                if piece.scalar == " ", rest.isEmpty { continue }
            }
            if piece.scalar == " " { lastSpace = line.scalars.count }
            line.scalars.append(piece)
            used += own
        }
        lines.append(line)
        return lines
    }

    /// Filled with spaces, or cut with an ellipsis.
    func fitted(to width: Int) -> StyledText {
        var out = StyledText()
        let isCut = self.width > width
        var used = 0
        for piece in scalars {
            let own = DisplayWidth.of(piece.scalar)
            if used + own > width - (isCut ? 1 : 0) { break }
            out.scalars.append(piece)
            used += own
        }
        if isCut {
            out.append("…")
            used += 1
        }
        out.append(String(repeating: " ", count: max(0, width - used)))
        return out
    }

    /// With what switches the styles on and off. Without colours, what is found is still told from what was expected by its
    /// sign, and mentions by underlining.
    func printed(inColour: Bool) -> String {
        var out = ""
        var style = Style.plain
        for piece in scalars {
            if piece.style != style {
                out += "\u{1B}[0m" + StyledText.code(piece.style, inColour)
                style = piece.style
            }
            out.unicodeScalars.append(piece.scalar)
        }
        return style == .plain ? out : out + "\u{1B}[0m"
    }

    private static func code(_ style: Style, _ inColour: Bool) -> String {
        switch style {
        case .plain: ""
        case .bold: "\u{1B}[1m"
        case .faint: "\u{1B}[2m"
        case .mention: "\u{1B}[4m"
        case .trigger: "\u{1B}[7m"
        case .good: inColour ? "\u{1B}[32m" : "\u{1B}[1m"
        case .bad: inColour ? "\u{1B}[31m" : ""
        }
    }
}
