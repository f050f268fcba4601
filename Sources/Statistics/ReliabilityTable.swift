/// How often a judge is right, by how sure it is: bins of about equal mass, ascending.
///
/// Of n confidences in order, the one at place i (from 0) belongs to bin ⌊bins·(i + ½)/n⌋. Equal confidences stay
/// together, in the bin of the middle of their places; so there may be fewer bins than asked for.
/// - Source: STATISTICS.md (calibration).
public struct ReliabilityTable: Equatable, Sendable {
  public struct Bin: Equatable, Sendable {
    /// Least and greatest confidence in it.
    public let confidences: Interval
    public let meanConfidence: Double
    /// Valid pairs of those in it.
    public let valid: Proportion
  }

  public let bins: [Bin]

  /// - Parameter bins: at most as many; below 1 is taken for 1.
  public init(_ sample: CalibrationSample, bins: Int = 10) {
    var found: [Bin] = []
    ReliabilityTable.eachBin(sample.confidences, sample.totals, sample.valids, bins) { bin in
      found.append(
        Bin(
          confidences: Interval(low: bin.low, high: bin.high),
          meanConfidence: bin.sum / Double(bin.total), valid: Proportion(bin.valid, of: bin.total)))
    }
    self.bins = found
  }

  struct Sums {
    var low: Double
    var high: Double
    /// Of confidences.
    var sum: Double
    var total: Int
    var valid: Int
  }

  /// Calls with every bin that is not empty, ascending.
  static func eachBin(
    _ confidences: [Double], _ totals: [Int], _ valids: [Int], _ bins: Int, _ body: (Sums) -> Void
  ) {
    let n = totals.reduce(0, +)
    let bins = max(1, bins)
    var before = 0
    var open: (place: Int, sums: Sums)?
    for at in confidences.indices where totals[at] > 0 {
      // Twice the middle place, so that it is whole.
      let place = bins * (2 * before + totals[at]) / (2 * n)
      before += totals[at]
      let confidence = confidences[at]
      if case (let current, var sums)? = open, current == place {
        sums.high = confidence
        sums.sum += confidence * Double(totals[at])
        sums.total += totals[at]
        sums.valid += valids[at]
        open = (place, sums)
        continue
      }
      if let open { body(open.sums) }
      open = (
        place,
        Sums(
          low: confidence, high: confidence, sum: confidence * Double(totals[at]),
          total: totals[at], valid: valids[at])
      )
    }
    if let open { body(open.sums) }
  }
}
