internal import Tables
internal import Trajectories

/// A run with all its facts as one JSON object, nothing cut. JSON of the source enters as its own text.
struct RunJSON {
  let facts: RunFacts

  var text: String {
    var members = [member("trajectory", .text(facts.name))]
    let run = facts.trajectory
    members += plain(
      run, 0,
      [
        "digest", "label", "external_id", "task_key", "benchmark", "domain", "model", "trial",
        "round", "goal", "system_prompt",
      ])
    members.append(member("file", .text(facts.file)))
    members.append(
      "\"groups\":{"
        + facts.groups.rows.map { member($0[0].text ?? "", $0[1]) }.joined(separator: ",") + "}")
    members.append(raw("tools", run.value(0, "tools_json")))
    members.append(
      array(
        "steps", facts.steps.rows.indices,
        { step in
          [member("step_index", .integer(Int64(step)))]
            + plain(facts.steps, step, ["turn", "kind", "call_id", "thought", "action_name"])
            + [raw("action_input", facts.steps.value(step, "action_input_json"))]
            + plain(facts.steps, step, ["observation"])
        }))
    members += plain(run, 0, ["final_answer", "failure_reason"])
    members += [flag("success", run.value(0, "success"))] + plain(run, 0, ["reward"])
    members.append(raw("metadata", run.value(0, "metadata_json")))
    members.append(
      array("detections", facts.detections.rows.indices) { object(facts.detections, $0) })
    members.append(
      array(
        "outcomes", facts.outcomes.rows.indices,
        { outcome in
          let digest = facts.outcomes.value(outcome, "outcome")
          return object(facts.outcomes, outcome)
            + [attempts(of: digest), collections(of: digest)]
        }))
    members.append(
      array("decisions", facts.decisions.rows.indices) { object(facts.decisions, $0) })
    return "{" + members.joined(separator: ",") + "}\n"
  }

  private func attempts(of outcome: Table.Value) -> String {
    let rows = RunFacts.rows(of: facts.attempts, where: "outcome", is: outcome)
    return array("attempts", rows) { attempt in
      let digest = facts.attempts.value(attempt, "attempt")
      let votes = RunFacts.rows(of: facts.votes, where: "attempt", is: digest)
      return object(facts.attempts, attempt, without: "outcome")
        + [array("votes", votes) { object(facts.votes, $0, without: "attempt") }]
    }
  }

  private func collections(of outcome: Table.Value) -> String {
    let rows = RunFacts.rows(of: facts.collections, where: "outcome", is: outcome)
    return array("collections", rows) { object(facts.collections, $0, without: "outcome") }
  }

  private static let flags: Set = ["is_failure", "recoverable", "valid", "is_last"]

  /// A row's columns; those whose names end in `_json` without that, as JSON.
  private func object(_ table: Table, _ row: Int, without: String? = nil) -> [String] {
    table.columns.filter { $0 != without }.map { column in
      let value = table.value(row, column)
      if column.hasSuffix("_json") { return raw(String(column.dropLast(5)), value) }
      return RunJSON.flags.contains(column) ? flag(column, value) : member(column, value)
    }
  }

  private func plain(_ table: Table, _ row: Int, _ columns: [String]) -> [String] {
    columns.map { member($0, table.value(row, $0)) }
  }

  private func member(_ name: String, _ value: Table.Value) -> String {
    let text =
      switch value {
      case .null: "null"
      case .integer(let integer): String(integer)
      case .real(let real): CanonicalJSON.text(of: real)
      case .text(let text): JSONText.quoted(text)
      }
    return JSONText.quoted(name) + ":" + text
  }

  private func flag(_ name: String, _ value: Table.Value) -> String {
    JSONText.quoted(name) + ":" + (value.integer.map { $0 != 0 ? "true" : "false" } ?? "null")
  }

  private func raw(_ name: String, _ value: Table.Value) -> String {
    JSONText.quoted(name) + ":" + (value.text ?? "null")
  }

  private func array(
    _ name: String, _ rows: some Sequence<Int>, _ members: (Int) -> [String]
  ) -> String {
    let objects = rows.map { "{" + members($0).joined(separator: ",") + "}" }
    return JSONText.quoted(name) + ":[" + objects.joined(separator: ",") + "]"
  }
}
