import ICUText
import Kernel
import Testing

@testable import Read

@Suite struct SourceTests {
    @Test(arguments: [
        ("新华社北京11月26日电 外长会谈。", "新华社", "CHN"),
        ("新华社北京11月26日电（记者张三）外长会谈。", "新华社", "CHN"),
        ("（早报讯）外长会谈。", "联合早报", "SGP"),
        ("(德国之声中文网) 外长会谈。", "德国之声", "DEU"),
        ("（中央社記者李四東京26日專電）外長會談。", "中央社", "TWN"),
        ("央视网消息（新闻联播）：外长会谈。", "央视网", "CHN"),
        ("【香港01讯】外长会谈。", "香港01", "HKG"),
        ("法新社首尔消息，外长会谈。", "法新社", "FRA"),
        // Quoting is no byline: the name without the country.
        ("据韩联社报道，外长会谈。", "韩联社", ""),
        ("路透社报导，外长会谈。", "", ""),
        ("新华社记者问及此事，外长说电话已打。", "", ""),
        ("外长会谈。", "", ""),
    ])
    func aTextSaysWhereItIsFrom(text: String, source: String, country: String) throws {
        let article = try #require(read(text, .text).first)
        #expect(article.source == source)
        #expect(article.sourceCountry == country)
    }

    @Test(arguments: [
        ("https://www.zaobao.com/realtime/story1", "zaobao"),
        ("http://cn.nytimes.com/china/1/", "nyt"),
        ("https://www.fmprc.gov.cn/web/zyxw/", "cn-mfa"),
        ("https://tv.cctv.com/2018/07/07/x.shtml", "cctv"),
        ("https://NEWS.UN.ORG/zh/story", "un-news"),
        ("https://www.rfi.fr/cn/a", "rfi"),
        ("https://zaobao.com.example.org/", ""),
        ("notzaobao.com", ""),
    ])
    func anAddressSaysWhoseItIs(url: String, id: String) {
        let table = SourceTable(Rows.sources)
        #expect(table.at(url).map { table.rows[$0].id } ?? "" == id)
    }

    @Test func aGivenSourceStaysAndIsPlacedByTheAddress() throws {
        let json = #"{"source":"某站","url":"https://www.dw.com/zh/1","published":"2021-01-01T23:30:00Z","text":"外长会谈。"}"#
        let article = try #require(read(json, .json).first)
        #expect(article.source == "某站")
        #expect(article.sourceCountry == "DEU")
        #expect(article.published?.iso == "2021-01-02")
    }

    @Test func theRowsAreSound() {
        #expect(Rows.sources.count >= 120)
        var ids: [String] = []
        var owners: [String: String] = [:]
        for row in Rows.sources {
            ids.append(row.id)
            #expect(ZoneClock.exists(row.zone), "\(row.id): \(row.zone)")
            #expect(!row.party.isEmpty && !row.hosts.isEmpty, "\(row.id)")
            for name in [row.name] + row.aliases {
                let other = owners.updateValue(row.id, forKey: name.lowercased())
                #expect(other == nil, "\(name): \(row.id) and \(other ?? "")")
            }
        }
        #expect(ids == ids.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) })
        #expect(Rows.boilerplate.count == Rows.cells(of: "boilerplate.tsv").count)
    }
}
