import Kernel
import Testing

@testable import Read

/// The forms in which archives keep articles: blog posts with front matter, dumps of feeds, plain text.
@Suite struct ArchiveFormTests {
    @Test func aDumpOfAFeed() throws {
        let text = """
            <!--1685635200000-->
            [两国外长通电话，同意年内会面](https://www.voachinese.com/a/ministers-call-20230601/1.html)
            ------

            <div><i>Thu, 01 Jun 2023 15:59:00 GMT</i></div><img src="https://example.org/a.jpg" width="100%"><div><small \
            style="color: #999;">资料照：两国外长在雅加达。（2023年4月13日）</small></div><p>两国外长星期四通了电话。</p>\
            <p>双方同意年内会面。</p><br><hr><div>获取更多RSS：<br><a href="https://feed.example">https://feed.example</a></div>
            """
        let article = try #require(read(text, .text).first)
        #expect(
            dump(article) == [
                "title: 两国外长通电话，同意年内会面", "caption: 资料照：两国外长在雅加达。（2023年4月13日）", "paragraph: 两国外长星期四通了电话。",
                "paragraph: 双方同意年内会面。",
            ])
        #expect(article.published?.iso == "2023-06-01")
        #expect(article.source == "美国之音")
        #expect(article.sourceCountry == "USA")
        #expect(article.url == "https://www.voachinese.com/a/ministers-call-20230601/1.html")
        #expect(article.id == "a")
    }

    @Test(arguments: [
        ("<div><i><br>2021-03-02T23:10:00.177Z</i></div>", "2021-03-03"),
        ("<div>07/02/2021 - 19:01</div>", "2021-02-07"),
        ("", "2023-06-01"),
    ])
    func aDumpIsDatedByItsLineOrByItsTime(line: String, day: String) throws {
        let text = """
            <!--1685635200000-->
            [标题在此](https://www.dw.com/zh/a-1)
            ------

            \(line)<p>(德国之声中文网) 外长抵达首都。</p>
            """
        let article = try #require(read(text, .markdown).first)
        #expect(dump(article) == ["title: 标题在此", "paragraph: (德国之声中文网) 外长抵达首都。"])
        #expect(article.published?.iso == day)
    }

    @Test func aBlogPostWithFrontMatter() throws {
        let text = """
            ---
            layout: post
            title: "两国外长在首都“会谈”"
            date: 2020-11-26T18:55:00.000Z
            author: 联合早报
            from: https://www.zaobao.com/realtime/story1
            tags: [ 联合早报 ]
            ---
            <!--1606359300000-->
            [两国外长在首都“会谈”](https://www.zaobao.com/realtime/story1)
            ------

            <div>
            <img data-src="x.jpg" title="两国外长星期四在首都会谈。（路透社） " src="x.jpg"></div><figcaption>两国外长星期四在首都会谈。（路透社） </figcaption>\
            <p>（早报讯）两国外长星期四会谈。</p><section id="imu"><div id="dfp-ad-imu1" class="dfp-tag-wrapper">  </div></section><p>会谈后共进午餐。</p>
            </div>
            """
        let article = try #require(read(text, .markdown).first)
        #expect(
            dump(article) == [
                "title: 两国外长在首都“会谈”", "caption: 两国外长星期四在首都会谈。（路透社）", "paragraph: （早报讯）两国外长星期四会谈。",
                "paragraph: 会谈后共进午餐。",
            ])
        #expect(article.published?.iso == "2020-11-27")
        #expect(article.source == "联合早报")
    }

    @Test func markdown() throws {
        let text = """
            # 外長會晤

            <figure>
            <img src="" alt="">
            <figcaption>兩人會晤。</figcaption>
            </figure>

            兩國外長
            會晤，**「重要」**的[聲明](x)已發。

            > 引述一段。

            - 第一點
            - 第二點

            {{< video src="" >}}

            ---

            請加入成為眾新聞的月費訂戶，長期支持我們的工作。

            博客 | 某人
            """
        #expect(
            dump(read(text, .markdown).first) == [
                "title: 外長會晤", "caption: 兩人會晤。", "paragraph: 兩國外長會晤，「重要」的聲明已發。", "quote: 引述一段。", "listItem: 第一點",
                "listItem: 第二點",
            ])
    }

    @Test func plainTextWithMarksOfMarkdown() throws {
        let text = """
            # 外長會晤

            兩國外長**會晤**，[聲明](http://x.example/a)已發。
            ### 會談
            這項 [今年二月的調查顯] 示。
            ---
            1. 第一點
            * 第二點
            ![圖](a.jpg)
            月費訂戶 [網址：hkcnews.com/aboutus]
            """
        #expect(
            dump(read(text, .text).first) == [
                "title: 外長會晤", "paragraph: 兩國外長會晤，聲明已發。", "heading: 會談", "paragraph: 這項 今年二月的調查顯 示。",
                "listItem: 1. 第一點", "listItem: 第二點",
            ])
    }

    @Test func plainTextBeginsWithItsTitle() throws {
        let text = "两国外长举行会谈\n\n新华社河内3月2日电 两国外长2日在河内举行会谈，就双边关系交换意见。\r\n会谈持续两小时。\r\n"
        let article = try #require(read(text, .text).first)
        #expect(
            dump(article) == [
                "title: 两国外长举行会谈", "paragraph: 新华社河内3月2日电 两国外长2日在河内举行会谈，就双边关系交换意见。", "paragraph: 会谈持续两小时。",
            ])
        #expect(article.source == "新华社")
        #expect(article.published == nil)
    }

    @Test func twoRulesAreNoFrontMatter() {
        #expect(dump(read("---\n甲会见乙。\n---\n丙会见丁。\n", .markdown).first).count == 2)
    }

    @Test func aDateThatRanIntoTheTextIsTakenOut() throws {
        let article = try #require(
            read(#"{"title":"题","text":"Fri, 01 Sep 2023 15:14:40 GMT资料照：甲与乙。\n甲会见乙。"}"#, .json).first)
        #expect(dump(article) == ["title: 题", "caption: 资料照：甲与乙。", "paragraph: 甲会见乙。"])
        #expect(article.published?.iso == "2023-09-01")
    }
}
