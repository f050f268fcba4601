/// Fleiss' κ: agreement of n ratings a unit beyond chance, whoever gave them.
///
/// `P_i = (Σ_j n_ij² − n)/(n(n − 1))`, `p_j = Σ_i n_ij/(Nn)`, `κ = (P̄ − Σp_j²)/(1 − Σp_j²)`.
/// - Source: STATISTICS.md (agreement); Fleiss, 1971.
public struct FleissKappa: Equatable, Sendable {
  /// n: ratings a unit, at least 2; 0 where no unit has as many.
  public let raters: Int
  /// N: units with exactly n ratings.
  public let units: Int
  /// Units with another number, which the formula has no place for.
  public let leftOut: Int
  /// P̄, in [0, 1]: share of agreeing pairs of ratings; nil at N = 0.
  public let observed: Double?
  /// Σp_j²; nil at N = 0.
  public let chance: Double?
  /// p_j: share of each category among the ratings; empty at N = 0.
  public let shares: [Double]

  /// At most 1; nil where nothing is rated, or everything is in one category.
  public var value: Double? {
    guard let observed, let chance, chance < 1 else { return nil }
    return (observed - chance) / (1 - chance)
  }

  /// - Parameter raters: n; nil: the number that most units have, from 2 on, the greater on a tie.
  public init(_ table: RatingTable, raters: Int? = nil) {
    self.init(table, table.multiplicities, raters ?? FleissKappa.usualRaters(table))
  }

  /// Units are drawn again, those with n ratings only.
  public static func bootstrap(
    _ table: RatingTable, raters: Int? = nil, level: Double = 0.95, resamples: Int? = nil,
    using generator: inout some RandomNumberGenerator
  ) -> Bootstrap {
    let n = raters ?? usualRaters(table)
    let used = zip(table.raters, table.multiplicities).map { $0 == n && n > 1 ? $1 : 0 }
    return Bootstrap(
      multiplicities: used, level: level, resamples: resamples, using: &generator
    ) { FleissKappa(table, $0, n).value }
  }

  private static func usualRaters(_ table: RatingTable) -> Int {
    table.unitsByRaters.filter { $0.key > 1 }
      .max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
  }

  private init(_ table: RatingTable, _ multiplicities: [Int], _ n: Int) {
    var units = 0
    var all = 0
    var agreement = 0.0
    var totals = Array(repeating: 0.0, count: table.categories)
    for (pattern, multiplicity) in multiplicities.enumerated() where multiplicity > 0 {
      all += multiplicity
      guard table.raters[pattern] == n, n > 1 else { continue }
      units += multiplicity
      var squares = 0.0
      let start = pattern * table.categories
      for category in 0..<table.categories {
        let count = Double(table.patterns[start + category])
        squares += count * count
        totals[category] += count * Double(multiplicity)
      }
      agreement += Double(multiplicity) * (squares - Double(n)) / Double(n * (n - 1))
    }
    raters = units > 0 ? n : 0
    self.units = units
    leftOut = all - units
    guard units > 0 else {
      observed = nil
      chance = nil
      shares = []
      return
    }
    let shares = totals.map { $0 / Double(units * n) }
    observed = agreement / Double(units)
    // Exactly 1 where one category has everything, whatever the rounding.
    chance = shares.contains(1) ? 1 : shares.reduce(0) { $0 + $1 * $1 }
    self.shares = shares
  }
}
