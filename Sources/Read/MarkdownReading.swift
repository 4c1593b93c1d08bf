internal import CCMark
internal import Glibc

/// Markdown to HTML by cmark-gfm, which then takes the way of all HTML.
enum MarkdownReading {
    /// A longer text is no article, and is read as plain text: the tree of a hostile one takes 200 times its size.
    static let limit = 2 << 20

    /// Registered once, by whoever comes first.
    private static let extensions: Bool = {
        cmark_gfm_core_extensions_ensure_registered()
        return true
    }()

    static func html(of markdown: [UInt8]) -> [UInt8] {
        guard extensions, let parser = cmark_parser_new(CMARK_OPT_UNSAFE) else { return [] }
        defer { cmark_parser_free(parser) }
        for name in ["table", "strikethrough"] {
            if let found = cmark_find_syntax_extension(name) { cmark_parser_attach_syntax_extension(parser, found) }
        }
        markdown.withUnsafeBytes { bytes in
            let chars = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            cmark_parser_feed(parser, chars, bytes.count)
        }
        guard let root = cmark_parser_finish(parser) else { return [] }
        defer { cmark_node_free(root) }
        guard let html = cmark_render_html(root, CMARK_OPT_UNSAFE, cmark_parser_get_syntax_extensions(parser)) else {
            return []
        }
        defer { free(html) }
        return Array(UnsafeRawBufferPointer(start: html, count: strlen(html)))
    }
}
