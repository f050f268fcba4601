internal import Trajectories

extension AnswerSchema {
  /// Identity: name and text.
  public var digest: String {
    var json = CanonicalJSON()
    json.beginObject()
    json.member("json", raw: self.json)
    json.member("name", name)
    json.endObject()
    return json.digest
  }

  // The names of fields sort so that a model that answers in the schema's order reasons before it judges. Bounds
  // of numbers stand in words: some endpoints refuse a schema that has them.

  /// Stage 1.
  public static let detection = AnswerSchema(
    name: "detection",
    fields: [
      ("analysis", string("Two or three sentences that name the steps.")),
      (
        "failure_type",
        #"{"description":"How the run failed; null: it did not.","enum":["#
          + FailureType.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ",")
          + #",null],"type":["string","null"]}"#
      ),
      ("is_failure", boolean("Whether the run missed its goal.")),
      ("recoverable", boolean("Whether its observations hold work worth asking for.")),
      ("severity", number("From 0, a small miss, to 1, catastrophic.")),
      (
        "weight",
        number(
          "From 0, not to be learnt from, to 1, sound work. Major flaws below 0.3, mild ones 0.3 to 1."
        )
      ),
    ])

  /// Stage 2.
  public static let outcome = AnswerSchema(
    name: "outcome",
    fields: [
      ("achievements", strings("What was done or found, a sentence each.")),
      ("limitations", string("What the observations leave open; empty: nothing.")),
      ("observations", strings("Facts as the observations write them.")),
    ])

  /// Stage 3.
  public static let attempt = AnswerSchema(
    name: "hindsight_goal",
    fields: [
      ("hindsight_goal", string("The request alone; empty: there is none.")),
      ("rationale", string("What meets which part of the request.")),
      ("valid", boolean("Whether the request keeps the rules and the run fulfils it entirely.")),
      ("valid_probability", number(probability)),
    ])

  /// A judge of stage 3.
  public static let vote = AnswerSchema(
    name: "verdict",
    fields: [
      ("reason", string("The claims that do not hold; or, where all do, what supports them.")),
      ("valid", boolean("Whether every claim holds.")),
      ("valid_probability", number(probability)),
    ])

  private static let probability =
    "From 0 to 1: the probability that the run is a complete and correct demonstration of the request."

  private init(name: String, fields: [(name: String, schema: String)]) {
    let properties = fields.map { "\"\($0.name)\":\($0.schema)" }.joined(separator: ",")
    let required = fields.map { "\"\($0.name)\"" }.joined(separator: ",")
    self.init(
      name: name,
      json: #"{"additionalProperties":false,"properties":{"# + properties + #"},"required":["#
        + required + #"],"type":"object"}"#)
  }

  private static func field(_ description: String, _ type: String) -> String {
    "{\"description\":\(JSONText.quoted(description)),\(type)}"
  }

  private static func string(_ description: String) -> String {
    field(description, #""type":"string""#)
  }

  private static func boolean(_ description: String) -> String {
    field(description, #""type":"boolean""#)
  }

  private static func number(_ description: String) -> String {
    field(description, #""type":"number""#)
  }

  private static func strings(_ description: String) -> String {
    field(description, #""items":{"type":"string"},"type":"array""#)
  }
}
