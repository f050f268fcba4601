internal import SourceJSON
internal import Trajectories

/// The Regoal log: JSONL, one object a line, `type` first.
/// - Source: DESIGN.md §6.
struct RegoalLogImporter: PlainImporter {
  static let name = "regoal"
  static let summary =
    "Regoal log: JSONL of trajectories, configs, detections, outcomes, attempts, votes, ratings, arms"
  static let example =
    #"{"type":"trajectory","id":"t1","goal":"Find …","steps":[{"action_name":"search","observation":"…"}]}"#
  static let types = [
    "trajectory", "config", "detection", "outcome", "attempt", "vote", "collection", "frame",
    "annotation", "arm", "evaluation", "model_call", "prompt", "price",
  ]
  let label: String

  init(label: String) { self.label = label }

  static func recognises(_ record: JSONValue, framing: RecordFramer.Framing) -> Bool {
    guard framing == .lines, let type = record["type"]?.string else { return false }
    return types.contains(type)
  }

  mutating func decode(_ record: JSONValue) throws(RecordError) -> LogRecord {
    var line = try LogLine(try RecordObject(record), label: label)
    switch line.type {
    case "trajectory": return try line.trajectory()
    case "config": return try line.config()
    case "detection": return try line.detection()
    case "outcome": return try line.outcome()
    case "attempt": return try line.attempt()
    case "vote": return try line.vote()
    case "collection": return try line.collection()
    case "frame": return try line.frame()
    case "annotation": return try line.annotation()
    case "arm": return try line.arm()
    case "evaluation": return try line.evaluation()
    case "model_call": return try line.modelCall()
    case "prompt": return try line.prompt()
    case "price": return try line.price()
    default:
      throw RecordError(
        "'type' is \"\(line.type)\"; it can be \(RegoalLogImporter.types.joined(separator: ", "))")
    }
  }
}
