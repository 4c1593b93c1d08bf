package import Kernel

/// One article as it stands in its file, not yet read: what the intake hands to a worker. Never larger than
/// `ReadOptions.itemLimit`. A feed is one item and gives several articles.
package struct RawItem: Sendable {
    package var origin: Origin
    package var format: ReadFormat
    package var bytes: [UInt8]
    /// Where `bytes` begin in the (unpacked) file.
    package var offset: Int
    /// Where `bytes` begin in their line, from 0.
    package var column: Int
    /// The column names of a CSV or TSV record.
    package var header: [String]
    /// The charset of the file where only the file as a whole tells it.
    package var charset: String

    package init(
        origin: Origin, format: ReadFormat, bytes: [UInt8], offset: Int = 0, column: Int = 0, header: [String] = [],
        charset: String = ""
    ) {
        self.origin = origin
        self.format = format
        self.bytes = bytes
        self.offset = offset
        self.column = column
        self.header = header
        self.charset = charset
    }
}
