import Dates
import Kernel
import Lexicon
import Read

/// Rows of the lexicons for the rooms that compile them for themselves.
enum LexiconRows {
    static func dates(_ tables: [LexiconTable: [LooseRow]]) -> [DateTermRow] {
        rows(tables, .dates) { cells, origin in DateTermRow(cells: cells, origin: origin) }
    }

    static func sources(_ tables: [LexiconTable: [LooseRow]]) -> [SourceRow] {
        rows(tables, .sources) { cells, _ in
            SourceRow(
                id: cells["id"] ?? "", name: cells["name"] ?? "", aliases: (cells["aliases"] ?? "").list,
                hosts: (cells["hosts"] ?? "").list, party: cells["party"] ?? "", zone: cells["zone"] ?? "")
        }
    }

    static func boilerplate(_ tables: [LexiconTable: [LooseRow]]) -> [BoilerplateRow] {
        rows(tables, .boilerplate) { cells, _ in
            guard let match = BoilerplateRow.Match(rawValue: cells["match"] ?? ""),
                let drops = BoilerplateRow.Drops(rawValue: cells["drops"] ?? "")
            else { return nil }
            return BoilerplateRow(id: cells["id"] ?? "", texts: (cells["text"] ?? "").list, match: match, drops: drops)
        }
    }

    private static func rows<Row>(
        _ tables: [LexiconTable: [LooseRow]], _ table: LexiconTable, _ make: ([String: String], Origin) -> Row?
    ) -> [Row] {
        (tables[table] ?? []).compactMap { make($0.cells, $0.origin) }
    }
}
