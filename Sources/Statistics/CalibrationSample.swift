/// A judge's confidences beside human verdicts, counted by confidence.
///
/// Equal confidences stand together, so that no result depends on an order among them.
/// - Source: STATISTICS.md (calibration).
public struct CalibrationSample: Equatable, Sendable {
  /// Pairs with a confidence and a verdict.
  public let total: Int
  /// Of them, valid ones.
  public let valid: Int
  /// Each confidence once, ascending.
  let confidences: [Double]
  /// Pairs with each.
  let totals: [Int]
  /// Valid pairs with each.
  let valids: [Int]

  /// - Parameters:
  ///   - confidences: in [0, 1].
  ///   - isValid: the verdict on each.
  /// - Returns: nil: arrays of different lengths, or a confidence out of range.
  public init?(confidences: [Double], isValid: [Bool]) {
    guard confidences.count == isValid.count,
      confidences.allSatisfy({ $0 >= 0 && $0 <= 1 })
    else { return nil }
    var parts: [[Double]] = [[], []]
    for (confidence, isValid) in zip(confidences, isValid) {
      parts[isValid ? 1 : 0].append(confidence)
    }
    let invalidOnes = parts[0].sorted()
    let validOnes = parts[1].sorted()
    var (values, totals, valids): ([Double], [Int], [Int]) = ([], [], [])
    var (i, j) = (0, 0)
    while i < invalidOnes.count || j < validOnes.count {
      let next = min(
        i < invalidOnes.count ? invalidOnes[i] : 2, j < validOnes.count ? validOnes[j] : 2)
      let (from, other) = (i, j)
      while i < invalidOnes.count, invalidOnes[i] == next { i += 1 }
      while j < validOnes.count, validOnes[j] == next { j += 1 }
      values.append(next)
      totals.append(i - from + j - other)
      valids.append(j - other)
    }
    self.confidences = values
    self.totals = totals
    self.valids = valids
    total = confidences.count
    valid = validOnes.count
  }

  /// Mean (confidence − y)², y = 1 for valid, 0 for invalid; in [0, 1]; nil: nothing is rated.
  public var brier: Double? { CalibrationSample.brier(self, totals, valids) }

  /// Probability that a valid pair has the higher confidence of a valid and an invalid one, a tie counting ½; nil unless
  /// there are both.
  public var auroc: Double? { CalibrationSample.auroc(totals, valids) }

  /// Expected calibration error: Σ (n_b/n)·|share valid − mean confidence| over bins of equal mass; in [0, 1]; nil:
  /// nothing is rated.
  /// - Parameter bins: from 1; as in ``ReliabilityTable``.
  public func expectedCalibrationError(bins: Int = 10) -> Double? {
    CalibrationSample.calibrationError(self, totals, valids, bins)
  }

  /// What is to be resampled.
  public enum Measure: Equatable, Sendable {
    case brier
    case auroc
    case expectedCalibrationError(bins: Int)
  }

  /// Rated pairs are drawn again; bins are made anew from each resample.
  public func bootstrap(
    _ measure: Measure, level: Double = 0.95, resamples: Int? = nil,
    using generator: inout some RandomNumberGenerator
  ) -> Bootstrap {
    bootstrap([measure], level: level, resamples: resamples, using: &generator)[0]
  }

  /// Several measures of the same resamples.
  public func bootstrap(
    _ measures: [Measure], level: Double = 0.95, resamples: Int? = nil,
    using generator: inout some RandomNumberGenerator
  ) -> [Bootstrap] {
    // At each confidence, which kind the invalid and which the valid pairs are; −1: there are none.
    var multiplicities: [Int] = []
    var kinds: [(invalid: Int32, valid: Int32)] = []
    for at in confidences.indices {
      var kind: (invalid: Int32, valid: Int32) = (-1, -1)
      if totals[at] > valids[at] {
        kind.invalid = Int32(multiplicities.count)
        multiplicities.append(totals[at] - valids[at])
      }
      if valids[at] > 0 {
        kind.valid = Int32(multiplicities.count)
        multiplicities.append(valids[at])
      }
      kinds.append(kind)
    }
    var drawnTotals = totals
    var drawnValids = valids
    return Bootstrap.of(
      measures.count, multiplicities: multiplicities, level: level, resamples: resamples,
      using: &generator
    ) { drawn in
      for (at, kind) in kinds.enumerated() {
        let valid = kind.valid < 0 ? 0 : drawn[Int(kind.valid)]
        drawnTotals[at] = valid + (kind.invalid < 0 ? 0 : drawn[Int(kind.invalid)])
        drawnValids[at] = valid
      }
      return measures.map { measure in
        switch measure {
        case .brier: CalibrationSample.brier(self, drawnTotals, drawnValids)
        case .auroc: CalibrationSample.auroc(drawnTotals, drawnValids)
        case .expectedCalibrationError(let bins):
          CalibrationSample.calibrationError(self, drawnTotals, drawnValids, bins)
        }
      }
    }
  }

  private static func brier(
    _ sample: CalibrationSample, _ totals: [Int], _ valids: [Int]
  ) -> Double? {
    var (sum, n) = (0.0, 0)
    for at in totals.indices where totals[at] > 0 {
      let confidence = sample.confidences[at]
      sum += Double(valids[at]) * (1 - confidence) * (1 - confidence)
      sum += Double(totals[at] - valids[at]) * confidence * confidence
      n += totals[at]
    }
    return n > 0 ? sum / Double(n) : nil
  }

  private static func auroc(_ totals: [Int], _ valids: [Int]) -> Double? {
    var (below, valid, wins) = (0, 0, 0.0)
    for at in totals.indices {
      let invalid = totals[at] - valids[at]
      wins += Double(valids[at]) * (Double(below) + Double(invalid) / 2)
      below += invalid
      valid += valids[at]
    }
    return below > 0 && valid > 0 ? wins / (Double(below) * Double(valid)) : nil
  }

  private static func calibrationError(
    _ sample: CalibrationSample, _ totals: [Int], _ valids: [Int], _ bins: Int
  ) -> Double? {
    var (error, n) = (0.0, 0)
    ReliabilityTable.eachBin(sample.confidences, totals, valids, bins) { bin in
      error += abs(Double(bin.valid) - bin.sum)
      n += bin.total
    }
    return n > 0 ? error / Double(n) : nil
  }
}
