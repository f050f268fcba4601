extension Chart {
  /// An axis: where it begins and ends, and the round numbers on it.
  struct Scale: Equatable {
    let ticks: [Double]
    var low: Double { ticks.first ?? 0 }
    var high: Double { ticks.last ?? 1 }

    /// Round numbers from at or below the least value to at or above the greatest.
    init(_ values: [Double], from zero: Bool) {
      var low = values.min() ?? 0
      var high = values.max() ?? 1
      if zero {
        low = min(low, 0)
        high = max(high, 0)
        // A share is drawn against the whole.
        if low == 0, high > 0.5, high <= 1 { high = 1 }
      }
      if low == high {
        high = low + (low == 0 ? 1 : abs(low))
        if !high.isFinite { (low, high) = (0, low) }
      }
      let least = high / 5 - low / 5
      // Beyond what round numbers can divide, the ends alone are named.
      guard least.isFinite, least > 1e-290, max(abs(low), abs(high)) / least < 1e9 else {
        ticks = low < high ? [low, high] : [0, 1]
        return
      }
      let step = Scale.step(least)
      let first = (low / step).rounded(.down)
      let last = max((high / step - 1e-9).rounded(.up), first + 1)
      let round = stride(from: first, through: last, by: 1).map { Scale.product($0, step) }
      ticks = round.allSatisfy(\.isFinite) ? round : [low, high]
    }

    /// 1, 2 or 5 times a power of ten, at least as large.
    private static func step(_ least: Double) -> Double {
      var power = 1.0
      while power > least { power /= 10 }
      while power * 10 <= least { power *= 10 }
      for factor in [1.0, 2, 5] where power * factor >= least * (1 - 1e-9) { return power * factor }
      return power * 10
    }

    /// Without the last digits that a product of doubles brings.
    private static func product(_ count: Double, _ step: Double) -> Double {
      step >= 1 ? count * step : count / (1 / step).rounded()
    }

    /// 0 at the low end, 1 at the high one.
    func share(_ value: Double) -> Double {
      let share = (value / 2 - low / 2) / (high / 2 - low / 2)
      return share.isNaN ? 0 : min(max(share, 0), 1)
    }
  }

  var yScale: Scale {
    Scale(series.flatMap { $0.points.flatMap { [$0.low, $0.high].compactMap { $0 } } }, from: true)
  }

  var xScale: Scale {
    Scale(series.flatMap { $0.points.flatMap { [$0.x, $0.xEnd] } }, from: false)
  }

  /// Whether some value is known only to lie between two.
  var hasBand: Bool { series.contains { $0.points.contains { $0.low != $0.high } } }

  static let bandLabel = "between the bounds: facts are missing"

  var xTitle: String {
    columns.x == columns.xEnd ? columns.x : Chart.common(columns.x, columns.xEnd)
  }
  var yTitle: String { Chart.common(columns.y, columns.yEnd) }

  /// `yield` for `yield_low` and `yield_high`.
  private static func common(_ one: String, _ other: String?) -> String {
    for end in ["_low", "_high"] where one.hasSuffix(end) && other != nil {
      return String(one.dropLast(end.count))
    }
    return one
  }

  /// `1`, or `0.25…0.5` where only bounds are known; a dash where nothing is.
  func label(_ point: Point) -> String {
    guard let low = point.low else { return "–" }
    guard let high = point.high, high != low else { return TerminalText.rounded(low) }
    return TerminalText.rounded(low) + "…" + TerminalText.rounded(high)
  }
}
