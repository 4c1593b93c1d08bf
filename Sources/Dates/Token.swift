/// A part of an expression: a number or a term of the vocabulary.
struct Token {
    enum Kind: UInt8 { case number, term }

    var kind: Kind
    var start: Int32
    var end: Int32
    /// The index of the term.
    var term: Int32 = -1
    var number = Number()
}

/// A number as it is written.
struct Number {
    var value: Int32 = 0
    /// How many digits or characters it is written with.
    var digits: Int32 = 0
    var isHan = false
    /// Cut off by an ellipsis: its value is not known.
    var isCut = false
    /// Part of something else: `A320`, `1,000`, or too long to be one.
    var isBroken = false
    /// 几, 数: some.
    var isVague = false
    /// 半.
    var isHalf = false
    /// 两: counts, but names no day or month.
    var isPair = false
    /// Written digit by digit: 二〇二三, 2023.
    var isPositional = false
}
