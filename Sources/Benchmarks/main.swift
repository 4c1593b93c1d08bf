// Time and peak memory, one thing a run:
//
//     swift run -c release Benchmarks load TIMES
//     swift run -c release Benchmarks FORMAT ROWS FOLDER
//
// `load` reads and compiles the lexicons that ship. FORMAT is csv, tsv, jsonl, xlsx, sqlite, ics, html or md: its events are
// made up, each with two people and a sentence, and reported by an article of its own. The file is left in FOLDER.

internal import Glibc

let words = CommandLine.arguments
if words.count == 3, words[1] == "load", let times = Int(words[2]), times > 0 {
    try LoadSpeed.run(times: times)
} else if words.count == 4, let rows = Int(words[2]) {
    try FormatSpeed.run(words[1], rows: rows, folder: words[3])
} else {
    print("usage: Benchmarks load TIMES | csv|tsv|jsonl|xlsx|sqlite|ics|html|md|none ROWS FOLDER")
    exit(2)
}
