import GRDBSQLite
import RegoalTesting
import Tables
import Testing
import Trajectories

@testable import Experiments
@testable import Store

@Suite("A sweep's cost")
struct CallCostsTests {
  private func database(pricesVotes: Bool) throws -> LogDatabase {
    let database = try LogDatabase([])
    let sql = """
      INSERT INTO trajectory (id, digest, external_id, source_id, goal, success) VALUES
        (1, 'sha256:t1', 't1', 1, 'g', 0), (2, 'sha256:t2', 't2', 1, 'g', 0);
      INSERT INTO model_call (
        id, digest, answer_digest, stage, endpoint, model, series, request_json, answer_text,
        raw_answer, prompt_tokens, completion_tokens, latency_ms, tries, called_on) VALUES
        (1, 'sha256:c1', 'sha256:x1', 'relabel', 'e', 'mini', 'main', '{}', 'a', '{}', 1000, 100, 1, 1, '2026-02-01'),
        (2, 'sha256:c2', 'sha256:x2', 'relabel', 'e', 'mini', 'main', '{}', 'a', '{}', 2000, 200, 1, 1, '2026-02-01'),
        (3, 'sha256:c3', 'sha256:x3', 'judge', 'e', 'large', 'main', '{}', 'a', '{}', 1000, 50, 1, 1, '2026-02-01');
      INSERT INTO price (digest, model, valid_from, seq, prompt_usd_per_million, completion_usd_per_million)
      VALUES ('sha256:p1', 'mini', '2026-01-01', 1, 100.0, 1000.0);
      \(pricesVotes ? "INSERT INTO price (digest, model, valid_from, seq, prompt_usd_per_million, completion_usd_per_million) VALUES ('sha256:p2', 'large', '2026-01-01', 1, 500.0, 2000.0);" : "")
      INSERT INTO outcome (id, digest, trajectory_id, config_id)
      SELECT trajectory.id, 'sha256:o' || trajectory.id, trajectory.id, stage_config.id
      FROM trajectory JOIN stage_config ON stage = 'extract';
      INSERT INTO attempt (id, digest, outcome_id, config_id, k, hindsight_goal, valid, confidence, call_id)
      SELECT outcome.id, 'sha256:a' || outcome.id, outcome.id, stage_config.id, 1, 'h', 1, 0.9, outcome.id
      FROM outcome JOIN stage_config ON stage = 'relabel';
      INSERT INTO vote (digest, attempt_id, config_id, valid, confidence, call_id)
      SELECT 'sha256:v' || attempt.id, attempt.id, (SELECT config_id FROM config_name WHERE name = 'j1'),
        attempt.id = 1, 0.8, 3
      FROM attempt;
      """
    try database.store.write { connection in
      #expect(sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK)
    }
    return database
  }

  private func costs(_ database: LogDatabase) throws -> [[Double?]] {
    var request = GateRequest(extractConfig: "o1", relabelConfig: "r1")
    request.policy.detection = false
    request.policy.attempts = 1
    request.policy.fallback = .none
    let table = try Sweep(store: database.store).table(
      request, over: [Sweep.Values(axis: .judges, texts: ["none", "j1"])], at: [0.5]
    ).table
    #expect(table.columns.suffix(2) == ["cost_usd", "cost_usd_per_accepted"])
    return table.rows.indices.map { row in
      ["accepted", "cost_usd", "cost_usd_per_accepted"].map { table.value(row, $0).real }
    }
  }

  @Test("is that of the calls behind what the panel reads, for each accepted pair")
  func panels() throws {
    let costs = try costs(try database(pricesVotes: true))
    // Attempts: 0.1 + 0.1 and 0.2 + 0.2; the votes, from one call: 0.5 + 0.1.
    let expected: [[Double]] = [[2, 0.6, 0.3], [1, 1.2, 1.2]]
    for (row, values) in zip(costs, expected) {
      for (found, value) in zip(row, values) { #expect(abs((found ?? -1) - value) < 1e-12) }
    }
  }

  @Test("is not known where a call has no price, and has no column where no model was called")
  func unknown() throws {
    let costs = try costs(try database(pricesVotes: false))
    #expect(costs[0][2] != nil && costs[1][1] == nil && costs[1][2] == nil)
    let none = try LogDatabase([])
    let table = try Sweep(store: none.store).table(GateRequest()).table
    #expect(!table.columns.contains("cost_usd"))
  }
}
