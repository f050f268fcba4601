internal import Foundation

/// A calibration with two parameters, for few ratings: 1/(1 + exp(−(intercept + slope·confidence))).
///
/// Fitted by maximum likelihood to Platt's targets, (N₊ + 1)/(N₊ + 2) for valid and 1/(N₋ + 2) for invalid pairs,
/// which keep it finite where confidences separate the two. It never decreases: where the best slope is negative, it
/// is 0.
/// - Source: STATISTICS.md (calibration below 200 ratings); Platt, 1999; Lin, Lin and Weng, 2007.
public struct PlattScaling: Equatable, Sendable {
  /// From 0.
  public let slope: Double
  public let intercept: Double

  /// - Returns: nil: nothing is rated.
  public init?(fitting sample: CalibrationSample) {
    guard sample.total > 0 else { return nil }
    let high = Double(sample.valid + 1) / Double(sample.valid + 2)
    let low = 1 / Double(sample.total - sample.valid + 2)
    let n = Double(sample.total)
    let targets = sample.confidences.indices.map {
      Double(sample.valids[$0]) * high + Double(sample.totals[$0] - sample.valids[$0]) * low
    }
    let mean = zip(sample.confidences, sample.totals).reduce(0) { $0 + $1.0 * Double($1.1) } / n
    let share = targets.reduce(0, +) / n
    /// About the mean confidence, where the two parameters hardly depend on each other.
    var (slope, middle) = (0.0, log(share / (1 - share)))
    func loss(_ slope: Double, _ middle: Double) -> Double {
      var sum = 0.0
      for at in targets.indices {
        let score = middle + slope * (sample.confidences[at] - mean)
        let total = Double(sample.totals[at])
        // ln(1 + e^s), whichever sign s has.
        sum += total * (max(score, 0) + log1p(exp(-abs(score)))) - targets[at] * score
      }
      return sum
    }
    var current = loss(slope, middle)
    for _ in 0..<200 {
      var (gradient, other) = (0.0, 0.0)
      var (square, mixed, plain) = (0.0, 0.0, 0.0)
      for at in targets.indices {
        let x = sample.confidences[at] - mean
        let p = 1 / (1 + exp(-(middle + slope * x)))
        let total = Double(sample.totals[at])
        let weight = total * p * (1 - p)
        gradient += x * (total * p - targets[at])
        other += total * p - targets[at]
        square += weight * x * x
        mixed += weight * x
        plain += weight
      }
      let determinant = square * plain - mixed * mixed
      guard determinant > 1e-14 * square * plain, determinant > 0 else { break }
      let step = (gradient * plain - other * mixed) / determinant
      let shift = (other * square - gradient * mixed) / determinant
      var scale = 1.0
      var next = loss(slope - step, middle - shift)
      // Near the optimum the loss itself only shows rounding.
      while next > current * (1 + 1e-12), scale > 1e-10 {
        scale /= 2
        next = loss(slope - scale * step, middle - scale * shift)
      }
      slope -= scale * step
      middle -= scale * shift
      current = next
      let isStill = abs(step) <= 1e-13 * max(1, abs(slope))
      if isStill, abs(shift) <= 1e-13 * max(1, abs(middle)) { break }
    }
    if slope > 0 {
      self.slope = slope
      intercept = middle - slope * mean
    } else {
      self.slope = 0
      intercept = log(share / (1 - share))
    }
  }

  /// A stored scaling.
  /// - Returns: nil: a parameter is not finite, or the slope negative.
  public init?(slope: Double, intercept: Double) {
    guard slope >= 0, slope.isFinite, intercept.isFinite else { return nil }
    self.slope = slope
    self.intercept = intercept
  }

  /// The calibrated confidence, in [0, 1].
  public func callAsFunction(_ confidence: Double) -> Double {
    1 / (1 + exp(-(intercept + slope * confidence)))
  }
}
