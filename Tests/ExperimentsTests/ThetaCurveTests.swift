import Foundation
import RegoalTesting
import SQLFiles
import Store
import Tables
import Testing
import Trajectories

@testable import Experiments

/// Three ways to the same answers: the queries, the facts in memory, and the transcription of the gate.
@Suite("The threshold's curve is the gate at every threshold")
struct ThetaCurveTests {
  static let combinations = DecisionPropertyTests.combinations
  static let isFull = ProcessInfo.processInfo.environment["REGOAL_FULL_PROPERTIES"] != nil

  private static func policy(_ policy: TranscribedPolicy) throws -> GatePolicy {
    GatePolicy(
      detection: policy.detection, theta: policy.theta, delta: policy.delta,
      attempts: policy.attempts, judges: policy.judges,
      fallback: try #require(.init(rawValue: policy.fallback)),
      voteValid: try #require(.init(rawValue: policy.voteValid)),
      onError: try #require(.init(rawValue: policy.onError)),
      weighting: try #require(.init(rawValue: policy.weighting)))
  }

  static func request(_ policy: TranscribedPolicy) throws -> GateRequest {
    GateRequest(
      detectConfig: policy.detection || policy.detectConfigGiven ? "d1" : nil, extractConfig: "o1",
      relabelConfig: "r1", policy: try Self.policy(policy))
  }

  private static func evaluation(
    _ database: LogDatabase, _ policy: TranscribedPolicy
  ) throws -> GateEvaluation {
    try request(policy).evaluation(in: database.store)
  }

  /// The names of runs, by row.
  static func names(_ store: Store) throws -> [Int64: String] {
    var names: [Int64: String] = [:]
    for row in try store.run("trajectory_names").rows {
      names[try #require(row[0].integer)] = row[1].text
    }
    return names
  }

  /// What the query answers, from facts in memory.
  static func decisions(
    _ evaluation: GateEvaluation, _ names: [Int64: String]
  ) -> [String: TranscribedDecision] {
    var decisions: [String: TranscribedDecision] = [:]
    for row in evaluation.rows {
      decisions[names[row.trajectory] ?? ""] = TranscribedDecision(
        decision: row.decision, k: row.k, confidence: row.confidence, weight: row.weight,
        inOut: row.inOut, missing: row.missingJSON)
    }
    return decisions
  }

  /// 10,000 logs in portions; every combination of fallback, panel, vote_valid and on_error meets three of
  /// them (all, with REGOAL_FULL_PROPERTIES), shifted from combination to combination.
  @Test("in SQL and in memory, on 10,000 random logs, for every policy")
  func agreement() throws {
    var random = RandomLogs(seed: 20_260_322)
    let size = 477
    let logs = random.log(count: 10_000)
    let portions: [LogDatabase] = try stride(from: 0, to: logs.count, by: size).map { start in
      try LogDatabase(Array(logs[start..<min(start + size, logs.count)]))
    }
    let names = try portions.map { try Self.names($0.store) }
    var points = 0
    var rows = 0
    for (shift, combination) in Self.combinations.enumerated() {
      for portion in portions.indices where Self.isFull || (portion + shift) % 7 == 0 {
        let database = portions[portion]
        let evaluation = try Self.evaluation(database, combination)
        let curve = ThetaCurve(evaluation)
        var parameters = LogDatabase.parameters(combination)
        parameters["theta"] = nil
        let table = try database.store.run("theta_curve", parameters)
        guard table == curve.table else {
          Issue.record("\(combination), portion \(portion)")
          return
        }
        rows += table.rows.count
        // At some end points, right above them, and half way to the next.
        for _ in 0..<(Self.isFull ? 2 : 1) {
          let piece = curve.pieces[Int(random.next() % UInt64(curve.pieces.count))]
          let thetas = [piece.low.nextUp, piece.high, piece.low, (piece.low + piece.high) / 2]
          for theta in thetas.prefix(Self.isFull ? 4 : 2) where theta <= piece.high {
            var policy = combination
            policy.theta = theta
            let expected = try database.decisions(policy)
            let found = Self.decisions(
              try Self.evaluation(database, policy), names[portion])
            guard expected == found else {
              Issue.record("\(policy), portion \(portion)")
              return
            }
            let counts = curve.counts(at: theta)
            func count(_ decision: String, _ inOut: String? = nil) -> Int {
              expected.values.filter {
                $0.decision == decision && (inOut == nil || $0.inOut == inOut)
              }.count
            }
            #expect(counts.processed == expected.count)
            #expect(counts[.accepted] == count("accepted"))
            #expect(counts[.fallback] == count("fallback"))
            #expect(counts[.rejected] == count("rejected"))
            #expect(counts.open == count("undetermined"))
            #expect(counts[.openIn] == count("undetermined", "in"))
            #expect(counts[.openOut] == count("undetermined", "out"))
            points += expected.count
          }
        }
      }
    }
    if Self.isFull { print("compared \(rows) rows of curves and \(points) decisions") }
    #expect(rows > 5_000)
    #expect(points > (Self.isFull ? 500_000 : 50_000))
  }

  @Test("piece by piece, on every one of the logs, for every policy")
  func pieces() throws {
    var random = RandomLogs(seed: 20_260_322)
    let logs = random.log(count: Self.isFull ? 10_000 : 1_500)
    let database = try LogDatabase(logs)
    let names = try Self.names(database.store)
    let byName = Dictionary(uniqueKeysWithValues: logs.map { ($0.id, $0) })
    for combination in Self.combinations {
      let evaluation = try Self.evaluation(database, combination)
      for run in evaluation.facts.runs.indices where evaluation.isMember(run) {
        let log = try #require(byName[names[evaluation.facts.runs[run]] ?? ""])
        var low = 0.0
        var before: GateEvaluation.Outcome?
        evaluation.forEachPiece(run) { outcome, high in
          if outcome == before || (before != nil && high <= low) {
            Issue.record("\(combination) \(log.id): pieces do not follow each other")
          }
          for theta in before == nil ? [low, (low + high) / 2, high] : [low.nextUp, high] {
            var policy = combination
            policy.theta = theta
            let expected = GateTranscription.decide(log, policy)
            if expected?.decision != outcome.decision || expected?.inOut != outcome.inOut {
              Issue.record("\(policy)\n\(log)\nis \(outcome)")
            }
          }
          low = high
          before = outcome
        }
        if low != 1 { Issue.record("\(combination) \(log.id): ends at \(low)") }
      }
    }
  }

  @Test("for every weighting, delta, K and with detection off", arguments: [17, 18, 19])
  func otherAxes(_ seed: UInt64) throws {
    var random = RandomLogs(seed: seed)
    let database = try LogDatabase(random.log(count: 300))
    let names = try Self.names(database.store)
    for _ in 0..<40 {
      let policy = random.policy(panel: 3)
      let evaluation = try Self.evaluation(database, policy)
      #expect(try Self.decisions(evaluation, names) == database.decisions(policy), "\(policy)")
      var parameters = LogDatabase.parameters(policy)
      parameters["theta"] = nil
      #expect(
        try database.store.run("theta_curve", parameters) == ThetaCurve(evaluation).table,
        "\(policy)")
    }
  }

  @Test("without runs is one row of zeros")
  func empty() throws {
    let store = try Store(path: ":memory:", access: .create, catalog: .embedded())
    let curve = ThetaCurve(try GateRequest().evaluation(in: store))
    #expect(curve.table.rows == [[.real(0), .real(1)] + Array(repeating: .integer(0), count: 8)])
    #expect(try store.run("theta_curve") == curve.table)
  }

  @Test(
    "reaches as far below c as the product in doubles allows",
    arguments: [0, 1e-300, 0.1, 0.2, 0.3, 0.4, 0.56, 0.7, 0.72, 0.8, 0.9, 1])
  func fallbackReach(_ c: Double) {
    for c in [c, c.nextUp, c.nextDown] where (0...1).contains(c) {
      let reach = GateEvaluation.fallbackReach(c)
      #expect(0.8 * reach <= c)
      #expect(0.8 * reach.nextUp > c)
    }
  }
}
