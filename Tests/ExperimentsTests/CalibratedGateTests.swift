import RegoalTesting
import Statistics
import Store
import Tables
import Testing
import Trajectories

@testable import Experiments

/// A policy that reads calibrated confidences, against the same policy on logs whose confidences were mapped before they
/// were stored.
@Suite("Calibrated confidences are read as if they had been given")
struct CalibratedGateTests {
  /// Maps of the relabeler and of two judges; the third keeps its own. One fold of the relabeler lacks a map.
  private static func maps(_ random: inout RandomLogs) throws -> [FittedCalibration.Maps] {
    func map(_ kind: Int) throws -> CalibrationMap {
      if kind == 0 {
        return .platt(
          try #require(
            PlattScaling(slope: Double(random.next() % 8), intercept: Double(random.next() % 5) - 3)
          ))
      }
      var confidences = Set((0..<kind).map { _ in Double(random.next() % 21) / 20 }).sorted()
      if kind == 3 { confidences = confidences.filter { $0 > 0.1 && $0 < 0.9 } + [0.925] }
      let values = confidences.map { _ in Double(random.next() % 21) / 20 }.sorted()
      return .isotonic(try #require(IsotonicMap(confidences: confidences, values: values)))
    }
    func config(_ name: String) -> String {
      StageConfig.undeclared(stage: .judge, label: "test", name: name).digest
    }
    return try [(StoredCalibration.relabelerKey, 3), (config("j1"), 0), (config("j2"), 6)].map {
      rater, kind in
      FittedCalibration.Maps(
        rater: rater, name: rater, rated: 1, map: try map(kind),
        folds: try (0..<StoredCalibration.foldCount).map {
          $0 == 2 && kind == 3 ? nil : try map(kind)
        })
    }
  }

  private static func mapped(
    _ logs: [LoggedTrajectory], _ maps: [FittedCalibration.Maps]
  ) throws -> [LoggedTrajectory] {
    try logs.map { log in
      let digest = Trajectory(
        sourceLabel: "test", id: log.id, goal: "g", steps: [], success: log.success
      ).digest
      let fold = Int(try #require(UInt32(digest.suffix(8), radix: 16)) % 5)
      func map(_ rater: Int, _ confidence: Double?) -> Double? {
        confidence.map { (maps[rater].folds[fold] ?? maps[rater].map)($0) }
      }
      var copy = log
      for at in copy.attempts.indices {
        copy.attempts[at].confidence = map(0, copy.attempts[at].confidence)
        for vote in copy.attempts[at].votes.indices {
          let place = ["j1": 1, "j2": 2][copy.attempts[at].votes[vote].judge]
          guard let place else { continue }
          copy.attempts[at].votes[vote].confidence = map(
            place, copy.attempts[at].votes[vote].confidence)
        }
      }
      return copy
    }
  }

  @Test("in SQL and in memory, for every policy", arguments: 1...6)
  func decisions(_ seed: Int) throws {
    var random = RandomLogs(seed: UInt64(seed) + 4_000)
    let logs = random.log(count: 150)
    let maps = try Self.maps(&random)
    let database = try LogDatabase(logs)
    let expected = try LogDatabase(try Self.mapped(logs, maps))
    try FittedCalibration(
      maps: maps, attempts: [], extractConfig: nil, relabelConfig: nil, series: "main"
    ).save(as: "may", in: database.store)
    #expect(try database.store.check(deep: true).filter { !$0.isFine } == [])
    let names = try ThetaCurveTests.names(database.store)
    var changed = 0
    for combination in DecisionPropertyTests.combinations {
      var policy = combination
      policy.theta = RandomLogs.thetas[Int(random.next() % 21)]
      var parameters = LogDatabase.parameters(policy)
      let plain = try expected.store.run("decisions", parameters)
      if try database.store.run("decisions", parameters) != plain { changed += 1 }
      parameters["confidence"] = .text(seed.isMultiple(of: 2) ? "calibrated" : "calibrated:may")
      guard try database.store.run("decisions", parameters) == plain else {
        Issue.record("decisions, \(policy)")
        return
      }
      var request = try GateRequest(policy)
      request.policy.confidence = .calibrated(seed.isMultiple(of: 2) ? nil : "may")
      let evaluation = try request.evaluation(in: database.store)
      #expect(
        ThetaCurveTests.decisions(evaluation, names) == (try expected.decisions(policy)),
        "\(policy)")
      #expect(
        try database.store.run("yield_by_failure_type", parameters)
          == expected.store.run("yield_by_failure_type", LogDatabase.parameters(policy)))
      parameters["theta"] = nil
      let curve = try database.store.run("theta_curve", parameters)
      #expect(curve == ThetaCurve(evaluation).table)
      parameters["confidence"] = nil
      #expect(try curve == expected.store.run("theta_curve", parameters))
    }
    #expect(changed > 20)
  }

  @Test("by the digest that a name means, which is part of what a policy is")
  func identity() throws {
    var random = RandomLogs(seed: 5)
    let database = try LogDatabase(random.log(count: 20))
    let maps = try Self.maps(&random)
    func save(_ name: String) throws {
      try FittedCalibration(
        maps: maps, attempts: [], extractConfig: nil, relabelConfig: nil, series: "main"
      ).save(as: name, in: database.store)
    }
    var request = GateRequest(detectConfig: "d1", extractConfig: "o1", relabelConfig: "r1")
    request.policy.confidence = .calibrated(nil)
    #expect(throws: NoiseError.unknownCalibration(name: nil, known: [])) {
      try ResolvedRequest(request, in: database.store)
    }
    try save("may")
    let report = try GateRunner(store: database.store).decide(request)
    let digest = try #require(
      try database.store.run("calibrations_named", ["name": .text("may")]).rows.first?[1].text)
    #expect(report.bodyJSON.contains("\"confidence\":\"calibrated:\(digest)\""))
    #expect(
      try GateRequest.last(in: database.store)?.policy.confidence == .calibrated(digest))
    request.policy.confidence = .recorded
    #expect(try !GateRunner(store: database.store).decide(request).bodyJSON.contains("confidence"))
    try save("june")
    request.policy.confidence = .calibrated(nil)
    #expect(
      throws: StoreError.severalPresent(parameter: "confidence", candidates: ["june", "may"])
    ) {
      try ResolvedRequest(request, in: database.store)
    }
    request.policy.confidence = .calibrated("april")
    #expect(throws: NoiseError.unknownCalibration(name: "april", known: ["june", "may"])) {
      try ResolvedRequest(request, in: database.store)
    }
    for text in ["calibrated", "calibrated:april", "raw"] {
      #expect(throws: (any Error).self) {
        try database.store.run("decisions", ["confidence": .text(text)])
      }
    }
  }
}
