import Dates
import Kernel
import Lexicon
import Read

/// Rows of the lexicons for the rooms that compile them for themselves.
enum LexiconRows {
    static func dates(_ lexicon: Lexicon) -> [DateTermRow] {
        rows(lexicon, .dates) { cells, origin in DateTermRow(cells: cells, origin: origin) }
    }

    static func sources(_ lexicon: Lexicon) -> [SourceRow] {
        rows(lexicon, .sources) { cells, _ in
            SourceRow(
                id: cells["id"] ?? "", name: cells["name"] ?? "", aliases: (cells["aliases"] ?? "").list,
                hosts: (cells["hosts"] ?? "").list, party: cells["party"] ?? "", zone: cells["zone"] ?? "")
        }
    }

    static func boilerplate(_ lexicon: Lexicon) -> [BoilerplateRow] {
        rows(lexicon, .boilerplate) { cells, _ in
            guard let match = BoilerplateRow.Match(rawValue: cells["match"] ?? ""),
                let drops = BoilerplateRow.Drops(rawValue: cells["drops"] ?? "")
            else { return nil }
            return BoilerplateRow(id: cells["id"] ?? "", texts: (cells["text"] ?? "").list, match: match, drops: drops)
        }
    }

    private static func rows<Row>(_ lexicon: Lexicon, _ table: LexiconTable, _ make: ([String: String], Origin) -> Row?) -> [Row] {
        (lexicon.others[table] ?? []).compactMap { make($0.cells, $0.origin) }
    }
}
