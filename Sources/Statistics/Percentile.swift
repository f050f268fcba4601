/// Percentiles by the nearest rank: values that were observed, none between them.
public enum Percentile {
  /// The least value that at least `percent` of 100 of all values do not exceed.
  /// - Parameters:
  ///   - percent: 1...100; what lies outside is taken for the nearer end.
  ///   - values: ascending.
  /// - Returns: nil: there are no values.
  public static func nearestRank(_ percent: Int, ofSorted values: [Double]) -> Double? {
    guard !values.isEmpty else { return nil }
    let rank = (min(max(percent, 1), 100) * values.count + 99) / 100
    return values[rank - 1]
  }
}
