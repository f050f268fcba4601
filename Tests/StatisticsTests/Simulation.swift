import Foundation
import Statistics

/// How many corpora are drawn for each figure.
enum Simulation {
  /// `REGOAL_FULL_PROPERTIES` is set: 2,000 are drawn, which takes a minute, and figures are printed.
  static let isFull = ProcessInfo.processInfo.environment["REGOAL_FULL_PROPERTIES"] != nil
  static let rounds = isFull ? 2_000 : 200
  /// What a share of 200 rounds may miss by: about two standard deviations at 0.95.
  static let slack = isFull ? 0 : 0.03

  static let judges = [
    SyntheticCorpus.Accuracy(sensitivity: 0.9, specificity: 0.8),
    SyntheticCorpus.Accuracy(sensitivity: 0.85, specificity: 0.75),
  ]

  static func report(_ figure: String, _ value: Double) {
    if isFull { print("  \(figure): \((value * 10_000).rounded() / 10_000)") }
  }
}
