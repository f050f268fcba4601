internal import Foundation

/// Judges' sensitivities and specificities, and the share of valid pairs, from votes alone (Dawid and Skene's EM).
///
/// From q = mean vote: M: π, `se_j = Σqy/Σq`, `sp_j = Σ(1 − q)(1 − y)/Σ(1 − q)` over the votes of j; E:
/// `logit q = logit π + Σ_j [y·log(se/(1 − sp)) + (1 − y)·log((1 − se)/sp)]`; q of a pair with a gold verdict stays
/// that verdict. Probabilities are kept 10^-10 away from 0 and 1.
///
/// It takes the judges' errors to be independent given the truth. Where they are not, the noise it implies is far too
/// low (STATISTICS.md: 0.07 % where 4.04 % is true): never show it without what gold labels say beside it.
/// - Source: STATISTICS.md (noise without labels, and its limits); Dawid and Skene, 1979.
public struct DawidSkene: Sendable {
  /// Share of valid pairs, π, by population.
  public let prevalence: [Double]
  /// se: P[votes valid | valid], by judge.
  public let sensitivity: [Double]
  /// sp: P[votes invalid | invalid], by judge.
  public let specificity: [Double]
  public let rounds: Int
  /// Whether no q moved by the tolerance or more in the last round.
  public let isConverged: Bool
  /// Valid pairs among those with a gold verdict.
  public let gold: Proportion
  private let kindOf: [Int32]
  private let probabilities: [Double]

  /// - Parameters:
  ///   - gold: by pair, nil: not rated or no majority; empty: no gold labels.
  ///   - populations: of each pair, from 0, such as benchmarks; each has its own π, judges are taken to be as good in
  ///     all; empty: one.
  ///   - tolerance: nil: 10^-5, and 10^-10 for two judges in several populations, where the likelihood is flat.
  ///   - rounds: nil: at most 100, and 100,000 for two judges in several populations.
  /// - Throws: why the answer would mean nothing.
  public init(
    _ votes: VoteTable, gold: [Bool?] = [], populations: [Int] = [],
    tolerance: Double? = nil, rounds: Int? = nil
  ) throws(DawidSkeneRefusal) {
    let counts = try VoteCounts(votes, gold: gold, populations: populations)
    try counts.checkIdentified()
    let isFlat = counts.needsPopulations
    let tolerance = tolerance ?? (isFlat ? 1e-10 : 1e-5)
    let roundsMax = max(1, rounds ?? (isFlat ? 100_000 : 100))
    var q = counts.kinds.map(\.meanVote)
    var step = Maximisation(counts, q)
    var round = 0
    var isConverged = false
    while round < roundsMax, !isConverged {
      round += 1
      let next = step.expectation(counts)
      isConverged = zip(q, next).allSatisfy { abs($0 - $1) < tolerance }
      q = next
      step = Maximisation(counts, q)
    }
    for judge in 0..<votes.judges
    where step.sensitivity[judge] + step.specificity[judge] <= 1 + 1e-6 {
      // The excess over 1 of a judge who always says the same is made of the 10^-10 alone.
      throw .worseThanChance(
        judge: judge, sensitivity: step.sensitivity[judge], specificity: step.specificity[judge])
    }
    prevalence = step.prevalence
    sensitivity = step.sensitivity
    specificity = step.specificity
    self.rounds = round
    self.isConverged = isConverged
    self.gold = counts.gold
    kindOf = counts.kindOf
    probabilities = q
  }

  /// By pair: q, the probability that it is valid; nil: no votes and no gold verdict.
  public var validProbabilities: [Double?] {
    kindOf.map { $0 < 0 ? nil : probabilities[Int($0)] }
  }

  /// Mean of 1 − q over chosen pairs (accepted ones, say); nil: none of them has votes or a gold verdict.
  public func impliedNoise(where isChosen: (Int) -> Bool) -> Double? {
    var (sum, count) = (0.0, 0)
    for (pair, kind) in kindOf.enumerated() where kind >= 0 && isChosen(pair) {
      sum += 1 - probabilities[Int(kind)]
      count += 1
    }
    return count > 0 ? sum / Double(count) : nil
  }
}

/// What the votes imply, given q.
private struct Maximisation {
  private(set) var prevalence: [Double]
  private(set) var sensitivity: [Double]
  private(set) var specificity: [Double]

  init(_ counts: VoteCounts, _ q: [Double]) {
    var valid = Array(repeating: 0.0, count: counts.populations)
    var all = valid
    // By judge: votes for valid and for invalid, of valid and of invalid pairs.
    var votes = Array(repeating: (0.0, 0.0, 0.0, 0.0), count: counts.judges)
    for (kind, q) in zip(counts.kinds, q) {
      let n = Double(kind.count)
      valid[kind.population] += n * q
      all[kind.population] += n
      for judge in kind.judges {
        if kind.isValid(judge) {
          votes[judge].0 += n * q
          votes[judge].2 += n * (1 - q)
        } else {
          votes[judge].1 += n * q
          votes[judge].3 += n * (1 - q)
        }
      }
    }
    let tiny = 1e-10
    func share(_ one: Double, _ other: Double) -> Double {
      max(one, tiny) / (max(one, tiny) + max(other, tiny))
    }
    prevalence = zip(valid, all).map { share($0, $1 - $0) }
    sensitivity = votes.map { share($0.0, $0.1) }
    specificity = votes.map { share($0.3, $0.2) }
  }

  func expectation(_ counts: VoteCounts) -> [Double] {
    let forValid = zip(sensitivity, specificity).map { log($0 / (1 - $1)) }
    let forInvalid = zip(sensitivity, specificity).map { log((1 - $0) / $1) }
    let start = prevalence.map { log($0 / (1 - $0)) }
    return counts.kinds.map { kind in
      if let gold = kind.gold { return gold ? 1 : 0 }
      var logit = start[kind.population]
      for judge in kind.judges {
        logit += kind.isValid(judge) ? forValid[judge] : forInvalid[judge]
      }
      return 1 / (1 + exp(-logit))
    }
  }
}
