import Foundation
import RegoalTesting
import Testing

/// Whether the whole product of policies and logs is tried, which takes long: `REGOAL_FULL_PROPERTIES` is
/// `i/n`, the i-th from 0 of n shares of the policies.
private let share: (place: Int, count: Int)? = {
  let words = ProcessInfo.processInfo.environment["REGOAL_FULL_PROPERTIES"]?.split(separator: "/")
  guard let words, words.count == 2, let place = Int(words[0]), let count = Int(words[1]) else {
    return nil
  }
  return (place, count)
}()
private let isFull = share != nil

@Suite("The query 'decisions' and the transcription of the gate agree")
struct DecisionPropertyTests {
  static let logCount = 10_000
  static let panels: [[String]] = [[], ["j1"], ["j2", "j1"], ["j1", "j2", "j3"]]

  static let combinations: [TranscribedPolicy] = {
    var policies: [TranscribedPolicy] = []
    for fallback in ["none", "algorithm1", "reference"] {
      for judges in panels {
        for voteValid in ["required", "ignored"] {
          for onError in ["consume", "gap"] {
            policies.append(
              TranscribedPolicy(
                detection: true, detectConfigGiven: true, theta: 0.5, delta: 0.3, attempts: 3,
                judges: judges, fallback: fallback, voteValid: voteValid, onError: onError,
                weighting: "severity"))
          }
        }
      }
    }
    return policies
  }()

  /// Every fallback, panel, vote_valid and on_error at 21 thresholds. The short run cuts the logs into 21
  /// portions and gives each combination all thresholds, each on another portion, shifted from combination
  /// to combination; the full run (REGOAL_FULL_PROPERTIES=0/1) tries the whole product.
  @Test("on 10,000 random logs, for every policy and 21 thresholds, equality included")
  func agreement() throws {
    var random = RandomLogs(seed: 20_260_322)
    let logs = random.log(count: Self.logCount)
    let portions = 21
    let size = (logs.count + portions - 1) / portions
    let databases: [(logs: [LoggedTrajectory], database: LogDatabase)] =
      try isFull
      ? [(logs, LogDatabase(logs))]
      : stride(from: 0, to: logs.count, by: size).map { start in
        let portion = Array(logs[start..<min(start + size, logs.count)])
        return (portion, try LogDatabase(portion))
      }
    var compared = 0
    for (shift, combination) in Self.combinations.enumerated() {
      if let share, shift % share.count != share.place { continue }
      for step in 0...20 {
        var policy = combination
        policy.theta = Double(step) / 20
        let (portion, database) = databases[isFull ? 0 : (step + shift) % databases.count]
        compared += try compare(portion, database, policy)
      }
      if isFull { print("agreed so far: \(compared) decisions, combination \(shift)") }
    }
    #expect(compared >= (isFull ? 21 * 8_000 : 48 * 8_000))
  }

  @Test("for every weighting, delta, K and with detection off", arguments: [7, 8, 9])
  func otherAxes(_ seed: UInt64) throws {
    var random = RandomLogs(seed: seed)
    let logs = random.log(count: 400)
    let database = try LogDatabase(logs)
    for _ in 0..<60 { _ = try compare(logs, database, random.policy(panel: 2)) }
  }

  private func compare(
    _ logs: [LoggedTrajectory], _ database: LogDatabase, _ policy: TranscribedPolicy
  ) throws -> Int {
    let answers = try database.decisions(policy)
    var members = 0
    for log in logs {
      let expected = GateTranscription.decide(log, policy)
      if expected != nil { members += 1 }
      if answers[log.id] != expected {
        Issue.record(
          "\(policy)\n\(log)\nexpected \(String(describing: expected))\nis \(String(describing: answers[log.id]))"
        )
        return members
      }
    }
    #expect(answers.count == members)
    return members
  }
}
