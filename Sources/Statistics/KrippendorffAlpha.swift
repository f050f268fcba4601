/// Krippendorff's α: agreement beyond chance with any number of ratings a unit, missing ones included.
///
/// `o_ck = Σ_u pairs/(m_u − 1)` over units with m_u ≥ 2 ratings, `α = 1 − (n − 1)·Σ o_ck δ_ck / Σ n_c n_k δ_ck`.
/// δ is 1 for different categories (nominal), else the squared distance of their values (interval) or of their mid-ranks
/// among all ratings (ordinal: `Σ_{g=c..k} n_g − (n_c + n_k)/2` is exactly that distance). A sum of squared distances
/// within a unit follows from its sum and sum of squares, so the time grows as the number of ratings.
/// - Source: STATISTICS.md (agreement); Krippendorff, *Computing Krippendorff's Alpha-Reliability*, 2011.
public struct KrippendorffAlpha: Equatable, Sendable {
  public enum Metric: Equatable, Sendable {
    case nominal
    /// Categories in ascending order.
    case ordinal
    /// The value of each category; empty: 0, 1, 2, ….
    case interval(values: [Double])
  }

  /// Units with at least two ratings.
  public let units: Int
  /// n: their ratings.
  public let ratings: Int
  /// At most 1; nil: no unit has two ratings, all ratings are alike, or there are not as many values as categories.
  public let value: Double?

  public init(_ table: RatingTable, metric: Metric = .nominal) {
    self.init(table, table.multiplicities, metric)
  }

  /// Units are drawn again, those with at least two ratings only.
  public static func bootstrap(
    _ table: RatingTable, metric: Metric = .nominal, level: Double = 0.95, resamples: Int? = nil,
    using generator: inout some RandomNumberGenerator
  ) -> Bootstrap {
    let used = zip(table.raters, table.multiplicities).map { $0 > 1 ? $1 : 0 }
    return Bootstrap(
      multiplicities: used, level: level, resamples: resamples, using: &generator
    ) { KrippendorffAlpha(table, $0, metric).value }
  }

  private init(_ table: RatingTable, _ multiplicities: [Int], _ metric: Metric) {
    let categories = table.categories
    var totals = Array(repeating: 0.0, count: categories)
    var units = 0
    for (pattern, multiplicity) in multiplicities.enumerated()
    where multiplicity > 0 && table.raters[pattern] > 1 {
      units += multiplicity
      for category in 0..<categories {
        totals[category] +=
          Double(multiplicity) * Double(table.patterns[pattern * categories + category])
      }
    }
    let n = totals.reduce(0, +)
    self.units = units
    ratings = Int(n)
    guard totals.filter({ $0 > 0 }).count > 1,
      let values = KrippendorffAlpha.values(metric, totals)
    else {
      value = nil
      return
    }
    var disagreement = 0.0
    for (pattern, multiplicity) in multiplicities.enumerated()
    where multiplicity > 0 && table.raters[pattern] > 1 {
      let start = pattern * categories
      let m = Double(table.raters[pattern])
      let spread = KrippendorffAlpha.spread(m, categories, values) {
        Double(table.patterns[start + $0])
      }
      disagreement += Double(multiplicity) * spread / (m - 1)
    }
    let expected = KrippendorffAlpha.spread(n, categories, values) { totals[$0] }
    value = expected > 0 ? 1 - (n - 1) * disagreement / expected : nil
  }

  /// Σ over ordered pairs of δ.
  private static func spread(
    _ n: Double, _ categories: Int, _ values: [Double], _ count: (Int) -> Double
  ) -> Double {
    var squares = 0.0
    guard !values.isEmpty else {
      for category in 0..<categories { squares += count(category) * count(category) }
      return n * n - squares
    }
    var sum = 0.0
    for category in 0..<categories {
      sum += count(category) * values[category]
      squares += count(category) * values[category] * values[category]
    }
    return 2 * (n * squares - sum * sum)
  }

  /// Values about their mean; empty: nominal; nil: there are not as many as categories.
  private static func values(_ metric: Metric, _ totals: [Double]) -> [Double]? {
    var values: [Double] = []
    switch metric {
    case .nominal: return []
    case .interval(values: []): values = totals.indices.map(Double.init)
    case .interval(values: let given):
      guard given.count == totals.count else { return nil }
      values = given
    case .ordinal:
      var below = 0.0
      for total in totals {
        values.append(below + total / 2)
        below += total
      }
    }
    let sum = zip(values, totals).reduce(0) { $0 + $1.0 * $1.1 }
    let mean = sum / totals.reduce(0, +)
    return values.map { $0 - mean }
  }
}
