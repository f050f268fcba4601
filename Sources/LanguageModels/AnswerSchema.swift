/// The shape in which a model is asked to answer.
public struct AnswerSchema: Equatable, Hashable, Sendable {
  /// How an endpoint is told of it.
  public enum Delivery: String, Sendable, CaseIterable {
    /// `response_format` of type `json_schema`.
    case schema
    /// `response_format` of type `json_object`; the prompt says what the object holds.
    case object
    /// The prompt alone.
    case none
  }

  /// Letters, digits and `_`, as endpoints want it.
  public let name: String
  /// A JSON Schema, canonical. Servers do not enforce number bounds: answers are checked all the same.
  public let json: String

  public init(name: String, json: String) {
    self.name = name
    self.json = json
  }
}
