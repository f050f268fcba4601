/// The rate behind the one that an imperfect judge reports: (p̂ + sp − 1)/(se + sp − 1).
///
/// The rate may be that of valid pairs (p̂: judged valid) or of invalid ones, as long as sensitivity and specificity
/// are meant alike.
/// - Source: STATISTICS.md (noise without labels); Rogan and Gladen, 1978.
public struct RoganGladen: Equatable, Sendable {
  /// Before it is cut to [0, 1].
  public let uncut: Double
  /// By the delta method, all three proportions being independent; nil: one of them has n = 0.
  public let variance: Double?

  /// In [0, 1].
  public var rate: Double { min(max(0, uncut), 1) }

  /// From known rates; the variance is left open.
  /// - Parameters: in [0, 1].
  /// - Returns: nil: se + sp ≤ 1 (the judge is no better than chance), or a rate out of range.
  public init?(apparent: Double, sensitivity: Double, specificity: Double) {
    self.init(apparent, sensitivity, specificity, variance: nil)
  }

  /// From measured ones.
  /// - Parameters:
  ///   - apparent: judged positive, of all judged.
  ///   - sensitivity: judged positive, of the truly positive.
  ///   - specificity: judged negative, of the truly negative.
  /// - Returns: nil: one of them has n = 0, or se + sp ≤ 1.
  public init?(apparent: Proportion, sensitivity: Proportion, specificity: Proportion) {
    guard let p = apparent.rate, let se = sensitivity.rate, let sp = specificity.rate,
      se + sp > 1
    else { return nil }
    let denominator = se + sp - 1
    let theta = (p + sp - 1) / denominator
    func variance(_ rate: Double, _ of: Proportion) -> Double {
      rate * (1 - rate) / Double(of.total)
    }
    let above: Double =
      variance(p, apparent) + theta * theta * variance(se, sensitivity)
      + (1 - theta) * (1 - theta) * variance(sp, specificity)
    self.init(p, se, sp, variance: above / (denominator * denominator))
  }

  private init?(_ p: Double, _ se: Double, _ sp: Double, variance: Double?) {
    guard [p, se, sp].allSatisfy({ $0 >= 0 && $0 <= 1 }), se + sp > 1 else { return nil }
    uncut = (p + sp - 1) / (se + sp - 1)
    self.variance = variance
  }

  /// The normal interval, cut to [0, 1].
  /// - Parameter level: in (0, 1).
  /// - Returns: nil: no variance, or a level out of range.
  public func interval(level: Double = 0.95) -> Interval? {
    guard let variance, level > 0, level < 1 else { return nil }
    let half = NormalDistribution.quantile(1 - (1 - level) / 2) * variance.squareRoot()
    return Interval(
      low: min(max(0, uncut - half), 1), high: min(max(0, uncut + half), 1))
  }
}
