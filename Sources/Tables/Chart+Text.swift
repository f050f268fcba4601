extension Chart {
  /// The chart as lines of text, with a final newline.
  /// - Parameter width: columns of the terminal; at least 40 are used.
  public func text(width: Int = 80) -> String {
    let width = max(40, min(width, 80))
    var lines = title.isEmpty ? [] : [TerminalText.safe(title)]
    if table.rows.isEmpty {
      lines.append("(no rows)")
    } else {
      lines += kind == .bar ? bars(width) : plot(width)
    }
    if hasBand { lines.append("░ " + Chart.bandLabel) }
    if let note { lines.append(TerminalText.safe(note)) }
    return lines.map { TerminalText.padded($0, to: TerminalText.width($0)) + "\n" }.joined()
  }

  /// Marks of the series, so that each is known without colour.
  private var marks: [Character] {
    let drawn: [Character] =
      kind == .line ? Array("●○■□◆◇▲△") : series.count <= 5 ? Array("━─═┅┄") : []
    let letters = Array("abcdefghijklmnopqrstuvwxyz")
    let all = series.count <= drawn.count ? drawn : letters
    return series.indices.map { all[$0 % all.count] }
  }

  // MARK: Steps and lines

  private func plot(_ width: Int) -> [String] {
    let y = yScale
    let labels = y.ticks.map(TerminalText.rounded)
    let labelWidth = labels.reduce(0) { max($0, TerminalText.width($1)) }
    let columnCount = width - labelWidth - 2
    let each = max(2, 15 / (y.ticks.count - 1))
    let rowCount = (y.ticks.count - 1) * each + 1
    var canvas = Array(
      repeating: Array(repeating: Character(" "), count: columnCount), count: rowCount)
    func row(_ value: Double) -> Int {
      rowCount - 1 - Int((y.share(value) * Double(rowCount - 1)).rounded())
    }
    let x = xScale
    // What each series shows in each column.
    let columns = series.map { one in
      (0..<columnCount).map { at -> Point? in
        kind == .step
          ? step(one, x.low + (Double(at) + 0.5) / Double(columnCount) * (x.high - x.low))
          : nil
      }
    }
    for one in series.indices {
      for at in 0..<columnCount {
        guard let point = columns[one][at], let low = point.low, let high = point.high,
          low != high
        else { continue }
        for line in row(high)...row(low) where canvas[line][at] == " " { canvas[line][at] = "░" }
      }
    }
    if kind == .line {
      drawLines(&canvas, columnCount) { row($0) }
    } else {
      for at in 0..<columnCount {
        // Where lines lie on each other, they take turns.
        var taken: [Int: [Int]] = [:]
        for one in series.indices {
          guard let point = columns[one][at], let low = point.low, let high = point.high else {
            continue
          }
          for line in Set([row(low), row(high)]) { taken[line, default: []].append(one) }
          if at > 0, let before = columns[one][at - 1]?.low {
            let ends = [row(before), row(low)].sorted()
            for line in ends[0]...ends[1] where canvas[line][at] == " " && line != row(low) {
              if line != row(before) { canvas[line][at] = "│" }
            }
          }
        }
        for (line, ones) in taken { canvas[line][at] = marks[ones[(at / 2) % ones.count]] }
      }
    }
    return framed(canvas, labels, labelWidth, each)
  }

  /// The point whose interval (x, xEnd] holds a value; the first one is closed at its beginning.
  private func step(_ one: Series, _ value: Double) -> Point? {
    one.points.first { value > $0.x && value <= $0.xEnd }
      ?? one.points.first.flatMap { $0.x == value ? $0 : nil }
  }

  private func drawLines(
    _ canvas: inout [[Character]], _ columnCount: Int, _ row: (Double) -> Int
  ) {
    let x = xScale
    func column(_ value: Double) -> Int {
      Int((x.share(value) * Double(columnCount - 1)).rounded())
    }
    for one in series {
      for (from, to) in zip(one.points, one.points.dropFirst()) {
        guard let start = from.low, let end = to.low else { continue }
        let first = column(from.x)
        let last = column(to.x)
        guard last > first + 1 else { continue }
        for at in (first + 1)..<last {
          let part = Double(at - first) / Double(last - first)
          let line = row(start + part * (end - start))
          if canvas[line][at] == " " { canvas[line][at] = "·" }
        }
      }
    }
    for (one, mark) in zip(series, marks).reversed() {
      for point in one.points {
        guard let low = point.low, let high = point.high else { continue }
        let at = column(point.x)
        if low != high {
          for line in row(high)...row(low) where " ·".contains(canvas[line][at]) {
            canvas[line][at] = "░"
          }
        }
        canvas[row(low)][at] = mark
        canvas[row(high)][at] = mark
      }
    }
  }

  /// With axes, their labels, and the legend.
  private func framed(
    _ canvas: [[Character]], _ labels: [String], _ labelWidth: Int, _ each: Int
  ) -> [String] {
    var lines = [yTitle]
    for (at, line) in canvas.enumerated() {
      let isTick = (canvas.count - 1 - at) % each == 0
      let label = isTick ? labels[(canvas.count - 1 - at) / each] : ""
      lines.append(
        TerminalText.padded(label, to: labelWidth, right: true) + (isTick ? " ┤" : " │")
          + String(line))
    }
    let count = canvas.first?.count ?? 0
    let x = xScale
    var axis = Array(repeating: Character("─"), count: count)
    var below = Array(repeating: Character(" "), count: count + labelWidth + 2)
    for tick in x.ticks {
      let at = min(Int(x.share(tick) * Double(count)), count - 1)
      axis[at] = "┴"
      let text = Array(TerminalText.rounded(tick))
      let start = min(max(labelWidth + 2 + at - text.count / 2, 0), below.count - text.count)
      for (offset, character) in text.enumerated() { below[start + offset] = character }
    }
    lines.append(String(repeating: " ", count: labelWidth) + " └" + String(axis))
    lines.append(String(below))
    lines.append(
      TerminalText.padded(
        TerminalText.safe(xTitle), to: count + labelWidth + 2, right: true))
    return lines.map(Chart.withoutTail) + legend(count + labelWidth + 2)
  }

  private func legend(_ width: Int) -> [String] {
    guard series.count > 1 || !(series.first?.name.isEmpty ?? true) else { return [] }
    let heading = TerminalText.safe(columns.by.joined(separator: ", ") + ":")
    var lines = [TerminalText.padded(heading, to: min(width, TerminalText.width(heading)))]
    for (one, mark) in zip(series, marks) {
      let text = TerminalText.padded(
        "\(mark) " + TerminalText.safe(one.name),
        to: min(width, TerminalText.width(TerminalText.safe(one.name)) + 2))
      if let last = lines.last, TerminalText.width(last) + 3 + TerminalText.width(text) <= width {
        lines[lines.count - 1] += "   " + text
      } else {
        lines.append(text)
      }
    }
    return lines
  }

  private static func withoutTail(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }

  // MARK: Bars

  private func bars(_ width: Int) -> [String] {
    let scale = yScale
    let isGrouped = series.count > 1
    var rows: [(label: String, point: Point)] = []
    for (at, name) in names.enumerated() {
      for one in series {
        for point in one.points where Int(point.x) == at {
          rows.append((isGrouped ? "\(name), \(one.name)" : name, point))
        }
      }
    }
    let labels = rows.map { TerminalText.safe($0.label) }
    let values = rows.map { label($0.point) }
    let labelWidth = min(labels.reduce(0) { max($0, TerminalText.width($1)) }, width * 2 / 5)
    let valueWidth = min(values.reduce(0) { max($0, TerminalText.width($1)) }, width / 3)
    let room = max(8, width - labelWidth - valueWidth - 3)
    var lines = [yTitle]
    for (at, row) in rows.enumerated() {
      let solid = Chart.blocks(row.point.low.map { scale.share(max(0, $0)) } ?? 0, room)
      let whole = Chart.blocks(row.point.high.map { scale.share(max(0, $0)) } ?? 0, room)
      let band = String(repeating: "░", count: max(0, whole.count - solid.count))
      let bar = TerminalText.padded(solid + band, to: room)
      lines.append(
        Chart.withoutTail(
          TerminalText.padded(labels[at], to: labelWidth) + " " + bar + " "
            + TerminalText.padded(values[at], to: valueWidth, right: true)))
    }
    return lines
  }

  /// A bar in eighths of a character.
  private static func blocks(_ share: Double, _ room: Int) -> String {
    let eighths = Int((share * Double(room * 8)).rounded())
    let parts = Array(" ▏▎▍▌▋▊▉")
    return String(repeating: "█", count: eighths / 8)
      + (eighths % 8 > 0 ? String(parts[eighths % 8]) : "")
  }
}
