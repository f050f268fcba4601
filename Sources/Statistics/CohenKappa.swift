/// Cohen's κ of two raters, beside what it hides where a category is rare: prevalence, bias and PABAK.
///
/// κ = (P_o − P_e)/(1 − P_e) with P_e from each rater's own shares. With errors at 2 % two raters who agree on 94 % may
/// have κ below 0; PABAK, (k·P_o − 1)/(k − 1) for k categories, is κ as if all were equally frequent.
/// - Source: STATISTICS.md (agreement); Byrt, Bishop and Carlin, 1993, for PABAK and the indices.
public struct CohenKappa: Equatable, Sendable {
  /// Units that both rated.
  public let total: Int
  /// P_o; nil at n = 0.
  public let observed: Double?
  /// P_e; nil at n = 0.
  public let chance: Double?
  /// Share of each category, mean of the two raters; empty at n = 0.
  public let shares: [Double]
  private let counts: [Int]
  private let categories: Int

  /// At most 1; nil at n = 0, or where both use one and the same category only.
  public var value: Double? {
    guard let observed, let chance, chance < 1 else { return nil }
    return (observed - chance) / (1 - chance)
  }

  /// Prevalence- and bias-adjusted κ, in [−1/(k − 1), 1]; nil at n = 0 or with one category.
  public var pabak: Double? {
    guard let observed, categories > 1 else { return nil }
    return (Double(categories) * observed - 1) / Double(categories - 1)
  }

  /// |both yes − both no|/n, in [0, 1]; nil at n = 0, or unless there are two categories.
  public var prevalenceIndex: Double? {
    guard categories == 2, total > 0 else { return nil }
    return abs(Double(counts[0] - counts[3])) / Double(total)
  }

  /// |only first yes − only second yes|/n, in [0, 1]; nil as `prevalenceIndex`.
  public var biasIndex: Double? {
    guard categories == 2, total > 0 else { return nil }
    return abs(Double(counts[1] - counts[2])) / Double(total)
  }

  /// - Parameters:
  ///   - counts: units by category of the first rater (row), then of the second (column).
  ///   - categories: from 1.
  /// - Returns: nil: the table is not square, or a count negative.
  public init?(counts: [Int], categories: Int) {
    guard categories > 0, counts.count == categories * categories,
      counts.allSatisfy({ $0 >= 0 })
    else { return nil }
    self.init(counts, categories)
  }

  /// From a table of two categories; negative counts are taken for 0.
  public init(both: Int, onlyFirst: Int, onlySecond: Int, neither: Int) {
    self.init([both, onlyFirst, onlySecond, neither].map { max(0, $0) }, 2)
  }

  private init(_ counts: [Int], _ categories: Int) {
    self.counts = counts
    self.categories = categories
    total = counts.reduce(0, +)
    guard total > 0 else {
      observed = nil
      chance = nil
      shares = []
      return
    }
    let n = Double(total)
    var agreed = 0
    var rows = Array(repeating: 0, count: categories)
    var columns = rows
    for row in 0..<categories {
      agreed += counts[row * categories + row]
      for column in 0..<categories {
        rows[row] += counts[row * categories + column]
        columns[column] += counts[row * categories + column]
      }
    }
    observed = Double(agreed) / n
    chance = zip(rows, columns).reduce(0) { $0 + Double($1.0) / n * (Double($1.1) / n) }
    shares = zip(rows, columns).map { Double($0 + $1) / (2 * n) }
  }

  /// Units are drawn again.
  public func bootstrap(
    level: Double = 0.95, resamples: Int? = nil, using generator: inout some RandomNumberGenerator
  ) -> Bootstrap {
    Bootstrap(
      multiplicities: counts, level: level, resamples: resamples, using: &generator
    ) { CohenKappa($0, categories).value }
  }
}
