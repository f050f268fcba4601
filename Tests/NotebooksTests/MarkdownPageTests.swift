import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

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
      (" > no quote", "<p>&gt; no quote</p>\n"), (" | a |\n|---|", "<p>| a |\n|---|</p>\n"),
      ("5 * 3 * 2", "<p>5 * 3 * 2</p>\n"), ("a\\*b\\*", "<p>a*b*</p>\n"),
      ("&lt;b&gt; &amp; &copy;", "<p>&lt;b&gt; &amp; &amp;copy;</p>\n"),
      ("[x](https://a.b/?c&d)", "<p><a href=\"https://a.b/?c&amp;d\">x</a></p>\n"),
      ("<!-- hidden -->", ""), ("a <!-- b --> c", "<p>a  c</p>\n"),
      (
        "<!-- =a.b[1] -->7 %<!-- /= --> %",
        "<p><span class=\"number\" title=\"a.b[1]\">7\u{A0}%</span> %</p>\n"
      ),
    ])
  func subset(_ markdown: String, _ html: String) {
    #expect(MarkdownPage.html(markdown.components(separatedBy: "\n")) == html)
  }

  @Test("is well-formed and of known elements, whatever the text", arguments: 0..<20)
  func anything(_ seed: UInt64) {
    let pieces = [
      "<!-- =a.b -->", "<!-- /= -->", "<!-- x -->", "<!--", "-->", "**", "*", "`", "``", "[", "](",
      ")",
      "](https://x)", "javascript:", "<script>", "</p>", "&lt;", "&", "\"", "'", "\\", "|",
      "|---|\n",
      "\n", "\n\n", "# ", "- ", "1. ", "> ", "---", "word", " ", "é", "\u{1B}", "\u{0}", "=",
      "http:",
    ]
    var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func random(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(bound))
    }
    for _ in 0..<200 {
      let text = (0..<random(40)).map { _ in pieces[random(pieces.count)] }.joined()
      let html = MarkdownPage.html(text.components(separatedBy: "\n"))
      let xml = "<div>" + html.replacing("<hr>", with: "<hr/>") + "</div>"
      let parser = XMLParser(data: Data(xml.utf8))
      let reader = ElementNames()
      parser.delegate = reader
      #expect(parser.parse(), "\(text.debugDescription)\n\(html)")
      let known: Set<String> = [
        "div", "p", "h1", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "table", "thead",
        "tbody",
        "tr", "th", "td", "hr", "em", "strong", "code", "a", "span",
      ]
      #expect(reader.names.subtracting(known) == [])
    }
  }

  private final class ElementNames: NSObject, XMLParserDelegate {
    var names: Set<String> = []

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      names.insert(name)
    }
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
