internal import SourceJSON
internal import Trajectories

/// TRL SFT: chat messages with real tool calls and tool messages.
///
/// The dialogue's own user turns are observations of the action `respond` here, since the goal, not the
/// user, opens it. A step without an observation gets an empty tool message: every call is answered.
struct TRLSFTExporter: Exporter {
  static let name = "trl-sft"
  static let summary = "TRL SFT: messages with tool calls and tool messages"
  static let weightNote = "not consumed by TRL"

  func line(_ pair: ExportPair) -> String {
    let run = pair.trajectory
    var json = CanonicalJSON(reservingCapacity: 4096)
    json.beginObject()
    json.key("messages")
    json.beginArray()
    if let prompt = run.systemPrompt { message(&json, role: "system", content: prompt) }
    message(&json, role: "user", content: pair.hindsightGoal)
    let turns = turns(run.steps)
    for (place, steps) in turns.enumerated() {
      let isLast = place == turns.count - 1
      write(steps, at: place, isLast: isLast, answer: run.finalAnswer, into: &json)
    }
    let spoken = run.steps.last.flatMap { $0.kind == StepKind.respond ? content($0) : nil }
    if let answer = run.finalAnswer, !answer.isEmpty, answer != spoken {
      message(&json, role: "assistant", content: answer)
    }
    json.endArray()
    json.member("tools", raw: run.toolsJSON)
    json.endObject()
    return json.text
  }

  /// Steps of one assistant turn together; a step without a turn number is a turn of its own.
  private func turns(_ steps: [Step]) -> [[Step]] {
    var turns: [[Step]] = []
    for step in steps {
      if let turn = step.turn, let last = turns.last?.last, last.turn == turn,
        step.kind == StepKind.tool,
        last.kind == StepKind.tool
      {
        turns[turns.count - 1].append(step)
      } else {
        turns.append([step])
      }
    }
    return turns
  }

  private func write(
    _ steps: [Step], at place: Int, isLast: Bool, answer: String?, into json: inout CanonicalJSON
  ) {
    if isLast, steps.count == 1, steps[0].kind == StepKind.respond,
      steps[0].observation?.isEmpty ?? true
    {
      message(&json, role: "assistant", content: content(steps[0]) ?? "")
      return
    }
    let calls = steps.enumerated().filter { $1.actionName != nil }
    guard !calls.isEmpty else {
      for step in steps {
        if let thought = step.thought { message(&json, role: "assistant", content: thought) }
        if let observation = step.observation { message(&json, role: "user", content: observation) }
      }
      return
    }
    json.beginObject()
    json.member("role", "assistant")
    json.member("content", steps.compactMap(\.thought).joined(separator: "\n"))
    json.key("tool_calls")
    json.beginArray()
    for (index, step) in calls {
      json.beginObject()
      json.member("id", id(step, place, index))
      json.member("type", "function")
      json.key("function")
      json.beginObject()
      json.member("name", step.actionName)
      json.member("arguments", raw: arguments(step))
      json.endObject()
      json.endObject()
    }
    json.endArray()
    json.endObject()
    for (index, step) in calls {
      json.beginObject()
      json.member("role", "tool")
      json.member("tool_call_id", id(step, place, index))
      json.member("name", step.actionName)
      json.member("content", step.observation ?? "")
      json.endObject()
    }
  }

  private func message(_ json: inout CanonicalJSON, role: String, content: String) {
    json.beginObject()
    json.member("role", role)
    json.member("content", content)
    json.endObject()
  }

  private func id(_ step: Step, _ place: Int, _ index: Int) -> String {
    step.callID ?? "call_\(place)_\(index)"
  }

  /// Arguments are an object; an input of another type stands under `input`.
  private func arguments(_ step: Step) -> String {
    guard let input = step.actionInputJSON else { return "{}" }
    let isObject = (try? JSONReader().read(input) { $0.kind == .object }) ?? false
    return isObject ? input : "{\"input\":\(input)}"
  }

  /// The text of a `respond` step.
  private func content(_ step: Step) -> String? {
    step.actionInputJSON.flatMap { input in
      (try? JSONReader().read(input) { $0["content"]?.string }) ?? nil
    }
  }
}
