internal import SourceJSON
internal import Trajectories

/// Steps of a run as its spans tell them.
///
/// LLM: its calls are steps, its text the thought of the first; text alone is the action `respond`. TOOL: the
/// answer to the last call of that name that waits for one, else a step of its own. CHAIN and AGENT: what they
/// give out is the observation of the last step within, if it has none.
struct SpanSteps {
  private(set) var run = RunSteps()

  private static let messages = "llm.output_messages.0.message."

  mutating func walk(_ span: Span) {
    let before = run.steps.count
    switch span.kind {
    case "LLM": addTurn(span)
    case "TOOL": addTool(span)
    default: break
    }
    for child in span.children { walk(child) }
    if span.kind == "CHAIN" || span.kind == "AGENT", let output = span.text("output.value") {
      let isOpen = run.steps.count > before && (run.steps.last?.observation ?? "").isEmpty
      if !isOpen || !run.observe(output) { run.hear(output) }
    }
  }

  private mutating func addTurn(_ span: Span) {
    let text = span.text(SpanSteps.messages + "content") ?? content(of: span.text("output.value"))
    run.beginTurn()
    var count = 0
    while let name = span.text(call(count, "function.name")) {
      let input = span.text(call(count, "function.arguments"))
      run.call(
        name, input: input.map { ToolInput.object($0) ?? JSONText.quoted($0) },
        id: span.text(call(count, "id")), thought: count == 0 ? RunSteps.joined(text) : nil)
      count += 1
    }
    if count == 0 { run.say(text ?? "") }
  }

  private func call(_ index: Int, _ field: String) -> String {
    SpanSteps.messages + "tool_calls.\(index).tool_call." + field
  }

  /// The text of an answer that is written as JSON.
  private func content(of output: String?) -> String? {
    guard let output else { return nil }
    let text = try? JSONReader().read(output) { $0["content"]?.string }
    return text ?? output
  }

  private mutating func addTool(_ span: Span) {
    let name = span.text("tool.name") ?? span.name
    let output = span.text("output.value") ?? ""
    if run.answer(name: name, output) { return }
    let input = span.text("input.value")
    run.add(
      Step(
        kind: StepKind.tool, actionName: name,
        actionInputJSON: input.map { ToolInput.object($0) ?? JSONText.quoted($0) },
        observation: output))
  }
}
