internal import SourceJSON
internal import Trajectories

/// OpenInference traces: a tree of OpenTelemetry spans a file or line, and TRAIL's labelled errors of them.
///
/// A trace is `{trace_id, spans[]}` with `child_spans` in spans, or OTLP's `resourceSpans[].scopeSpans[]`
/// whose spans name their parents:
/// - Goal: the task of the first span of the kind AGENT: `task`, `question`, `input` or `query` of its
///   `input.value`, else that text. Final answer: its `output.value`.
/// - Steps: as `SpanSteps` walks the spans below it, in their order.
/// - Id: the trace's; task: `LABEL/TRACE`; model: `llm.model_name` of the first span that has one.
/// - Outcome: none is stated. The spans as they stand, and anything else, go to the metadata.
///
/// A label file of TRAIL is `{trace_id, errors[], scores[]}`: each error is a label (`HumanLabels`), the first of
/// the highest impact the decisive one. They tell of faults, not that the run failed. Without `trace_id` the
/// file's base name is the trace's. In one command, files of labels are read after the others.
struct OpenInferenceImporter: Importer {
  static let name = "openinference"
  static let summary = "OpenInference / OTel span trees, and TRAIL's labels of them"
  static let example =
    #"{"trace_id":"…","spans":[{"span_id":"…","span_name":"…","span_attributes":{"openinference.span.kind":"AGENT","input.value":"…"},"child_spans":[…]}]}, or {"trace_id":"…","errors":[{"category":"…","location":"…","impact":"HIGH"}],"scores":[…]}"#
  static let dataset = "trail"
  let label: String

  init(label: String) { self.label = label }

  static func recognises(_ record: JSONValue, framing: RecordFramer.Framing) -> Bool {
    if isLabel(record) { return true }
    if let resources = record["resourceSpans"] { return resources.kind == .array }
    guard record["trace_id"] != nil, let spans = record["spans"], spans.kind == .array else {
      return false
    }
    return spans.elements.contains { $0["span_id"] != nil }
  }

  private static func isLabel(_ record: JSONValue) -> Bool {
    record["errors"]?.kind == .array && record["scores"]?.kind == .array
  }

  static func isAboutOtherFiles(_ record: JSONValue) -> Bool { isLabel(record) }

  mutating func decode(
    _ record: JSONValue, in context: RecordContext
  ) throws(RecordError) -> [LogRecord] {
    OpenInferenceImporter.isLabel(record)
      ? try labels(record, context.place) : [try run(record, context.place)]
  }

  private func run(_ record: JSONValue, _ place: InputPlace) throws(RecordError) -> LogRecord {
    let spans = Span.tree(of: record)
    let all = spans.flatMap(\.withDescendants)
    guard let agent = all.first(where: { $0.kind == "AGENT" }) else {
      throw RecordError("no span is of the kind AGENT, which should hold the goal")
    }
    guard let goal = agent.task else {
      throw RecordError("'input.value' of the AGENT span, the goal, is missing")
    }
    var steps = SpanSteps()
    for child in agent.children { steps.walk(child) }
    guard !steps.run.steps.isEmpty else {
      throw RecordError("no span of the kinds LLM, TOOL or CHAIN stands below the agent's")
    }
    var object = try RecordObject(record)
    guard
      let id = try object.identifier("trace_id")
        ?? all.compactMap({ $0.source["traceId"]?.string }).first
    else { throw RecordError("'trace_id' is missing") }
    var metadata = MetadataBuilder()
    metadata.add(members: object.leftovers)
    return .trajectory(
      Trajectory(
        sourceLabel: label, id: id,
        task: TaskReference(key: "\(label)/\(id)", benchmark: nil, domain: nil),
        model: all.lazy.compactMap { $0.text("llm.model_name") }.first, goal: goal,
        systemPrompt: all.lazy.compactMap(\.systemPrompt).first, steps: steps.run.steps,
        finalAnswer: agent.text("output.value"), metadataJSON: metadata.json))
  }

  private static let impacts = ["LOW", "MEDIUM", "HIGH"]

  private func labels(
    _ record: JSONValue, _ place: InputPlace
  ) throws(RecordError) -> [LogRecord] {
    var object = try RecordObject(record)
    guard let run = try object.identifier("trace_id") ?? place.baseName else {
      throw RecordError("'trace_id' is missing")
    }
    var labels: [(rank: Int, label: HumanLabels.Label)] = []
    for (index, value) in (try object.array("errors") ?? []).enumerated() {
      var error = try RecordObject(value, place: "errors[\(index)]")
      let impact = error.peek("impact")?.string ?? ""
      let rank = OpenInferenceImporter.impacts.firstIndex(of: impact.uppercased()) ?? -1
      let label = HumanLabels.Label(
        category: try error.text("category"), note: try error.text("description"),
        extraJSON: error.leftoverObject)
      labels.append((rank, label))
    }
    let highest = labels.map(\.rank).max()
    if let place = labels.firstIndex(where: { $0.rank == highest }) {
      var decisive = labels.remove(at: place)
      // What is said of the trace as a whole stands with the decisive label.
      let own = decisive.label.extraJSON.map { String($0.dropFirst().dropLast()) }
      decisive.label.extraJSON = HumanLabels.extra(own, object.leftovers)
      labels.append(decisive)
    }
    return HumanLabels(
      label: label, dataset: OpenInferenceImporter.dataset, isFailure: nil
    ).records(run: run, labels.map(\.label))
  }
}
