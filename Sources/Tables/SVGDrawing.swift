/// An SVG document in the making: shapes in units of which one is a pixel at full size.
struct SVGDrawing {
  static let width = 480.0
  private static let lineHeight = 18.0

  private let id: String
  private var body = ""
  private var height = 0.0

  init(id: String) { self.id = id }

  /// Colours that stay apart for colour-blind eyes, on light and on dark ground; lines differ in their
  /// dashes, too.
  private static let style = """
    .regoal-chart{font:13px system-ui,sans-serif;--t:#1c2024;--m:#5a6169;--g:#dfe3e6;\
    --c0:#0072b2;--c1:#c14d00;--c2:#00785a;--c3:#a34a82;--c4:#8a6d00;--c5:#4a4f55}\
    @media(prefers-color-scheme:dark){.regoal-chart{--t:#eceef0;--m:#a8b0b8;--g:#3a4047;\
    --c0:#5cb8f0;--c1:#ff9d5c;--c2:#3fcfa4;--c3:#e29ac8;--c4:#e8cf4a;--c5:#c3c9cf}}\
    @media print{.regoal-chart{--t:#000;--m:#333;--g:#ccc;\
    --c0:#0072b2;--c1:#c14d00;--c2:#00785a;--c3:#a34a82;--c4:#8a6d00;--c5:#4a4f55}}\
    .regoal-chart text{fill:var(--t)}.regoal-chart .tick{fill:var(--m);font-size:12px}\
    .regoal-chart .title{font-weight:600;font-size:14px}\
    .regoal-chart .grid{stroke:var(--g)}.regoal-chart .axis{stroke:var(--m)}\
    .regoal-chart .s0{--c:var(--c0)}.regoal-chart .s1{--c:var(--c1);stroke-dasharray:7 3}\
    .regoal-chart .s2{--c:var(--c2);stroke-dasharray:2 3}\
    .regoal-chart .s3{--c:var(--c3);stroke-dasharray:10 3 2 3}\
    .regoal-chart .s4{--c:var(--c4);stroke-dasharray:4 4}\
    .regoal-chart .s5{--c:var(--c5);stroke-dasharray:12 5}\
    .regoal-chart .l{fill:none;stroke:var(--c);stroke-width:2}\
    .regoal-chart .b{fill:var(--c);fill-opacity:.25}.regoal-chart .f{fill:var(--c)}\
    .regoal-chart .d{fill:var(--c)}
    """

  static func number(_ value: Double) -> String {
    var text = ((value * 100).rounded() / 100).description
    if text.hasSuffix(".0") { text.removeLast(2) }
    return text == "-0" ? "0" : text
  }

  /// About as wide as the text is drawn, and rather more.
  static func width(_ text: String) -> Double { Double(TerminalText.width(text)) * 7.2 }

  static func cut(_ text: String, to width: Double) -> String {
    let safe = TerminalText.safe(text)
    let columns = max(1, min(Int(width / 7.2), TerminalText.width(safe)))
    return TerminalText.padded(safe, to: columns)
  }

  // MARK: Shapes

  mutating func line(_ x: Double, _ y: Double, _ x2: Double, _ y2: Double, _ kind: String) {
    body += "<line x1=\"\(Self.number(x))\" y1=\"\(Self.number(y))\""
    body += " x2=\"\(Self.number(x2))\" y2=\"\(Self.number(y2))\" class=\"\(kind)\"/>\n"
  }

  mutating func text(
    _ x: Double, _ y: Double, _ text: String, _ kind: String, anchor: String = "start"
  ) {
    body += "<text x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" class=\"\(kind)\""
    body += anchor == "start" ? ">" : " text-anchor=\"\(anchor)\">"
    body += MarkupText.escaped(TerminalText.safe(text)) + "</text>\n"
  }

  mutating func rectangle(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ kind: String
  ) {
    body += "<rect x=\"\(Self.number(x))\" y=\"\(Self.number(y))\""
    body += " width=\"\(Self.number(max(0, width)))\" height=\"\(Self.number(max(0, height)))\""
    body += " class=\"\(kind)\"/>\n"
  }

  mutating func dot(_ x: Double, _ y: Double, _ kind: String) {
    body +=
      "<circle cx=\"\(Self.number(x))\" cy=\"\(Self.number(y))\" r=\"3.5\" class=\"\(kind)\"/>\n"
  }

  mutating func path(_ data: String, _ kind: String) {
    if !data.isEmpty { body += "<path d=\"\(data)\" class=\"\(kind)\"/>\n" }
  }

  // MARK: What stands around the drawing

  /// Title and name of the upright axis.
  /// - Returns: where the drawing begins.
  mutating func head(_ title: String, _ axis: String) -> Double {
    var y = 6.0
    for line in lines(title) {
      y += Self.lineHeight
      text(8, y, line, "title")
    }
    y += Self.lineHeight
    text(8, y, axis, "tick")
    return y + 12
  }

  /// Legend and notes, from a height on; they end the drawing.
  mutating func foot(
    _ start: Double, _ by: [String], _ legend: [String], _ band: String?, _ note: String?
  ) {
    var x = 8.0
    var y = start
    if !legend.isEmpty {
      let heading = Self.cut(by.joined(separator: ", ") + ":", to: Self.width - 16)
      text(x, y, heading, "tick")
      x += Self.width(heading) + 12
    }
    for (at, name) in legend.enumerated() {
      let shown = Self.cut(name, to: Self.width - 60)
      let own = 40 + Self.width(shown)
      if x + own > Self.width, x > 8 {
        x = 8
        y += Self.lineHeight
      }
      path("M\(Self.number(x)) \(Self.number(y - 4))h22", "l s\(at % 6)")
      text(x + 27, y, shown, "tick")
      x += own
    }
    if !legend.isEmpty { y += Self.lineHeight }
    if let band {
      rectangle(8, y - 10, 22, 11, "b s0")
      text(35, y, band, "tick")
      y += Self.lineHeight
    }
    for line in note.map({ lines($0) }) ?? [] {
      text(8, y, line, "tick")
      y += Self.lineHeight
    }
    height = y - 6
  }

  private func lines(_ text: String) -> [String] {
    TerminalText.wrapped(TerminalText.safe(text), to: Int((Self.width - 16) / 7.2)).lines
  }

  func document(title: String, summary: String) -> String {
    let name = MarkupText.escaped(TerminalText.safe(id))
    return """
      <svg xmlns="http://www.w3.org/2000/svg" class="regoal-chart" role="img" \
      viewBox="0 0 \(Self.number(Self.width)) \(Self.number(height))" \
      aria-labelledby="\(name)-title \(name)-desc">
      <title id="\(name)-title">\(MarkupText.escaped(TerminalText.safe(title)))</title>
      <desc id="\(name)-desc">\(MarkupText.escaped(TerminalText.safe(summary)))</desc>
      <style>\(Self.style)</style>
      \(body)</svg>

      """
  }
}
