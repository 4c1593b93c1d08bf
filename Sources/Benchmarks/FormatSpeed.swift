internal import Glibc
internal import Kernel
internal import Write

struct Usage: Error {}

/// Rows per second and peak memory of an output format.
enum FormatSpeed {
    static func run(_ format: String, rows: Int, folder: String) throws {
        let path = folder + "/events." + format
        unlink(path)
        let start = seconds()
        try write(format, rows, path)
        let taken = seconds() - start
        var status = stat()
        stat(path, &status)
        print(
            "\(format): \(rows) events in \(Int(taken * 1000)) ms, \(Int(Double(rows) / taken)) rows/s, peak \(peakMemory()) MB, file \(status.st_size >> 20) MB"
        )
    }

    private static func sample(_ number: Int) -> Event {
        let parties = ["KOR", "JPN", "USA", "SGP", "DEU", "FRA", "BRA", "IND"]
        let names = ["朴振", "林芳正", "布林肯", "维文", "贝尔伯克", "科隆纳", "维埃拉", "苏杰生"]
        let kinds = EventKind.allCases
        let statuses = EventStatus.allCases
        let day = CivilDate(dayNumber: 15_000 + Int32(number % 5000))
        let other = number % parties.count
        let text =
            "\(day.month)月\(day.day)日，中共中央政治局委员、外交部长王毅同外长\(names[other])第\(number)次举行会谈，双方就双边关系和共同关心的国际地区问题深入交换了意见。"
        return Event(
            id: "ev-" + String(UInt64(number) &* 0x9E37_79B9_7F4A_7C15, radix: 32), kind: kinds[number % kinds.count],
            status: statuses[number / 7 % statuses.count], date: .day(day), dateText: "\(day.month)月\(day.day)日",
            dateBasis: .relative,
            parties: ["CHN", parties[other]],
            people: [
                Participant(id: "wang-yi", name: "王毅", nameEn: "Wang Yi", party: "CHN", office: "foreign-minister"),
                Participant(
                    id: "other-\(other)", name: names[other], party: parties[other], office: "foreign-minister"),
            ],
            place: Place(name: "北京", country: "CHN"), title: "王毅、\(names[other])在北京会晤", cameo: "046",
            plover: "CONSULT/meet",
            doc: "doc\(number)", url: "https://news.example.org/\(day.year)/\(number).html", source: "新华社",
            published: day,
            evidence: [Evidence(block: 1, start: 0, end: text.unicodeScalars.count, text: text)],
            reports: ["doc\(number)"],
            confidence: 0.9)
    }

    private static func article(_ event: Event) -> Article {
        Article(
            id: event.doc, published: event.published, url: event.url, source: event.source, sourceCountry: "CHN",
            blocks: [Block(kind: .title, event.title), Block(kind: .paragraph, event.evidence[0].text)],
            origin: Origin(path: "news.jsonl", line: 1))
    }

    private static func writeBytes(_ format: any EventFormat, _ rows: Int, _ path: String) throws {
        var format = format
        guard let file = fopen(path, "wb") else { throw Usage() }
        var bytes: [UInt8] = []
        func flush() {
            fwrite(bytes, 1, bytes.count, file)
            bytes.removeAll(keepingCapacity: true)
        }
        format.begin(into: &bytes)
        for number in 0..<rows {
            let event = sample(number)
            if format.wantsArticles { format.add(ReviewArticle(article: article(event)), into: &bytes) }
            format.add(event, into: &bytes)
            if bytes.count > 1 << 16 { flush() }
        }
        format.end(into: &bytes)
        flush()
        fclose(file)
    }

    private static func write(_ format: String, _ rows: Int, _ path: String) throws {
        switch format {
        case "csv": try writeBytes(DelimitedFormat(.comma, withMark: true), rows, path)
        case "tsv": try writeBytes(DelimitedFormat(.tab, withMark: true), rows, path)
        case "jsonl": try writeBytes(JSONLinesFormat(), rows, path)
        case "ics": try writeBytes(CalendarFormat(), rows, path)
        case "md": try writeBytes(MarkdownFormat(), rows, path)
        case "html":
            let same = FoldTable((0...UInt16.max).map { $0 })
            try writeBytes(ReviewPage(names: ReviewNames(parties: [], offices: [], fold: same)), rows, path)
        #if !WITHOUT_XLSX
            case "xlsx":
                let workbook = try Workbook(path: path)
                for number in 0..<rows {
                    let event = sample(number)
                    try workbook.add(ArticleRow(article(event), events: 1))
                    try workbook.add(event)
                }
                try workbook.finish()
        #endif
        case "sqlite":
            let archive = try Archive(path: path)
            var batch: [ArticleReport] = []
            for number in 0..<rows {
                let event = sample(number)
                batch.append(
                    ArticleReport(article: article(event), events: [event], content: "\(number)", maker: "benchmark"))
                if batch.count == Archive.batchArticles {
                    try archive.add(batch)
                    batch.removeAll(keepingCapacity: true)
                }
            }
            try archive.add(batch)
        case "none": for number in 0..<rows where sample(number).id.isEmpty { throw Usage() }
        default: throw Usage()
        }
    }
}
