import Foundation
import Testing

@testable import Notebooks

@Suite("Markdown as HTML")
struct MarkdownPageTests {
  @Test(
    "keeps to its subset",
    arguments: [
      ("# A *b*", "<h1>A <em>b</em></h1>\n"), ("#no", "<p>#no</p>\n"),
      ("one\ntwo\n\nthree", "<p>one\ntwo</p>\n<p>three</p>\n"),
      ("- a\n  b\n- **c**", "<ul>\n<li>a\nb</li>\n<li><strong>c</strong></li>\n</ul>\n"),
      ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n"), ("---", "<hr>\n"),
      ("> said", "<blockquote><p>said</p></blockquote>\n"),
      ("a `b*c*` d", "<p>a <code>b*c*</code> d</p>\n"),
      ("5 * 3 * 2", "<p>5 * 3 * 2</p>\n"), ("a\\*b\\*", "<p>a*b*</p>\n"),
      ("&lt;b&gt; &amp; &copy;", "<p>&lt;b&gt; &amp; &amp;copy;</p>\n"),
      ("[x](https://a.b/?c&d)", "<p><a href=\"https://a.b/?c&amp;d\">x</a></p>\n"),
      ("<!-- hidden -->", ""), ("a <!-- b --> c", "<p>a  c</p>\n"),
      (
        "<!-- =a.b[1] -->7<!-- /= -->",
        "<p><span class=\"number\" title=\"a.b[1]\">7</span></p>\n"
      ),
    ])
  func subset(_ markdown: String, _ html: String) {
    #expect(MarkdownPage.html(markdown.components(separatedBy: "\n")) == html)
  }

  @Test(
    "lets nothing through that a browser would obey",
    arguments: [
      "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))",
      "[x](JaVaScript:alert(1))", "[x](data:text/html,<script>)", "[x](\"onclick=alert(1))",
      "`<script>`", "| <script> |\n|---|\n| <b onclick=x> |", "[<script>](https://a)",
      "<!-- =\"><script> -->1<!-- /= -->", "<!-- /= --><!-- /= -->", "&#60;script&#62;",
      "\\<script\\>", "**<script>**", "# <script>", "[x](java\tscript:alert(1))",
    ])
  func escape(_ markdown: String) throws {
    let html = MarkdownPage.html(markdown.components(separatedBy: "\n"))
    for tag in ["<script", "<img", "<b ", "<iframe"] { #expect(!html.contains(tag), "\(html)") }
    #expect(!html.lowercased().contains("href=\"java"))
    #expect(!html.contains("href=\"data"))
    let opened = html.components(separatedBy: "<span").count
    #expect(opened == html.components(separatedBy: "</span>").count)
    // Every quote of ours opens or closes an attribute: none comes from the text.
    for tag in html.components(separatedBy: "<").dropFirst() {
      let inner = tag.prefix { $0 != ">" }
      #expect(inner.filter { $0 == "\"" }.count % 2 == 0, "\(html)")
    }
  }
}
