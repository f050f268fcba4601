internal import Statistics
internal import Tables

/// Label noise: how many accepted pairs people rate invalid, of those that they rated.
/// - Source: METHOD.md §5.
struct NoiseCount: Hashable, Sendable {
  /// Accepted pairs with a majority.
  var rated = 0
  var invalid = 0
  /// Accepted pairs that are rated, but with a tie or by nobody who is sure: in neither number.
  var unsettled = 0

  mutating func add(_ verdict: GoldRatings.Verdict?, times: Int = 1) {
    switch verdict {
    case .valid?: rated += times
    case .invalid?:
      rated += times
      invalid += times
    case .unsettled?: unsettled += times
    case nil: break
    }
  }

  static let columns = ["rated", "invalid", "unsettled", "noise", "noise_low", "noise_high"]

  /// As `columns` has them: the interval is Clopper and Pearson's at 95 %; NULL where nothing is rated.
  var values: [Table.Value] {
    let proportion = Proportion(invalid, of: rated)
    let interval = proportion.clopperPearson()
    return [
      .init(rated), .init(invalid), .init(unsettled), .init(proportion.rate),
      .init(interval?.low), .init(interval?.high),
    ]
  }
}
