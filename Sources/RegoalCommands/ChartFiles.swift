internal import Tables

/// Charts as files.
enum ChartFiles {
  /// Writes the SVG and, beside it, the Vega-Lite specification, in place of what was there.
  /// - Parameter path: ends in `.svg`.
  static func write(_ chart: Chart, to path: String) throws {
    let specification = path.dropLast(".svg".count) + ".vl.json"
    for (path, text) in [(path, chart.svg()), (String(specification), chart.vegaLite())] {
      try TextFile.write(text, to: path)
      Console.note("wrote \(path)")
    }
  }
}
