import ICUText
import Kernel
import Write

/// Articles and events made up for the page, with everything in them that a page must stand.
struct SamplePages {
    let names: ReviewNames

    init() throws {
        names = ReviewNames(
            parties: [
                ReviewNames.Name(id: "CHN", name: "中国", nameEn: "China"),
                ReviewNames.Name(id: "KOR", name: "韩国", nameEn: "South Korea"),
                ReviewNames.Name(id: "JPN", name: "日本", nameEn: "Japan"),
                ReviewNames.Name(id: "DEU", name: "德国", nameEn: "Germany"),
                ReviewNames.Name(id: "EU", name: "欧盟", nameEn: "European Union"),
            ],
            offices: [ReviewNames.Name(id: "foreign-minister", name: "外交部长", nameEn: "Foreign Minister")],
            fold: Folding.table())
    }

    static let hostile = [
        "</script><script>window.broken = 1</script>",
        "<img src=x onerror=\"window.broken = 1\">",
        "<!--<script>",
        "\u{202E}倒过来的话\u{202C}",
        "行\u{2028}段\u{2029}终",
        "&lt;b&gt; ]]> '\"`${window.broken = 1}",
    ]

    /// One article of an event whose words are found in its text: `trigger`, then names by table.
    private func page(
        _ id: String, title: String, text: [String], published: String, source: String,
        events: [(event: Event, trigger: String, frame: String)], mentions: [(String, LexiconTable, String)],
        dates: [(String, String)] = [], url: String = "", into page: inout ReviewPage, _ out: inout [UInt8]
    ) {
        let blocks = [Block(kind: .title, title)] + text.map { Block(kind: .paragraph, $0) }
        let article = Article(
            id: id, published: CivilDate(iso: published), url: url, source: source, blocks: blocks,
            origin: Origin(path: id + ".md"))
        var review = ReviewArticle(article: article)
        for (number, (word, table, name)) in mentions.enumerated() {
            let entry = EntryRef(table, number)
            review.entries[entry] = ReviewArticle.Entry(
                id: table.rawValue + ":" + name, name: word,
                origin: Origin(path: "Lexicons/\(table.fileName)", line: 2 + number))
            for span in find(word, in: article) {
                review.mentions.append(Mention(span: span, readings: [Mention.Reading(entry)]))
            }
        }
        review.mentions.sort { $0.span.before($1.span) }
        for (word, value) in dates {
            for span in find(word, in: article) {
                let value = DateValue(edtf: value)
                review.dates.append(
                    DateMention(
                        span: span, past: value, future: value, basis: .relative,
                        anchor: article.published.map { .publication($0) } ?? .none))
            }
        }
        var finished: [Event] = []
        for (event, trigger, frame) in events {
            var event = event
            event.doc = id
            event.id = "ev-" + id + "-\(finished.count)"
            event.source = source
            event.url = url
            event.published = article.published
            event.reports = [id]
            if let span = find(trigger, in: article).first(where: { $0.block > 0 }) {
                event.reasons = [
                    Reason(
                        frame: frame, entries: mentions.indices.prefix(2).map { EntryRef(mentions[$0].1, $0) },
                        trigger: span, notes: ["both sides named"])
                ]
                let words = String(decoding: blocks[Int(span.block)].text, as: UTF8.self)
                event.evidence = [
                    Evidence(block: Int(span.block), start: 0, end: words.unicodeScalars.count, text: words)
                ]
            }
            review.reasons += event.reasons
            review.frames[frame] = Origin(path: "Lexicons/frames.tsv", line: 7)
            finished.append(event)
        }
        page.add(review, into: &out)
        for event in finished { page.add(event, into: &out) }
    }

    private func find(_ word: String, in article: Article) -> [TextSpan] {
        let wanted = Array(word.utf8)
        var spans: [TextSpan] = []
        for (number, block) in article.blocks.enumerated() where block.text.count >= wanted.count {
            for start in 0...(block.text.count - wanted.count)
            where block.text[start..<start + wanted.count].elementsEqual(wanted) {
                spans.append(TextSpan(block: number, start: start, end: start + wanted.count))
            }
        }
        return spans
    }

    private func event(
        _ kind: EventKind, _ status: EventStatus, _ date: String, _ parties: [String], _ people: [(String, String)],
        _ title: String,
        place: Place? = nil, mode: EventMode? = nil
    ) -> Event {
        Event(
            kind: kind, mode: mode, status: status, date: DateValue(edtf: date), dateText: date.isEmpty ? "" : "周四",
            dateBasis: date.isEmpty ? nil : .relative, parties: parties,
            people: people.map { Participant(name: $0.0, party: $0.1, office: "foreign-minister") }, place: place,
            title: title,
            confidence: 0.9)
    }

    func small() -> [UInt8] {
        var page = ReviewPage(names: names)
        var out: [UInt8] = []
        page.begin(into: &out)
        self.page(
            "a-call", title: "𠮷野家旁的外交：外長通電話",
            text: [
                "𠮷日，中國外交部長李明星期四與韓國外長朴書通電話，就雙邊關係交換意見。", "天气晴朗。", "路上车多。", "风不大。", "花开了。",
            ], published: "2023-09-01", source: "晨報",
            events: [
                (
                    event(
                        .call, .held, "2023-08-31", ["CHN", "KOR"], [("李明", "CHN"), ("朴书", "KOR")], "李明、朴书通电话",
                        mode: .phone), "通電話", "call-10"
                )
            ],
            mentions: [
                ("李明", .people, "li-ming"), ("朴書", .people, "pak-seo"), ("中國", .parties, "CHN"),
                ("韓國", .parties, "KOR"),
            ],
            dates: [("星期四", "2023-08-31")], url: "https://example.org/a", into: &page, &out)
        self.page(
            "b-visit", title: "德国外长将访问北京", text: ["德国外长安娜将于下周访问北京，并会见李明。"], published: "2023-09-02", source: "晚报",
            events: [
                (
                    event(
                        .visit, .planned, "2023-09-04/2023-09-10", ["DEU", "CHN"], [("安娜", "DEU")], "安娜访问北京",
                        place: Place(name: "北京", country: "CHN")), "访问", "visit-10"
                ),
                (
                    event(
                        .meeting, .planned, "", ["DEU", "CHN"], [("安娜", "DEU"), ("李明", "CHN")], "安娜、李明在北京会晤",
                        place: Place(name: "北京", country: "CHN")), "会见", "meet-10"
                ),
            ],
            mentions: [("安娜", .people, "anna"), ("北京", .places, "beijing"), ("李明", .people, "li-ming")],
            dates: [("下周", "2023-09-04/2023-09-10")],
            url: "javascript:window.broken=1", into: &page, &out)
        self.page(
            "c-cancelled", title: "日韩首脑会谈取消", text: ["日本与韩国原定十月举行的首脑会谈已经取消。"], published: "2023-10-08", source: "晨報",
            events: [(event(.summit, .cancelled, "2023-10", ["JPN", "KOR"], [], "JPN、KOR会晤"), "首脑会谈", "summit-10")],
            mentions: [("日本", .parties, "JPN"), ("韩国", .parties, "KOR")], dates: [("十月", "2023-10")], into: &page, &out)
        let hostile = SamplePages.hostile
        self.page(
            "d-" + hostile[0], title: hostile[1] + hostile[0], text: hostile.map { $0 + "李明会见安娜。" + $0 },
            published: "2024-01-05",
            source: hostile[0] + hostile[3],
            events: [
                (
                    event(
                        .meeting, .held, "2024-01-04", ["CHN", "DEU"], [(hostile[1], "CHN")],
                        hostile[0] + hostile[1] + hostile[3],
                        place: Place(name: hostile[1], country: "CHN")), "会见", hostile[0]
                )
            ],
            mentions: [("李明", .people, hostile[0]), ("安娜", .people, hostile[3])],
            url: "https://example.org/\"><script>", into: &page, &out)
        page.end(into: &out)
        return out
    }

    /// `count` events, two an article, over ten years.
    func large(_ count: Int) -> [UInt8] {
        var page = ReviewPage(names: names)
        var out: [UInt8] = []
        page.begin(into: &out)
        let codes = names.parties.map(\.id)
        let people = ["李明", "朴书", "安娜", "佐藤", "赵广", "金秀", "迈尔", "陈真"]
        let filler = "双方就共同关心的国际和地区问题交换了意见，同意继续保持沟通，推动两国关系健康稳定发展。"
        let middle = [Int](0..<12).map { _ in filler }
        for number in 0..<(count / 2) {
            func pick<Item>(_ items: [Item], _ step: Int) -> Item {
                items[(number &* 7919 &+ step &* 104_729) % items.count]
            }
            let day = CivilDate(dayNumber: Int32(16_000 + number % 3650))
            let (a, b) = (pick(people, 1), pick(people, 2))
            self.page(
                "doc-\(number)", title: "\(a)与\(b)会晤", text: ["\(a)\(day.month)月\(day.day)日会见\(b)，并邀请其访问北京。"] + middle,
                published: (day + 1).iso, source: pick(["晨报", "晚报", "日报", "周报"], 3),
                events: [
                    (
                        event(
                            pick([.meeting, .summit, .conference], 4), .held, day.iso,
                            [pick(codes, 5), pick(codes, 6)], [(a, "CHN"), (b, "KOR")], "\(a)、\(b)会晤"), "会见", "meet-10"
                    ),
                    (
                        event(
                            pick([.visit, .call], 7), pick(EventStatus.allCases, 8), "",
                            [pick(codes, 5), pick(codes, 9)], [(b, "KOR")], "\(b)访问北京",
                            place: Place(name: "北京", country: "CHN")), "访问", "visit-10"
                    ),
                ],
                mentions: [(a, .people, "a-\(number % 90)"), (b, .people, "b-\(number % 70)"), ("双方", .cues, "both")],
                dates: [("\(day.month)月\(day.day)日", day.iso)], into: &page, &out)
        }
        page.end(into: &out)
        return out
    }
}
