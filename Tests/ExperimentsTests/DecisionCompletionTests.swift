import RegoalTesting
import Testing

@Suite("What is undetermined is so because of its completions")
struct DecisionCompletionTests {
  /// Each log is completed 200 times; the completed logs are decided by the same query.
  @Test("in, out and open are what 200 random completions do", arguments: 1...6)
  func completions(_ seed: Int) throws {
    var random = RandomLogs(seed: UInt64(seed))
    let logs = random.log(count: 25)
    let policy = random.policy(panel: 2)
    let before = try LogDatabase(logs).decisions(policy)
    var completed: [LoggedTrajectory] = []
    for log in logs where before[log.id] != nil {
      for turn in 0..<200 {
        var filled = Completion.random(log, policy, using: &random)
        filled = LoggedTrajectory(
          id: "\(log.id)/\(turn)", success: filled.success, detection: filled.detection,
          hasOutcome: filled.hasOutcome, attempts: filled.attempts)
        completed.append(filled)
      }
    }
    let after = try LogDatabase(completed).decisions(policy)
    for log in logs {
      guard let decision = before[log.id] else { continue }
      let results = (0..<200).compactMap { after["\(log.id)/\($0)"] }
      #expect(results.count == 200)
      #expect(results.allSatisfy { $0.decision != "undetermined" && $0.missing == nil })
      let isIn = results.map { $0.decision == "accepted" || $0.decision == "fallback" }
      switch decision.inOut {
      case "in": #expect(isIn.allSatisfy { $0 })
      case "out": #expect(!isIn.contains(true))
      default: #expect(isIn.contains(true) && isIn.contains(false), "\(policy) \(log) \(decision)")
      }
      if decision.decision != "undetermined" {
        #expect(results.allSatisfy { $0.decision == decision.decision && $0.k == decision.k })
        #expect(decision.missing == nil)
      } else {
        #expect(decision.missing != nil)
      }
    }
  }
}
