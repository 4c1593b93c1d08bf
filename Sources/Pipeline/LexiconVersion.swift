internal import Kernel
internal import Lexicon

/// A fingerprint of the lexicons that a run goes by: the same for the same files, wherever they lie.
package enum LexiconVersion {
    package static func of(overlays: [String], replacing: String?) -> String {
        var hash = ContentHash()
        var layers = [replacing.map { LexiconFiles.folder($0) { _ in } } ?? LexiconFiles.builtIn()]
        for overlay in overlays { layers.append(LexiconFiles.folder(overlay) { _ in }) }
        for layer in layers {
            for file in layer.sorted(by: { $0.name < $1.name }) {
                hash.add(file.name)
                hash.add(file.bytes)
            }
            hash.add("layer")
        }
        return String(hash.hex.prefix(16))
    }
}
