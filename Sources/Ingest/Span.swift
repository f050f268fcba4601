internal import SourceJSON
internal import Trajectories

/// A span of a trace, with those below it.
struct Span {
  let source: JSONValue
  private(set) var children: [Span] = []

  /// Spans below each other at most; JSON itself allows no deeper ones, parents by id do.
  private static let depthLimit = 256

  /// The topmost spans of a trace in the order of the source.
  static func tree(of trace: JSONValue) -> [Span] {
    if let spans = trace["spans"] { return spans.elements.map { Span(nested: $0, depth: 0) } }
    var flat: [JSONValue] = []
    for resource in trace["resourceSpans"]?.elements.map({ $0 }) ?? [] {
      for scope in resource["scopeSpans"]?.elements.map({ $0 }) ?? [] {
        flat += scope["spans"]?.elements.map { $0 } ?? []
      }
    }
    return linked(flat)
  }

  private init(nested source: JSONValue, depth: Int) {
    self.source = source
    guard depth < Span.depthLimit else { return }
    children = source["child_spans"]?.elements.map { Span(nested: $0, depth: depth + 1) } ?? []
  }

  /// Spans that name their parents, by when they began.
  private static func linked(_ flat: [JSONValue]) -> [Span] {
    var below: [String: [JSONValue]] = [:]
    var ids: Set<String> = []
    for span in flat { if let id = span["spanId"]?.string { ids.insert(id) } }
    var roots: [JSONValue] = []
    for span in flat.sorted(by: { start(of: $0) < start(of: $1) }) {
      if let parent = span["parentSpanId"]?.string, ids.contains(parent),
        parent != span["spanId"]?.string
      {
        below[parent, default: []].append(span)
      } else {
        roots.append(span)
      }
    }
    return roots.map { Span(linked: $0, &below, depth: 0) }
  }

  private init(linked source: JSONValue, _ below: inout [String: [JSONValue]], depth: Int) {
    self.source = source
    // Each span is used up once: parents in a circle end.
    guard depth < Span.depthLimit, let id = source["spanId"]?.string,
      let own = below.removeValue(forKey: id)
    else { return }
    for one in own { children.append(Span(linked: one, &below, depth: depth + 1)) }
  }

  private static func start(of span: JSONValue) -> UInt64 {
    let value = span["startTimeUnixNano"]
    return value?.string.flatMap { UInt64($0) } ?? value.flatMap { UInt64($0.sourceText) } ?? 0
  }

  /// The span and all below it, each in front of its own.
  var withDescendants: [Span] { [self] + children.flatMap(\.withDescendants) }

  var name: String { source["span_name"]?.string ?? source["name"]?.string ?? "" }

  /// AGENT, CHAIN, LLM, TOOL, …
  var kind: String? { text("openinference.span.kind")?.uppercased() }

  /// An attribute: a member of `span_attributes` or `attributes`, or an element with that key, as OTLP has it.
  func attribute(_ key: String) -> JSONValue? {
    guard let all = source["span_attributes"] ?? source["attributes"] else { return nil }
    if all.kind == .array {
      let value = all.elements.first { $0["key"]?.string == key }?["value"]
      return value?.members.first { _ in true }?.value
    }
    return all.members.first { $0.key == key }?.value
  }

  func text(_ key: String) -> String? {
    guard let value = attribute(key), !value.isNull else { return nil }
    return value.string ?? value.sourceText
  }

  /// What the agent was asked.
  var task: String? {
    guard let input = text("input.value"), !input.isEmpty else { return nil }
    let named = try? JSONReader().read(input) { root -> String? in
      for key in ["task", "question", "input", "query"] as [StaticString] {
        if let text = root[key]?.string, !text.isEmpty { return text }
      }
      return nil
    }
    return named ?? input
  }

  /// The first message that a model was given, if it is of the system.
  var systemPrompt: String? {
    guard text("llm.input_messages.0.message.role") == "system" else { return nil }
    return text("llm.input_messages.0.message.content")
  }
}
