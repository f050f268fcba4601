/// Fisher's exact test of a table ((a, b), (c, d)): are a of a + b and c of c + d the same rate, given all four sums?
///
/// The two-sided p adds up all tables with these sums that are at most as probable as the one seen. Probabilities that
/// differ by less than 10^-10 of themselves count as equal, which is above rounding and below what tables differ by.
/// - Source: STATISTICS.md (noise of a policy against that of a wider one: dropped pairs against kept pairs).
public struct FisherExactTest: Equatable, Sendable {
  /// In (0, 1]; 0 only below the least double. 1 where a column is empty: nothing else could have been seen. nil
  /// where a row is empty: one of the rates is not known.
  public let pValue: Double?
  /// (a·d)/(b·c); nil at 0/0, infinity where only b·c is 0.
  public let oddsRatio: Double?

  /// - Parameters: counts of the first row, then the second; negative ones are taken for 0.
  public init(_ a: Int, _ b: Int, _ c: Int, _ d: Int) {
    let (a, b, c, d) = (max(0, a), max(0, b), max(0, c), max(0, d))
    let (above, below) = (Double(a) * Double(d), Double(b) * Double(c))
    oddsRatio = above == 0 && below == 0 ? nil : above / below
    let (row, column, total) = (a + b, a + c, a + b + c + d)
    let low = max(0, row + column - total)
    let high = min(row, column)
    guard low < high else {
      pValue = a + b > 0 && c + d > 0 ? 1 : nil
      return
    }
    // Weights relative to the mode's: all in [0, 1], their sum at least 1.
    let expected = Double(row + 1) * Double(column + 1) / Double(total + 2)
    let mode = min(max(Int(expected), low), high)
    var weights = Array(repeating: 0.0, count: high - low + 1)
    weights[mode - low] = 1
    for x in stride(from: mode + 1, through: high, by: 1) {
      let up = Double(row - x + 1) * Double(column - x + 1)
      weights[x - low] =
        weights[x - low - 1] * (up / (Double(x) * Double(total - row - column + x)))
    }
    for x in stride(from: mode - 1, through: low, by: -1) {
      let down = Double(x + 1) * Double(total - row - column + x + 1)
      weights[x - low] =
        weights[x - low + 1] * (down / (Double(row - x) * Double(column - x)))
    }
    let limit = weights[a - low] * (1 + 1e-10)
    var (tail, sum) = (0.0, 0.0)
    for weight in weights {
      sum += weight
      if weight <= limit { tail += weight }
    }
    pValue = weights[a - low] == 0 ? 0 : min(1, tail / sum)
  }
}
