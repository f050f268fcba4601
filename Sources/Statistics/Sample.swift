/// Mean and standard deviation of some values.
public struct Sample: Equatable, Sendable {
  public let count: Int
  /// nil: there are no values.
  public let mean: Double?
  /// With n − 1 below the line; nil: fewer than two values.
  public let standardDeviation: Double?

  public init(_ values: [Double]) {
    count = values.count
    guard !values.isEmpty else {
      mean = nil
      standardDeviation = nil
      return
    }
    let mean = values.reduce(0, +) / Double(count)
    self.mean = mean
    guard count > 1 else {
      standardDeviation = nil
      return
    }
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    standardDeviation = (squares / Double(count - 1)).squareRoot()
  }

  /// Student's interval for the mean that the values were drawn around.
  /// - Parameter level: in (0, 1).
  /// - Returns: nil for fewer than two values, or a level out of range.
  public func meanInterval(level: Double = 0.95) -> Interval? {
    guard let mean, let standardDeviation, level > 0, level < 1 else { return nil }
    let t = StudentT(degrees: Double(count - 1)).quantile(1 - (1 - level) / 2)
    let half = t * standardDeviation / Double(count).squareRoot()
    return Interval(low: mean - half, high: mean + half)
  }
}
