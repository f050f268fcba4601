internal import Foundation

/// What a synthetic corpus is made by, and what is true of it.
public struct SyntheticPlan: Equatable, Sendable {
  public let tasks: Int
  public let pairsPerTask: Int
  /// Share of invalid pairs, in [0, 1].
  public let noise: Double
  /// Of validity within a task, in [0, 1].
  public let taskCorrelation: Double
  public let judges: [SyntheticCorpus.Accuracy]
  /// ρ of the judges' scores, in [0, 1].
  public let judgeCorrelation: Double
  public let annotators: [SyntheticCorpus.Accuracy]

  /// - Returns: nil: a number out of range.
  public init?(
    tasks: Int, pairsPerTask: Int = 1, noise: Double, taskCorrelation: Double = 0,
    judges: [SyntheticCorpus.Accuracy] = [], judgeCorrelation: Double = 0,
    annotators: [SyntheticCorpus.Accuracy] = []
  ) {
    let shares = [noise, taskCorrelation, judgeCorrelation]
    let rates = annotators.flatMap { [$0.sensitivity, $0.specificity] }
    guard tasks >= 0, pairsPerTask >= 0,
      (shares + rates).allSatisfy({ $0 >= 0 && $0 <= 1 }),
      judges.flatMap({ [$0.sensitivity, $0.specificity] }).allSatisfy({ $0 > 0 && $0 < 1 })
    else { return nil }
    self.tasks = tasks
    self.pairsPerTask = pairsPerTask
    self.noise = noise
    self.taskCorrelation = taskCorrelation
    self.judges = judges
    self.judgeCorrelation = judgeCorrelation
    self.annotators = annotators
  }

  /// Mean score of each judge.
  var means: [(valid: Double, invalid: Double)] {
    judges.map {
      (
        NormalDistribution.quantile($0.sensitivity), -NormalDistribution.quantile($0.specificity)
      )
    }
  }

  /// Share of all pairs of which all judges are at least this sure.
  /// - Parameter threshold: in [0, 1].
  public func acceptedShare(threshold: Double) -> Double {
    let passing = passing(threshold)
    return (1 - noise) * passing.valid + noise * passing.invalid
  }

  /// The true noise among accepted pairs; nil: none is accepted.
  /// - Parameter threshold: in [0, 1].
  public func acceptedNoise(threshold: Double) -> Double? {
    let accepted = acceptedShare(threshold: threshold)
    return accepted > 0 ? noise * passing(threshold).invalid / accepted : nil
  }

  /// P[all judges pass | valid] and P[all judges pass | invalid]: the integral over the common part of the scores.
  private func passing(_ threshold: Double) -> (valid: Double, invalid: Double) {
    guard !judges.isEmpty, threshold > 0 else { return (1, 1) }
    let limit = NormalDistribution.quantile(threshold)
    let means = means
    let common = judgeCorrelation.squareRoot()
    let own = (1 - judgeCorrelation).squareRoot()
    func passing(_ means: [Double]) -> Double {
      guard own > 0 else {
        return NormalDistribution.cumulative((means.min() ?? 0) - limit)
      }
      func all(_ shared: Double) -> Double {
        means.reduce(1) {
          $0 * NormalDistribution.cumulative(($1 - limit + common * shared) / own)
        }
      }
      guard common > 0 else { return all(0) }
      // The trapezoid rule is exact to rounding for a smooth integrand that dies out.
      let (steps, reach) = (2_000, 9.0)
      var sum = 0.0
      for step in 0...steps {
        let shared = reach * (2 * Double(step) / Double(steps) - 1)
        sum += exp(-shared * shared / 2) * all(shared)
      }
      return sum * (2 * reach / Double(steps)) / (2 * Double.pi).squareRoot()
    }
    return (passing(means.map(\.valid)), passing(means.map(\.invalid)))
  }
}
