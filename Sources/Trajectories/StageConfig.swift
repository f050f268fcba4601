/// What shapes one answer of a stage: engine, model, prompt or lexicon, temperature, parser.
public struct StageConfig: Equatable, Hashable, Sendable {
  public let stage: Stage
  /// Label that the name is local to; `built-in` for the built-in engines.
  public let label: String
  public let name: String
  /// Canonical JSON object.
  public let bodyJSON: String

  /// Label of the built-in engines.
  public static let builtInLabel = "built-in"
  /// Series that is meant where none is named.
  public static let mainSeries = "main"

  public init(stage: Stage, label: String, name: String, bodyJSON: String) {
    self.stage = stage
    self.label = label
    self.name = name
    self.bodyJSON = bodyJSON
  }

  /// A config that a log uses without declaring it, or declares without a body: nothing is known of
  /// what shapes its answers, so label and name are its identity.
  public static func undeclared(stage: Stage, label: String, name: String) -> StageConfig {
    var json = CanonicalJSON()
    json.beginObject()
    json.key("undeclared")
    json.beginObject()
    json.member("label", label)
    json.member("name", name)
    json.endObject()
    json.endObject()
    return StageConfig(stage: stage, label: label, name: name, bodyJSON: json.text)
  }

  /// Identity: stage and body, and for judges the name, since a judge is a config with a name.
  public var digest: String {
    var json = CanonicalJSON()
    json.beginObject()
    json.member("body", raw: bodyJSON)
    if stage == .judge { json.member("name", name) }
    json.member("stage", stage.rawValue)
    json.endObject()
    return json.digest
  }
}
