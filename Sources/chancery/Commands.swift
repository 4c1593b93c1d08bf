internal import Kernel
internal import Lexicon
internal import Pipeline

/// Every command and what it takes.
enum Commands {
    static let version = "0.1.0"

    static let help = OptionSpec("help", letter: "h", "show this help")
    static let reading: [OptionSpec] = [
        OptionSpec(
            "from", value: "FORMAT", choices: ["md", "html", "txt", "xml", "json", "jsonl", "csv", "tsv"],
            "the format of the inputs, whatever their names end in"),
        OptionSpec(
            "map", value: "FIELD=NAME,…", "what the inputs call the fields of an article: title=headline,published=date"
        ),
    ]
    static let lexicons = OptionSpec(
        "lexicons", value: "DIR", repeats: true,
        "lay a folder of lexicons over those built in (same id: replaced; new id: added)")
    static let jobs = OptionSpec("jobs", letter: "j", value: "N", "how many threads work (default: one a core)")
    static let progress = OptionSpec(
        "progress", value: "WHEN", choices: ["auto", "never"], "show progress on standard error (default: auto)")
    static let filters: [OptionSpec] = [
        OptionSpec("since", value: "DATE", "only events that may lie on or after a day (2023-08-31, 2023-08 or 2023)"),
        OptionSpec("until", value: "DATE", "only events that may lie on or before a day"),
        OptionSpec(
            "kind", value: "KIND", choices: EventKind.allCases.map(\.rawValue), repeats: true,
            "only events of these kinds"),
        OptionSpec(
            "status", value: "STATUS", choices: EventStatus.allCases.map(\.rawValue), repeats: true,
            "only events of these statuses"),
        OptionSpec("party", value: "CODE", repeats: true, "only events in which a party takes part (KOR, EU)"),
        OptionSpec("source", value: "NAME", repeats: true, "only events from sources whose name holds this"),
    ]
    static let table: [OptionSpec] = [
        OptionSpec("columns", value: "NAME,…", "the columns of CSV, TSV, Markdown and the terminal table, in order"),
        OptionSpec("sort", value: "COLUMN", "sort the rows by a column, downwards with a minus before it (-date)"),
    ]
    static let paths =
        "PATH is a file, a folder (walked) or - for standard input: Markdown, HTML, plain text, RSS and Atom, JSON, JSONL, CSV and TSV, each also as .gz, .xz or .zst."

    static let asOf = OptionSpec(
        "as-of", value: "DATE", "the table as it could be known on a day: only what was published by then")

    static let extract = CommandSpec(
        name: ExtractCommand.name, summary: "articles in, event table out", operands: "[PATH…]", operandHelp: paths,
        options: [
            OptionSpec("output", letter: "o", value: "FILE", "write to a file, in the format of its ending"),
            OptionSpec(
                "to", value: "FORMAT", choices: ["csv", "tsv", "jsonl", "md", "table", "html"],
                "the format of the output"),
            OptionSpec("per-article", "one row per article and event: leave out the merging of reports"),
            asOf,
        ] + reading + [lexicons] + filters + table + [jobs, progress, help],
        discussion: [
            "Without -o, a terminal gets an aligned table and a pipe gets CSV. An output file is complete or absent, never half written."
        ],
        examples: [
            ("chancery extract news/ -o events.csv", "the events of a folder of articles, for a spreadsheet"),
            ("chancery extract news/ -o review.html", "a page to go through the events and mark them"),
            (
                "curl -s https://example.org/feed.xml | chancery extract - --from xml",
                "the events of a feed, on the terminal"
            ),
            ("chancery extract news.jsonl.xz --party KOR --status planned", "what is planned with South Korea"),
        ])

    static let merge = CommandSpec(
        name: MergeCommand.name, summary: "events of many runs in, distinct events out", operands: "EVENTS…",
        operandHelp: "EVENTS is a table that extract or merge wrote: JSONL, CSV or TSV, each also as .gz, .xz or .zst.",
        minimumOperands: 1,
        options: [
            OptionSpec("output", letter: "o", value: "FILE", "write to a file, in the format of its ending"),
            OptionSpec(
                "to", value: "FORMAT", choices: ["csv", "tsv", "jsonl", "md", "table"], "the format of the output"),
            OptionSpec(
                "from", value: "FORMAT", choices: ["jsonl", "json", "csv", "tsv"],
                "the format of the inputs, whatever their names end in"),
            asOf,
            OptionSpec(
                "explain", value: "ID", repeats: true,
                "why the reports of an event were joined, and why its neighbours were not; nothing else is written"),
            lexicons,
        ] + filters + table + [jobs, progress, help],
        discussion: [
            "Ten reports of one event become one row with ten reports. JSONL keeps every report, so that merging again with "
                + "more comes to the same as merging all at once; CSV and TSV keep the merged row alone."
        ],
        examples: [
            ("chancery merge may.jsonl june.jsonl -o events.jsonl", "two runs, one table"),
            ("chancery merge events.jsonl --as-of 2023-06-01 --status planned", "what was planned on that day"),
        ])

    static let explain = CommandSpec(
        name: "explain", summary: "every stage's result for one article", operands: "ARTICLE…", operandHelp: paths,
        minimumOperands: 1,
        options: [
            OptionSpec("event", value: "ID", "only the event of this id: its frame, its lexicon rows, its words"),
            OptionSpec("merged", value: "ID", "why the reports of a merged event were joined, and its neighbours not"),
        ] + reading + [lexicons, help],
        discussion: [
            "Shows blocks, sentences, mentions, dates and events, and for each rejected candidate the reason."
        ],
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

    static let score = CommandSpec(
        name: ScoreCommand.name, summary: "precision, recall and F1 against labels", operands: "LABELS EVENTS",
        operandHelp: "Both are JSONL: a document with its events, or one event with its doc, a line.",
        minimumOperands: 2, maximumOperands: 2,
        options: [OptionSpec("misses", "list what was missed, what was too much and what differs"), lexicons, help],
        discussion: [
            "event: a prediction and a label are paired when they are of one family (call, visit, or meeting, summit and "
                + "conference), their parties overlap by half or more and their dates do not exclude each other. row: a paired "
                + "event whose kind, status, date, parties and people are all as labelled. main: recall over labels of "
                + "salience main. Articles without labels are ignored; people count by the one name of each in the lexicon.",
            "Labels whose lines have a \"cluster\" and its \"reports\" are of merging: pairs of reports and B-cubed tell whether "
                + "EVENTS, a merged table, has those together that belong together, and near misses whether it keeps the rest apart.",
        ],
        examples: [
            (
                "chancery extract --per-article --to jsonl articles.jsonl | chancery score labels.jsonl -",
                "how right the program is on labelled articles"
            )
        ])

    static let lexiconCheck = CommandSpec(
        name: "lexicon check", summary: "look the lexicons over: what is wrong, where, and how to mend it",
        operands: "[DIR…]",
        operandHelp: "DIR is a folder of lexicon files, laid over those built in (same id: replaced; new id: added).",
        options: [
            OptionSpec("alone", "check the folders alone, without the lexicons that are built in"),
            OptionSpec("strict", "count warnings as errors"),
            OptionSpec("to", value: "FORMAT", choices: ["text", "jsonl"], "how to print the findings (default: text)"),
            help,
        ],
        discussion: [
            "Each finding names file, line, what is wrong and how to mend it. The last line counts them; with --to jsonl it "
                + "stands on standard error. Exit status: 0 without errors, 1 with errors; warnings alone are no errors."
        ],
        examples: [
            ("chancery lexicon check", "look over the lexicons that are built in"),
            ("chancery lexicon check my-lexicons", "look over a folder of one's own on top of them"),
            ("chancery lexicon check --alone Lexicons", "look over a folder by itself"),
        ])

    static let lexiconCoverage = CommandSpec(
        name: "lexicon coverage", summary: "how often each entry is met in an archive, and when", operands: "PATH…",
        operandHelp: paths, minimumOperands: 1,
        options: [
            OptionSpec(
                "table", value: "NAME", choices: Coverage.tables.map(\.rawValue), repeats: true,
                "only entries of these tables"),
            OptionSpec("unseen", "only entries that are never met"),
            OptionSpec("output", letter: "o", value: "FILE", "write to a file"),
            OptionSpec(
                "to", value: "FORMAT", choices: ["tsv", "jsonl"],
                "the format of the output (default: by the ending of -o, else tsv)"),
        ] + reading + [lexicons, jobs, progress, help],
        discussion: [
            "One row an entry: its table and id, its name, the articles that name it, how often, the first and the last day of "
                + "publication, and where the row stands. An entry of whom several are meant by one name is counted each time."
        ],
        examples: [
            ("chancery lexicon coverage news/ --table people", "who is in the news"),
            ("chancery lexicon coverage news/ --unseen --table meetings", "meeting terms that nobody writes"),
        ])

    static let lexiconSuggest = CommandSpec(
        name: "lexicon suggest", summary: "what stood where an entry would have been, with rows ready to paste",
        operands: "PATH…",
        operandHelp: paths, minimumOperands: 1,
        options: [
            OptionSpec(
                "kind", value: "KIND", choices: LexiconGap.Kind.allCases.map(\.rawValue), repeats: true,
                "only names without a row, other spellings of known names, titles, words that tell of an event"),
            OptionSpec("least", value: "N", "only what stands there N times or more (default: 2)"),
            OptionSpec("limit", value: "N", "no more than N suggestions (default: 100)"),
            OptionSpec("output", letter: "o", value: "FILE", "write to a file"),
            OptionSpec(
                "to", value: "FORMAT", choices: ["text", "jsonl"],
                "the format of the output (default: by the ending of -o, else text)"),
        ] + reading + [lexicons, jobs, progress, help],
        discussion: [
            "The most frequent first, each with counts, the days of the first and the last article, up to three sentences, and "
                + "the rows that would make it known. A suggestion is a question: look the fact up before you paste its row.",
            "The last line tells what became of the names behind a party and an office.",
        ],
        examples: [
            ("chancery lexicon suggest news/ --kind person", "who is missing from people.tsv"),
            ("chancery lexicon suggest news/ --least 1 -o missing.jsonl", "everything, for a script"),
        ])

    static let completions = CommandSpec(
        name: "completions", summary: "print the completions for a shell", operands: "bash|zsh|fish", operandHelp: "",
        minimumOperands: 1, maximumOperands: 1, options: [help])

    static let man = CommandSpec(
        name: "man", summary: "print the man page", operands: "", operandHelp: "", maximumOperands: 0, options: [help])

    static let all = [
        extract, merge, explain, dates, score, lexiconCheck, lexiconCoverage, lexiconSuggest, completions, man,
    ]
}
