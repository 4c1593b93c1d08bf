/// Every command and what it takes.
enum Commands {
    static let version = "0.1.0"

    static let help = OptionSpec("help", letter: "h", "show this help")
    static let reading: [OptionSpec] = [
        OptionSpec(
            "from", value: "FORMAT", choices: ["md", "html", "txt", "xml", "json", "jsonl", "csv", "tsv"],
            "the format of the inputs, whatever their names end in"),
        OptionSpec("map", value: "FIELD=NAME,…", "what the inputs call the fields of an article: title=headline,published=date"),
    ]
    static let readingOrArchive: [OptionSpec] = reading.map { option in
        guard option.name == "from" else { return option }
        var option = option
        option.choices.append("sqlite")
        option.endings = [".sqlite", ".sqlite3", ".db"]
        option.value = "FORMAT|ARCHIVE"
        option.summary += "; or an archive (events.sqlite) whose events to write"
        return option
    }
    static let lexicons = OptionSpec(
        "lexicons", value: "DIR", repeats: true, "lay a folder of lexicons over those built in (same id: replaced; new id: added)")
    static let jobs = OptionSpec("jobs", letter: "j", value: "N", "how many threads work (default: one a core)")
    static let progress = OptionSpec("progress", value: "WHEN", choices: ["auto", "never"], "show progress on standard error (default: auto)")
    static let filters: [OptionSpec] = [
        OptionSpec("since", value: "DATE", "only events that may lie on or after a day (2023-08-31, 2023-08 or 2023)"),
        OptionSpec("until", value: "DATE", "only events that may lie on or before a day"),
        OptionSpec("kind", value: "KIND", choices: ["call", "visit", "summit", "conference", "meeting"], repeats: true, "only events of these kinds"),
        OptionSpec(
            "status", value: "STATUS", choices: ["held", "planned", "proposed", "cancelled", "denied"], repeats: true,
            "only events of these statuses"),
        OptionSpec("party", value: "CODE", repeats: true, "only events in which a party takes part (KOR, EU)"),
        OptionSpec("source", value: "NAME", repeats: true, "only events from sources whose name holds this"),
    ]
    static let table: [OptionSpec] = [
        OptionSpec("columns", value: "NAME,…", "the columns of CSV, TSV, Markdown and the terminal table, in order"),
        OptionSpec("sort", value: "COLUMN", "sort the rows by a column, downwards with a minus before it (-date)"),
    ]
    static let paths = "PATH is a file, a folder (walked) or - for standard input: Markdown, HTML, plain text, RSS and Atom, JSON, JSONL, CSV and TSV, each also as .gz, .xz or .zst."

    static let extract = CommandSpec(
        name: "extract", summary: "articles in, event table out", operands: "[PATH…]", operandHelp: paths,
        options: [
            OptionSpec("output", letter: "o", value: "FILE", "write to a file, in the format of its ending"),
            OptionSpec("to", value: "FORMAT", choices: ["csv", "tsv", "jsonl", "xlsx", "sqlite", "ics", "md", "table"], "the format of the output"),
            OptionSpec("per-article", "one row per article and event: leave out the merging of reports"),
        ] + readingOrArchive + [lexicons] + filters + table + [jobs, progress, help],
        discussion: [
            "Without -o, a terminal gets an aligned table and a pipe gets CSV. An output file is complete or absent, never half written.",
        ],
        examples: [
            ("chancery extract news/ -o events.csv", "the events of a folder of articles, for a spreadsheet"),
            ("curl -s https://example.org/feed.xml | chancery extract - --from xml", "the events of a feed, on the terminal"),
            ("chancery extract news/ -o events.sqlite", "add to an archive what is new or has changed"),
            ("chancery extract --from events.sqlite -o events.xlsx", "an archive as a workbook"),
            ("chancery extract news.jsonl.xz --party KOR --status planned", "what is planned with South Korea"),
        ])

    static let explain = CommandSpec(
        name: "explain", summary: "every stage's result for one article", operands: "ARTICLE…", operandHelp: paths,
        minimumOperands: 1,
        options: [
            OptionSpec("event", value: "ID", "only the event of this id: its frame, its lexicon rows, its words"),
        ] + reading + [lexicons, help],
        discussion: ["Shows blocks, sentences, mentions, dates and events, and for each rejected candidate the reason."],
        examples: [("chancery explain article.md", "why each event is what it is")])

    static let dates = CommandSpec(
        name: "dates", summary: "the date expressions of a text, resolved", operands: "[TEXT…]",
        operandHelp: "Without TEXT, reads lines from standard input; a line may begin with its own date and a tab.",
        options: [
            OptionSpec("on", value: "DATE", "the day on which the text was written"),
            OptionSpec("past", "read a bare day or weekday as the latest one"),
            OptionSpec("future", "read a bare day or weekday as the next one"),
            help,
        ],
        discussion: ["Prints one JSON object a line: text, start, end, date, basis, precision."],
        examples: [("chancery dates --on 2018-02-10 \"29日你去吃饭吗\"", "the 29th that is meant")])

    static let completions = CommandSpec(
        name: "completions", summary: "print the completions for a shell", operands: "bash|zsh|fish", operandHelp: "",
        minimumOperands: 1, maximumOperands: 1, options: [help])

    static let man = CommandSpec(
        name: "man", summary: "print the man page", operands: "", operandHelp: "", maximumOperands: 0, options: [help])

    static let all = [extract, explain, dates, completions, man]
}
