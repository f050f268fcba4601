internal import Tables

/// Charts as files.
enum ChartFiles {
  /// Writes the SVG and, beside it, the Vega-Lite specification, in place of what was there.
  /// - Parameter path: ends in `.svg`.
  static func write(_ chart: Chart, to path: String) throws {
    try expectWritable(path)
    for (path, text) in zip(both(path), [chart.svg(), chart.vegaLite()]) {
      try TextFile.write(text, to: path)
      Console.note("wrote \(path)")
    }
  }

  /// That both files can be written, before there is a chart.
  /// - Throws: `CommandError`.
  static func expectWritable(_ path: String) throws {
    for path in both(path) { try TextFile.expectWritable(path) }
  }

  private static func both(_ path: String) -> [String] {
    [path, path.dropLast(".svg".count) + ".vl.json"]
  }
}
