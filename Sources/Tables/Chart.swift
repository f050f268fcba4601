/// A drawing of a table's rows: steps over intervals, points on lines, or bars.
///
/// Every number in it is one of the table. It is written as text for a terminal, as SVG, and as a
/// Vega-Lite specification; the same table gives the same bytes.
public struct Chart: Equatable, Sendable {
  public enum Kind: String, CaseIterable, Sendable {
    /// A value that holds on an interval (x, xEnd]; x alone: up to the next row's x.
    case step
    /// A value at a point, joined to its neighbours.
    case line
    /// A value of each name.
    case bar
  }

  /// Which columns of the table it draws.
  public struct Columns: Equatable, Sendable {
    /// Numbers; for bars, names.
    public var x: String
    /// Ends of intervals, for steps.
    public var xEnd: String?
    /// Numbers; NULL leaves a gap.
    public var y: String
    /// Where the value is known only to lie between `y` and this one.
    public var yEnd: String?
    /// One line, or one group of bars, for each combination of these; empty: one in all.
    public var by: [String]

    public init(
      x: String, xEnd: String? = nil, y: String, yEnd: String? = nil, by: [String] = []
    ) {
      self.x = x
      self.xEnd = xEnd
      self.y = y
      self.yEnd = yEnd
      self.by = by
    }

    /// Every column that is named, each once.
    var all: [String] {
      ([x, xEnd, y, yEnd].compactMap { $0 } + by).reduce(into: []) { known, name in
        if !known.contains(name) { known.append(name) }
      }
    }
  }

  /// One mark: a stretch or point of x, and what y is there.
  struct Point: Equatable, Sendable {
    var x: Double
    var xEnd: Double
    /// nil: not known.
    var low: Double? = nil
    var high: Double? = nil
  }

  struct Series: Equatable, Sendable {
    var name: String
    var points: [Point]
  }

  public let title: String
  /// What stands under it, such as where its numbers come from.
  public let note: String?
  public let kind: Kind
  let columns: Columns
  let series: [Series]
  /// The series of each row of the table, as an index.
  let seriesOfRows: [Int]
  /// Names of bars, in order of appearance; empty for the others.
  let names: [String]
  let table: Table

  /// - Throws: `ChartError` for a column that is not there or holds no numbers.
  public init(
    _ table: Table, _ kind: Kind, _ columns: Columns, title: String
  ) throws(ChartError) {
    for name in columns.all where !table.columns.contains(name) {
      throw .unknownColumn(name, known: table.columns)
    }
    self.title = title
    self.note = table.note
    self.kind = kind
    self.columns = columns
    self.table = table
    // What is one value is one line or bar, however it is shown.
    let lines = DistinctValues(
      table.rows.indices.map { row in columns.by.map { table.value(row, $0) } })
    let bars = DistinctValues(
      kind == .bar ? table.rows.indices.map { [table.value($0, columns.x)] } : [])
    var series = lines.texts.map { Series(name: $0, points: []) }
    for row in table.rows.indices {
      let at = lines.places[row]
      var x: Double
      if kind == .bar {
        x = Double(bars.places[row])
      } else {
        guard let number = try Chart.number(table, row, columns.x) else { continue }
        x = number
      }
      let xEnd = try columns.xEnd.map { name throws(ChartError) in
        try Chart.number(table, row, name)
      }
      let low = try Chart.number(table, row, columns.y)
      let high = try columns.yEnd.map { name throws(ChartError) in
        try Chart.number(table, row, name)
      }
      let other = (high ?? nil) ?? low
      let bounds = low == nil ? [] : [low, other].compactMap { $0 }
      series[at].points.append(
        Point(x: x, xEnd: (xEnd ?? nil) ?? x, low: bounds.min(), high: bounds.max()))
    }
    // From left to right, whatever the order of the rows; what stands at one place keeps its own.
    for one in series.indices where kind != .bar {
      series[one].points = series[one].points.enumerated()
        .sorted { ($0.element.x, $0.offset) < ($1.element.x, $1.offset) }.map(\.element)
    }
    if kind == .step, columns.xEnd == nil {
      for one in series.indices {
        for at in series[one].points.indices.dropLast() {
          series[one].points[at].xEnd = series[one].points[at + 1].x
        }
      }
    }
    self.series = series
    self.names = bars.texts
    self.seriesOfRows = lines.places
  }

  /// - Returns: nil for NULL.
  private static func number(
    _ table: Table, _ row: Int, _ column: String
  ) throws(ChartError) -> Double? {
    let value = table.value(row, column)
    if value.isNull { return nil }
    guard let number = value.real, number.isFinite else {
      throw .notANumber(column: column, text: value.displayText)
    }
    return number
  }
}

/// What a chart cannot draw.
public enum ChartError: Error, Equatable {
  case unknownColumn(String, known: [String])
  case notANumber(column: String, text: String)
}
