/// What the elements of HTML do to running text.
enum HTMLElement: UInt8 {
    /// Part of the line around it.
    case inline
    /// Begins and ends a paragraph.
    case block
    case heading, item, quote, caption, figure, article
    case small, bold, anchor
    case lineBreak, image, cell, time
    /// Not text.
    case dropped
    case page, title, meta, link, script

    /// The first eight bytes of a name, which tell all names here apart.
    static func key(_ name: UnsafePointer<UInt8>) -> UInt64 {
        var key: UInt64 = 0
        var at = 0
        while at < 8, name[at] != 0 {
            let byte = name[at]
            key = key << 8 | UInt64(byte >= 0x41 && byte <= 0x5A ? byte + 0x20 : byte)
            at += 1
        }
        return key
    }

    private static let names: [(HTMLElement, String)] = [
        (
            .block,
            "p div section main header address pre table tr caption tbody thead dl dt dd ul ol hgroup center hr details "
                + "summary fieldset"
        ),
        (.heading, "h1 h2 h3 h4 h5 h6"),
        (.item, "li"),
        (.quote, "blockquote"),
        (.caption, "figcaption"),
        (.figure, "figure"),
        (.article, "article"),
        (.small, "small"),
        (.bold, "b strong"),
        (.anchor, "a"),
        (.lineBreak, "br"),
        (.image, "img"),
        (.cell, "td th"),
        (.time, "time"),
        (
            .dropped,
            "style nav footer aside form button select option optgroup textarea input label iframe noscript template svg "
                + "math object embed applet audio video canvas map dialog menu frameset rt rp datalist"
        ),
        (.page, "html head body"),
        (.title, "title"),
        (.meta, "meta"),
        (.link, "link"),
        (.script, "script"),
    ]

    static let byKey: [UInt64: HTMLElement] = {
        var table: [UInt64: HTMLElement] = [:]
        for (element, words) in names {
            for word in words.split(separator: " ") {
                let bytes = Array(word.utf8) + [0]
                bytes.withUnsafeBufferPointer { if let base = $0.baseAddress { table[key(base)] = element } }
            }
        }
        return table
    }()
}
