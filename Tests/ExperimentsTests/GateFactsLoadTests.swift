import GRDBSQLite
import RegoalTesting
import Tables
import Testing
import Trajectories

@testable import Experiments
@testable import Store

/// What the random logs of the other suites do not have: a second series, attempts far apart, ids with holes.
@Suite("Facts for the gate are read as the query 'decisions' reads them")
struct GateFactsLoadTests {
  /// Every decision of some policies, from memory and from SQL.
  private func compare(
    _ database: LogDatabase, series: String, attempts: Int, _ random: inout RandomLogs
  ) throws -> Int {
    let names = try ThetaCurveTests.names(database.store)
    var undetermined = 0
    for _ in 0..<12 {
      var policy = random.policy(panel: 3)
      policy.attempts = attempts
      var request = try ThetaCurveTests.request(policy)
      request.series = series
      let evaluation = try request.evaluation(in: database.store)
      var parameters = LogDatabase.parameters(policy)
      parameters["series"] = .text(series)
      let expected = try database.store.run("decisions", parameters)
      let found = ThetaCurveTests.decisions(evaluation, names)
      #expect(found.count == expected.rows.count)
      for row in expected.rows {
        let decision = TranscribedDecision(
          decision: row[1].text ?? "", k: row[2].integer.map(Int.init), confidence: row[3].real,
          weight: row[4].real, inOut: row[5].text ?? "", missing: row[6].text)
        if decision.decision == "undetermined" { undetermined += 1 }
        #expect(found[row[0].text ?? ""] == decision, "\(policy), \(series)")
      }
    }
    return undetermined
  }

  @Test("in a series of its own over main, up to any K", arguments: [3, 9, 40])
  func series(_ attempts: Int) throws {
    var random = RandomLogs(seed: 17)
    let logs = random.log(count: 120)
    let database = try LogDatabase(logs)
    // The same runs, other answers, in a series; some of them with attempts beyond the eighth.
    var others = random.log(count: 120)
    for place in others.indices {
      others[place].success = logs[place].success
      // Its attempts are then on main's outcome.
      if place % 5 == 0 { others[place].hasOutcome = false }
    }
    try database.add(Array(others.prefix(60)), series: "again")
    try database.add(Array(others.suffix(40)), series: "again", spread: 4)
    for series in ["main", "again"] {
      let open = try compare(database, series: series, attempts: attempts, &random)
      #expect(open > 20, "gaps occur")
    }
  }

  @Test("with ids that lie far apart", arguments: [1 << 23, 1 << 40])
  func sparse(_ jump: Int) throws {
    var random = RandomLogs(seed: 23)
    let database = try LogDatabase(random.log(count: 60))
    try database.store.write { connection in
      let sql = """
        INSERT INTO trajectory (id, digest, external_id, source_id, goal, success)
        VALUES (\(jump), 'sha256:a', 'far', 1, 'g', 0);
        INSERT INTO outcome (id, digest, trajectory_id, config_id, achievements_json, observations_json)
        SELECT \(jump), 'sha256:b', \(jump), config_id, '[]', '[]' FROM outcome LIMIT 1;
        INSERT INTO attempt (id, digest, outcome_id, config_id, k, hindsight_goal, valid, confidence)
        SELECT \(jump), 'sha256:c', \(jump), config_id, 1, 'h', 1, 0.7 FROM attempt LIMIT 1;
        """
      #expect(sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK)
    }
    let more = random.log(count: 60).map { log in
      LoggedTrajectory(
        id: log.id + "-far", success: log.success, detection: log.detection,
        hasOutcome: log.hasOutcome, attempts: log.attempts)
    }
    try database.add(more)
    _ = try compare(database, series: "main", attempts: 3, &random)
  }
}
