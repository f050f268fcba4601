internal import Foundation
internal import Tables

/// Notebooks as one HTML page that needs nothing beside it: no script, no font, no image from elsewhere.
public enum NotebookPage {
  /// - Parameter runs: at least one.
  public static func html(_ runs: [NotebookRun]) -> String {
    let title = runs.count == 1 ? runs[0].shownTitle : "Notebooks"
    var body = ""
    if runs.count > 1 {
      body += "<nav aria-label=\"Notebooks\"><ol>\n"
      for (at, run) in runs.enumerated() {
        body += "<li><a href=\"#n\(at + 1)\">\(MarkupText.escaped(run.shownTitle))</a></li>\n"
      }
      body += "</ol></nav>\n"
    }
    for (at, run) in runs.enumerated() { body += article(run, at + 1) }
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>\(MarkupText.escaped(title))</title>
      <style>
      \(style)
      </style>
      </head>
      <body>
      <main>
      \(body)</main>
      </body>
      </html>

      """
  }

  private static func article(_ run: NotebookRun, _ number: Int) -> String {
    var html = "<article id=\"n\(number)\">\n"
    var pieces = run.pieces[...]
    // The notebook's own heading comes before what its head says.
    if case .prose(let lines) = pieces.first,
      let at = lines.firstIndex(where: { !$0.isEmpty }), lines[at].hasPrefix("# ")
    {
      html += MarkdownPage.html([lines[at]])
      pieces = [.prose(Array(lines[(at + 1)...]))] + pieces.dropFirst()
    } else {
      html += "<h1>\(MarkupText.escaped(run.shownTitle))</h1>\n"
    }
    html += "<dl>\n"
    for (key, name) in [("question", "Question"), ("database", "Database")] {
      guard let text = run.notebook.head[key] else { continue }
      html += "<dt>\(name)</dt><dd>\(MarkdownPage.inline(text))</dd>\n"
    }
    html += "<dt>Facts</dt><dd>\(MarkupText.escaped(run.facts))</dd>\n</dl>\n"
    var count = 0
    for piece in pieces {
      switch piece {
      case .prose(let lines): html += MarkdownPage.html(lines)
      case .code(let lines): html += code(lines.dropFirst().dropLast().joined(separator: "\n"))
      case .answer(let answer):
        count += 1
        html += figure(answer, id: "n\(number)-c\(count)")
      }
    }
    return html + "</article>\n"
  }

  private static func figure(_ answer: NotebookRun.Answer, id: String) -> String {
    let cell = answer.cell
    let asked =
      switch cell.source {
      case .query(let name, let parameters):
        "query \(name)"
          + parameters.sorted { $0.key < $1.key }.map { ", \($0.key) = \($0.value)" }.joined()
      case .sql: "SQL"
      case .command(let words): "regoal " + words.joined(separator: " ")
      }
    let name = [cell.name, asked].compactMap { $0 }.joined(separator: ": ")
    var html = "<figure id=\"\(id)\">\n<details><summary>\(MarkupText.escaped(name))</summary>\n"
    html += code(answer.shownSource) + "</details>\n"
    if let chart = answer.chart, cell.show != .table { html += chart.svg(id: id) }
    if cell.show != .chart || answer.chart == nil {
      let table = answer.shownTable
      html += "<div class=\"scroll\" tabindex=\"0\" role=\"region\""
      html += " aria-label=\"\(MarkupText.escaped(name))\">\n\(table.htmlText())</div>\n"
      if let note = table.note { html += "<p class=\"note\">\(MarkupText.escaped(note))</p>\n" }
    }
    return html + "</figure>\n"
  }

  private static func code(_ text: String) -> String {
    "<pre tabindex=\"0\"><code>\(MarkupText.escaped(text))</code></pre>\n"
  }

  private static let style = """
    :root{color-scheme:light dark;--ground:#fff;--text:#1c2024;--muted:#5a6169;--line:#dfe3e6;--soft:#f5f6f7;--link:#0b5cad}
    @media(prefers-color-scheme:dark){:root{--ground:#15181b;--text:#eceef0;--muted:#a8b0b8;--line:#3a4047;--soft:#1f2327;--link:#7cc0ff}}
    *{box-sizing:border-box}
    body{margin:0;background:var(--ground);color:var(--text);font:1rem/1.6 system-ui,sans-serif;overflow-wrap:break-word}
    main{max-width:52rem;margin:0 auto;padding:1.5rem 1rem 4rem}
    h1,h2,h3,h4{line-height:1.25;margin:2rem 0 .6rem}
    h1{font-size:1.75rem;margin-top:.5rem}h2{font-size:1.3rem}h3,h4{font-size:1.1rem}
    article+article{border-top:2px solid var(--line);margin-top:3rem}
    a{color:var(--link)}
    dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem .9rem;margin:1rem 0;padding:.8rem 1rem;background:var(--soft);border-radius:.4rem;font-size:.92rem}
    dt{color:var(--muted)}dd{margin:0;min-width:0}
    code,pre{font-family:ui-monospace,monospace;font-size:.86em}
    code{background:var(--soft);border-radius:.2rem;padding:.1em .25em}
    pre{background:var(--soft);padding:.8rem;border-radius:.4rem;overflow-x:auto;line-height:1.45}
    pre code{background:none;padding:0}
    figure{margin:1.5rem 0}
    figure svg{display:block;width:100%;max-width:36rem;height:auto;margin:.5rem 0}
    summary{color:var(--muted);font-size:.86rem;cursor:pointer}
    .scroll{overflow-x:auto;width:fit-content;max-width:100%;border:1px solid var(--line);border-radius:.4rem}
    table{border-collapse:collapse;font-size:.86rem;width:max-content;font-variant-numeric:tabular-nums}
    th,td{padding:.35rem .6rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}
    th{background:var(--soft);white-space:nowrap;font-weight:600}
    tbody tr:last-child td{border-bottom:0}
    td{min-width:3rem;max-width:26rem}.n{text-align:right;white-space:nowrap}
    .note{color:var(--muted);font-size:.86rem;margin:.4rem 0}
    .number{font-weight:600}
    blockquote{margin:1rem 0;padding:0 1rem;border-left:3px solid var(--line);color:var(--muted)}
    @media(max-width:30rem){main{padding:1rem .8rem 3rem}h1{font-size:1.45rem}dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}th,td{padding:.3rem .5rem}}
    @media print{:root{--ground:#fff;--text:#000;--muted:#444;--line:#bbb;--soft:#fff;--link:#000}
    body{font-size:10pt}main{max-width:none;padding:0}.scroll{overflow:visible;border:0;width:auto}th,td{padding:.15rem .35rem;white-space:normal}
    table{font-size:7.5pt;width:100%}th{overflow-wrap:anywhere;white-space:normal}summary{list-style:none}figure svg{max-width:30rem}tr,figure svg{break-inside:avoid}h1,h2,h3,summary,details{break-after:avoid}}
    """
}

extension NotebookRun {
  var shownTitle: String { notebook.title.isEmpty ? "Notebook" : notebook.title }
}

extension NotebookRun.Answer {
  /// What the reader of the page sees behind the name: the cell as it stands in the file.
  var shownSource: String { cell.lines.dropLast().joined(separator: "\n") }
}
