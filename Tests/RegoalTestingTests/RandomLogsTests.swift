import RegoalTesting
import Testing

@Suite struct RandomLogsTests {
  @Test("the same seed gives the same logs, another seed others")
  func seeded() {
    var one = RandomLogs(seed: 1)
    var same = RandomLogs(seed: 1)
    var other = RandomLogs(seed: 2)
    let log = one.log(count: 50)
    #expect(log == same.log(count: 50))
    #expect(log != other.log(count: 50))
    #expect(log.map(\.id) == (0..<50).map { "t\($0)" })
  }

  @Test("the generator is SplitMix64")
  func splitMix() {
    var logs = RandomLogs(seed: 1_234_567)
    #expect(
      [logs.next(), logs.next(), logs.next()] == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      ])
  }

  @Test("the logs hold every kind of row that the gate tells apart")
  func coverage() {
    var logs = RandomLogs(seed: 3)
    let log = logs.log(count: 4000)
    let attempts = log.flatMap(\.attempts)
    let votes = attempts.flatMap(\.votes)
    let detections = log.compactMap(\.detection)
    let statuses: Set = ["ok", "refused", "unparsable", "truncated", "error", "timeout"]
    #expect(Set(attempts.map(\.status)) == statuses)
    #expect(Set(votes.map(\.status)) == statuses)
    #expect(Set(votes.map(\.judge)) == Set(RandomLogs.judges))
    #expect(Set(log.map(\.success)) == [false, nil, true])
    let kinds: [String: Int] = [
      "no detection": log.count { $0.detection == nil },
      "no outcome": log.count { !$0.hasOutcome },
      "is_failure NULL": detections.count { $0.isFailure == nil },
      "r NULL": detections.count { $0.recoverable == nil },
      "w and v NULL": detections.count { $0.weight == nil && $0.severity == nil },
      "w = 0.3": detections.count { $0.weight == 0.3 },
      "v = 0.3": detections.count { $0.severity == 0.3 },
      "gap in k": log.count { run in
        (run.attempts.map(\.k).max() ?? 0) > run.attempts.count
      },
      "ok, no c": attempts.count { $0.status == "ok" && $0.confidence == nil },
      "ok, no b": attempts.count { $0.status == "ok" && $0.valid == nil },
      "vote ok, no c": votes.count { $0.status == "ok" && $0.confidence == nil },
      "vote ok, no verdict": votes.count { $0.status == "ok" && $0.valid == nil },
      "c = 0": attempts.count { $0.confidence == 0 },
      "c = 1": attempts.count { $0.confidence == 1 },
      "c = θ": attempts.count { $0.confidence == 0.5 },
      "c = 0.8 θ": attempts.count { $0.confidence == 0.8 * 0.7 },
      "c beside θ": attempts.count { $0.confidence == 0.5.nextDown },
      "valid, low": votes.count { $0.valid == true && $0.confidence.map { $0 < 0.3 } ?? false },
      "not valid, high": votes.count {
        $0.valid == false && $0.confidence.map { $0 > 0.7 } ?? false
      },
      "some judges only": attempts.count { (1...2).contains($0.votes.count) },
    ]
    for (kind, count) in kinds { #expect(count > 0, "\(kind)") }
    let shares = attempts.compactMap(\.confidence) + votes.compactMap(\.confidence)
    #expect(shares.allSatisfy { (0...1).contains($0) })
    #expect(log.allSatisfy { $0.hasOutcome || $0.attempts.isEmpty })
    #expect(log.allSatisfy { Set($0.attempts.map(\.k)).count == $0.attempts.count })
  }
}
