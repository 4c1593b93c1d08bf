import Kernel
import Testing

@testable import Read

@Suite struct HTMLTests {
    @Test(arguments: [
        (
            "blocks have kinds",
            "<h2>会谈</h2><p>甲会见乙。</p><ul><li>第一点</li></ul><blockquote><p>重申立场。</p></blockquote>",
            ["heading: 会谈", "paragraph: 甲会见乙。", "listItem: 第一点", "quote: 重申立场。"]
        ),
        ("entities are decoded", "<p>A&amp;B&nbsp;&ldquo;合作&rdquo;&#12290;</p>", ["paragraph: A&B “合作”。"]),
        (
            "a figure's caption explains its picture",
            "<figure><img src=a.jpg alt=\"双方代表团在会议厅举行会谈的情景\"><figcaption>会谈现场。</figcaption></figure><p>正文。</p>",
            ["caption: 会谈现场。", "paragraph: 正文。"]
        ),
        (
            "small print under a picture is its caption",
            "<div><img src=a.jpg><div><small>资料照：甲与乙。</small></div></div><p>正文。</p>",
            ["caption: 资料照：甲与乙。", "paragraph: 正文。"]
        ),
        (
            "an alternative text stands in where there is no caption",
            "<img src=a.jpg alt=\"双方代表团在会议厅举行会谈的情景\"><p>正文。</p><img src=b.jpg alt=\"标志\">",
            ["caption: 双方代表团在会议厅举行会谈的情景", "paragraph: 正文。"]
        ),
        (
            "a repeated caption is dropped, and one that repeats a paragraph",
            "<figcaption>甲与乙会面。</figcaption><p>一。</p><figcaption>甲与乙会面。</figcaption><p>二。</p>"
                + "<figcaption>一。</figcaption>",
            ["caption: 甲与乙会面。", "paragraph: 一。", "paragraph: 二。"]
        ),
        (
            "scripts, styles, navigation, forms and footers are no text",
            "<nav>首页 新闻</nav><script>var a='正文';</script><style>p{}</style><p>正文。</p><form>搜索</form>"
                + "<aside>广告</aside><footer>联系</footer><noscript>请开启</noscript><iframe>x</iframe>",
            ["paragraph: 正文。"]
        ),
        (
            "elements that are named as advertisements or share bars are no text",
            "<p>正文。</p><section id=imu1-x class=\"dfp-tag\">买</section><div class=\"post-share\">转发给朋友</div><p>尾。</p>",
            ["paragraph: 正文。", "paragraph: 尾。"]
        ),
        (
            "a class that says what is there or not is no verdict",
            "<div class=\"content has-sidebar\"><p>正文。</p></div><div class=sidebar>热门</div>", ["paragraph: 正文。"]
        ),
        (
            "classes that would leave nothing are not heeded",
            "<div class=promo><p>甲会见乙，双方就共同关心的地区和国际问题坦率地交换了意见，同意加强合作。</p></div>",
            ["paragraph: 甲会见乙，双方就共同关心的地区和国际问题坦率地交换了意见，同意加强合作。"]
        ),
        (
            "hidden elements are no text", "<p>正文。</p><p style=\"display: none\">藏</p><div hidden>藏</div>",
            ["paragraph: 正文。"]
        ),
        (
            "bold lines are headings", "<p><strong>联合抗疫</strong></p><p><b>甲</b>会见乙。</p>",
            ["heading: 联合抗疫", "paragraph: 甲会见乙。"]
        ),
        ("line breaks end paragraphs", "<p>甲会见乙。<br>　　丙会见丁。</p>", ["paragraph: 甲会见乙。", "paragraph: 丙会见丁。"]),
        ("inline markup joins", "<p>中<b>国</b>外<a href=x>长</a>王<font>毅</font></p>", ["paragraph: 中国外长王毅"]),
        (
            "rows of a table are lines", "<table><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table>",
            ["paragraph: 甲 乙", "paragraph: 丙"]
        ),
        ("unclosed markup is closed", "<p>一。<p>二。<div>三。", ["paragraph: 一。", "paragraph: 二。", "paragraph: 三。"]),
        ("a stray angle bracket stays", "<p>《关于修改<税法>的决定》</p>", ["paragraph: 《关于修改<税法>的决定》"]),
        ("ornaments are no text", "<p>正文。</p><p>＊＊＊</p><p>———</p>", ["paragraph: 正文。"]),
    ])
    func markupBecomesBlocks(name: String, html: String, blocks: [String]) {
        #expect(dump(read(html, .html).first) == blocks, "\(name)")
    }

    @Test func aPageGivesItsTitleDayAndSource() throws {
        let page = """
            <!DOCTYPE html><html><head><meta charset="utf-8"><title>两国外长在河内会谈_海峡新闻</title>
            <meta property="article:published_time" content="2023-03-01T22:30:00+00:00">
            <link rel="canonical" href="https://www.zaobao.com.sg/news/1"></head>
            <body><div><a href="/">首页</a> <a href="/w">国际</a> <a href="/c">中国</a></div>
            <article><h1>两国外长在河内会谈</h1><time datetime="2023-03-02">3月2日</time>
            <p>两国外长星期四在河内举行会谈，就双边关系交换意见。</p><p>会谈持续两小时。</p></article>
            <article><h2>别的新闻</h2><p>与此无关。</p></article>
            <div>相关阅读</div><ul><li><a href="/2">另一条新闻</a></li></ul></body></html>
            """
        let article = try #require(read(page, .html).first)
        #expect(
            dump(article) == [
                "title: 两国外长在河内会谈", "paragraph: 3月2日", "paragraph: 两国外长星期四在河内举行会谈，就双边关系交换意见。",
                "paragraph: 会谈持续两小时。",
            ])
        #expect(article.published?.iso == "2023-03-02")
        #expect(article.source == "联合早报")
        #expect(article.sourceCountry == "SGP")
        #expect(article.url == "https://www.zaobao.com.sg/news/1")
    }

    @Test(arguments: [
        "来源：新华网 2019年5月6日 08:30", "2019-05-06 08:30:00 来源：新华网", "2019年05月06日08:30 | 新华网", "发布时间：2019/5/6 新华社",
    ])
    func aLineOfSourceAndTimeIsReadAndDropped(line: String) throws {
        let page = """
            <html><body><h1>外长通电话</h1><div>\(line)</div><p>双方通了电话。</p>
            <p>（责任编辑：李四）</p></body></html>
            """
        let article = try #require(read(page, .html).first)
        #expect(dump(article) == ["title: 外长通电话", "paragraph: 双方通了电话。"])
        #expect(article.published?.iso == "2019-05-06")
        #expect(article.source == "新华社")
    }

    @Test func dataForSearchEnginesGivesTheDay() throws {
        let page = """
            <html><head><script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2021-07-08T09:00:00+08:00"}
            </script></head><body><p>双方会谈。</p></body></html>
            """
        #expect(try #require(read(page, .html).first).published?.iso == "2021-07-08")
    }
}
