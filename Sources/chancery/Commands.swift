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
                "to", value: "FORMAT",
                choices: ["csv", "tsv", "jsonl", "xlsx", "sqlite", "ics", "md", "table", "html"],
                "the format of the output"),
            OptionSpec("per-article", "one row per article and event: leave out the merging of reports"),
            asOf,
        ] + readingOrArchive + [lexicons] + filters + table + [jobs, progress, help],
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
            ("chancery extract news/ -o events.sqlite", "add to an archive what is new or has changed"),
            ("chancery extract --from events.sqlite -o events.xlsx", "an archive as a workbook"),
            ("chancery extract news.jsonl.xz --party KOR --status planned", "what is planned with South Korea"),
        ])

    static let merge = CommandSpec(
        name: MergeCommand.name, summary: "events of many runs in, distinct events out", operands: "EVENTS…",
        operandHelp:
            "EVENTS is a table that extract or merge wrote: JSONL, CSV or TSV, each also as .gz, .xz or .zst, or an archive (SQLite).",
        minimumOperands: 1,
        options: [
            OptionSpec("output", letter: "o", value: "FILE", "write to a file, in the format of its ending"),
            OptionSpec(
                "to", value: "FORMAT", choices: ["csv", "tsv", "jsonl", "xlsx", "ics", "md", "table"],
                "the format of the output"),
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
        options: [
            OptionSpec("misses", "list what was missed, what was too much and what differs"),
            OptionSpec(
                "baseline", value: "FILE",
                "tell what rose and what fell: against figures kept with --to jsonl, or against the events of an earlier run"
            ),
            OptionSpec(
                "fail-under", value: "FIGURE=N,…", repeats: true,
                "exit with status 1 where a figure is under a number: event=0.93,row=0.8,kind.visit=0.9"),
            OptionSpec(
                "to", value: "FORMAT", choices: ["text", "jsonl"],
                "a report (default), or a figure a line: event, event.recall, row, main, field.date, kind.visit, source.NAME…"
            ),
            lexicons, help,
        ],
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
            ),
            (
                "chancery score labels.jsonl events.jsonl --baseline figures.jsonl --fail-under event=0.93",
                "what rose and what fell, and a status for CI"
            ),
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
                "only names without a row, other spellings of known names, people whose terms contradict the text or say "
                    + "nothing, titles, words that tell of an event"),
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
            "The last line tells what became of the names behind a party and an office: held it or contradict their terms, no "
                + "term tells, or unknown.",
        ],
        examples: [
            ("chancery lexicon suggest news/ --kind person", "who is missing from people.tsv"),
            ("chancery lexicon suggest news/ --least 1 -o missing.jsonl", "everything, for a script"),
        ])

    static let lexiconTest = CommandSpec(
        name: LexiconTestCommand.name, summary: "run golden cases: do articles still give the rows that they should",
        operands: "[CASES…]",
        operandHelp:
            "CASES is a folder of cases, one case of it, or a file that ends in .case; without it, the folder Fixtures.",
        options: [
            OptionSpec("review", "go through the differences on the terminal: accept, reject or skip each"),
            OptionSpec("accept", "take what is found for right, and write it into the cases"),
            OptionSpec("output", letter: "o", value: "FILE", "write the report to a file"),
            OptionSpec(
                "to", value: "FORMAT", choices: ["text", "jsonl", "junit"],
                "the format of the report (default: by the ending of -o, .xml being junit, else text)"),
            lexicons, jobs, help,
        ],
        discussion: [
            "A case is a folder with articles and expected: a header with the columns that matter, and a row for each event "
                + "that should be found. Rows in a folder lexicons/ within it are laid over the lexicons for this case alone. "
                + "A file that ends in .case holds the same files one after another, each behind a line \"-- NAME --\".",
            "Columns are those of the event table, and doc: the article. A cell * stands for anything; the order of rows, parties "
                + "and people is of no matter. A folder with a cmd is left alone.",
            "A review writes each accepted row into its case at once, and nothing else. One that was left goes on where it stopped: "
                + "what was rejected is not shown again, what was skipped comes last.",
            "Exit status: 0 all as expected; 1 rows differ; 3 cases that cannot be run, the others being as expected. Where CI is "
                + "set in the environment, nothing is written.",
        ],
        examples: [
            ("chancery lexicon test", "the cases in the folder Fixtures"),
            ("chancery lexicon test cases --lexicons my-lexicons", "cases of one's own, with lexicons of one's own"),
            ("chancery lexicon test cases -o report.xml", "a report for a CI service"),
        ])

    static let lexiconDiff = CommandSpec(
        name: LexiconDiffCommand.name,
        summary: "what an edit of the lexicons does to articles, and which entry does it",
        operands: "OLD [NEW] PATH…",
        operandHelp:
            "OLD and NEW are folders of lexicon files, \"built-in\", or revisions of the git repository that holds the folder "
            + "(HEAD~1, or HEAD~1:DIR); without NEW, the folder as it stands. " + paths,
        minimumOperands: 2,
        options: [
            OptionSpec(
                "lexicons", value: "DIR", repeats: true,
                "the folder whose revisions are meant, and NEW where none is given (default: lexicons or Lexicons)"),
            OptionSpec("output", letter: "o", value: "FILE", "write to a file"),
            OptionSpec(
                "to", value: "FORMAT", choices: ["text", "tsv", "jsonl", "md", "html"],
                "the format of the output (default: by the ending of -o, else text)"),
        ] + reading + [jobs, progress, help],
        discussion: [
            "Lists rows gained, lost and changed, each with its article, its sentence and the entries behind it, and sums up what "
                + "each entry does. An entry is behind a row if the row is not there once its edit is taken back.",
            "A folder with a file for every table takes the place of what is built in; any other is laid over it. Each article is "
                + "compared by itself, before reports are merged.",
            "Exit status: 0 no row differs; 1 rows differ; 3 no row differs, but some inputs could not be read.",
        ],
        examples: [
            ("chancery lexicon diff HEAD news/", "what the edits do that are not committed yet"),
            ("chancery lexicon diff HEAD~1 HEAD news/ -o effect.html", "what the last commit did, as a page"),
            (
                "chancery lexicon diff built-in my-lexicons news/ --to md",
                "what a folder of one's own does, for a comment"
            ),
        ])

    static let lexiconBlame = CommandSpec(
        name: LexiconBlameCommand.name, summary: "which rows an event hangs on", operands: "EVENT ARTICLE…",
        operandHelp: "EVENT is an id as extract writes it. " + paths, minimumOperands: 2,
        options: [
            OptionSpec("output", letter: "o", value: "FILE", "write to a file"),
            OptionSpec(
                "to", value: "FORMAT", choices: ["text", "jsonl"],
                "the format of the output (default: by the ending of -o, else text)"),
        ] + reading + [lexicons, jobs, progress, help],
        discussion: [
            "Looks for the event again without each row that may have a part in it - those of its reasons, their frames, "
                + "whatever else its sentences name, the terms of office of those who take part - and tells without which it is "
                + "gone, and without which it is another. explain --event tells the reasons alone."
        ],
        examples: [("chancery lexicon blame ev-66v4fvz7p51j7 hanoi.txt", "what this event would vanish without")])

    static let lexiconCaseAdd = CommandSpec(
        name: LexiconCaseAddCommand.name, summary: "make golden cases of the labels that the review page downloads",
        operands: "LABELS ARTICLE…",
        operandHelp: "LABELS is JSONL, an article with its events a line. " + paths, minimumOperands: 2,
        options: [
            OptionSpec("output", letter: "o", value: "DIR", "the folder for the cases (default: cases)")
        ] + reading + [lexicons, jobs, progress, help],
        discussion: [
            "Each labelled article becomes a file DIR/NAME.case with the labels as expected rows, and the article cut down to "
                + "its title and the sentences that decide what is found. Prints the names of the files. Name the articles as "
                + "they were named when the page was made. No file that exists is touched."
        ],
        examples: [("chancery lexicon case add labels.jsonl news/ -o cases", "from review to test")])

    static let completions = CommandSpec(
        name: "completions", summary: "print the completions for a shell", operands: "bash|zsh|fish", operandHelp: "",
        minimumOperands: 1, maximumOperands: 1, options: [help])

    static let man = CommandSpec(
        name: "man", summary: "print the man page", operands: "", operandHelp: "", maximumOperands: 0, options: [help])

    static let all = [
        extract, merge, explain, dates, score, lexiconCheck, lexiconTest, lexiconDiff, lexiconBlame, lexiconCaseAdd,
        lexiconCoverage, lexiconSuggest,
        completions, man,
    ]
}
