internal import CICU

/// The names that ICU has for regions, which the parties of the lexicon are checked against.
package enum RegionNames {
    /// ISO 3166-1 keeps these for others' use and gives them to no country; ICU lists them all the same.
    private static let reserved: Set<String> = ["AC", "CP", "DG", "EA", "IC", "TA"]

    /// The two-letter codes of the countries and territories of ISO 3166-1, and Kosovo's.
    package static var codes: [String] {
        var codes: [String] = []
        var next = chy_iso_countries()
        while let code = next?.pointee {
            let name = String(cString: code)
            if !reserved.contains(name) { codes.append(name) }
            next = next?.advanced(by: 1)
        }
        return codes
    }

    /// The name of a region (`KR`) in a locale (`zh_Hant`).
    package static func name(of code: String, in locale: String) -> String? {
        var buffer = [UInt16](repeating: 0, count: 256)
        guard
            let length = try? icu("naming a region", { chy_display_country("und_" + code, locale, &buffer, 256, $0) }),
            length > 0, length <= 256
        else { return nil }
        return String(decoding: buffer[0..<Int(length)], as: UTF16.self)
    }

    /// The three letters that ISO 3166-1 has for a region (`KR` is `KOR`).
    package static func threeLetters(of code: String) -> String {
        // Kosovo has no code of ISO's; everybody but ICU writes this one.
        code == "XK" ? "XKX" : String(cString: chy_iso3("und_" + code))
    }
}
