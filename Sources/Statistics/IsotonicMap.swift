/// A calibration that never decreases: confidence → share of valid pairs, by pooling adjacent violators.
///
/// The least-squares fit among all non-decreasing functions. Each pooled block of confidences has one value; between
/// blocks the map is linear, outside the fitted range it stays at the nearer end.
/// - Source: STATISTICS.md (calibration); Ayer et al., 1955.
public struct IsotonicMap: Equatable, Sendable {
  /// Break points: confidences in [0, 1], strictly ascending; at least one.
  public let confidences: [Double]
  /// The value at each, in [0, 1], never descending.
  public let values: [Double]

  /// - Returns: nil: nothing is rated.
  public init?(fitting sample: CalibrationSample) {
    guard sample.total > 0 else { return nil }
    // Blocks: first and last group, pairs, valid ones.
    var blocks: [(first: Int, last: Int, total: Int, valid: Int)] = []
    for at in sample.confidences.indices {
      var block = (first: at, last: at, total: sample.totals[at], valid: sample.valids[at])
      // Compared as fractions, in whole numbers: 2^31 pairs do not overflow.
      while let previous = blocks.last,
        previous.valid * block.total >= block.valid * previous.total
      {
        block.first = previous.first
        block.total += previous.total
        block.valid += previous.valid
        blocks.removeLast()
      }
      blocks.append(block)
    }
    var (confidences, values): ([Double], [Double]) = ([], [])
    for block in blocks {
      let value = Double(block.valid) / Double(block.total)
      confidences.append(sample.confidences[block.first])
      values.append(value)
      guard block.last > block.first else { continue }
      confidences.append(sample.confidences[block.last])
      values.append(value)
    }
    self.confidences = confidences
    self.values = values
  }

  /// A stored map.
  /// - Returns: nil: it has no points, or is not as described.
  public init?(confidences: [Double], values: [Double]) {
    guard !confidences.isEmpty, confidences.count == values.count,
      (confidences + values).allSatisfy({ $0 >= 0 && $0 <= 1 }),
      zip(confidences, confidences.dropFirst()).allSatisfy({ $0 < $1 }),
      zip(values, values.dropFirst()).allSatisfy({ $0 <= $1 })
    else { return nil }
    self.confidences = confidences
    self.values = values
  }

  /// The calibrated confidence, in [0, 1].
  public func callAsFunction(_ confidence: Double) -> Double {
    // The first break point at or above.
    var (low, high) = (0, confidences.count)
    while low < high {
      let middle = (low + high) / 2
      if confidences[middle] < confidence { low = middle + 1 } else { high = middle }
    }
    guard low < confidences.count else { return values[confidences.count - 1] }
    guard low > 0, confidences[low] > confidence else { return values[low] }
    let (from, to) = (confidences[low - 1], confidences[low])
    let share = (confidence - from) / (to - from)
    let value = values[low - 1] + share * (values[low] - values[low - 1])
    return min(max(value, values[low - 1]), values[low])
  }
}
