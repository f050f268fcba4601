/// Pairs whose validity is known, with confidences of judges and verdicts of annotators of known accuracy.
///
/// - Validity: every task has a verdict of its own; each of its pairs has that one with probability √(task correlation),
///   else one drawn afresh. So noise is exact on average and two pairs of a task correlate as given.
/// - Judges: judge j's score of a pair is its mean + √ρ·(a number common to all judges of the pair) + √(1 − ρ)·(one of its
///   own), both standard normal (a Gaussian copula). The mean is z(se) for valid pairs and −z(sp) for invalid ones; so j
///   votes valid, score ≥ 0, with probability se and 1 − sp, whatever ρ. ρ correlates scores; the errors themselves
///   correlate less.
/// - Confidence = Φ(score) in (0, 1): it is at least ½ exactly where the vote is valid.
/// - Annotators err independently of everything, each with its own sensitivity and specificity.
public struct SyntheticCorpus: Sendable {
  /// How often a judge or annotator is right.
  public struct Accuracy: Equatable, Sendable {
    /// P[votes valid | valid], in (0, 1); annotators: in [0, 1].
    public let sensitivity: Double
    /// P[votes invalid | invalid], in (0, 1); annotators: in [0, 1].
    public let specificity: Double

    public init(sensitivity: Double, specificity: Double) {
      self.sensitivity = sensitivity
      self.specificity = specificity
    }
  }

  public let plan: SyntheticPlan
  /// By pair; a task's pairs follow each other.
  public let taskOf: [Int]
  /// By pair: the truth.
  public let isValid: [Bool]
  /// Of one pair after another, a confidence of each judge.
  public let confidences: [Double]
  /// Of one pair after another, a verdict of each annotator.
  public let ratings: [Bool]

  public init(_ plan: SyntheticPlan, using generator: inout some RandomNumberGenerator) {
    self.plan = plan
    let pairs = plan.tasks * plan.pairsPerTask
    var taskOf: [Int] = []
    var isValid: [Bool] = []
    var confidences: [Double] = []
    var ratings: [Bool] = []
    taskOf.reserveCapacity(pairs)
    isValid.reserveCapacity(pairs)
    confidences.reserveCapacity(pairs * plan.judges.count)
    ratings.reserveCapacity(pairs * plan.annotators.count)
    let likeTask = plan.taskCorrelation.squareRoot()
    let common = plan.judgeCorrelation.squareRoot()
    let own = (1 - plan.judgeCorrelation).squareRoot()
    let means = plan.means
    for task in 0..<plan.tasks {
      let isTaskInvalid = generator.happens(plan.noise)
      for _ in 0..<plan.pairsPerTask {
        let isLike = generator.happens(likeTask)
        let isInvalid = isLike ? isTaskInvalid : generator.happens(plan.noise)
        taskOf.append(task)
        isValid.append(!isInvalid)
        let shared = common * generator.normal()
        for mean in means {
          let score = (isInvalid ? mean.invalid : mean.valid) + shared + own * generator.normal()
          confidences.append(NormalDistribution.cumulative(score))
        }
        for annotator in plan.annotators {
          let right = isInvalid ? annotator.specificity : annotator.sensitivity
          ratings.append(generator.happens(right) != isInvalid)
        }
      }
    }
    self.taskOf = taskOf
    self.isValid = isValid
    self.confidences = confidences
    self.ratings = ratings
  }

  /// Whether all judges are at least this sure of a pair.
  public func isAccepted(_ pair: Int, threshold: Double) -> Bool {
    let judges = plan.judges.count
    return (0..<judges).allSatisfy { confidences[pair * judges + $0] >= threshold }
  }

  /// Valid at a confidence of ½ or more; nil: there are no judges, or more than 64.
  public var votes: VoteTable? {
    VoteTable(votes: confidences.map { $0 >= 0.5 }, judges: plan.judges.count)
  }
}
