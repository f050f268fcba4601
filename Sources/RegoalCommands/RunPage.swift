internal import Foundation
internal import Tables

/// A run with all its facts, for reading.
struct RunPage {
  /// Lines of a thought, an observation or an answer, unless all is asked for.
  static let longText = 10
  /// Lines of what is the same in many runs: system prompt, tool schemas, metadata.
  static let sideText = 3

  let facts: RunFacts
  private var page: TextPage

  init(_ facts: RunFacts, on page: TextPage) {
    self.facts = facts
    self.page = page
    write()
  }

  var text: String { page.text }

  private mutating func write() {
    head()
    page.heading("Goal")
    page.paragraph(value("goal") ?? "", lines: RunPage.longText, style: .bold)
    steps()
    for (title, column) in [
      ("Final answer", "final_answer"), ("Stated failure reason", "failure_reason"),
    ] {
      guard let text = value(column) else { continue }
      page.heading(title)
      page.paragraph(text.isEmpty ? "(empty)" : text, lines: RunPage.longText)
    }
    detections()
    outcomes()
    decisions()
  }

  // MARK: The run

  private func value(_ column: String) -> String? {
    let value = facts.trajectory.value(0, column)
    return value.isNull ? nil : value.words
  }

  /// A label of the head: a digest fits into 80 columns behind it.
  private mutating func note(_ label: String, _ text: String, lines: Int? = nil) {
    page.field(label, text, labelWidth: 9, lines: lines)
  }

  private mutating func head() {
    let success = facts.trajectory.value(0, "success").integer
    let state =
      success.map { $0 == 1 ? "succeeded" : "failed" } ?? "outcome not stated"
    page.paragraph("\(facts.name): \(state)", indent: 0, style: .bold)
    note(
      "source", [value("label"), facts.file].compactMap { $0 }.joined(separator: ", "))
    let groups = facts.groups.rows.map { "\($0[0].words) \($0[1].words)" }
    let task = [value("task_key"), value("benchmark"), value("domain")].compactMap { $0 } + groups
    if !task.isEmpty { note("task", task.joined(separator: ", ")) }
    let run = [
      value("model"), value("trial").map { "trial \($0)" }, value("round").map { "round \($0)" },
      value("reward").map { "reward \($0)" },
    ].compactMap { $0 }
    if !run.isEmpty { note("run", run.joined(separator: ", ")) }
    note("digest", facts.digest)
    for (label, column) in [
      ("system", "system_prompt"), ("tools", "tools_json"), ("metadata", "metadata_json"),
    ] {
      if let text = value(column) { note(label, text, lines: RunPage.sideText) }
    }
  }

  private mutating func steps() {
    let steps = facts.steps
    page.heading("Steps", note: "\(steps.rows.count)")
    if steps.rows.isEmpty { page.paragraph("none") }
    for row in steps.rows.indices {
      if row > 0 { page.blank() }
      let turn = steps.value(row, "turn")
      let kind = steps.value(row, "kind").text
      let notes = [turn.isNull ? nil : "turn \(turn.words)", kind].compactMap { $0 }
      page.paragraph(
        "[\(row)]" + (notes.isEmpty ? "" : "  " + notes.joined(separator: ", ")), indent: 0,
        style: .bold)
      if let thought = steps.value(row, "thought").text {
        page.field("thought", thought, indent: 2, lines: RunPage.longText)
      }
      let action = [
        steps.value(row, "action_name").text, steps.value(row, "action_input_json").text,
      ].compactMap { $0 }
      if !action.isEmpty {
        page.field(
          "action", action.joined(separator: " "), indent: 2, lines: RunPage.longText)
      }
      if let observation = steps.value(row, "observation").text {
        page.field("observation", observation, indent: 2, lines: RunPage.longText)
      }
    }
  }

  // MARK: The stages

  /// A config's name, its series if that is not the main one, and whether rules answered.
  private func source(_ table: Table, _ row: Int, _ column: String) -> String {
    ([table.value(row, column).words] + remarks(table, row)).joined(separator: "; ")
  }

  private func remarks(_ table: Table, _ row: Int) -> [String] {
    let series = table.value(row, "series").text ?? ""
    let engine = table.value(row, "engine").text ?? ""
    return (series == "main" ? [] : ["series \(series)"])
      + (EngineMark.text(of: engine).map { [$0] } ?? [])
  }

  private static func yes(_ value: Table.Value, _ yes: String, _ no: String) -> String? {
    value.integer.map { $0 != 0 ? yes : no }
  }

  private mutating func detections() {
    let table = facts.detections
    for row in table.rows.indices {
      page.heading("Detection", note: source(table, row, "detect_config"))
      let weight = table.value(row, "weight")
      let facts = [
        RunPage.yes(table.value(row, "is_failure"), "a failure", "no failure"),
        table.value(row, "failure_type").text,
        table.value(row, "severity").real.map { "severity \(TerminalText.rounded($0))" },
        weight.real.map {
          "weight \(TerminalText.rounded($0))"
            + (table.value(row, "weight_origin").text == "derived" ? " (1 - severity)" : "")
        },
        RunPage.yes(table.value(row, "recoverable"), "recoverable", "not recoverable"),
      ].compactMap { $0 }
      page.paragraph(facts.joined(separator: ", "))
      if let explanation = table.value(row, "explanation").text, !explanation.isEmpty {
        page.paragraph(explanation, lines: RunPage.longText)
      }
    }
  }

  private mutating func outcomes() {
    let table = facts.outcomes
    for row in table.rows.indices {
      page.heading("Outcome", note: source(table, row, "extract_config"))
      for (label, column) in [
        ("achieved", "achievements_json"), ("observed", "observations_json"),
      ] {
        let texts = RunPage.texts(table.value(row, column).text)
        guard !texts.isEmpty else { continue }
        page.paragraph(label + ":")
        page.list(texts, indent: 4, lines: RunPage.longText)
      }
      if let limitations = table.value(row, "limitations").text, !limitations.isEmpty {
        page.paragraph("limits: " + limitations, lines: RunPage.longText)
      }
      let outcome = table.value(row, "outcome")
      for attempt in RunFacts.rows(of: facts.attempts, where: "outcome", is: outcome) {
        self.attempt(attempt)
      }
      for collection in RunFacts.rows(of: facts.collections, where: "outcome", is: outcome) {
        self.collection(collection)
      }
    }
  }

  private static func texts(_ json: String?) -> [String] {
    json.flatMap { try? JSONDecoder().decode([String].self, from: Data($0.utf8)) } ?? []
  }

  /// Verdict, confidence and status of an attempt or a vote.
  private static func verdict(_ table: Table, _ row: Int) -> String {
    let status = table.value(row, "status").text
    return [
      status == "ok" ? nil : status, yes(table.value(row, "valid"), "valid", "not valid"),
      table.value(row, "confidence").real.map { "confidence \(TerminalText.rounded($0))" },
    ].compactMap { $0 }.joined(separator: ", ")
  }

  private mutating func attempt(_ row: Int) {
    let table = facts.attempts
    let goalIndex = table.value(row, "goal_index").integer ?? 0
    let number =
      table.value(row, "k").words + (goalIndex == 0 ? "" : ", goal \(goalIndex)")
    page.heading("Attempt \(number)", note: source(table, row, "relabel_config"))
    page.paragraph(table.value(row, "hindsight_goal").text ?? "(no goal)", style: .bold)
    let (first, last) = (table.value(row, "first_step"), table.value(row, "last_step"))
    let span =
      first.isNull && last.isNull ? "" : ", steps \(first.words) to \(last.words)"
    page.field("relabeler", RunPage.verdict(table, row) + span, indent: 2)
    if let rationale = table.value(row, "rationale").text, !rationale.isEmpty {
      page.field("rationale", rationale, indent: 2, lines: RunPage.longText)
    }
    let attempt = table.value(row, "attempt")
    for vote in RunFacts.rows(of: facts.votes, where: "attempt", is: attempt) {
      let reason = facts.votes.value(vote, "reason").text ?? ""
      let remarks = self.remarks(facts.votes, vote).joined(separator: "; ")
      let judge = facts.votes.value(vote, "judge").words + (remarks.isEmpty ? "" : " (\(remarks))")
      page.field(
        "vote",
        "\(judge): \(RunPage.verdict(facts.votes, vote))"
          + (reason.isEmpty ? "" : "\n" + reason), indent: 2, lines: RunPage.longText)
    }
  }

  private mutating func collection(_ row: Int) {
    let table = facts.collections
    let words = [
      table.value(row, "mode").text,
      table.value(row, "attempts_max").integer.map { "K \($0)" },
      table.value(row, "theta0").real.map { "θ₀ \(TerminalText.rounded($0))" },
      table.value(row, "panel_json").text.map { panel in
        let names = RunPage.texts(panel)
        return names.isEmpty ? "no judges" : "judges " + names.joined(separator: ", ")
      },
      table.value(row, "stop_reason").text.map { "ended: \($0)" },
    ].compactMap { $0 }
    page.blank()
    page.field(
      "collected", "\(source(table, row, "relabel_config")): " + words.joined(separator: ", "),
      indent: 2)
  }

  // MARK: The gate

  private mutating func decisions() {
    let table = facts.decisions
    page.heading("Decision")
    guard !table.rows.isEmpty else {
      let isSuccess = facts.trajectory.value(0, "success").integer == 1
      page.paragraph(
        isSuccess
          ? "none: only failed runs are decided" : "none by any policy ('regoal run' decides)")
      return
    }
    for row in table.rows.indices {
      if row > 0 { page.blank() }
      let decision = table.value(row, "decision").words
      let k = table.value(row, "k")
      let words = [
        decision + (k.isNull ? "" : " with attempt \(k.words)"),
        table.value(row, "confidence").real.map { "confidence \(TerminalText.rounded($0))" },
        table.value(row, "weight").real.map { "weight \(TerminalText.rounded($0))" },
        decision == "undetermined" ? table.value(row, "in_out").text : nil,
      ].compactMap { $0 }
      let isIn = ["accepted", "fallback"].contains(decision)
      page.paragraph(words.joined(separator: ", "), style: isIn ? .good : .bad)
      if let missing = table.value(row, "missing_json").text {
        page.field("missing", missing, indent: 2)
      }
      let policy = [
        table.value(row, "theta").real.map { "θ \(TerminalText.rounded($0))" },
        table.value(row, "delta").real.map { "δ \(TerminalText.rounded($0))" },
        table.value(row, "attempts").integer.map { "K \($0)" },
        table.value(row, "judges").integer.map { "judges \($0)" },
        table.value(row, "fallback").text.map { "fallback \($0)" },
        table.value(row, "detection").text == "off" ? "detection off" : nil,
      ].compactMap { $0 }
      let digest = (table.value(row, "policy").text ?? "").prefix(19)
      let isLast = table.value(row, "is_last").integer == 1
      page.field(
        "policy", "\(digest)\(isLast ? " (last applied)" : ""): " + policy.joined(separator: ", "),
        indent: 2)
    }
  }
}

extension Table.Value {
  /// For reading; nothing for NULL.
  fileprivate var words: String { isNull ? "" : displayText }
}
