internal import Crypto
internal import Tables
internal import Trajectories

/// Computes every digest again from the stored rows, and every decision again from the facts.
///
/// Rows are read one by one in the order of their ids; a run with its steps is what is in memory at most.
final class DeepCheck {
  /// Mismatches that are listed by name; all are counted.
  static let listed = 20

  /// What became of one row: `computed` is nil where its content cannot even be read.
  struct Verdict {
    let name: String
    let digest: String
    let computed: String?
  }

  private let store: Store
  private let progress: Store.CheckProgress?
  private var counts: [String: Int] = [:]
  private var named = 0

  init(store: Store, progress: Store.CheckProgress?) {
    self.store = store
    self.progress = progress
  }

  func findings() -> [Finding] {
    do {
      for row in try store.run("digested_rows").rows {
        counts[row[0].text ?? ""] = row[1].integer.map(Int.init)
      }
    } catch {
      return [Finding("digests", problem: Store.words(error, path: store.path))]
    }
    var findings: [Finding] = []
    for (table, query, verdict) in rules {
      findings += digests(of: table, query, verdict)
    }
    findings += digestsOfTrajectories()
    findings += digestsOfExports()
    findings += piecesOfCalibrations()
    return findings + decisions()
  }

  private typealias Rule = (
    table: String, query: String, verdict: (borrowing ResultRow) throws -> Verdict
  )

  private var rules: [Rule] {
    [
      ("stage_config", "check_configs", DigestedRow.config),
      ("lexicon", "check_lexicons", DigestedRow.lexicon),
      ("detection", "check_detections", DigestedRow.detection),
      ("outcome", "check_outcomes", DigestedRow.outcome),
      ("attempt", "check_attempts", DigestedRow.attempt),
      ("vote", "check_votes", DigestedRow.vote),
      ("collection", "check_collections", DigestedRow.collection),
      ("quarantine", "check_quarantine", DigestedRow.quarantined),
      ("gate_policy", "check_policies", DigestedRow.policy),
      ("annotation_frame", "check_frames", DigestedRow.frame),
      ("annotation", "check_annotations", DigestedRow.annotation),
      ("arm", "check_arms", DigestedRow.arm),
      ("evaluation", "check_evaluations", DigestedRow.evaluation),
      ("model_call", "check_calls", DigestedRow.call),
      ("prompt", "check_prompts", DigestedRow.prompt),
      ("price", "check_prices", DigestedRow.price),
      ("split", "check_splits", DigestedRow.split),
      ("split_member", "check_split_members", DigestedRow.splitMember),
      ("calibration", "check_calibrations", DigestedRow.calibration),
    ]
  }

  private func digests(
    of table: String, _ query: String, _ verdict: (borrowing ResultRow) throws -> Verdict
  ) -> [Finding] {
    tallied(table) { tally in
      try store.read { connection in
        try Statement(connection, try store.query(query)).forEachRow { row in
          tally(try verdict(row))
        }
      }
    }
  }

  /// Tasks with their groups, and runs with their steps.
  private func digestsOfTrajectories() -> [Finding] {
    let tasks = tallied("task") { tally in
      try store.read { connection in
        let groups = try Statement(connection, try store.query("load_groups"))
        try Statement(connection, try store.query("check_tasks")).forEachRow { row in
          var found: [TaskReference.Group] = []
          groups.bind(0, row.integer(0))
          try groups.forEachRow { group in
            found.append(.init(kind: group.text(0) ?? "", value: group.text(1) ?? ""))
          }
          let task = TaskReference(
            key: row.text(2), benchmark: row.text(3), domain: row.text(4), groups: found)
          tally(
            Verdict(
              name: task.key ?? "(no key)", digest: row.text(1) ?? "", computed: task.digest))
        }
      }
    }
    let trajectories = tallied("trajectory") { tally in
      try store.read { connection in
        let facts = FactReader(connection: connection, store: store)
        var json = CanonicalJSON(reservingCapacity: 1 << 16)
        try Statement(connection, try store.query("check_trajectories")).forEachRow { row in
          // A run whose source or task is not there cannot be loaded whole.
          let run: Trajectory?
          do { run = try facts.trajectory(row.integer(0) ?? 0).value } catch StoreError.missingRow {
            run = nil
          }
          tally(
            Verdict(
              name: row.text(1) ?? "", digest: row.text(2) ?? "",
              computed: run?.digest(using: &json)))
        }
      }
    }
    return tasks + trajectories
  }

  /// Exports with the lists of what their lines come from.
  private func digestsOfExports() -> [Finding] {
    tallied("export") { tally in
      for row in try store.run("check_exports").rows {
        var items = SHA256()
        var bytes: [UInt8] = []
        try store.exportItems(of: row[0].integer ?? 0) { item in
          item.append(to: &bytes)
          if bytes.count > 1 << 16 {
            items.update(data: bytes)
            bytes.removeAll(keepingCapacity: true)
          }
        }
        items.update(data: bytes)
        let listed = Digest.text(items.finalize())
        let isListed = row[3].text.map { $0 == listed } ?? true
        tally(
          Verdict(
            name: row[1].text ?? "", digest: row[1].text ?? "",
            computed: isListed ? row[2].text.map(Digest.of) : "items " + listed))
      }
    }
  }

  /// Runs the rows of a table past `tally`: a finding for the table, and one for each row that is wrong.
  private func tallied(_ table: String, _ rows: (_ tally: (Verdict) -> Void) throws -> Void)
    -> [Finding]
  {
    let total = counts[table] ?? 0
    var (seen, wrong) = (0, 0)
    var list: [Finding] = []
    progress?(table, 0, total)
    let check = "digests of \(table)"
    do {
      try rows { verdict in
        seen += 1
        if seen % 64 == 0 { progress?(table, seen, total) }
        guard verdict.computed != verdict.digest else { return }
        wrong += 1
        guard named < DeepCheck.listed else { return }
        named += 1
        let why =
          verdict.computed == nil
          ? "its content cannot be read" : "its content has another digest"
        list.append(
          Finding(
            verdict.name.isEmpty ? table : "\(table) \(verdict.name)",
            problem: "\(verdict.digest): \(why)"))
      }
    } catch {
      return list + [Finding(check, problem: Store.words(error, path: store.path))]
    }
    let rows = seen == 1 ? "1 row" : "\(seen) rows"
    guard wrong > 0 else { return [Finding(check, note: rows)] }
    let unlisted = wrong - list.count
    return list + [
      Finding(
        check,
        problem: "\(wrong) of \(rows) \(wrong == 1 ? "does" : "do") not match"
          + (unlisted > 0 ? " (\(unlisted) not listed)" : ""))
    ]
  }

  /// Whether the gate reads the maps that calibrations hold.
  private func piecesOfCalibrations() -> [Finding] {
    let check = "maps of calibrations"
    do {
      let found = try store.run("check_calibration_pieces")
      let (total, different) = (
        found.value(0, "total").integer ?? 0, found.value(0, "different").integer ?? 0
      )
      return [
        different == 0
          ? Finding(check, note: "\(total) pieces")
          : Finding(check, problem: "\(different) pieces are not what the calibrations say")
      ]
    } catch {
      return [Finding(check, problem: Store.words(error, path: store.path))]
    }
  }

  /// Applies every stored policy again. Runs that came since it was applied are no fault.
  private func decisions() -> [Finding] {
    let check = "decisions"
    do {
      let policies = try store.run("check_policies")
      let parameters = try store.parameterNames(of: "decisions")
      var (different, new, total) = (0, 0, 0)
      for row in policies.rows.indices {
        progress?(check, row, policies.rows.count)
        let values = Dictionary(
          uniqueKeysWithValues: parameters.map { ($0, policies.value(row, $0)) })
        let stored = try store.run("check_decisions", ["policy_id": policies.rows[row][0]]).rows
        let derived = try store.run("decisions", values).rows
        let now = Dictionary(
          derived.map { (ByteKey($0[0].text ?? ""), $0) }, uniquingKeysWith: { $1 })
        let wrong = stored.filter { now[ByteKey($0[0].text ?? "")] != $0 }.count
        different += wrong
        total += stored.count
        new += max(0, derived.count - stored.count)
      }
      guard different == 0 else {
        return [
          Finding(
            check,
            problem:
              "\(different) of \(total) are not what the facts say: damaged, or older than facts that came"
              + " since; 'regoal rerun gate' decides anew")
        ]
      }
      return [
        Finding(
          check, note: "\(total) rows" + (new > 0 ? "; \(new) more runs can be decided" : ""))
      ]
    } catch {
      return [Finding(check, problem: Store.words(error, path: store.path))]
    }
  }
}
