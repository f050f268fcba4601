extension Chart {
  /// The chart as one SVG document that needs nothing beside it: readable on light and dark ground, its
  /// lines known without colour, with a title and a description for those who do not see it.
  /// - Parameter id: what its own names begin with, so that several fit into one page.
  public func svg(id: String = "chart") -> String {
    var drawing = SVGDrawing(id: id)
    switch kind {
    case .bar: draw(bars: &drawing)
    case .step, .line: draw(plot: &drawing)
    }
    return drawing.document(title: title, summary: summary)
  }

  /// The chart in a sentence.
  private var summary: String {
    let count = table.rows.count
    let lines =
      series.count > 1
      ? " for " + series.map(\.name).joined(separator: "; ")
      : ""
    return "\(yTitle) over \(xTitle)\(lines): \(count) \(count == 1 ? "row" : "rows")."
      + (note.map { " " + $0 } ?? "")
  }

  // MARK: Steps and lines

  private func draw(plot drawing: inout SVGDrawing) {
    let y = yScale
    let x = xScale
    let labels = y.ticks.map(TerminalText.rounded)
    let left = 14 + labels.reduce(0) { max($0, SVGDrawing.width($1)) }
    let right = SVGDrawing.width - 14
    let top = drawing.head(title, yTitle)
    let bottom = top + 210
    func across(_ value: Double) -> Double { left + x.share(value) * (right - left) }
    func down(_ value: Double) -> Double { bottom - y.share(value) * (bottom - top) }
    for (tick, label) in zip(y.ticks, labels) {
      drawing.line(left, down(tick), right, down(tick), "grid")
      drawing.text(left - 6, down(tick) + 4, label, "tick", anchor: "end")
    }
    for tick in x.ticks {
      drawing.line(across(tick), bottom, across(tick), bottom + 4, "axis")
      drawing.text(
        across(tick), bottom + 18, TerminalText.rounded(tick), "tick", anchor: "middle")
    }
    drawing.line(left, bottom, right, bottom, "axis")
    drawing.text((left + right) / 2, bottom + 36, xTitle, "tick", anchor: "middle")
    for (at, one) in series.enumerated() {
      // Stretches that touch are one shape: no seams.
      var band: [Point] = []
      for point in one.points + [Point(x: .nan, xEnd: .nan)] {
        let isOpen = point.low != point.high
        if let last = band.last, !isOpen || last.xEnd != point.x || kind == .line {
          let corners =
            band.flatMap { [($0.x, $0.high), ($0.xEnd, $0.high)] }
            + band.reversed().flatMap { [($0.xEnd, $0.low), ($0.x, $0.low)] }
          let half = kind == .line ? 3.0 : 0
          let path = corners.enumerated().map { place, corner in
            let side = half == 0 ? 0 : place == 1 || place == 2 ? half : -half
            return SVGDrawing.number(across(corner.0) + side) + " "
              + SVGDrawing.number(down(corner.1 ?? 0))
          }
          drawing.path("M" + path.joined(separator: "L") + "Z", "b s\(at % 6)")
          band = []
        }
        if isOpen { band.append(point) }
      }
    }
    for (at, one) in series.enumerated() {
      var path = ""
      var isDrawing = false
      for point in one.points {
        guard let low = point.low else {
          isDrawing = false
          continue
        }
        let start = (SVGDrawing.number(across(point.x)), SVGDrawing.number(down(low)))
        path += (isDrawing ? "L" : "M") + "\(start.0) \(start.1)"
        if kind == .step {
          path += "L\(SVGDrawing.number(across(point.xEnd))) \(start.1)"
        } else {
          drawing.dot(across(point.x), down(low), "d s\(at % 6)")
        }
        isDrawing = true
      }
      drawing.path(path, "l s\(at % 6)")
    }
    drawing.foot(bottom + 58, columns.by, legend, hasBand ? Chart.bandLabel : nil, note)
  }

  private var legend: [String] {
    series.count > 1 || !(series.first?.name.isEmpty ?? true) ? series.map(\.name) : []
  }

  // MARK: Bars

  private func draw(bars drawing: inout SVGDrawing) {
    let scale = yScale
    let labelWidth = names.reduce(0) { max($0, SVGDrawing.width($1)) }
    let left = min(14 + labelWidth, SVGDrawing.width / 2)
    let values = series.flatMap { $0.points.map { SVGDrawing.width(label($0)) } }
    let right = SVGDrawing.width - 14 - (values.max() ?? 0)
    let top = drawing.head(title, yTitle)
    let each = 18.0
    var down = top
    func across(_ value: Double) -> Double { left + scale.share(value) * (right - left) }
    for (at, name) in names.enumerated() {
      let start = down
      for (number, one) in series.enumerated() {
        for point in one.points where Int(point.x) == at {
          if let low = point.low, let high = point.high {
            drawing.rectangle(
              across(min(0, low)), down + 2, across(max(0, low)) - across(min(0, low)), each - 4,
              "f s\(number % 6)")
            if high != low {
              drawing.rectangle(
                across(low), down + 2, across(high) - across(low), each - 4, "b s\(number % 6)")
            }
          }
          let end = across(max(0, point.high ?? 0))
          drawing.text(end + 5, down + 13, label(point), "tick")
          down += each
        }
      }
      drawing.text(
        left - 6, (start + down) / 2 + 4, SVGDrawing.cut(name, to: left - 14), "tick",
        anchor: "end")
      down += series.count > 1 ? 8 : 4
    }
    drawing.line(left, top, left, down, "axis")
    drawing.foot(down + 18, columns.by, legend, hasBand ? Chart.bandLabel : nil, note)
  }
}
