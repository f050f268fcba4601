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
    "annotation", "arm", "evaluation", "model_call", "prompt", "price", "dump",
  ]
  /// Those that only a dump has, behind its first line.
  static let typesOfDumps = [
    "source", "tombstone", "lexicon", "policy", "calibration", "split", "split_member", "export",
    "export_item",
    "quarantine", "call_session",
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
    case "dump": return try line.dump()
    case "source": return try line.sourceFile()
    case "lexicon": return try line.lexicon()
    case "policy": return try line.policy()
    case "calibration": return try line.calibration()
    case "split": return try line.split()
    case "split_member": return try line.splitMember()
    case "export": return try line.export()
    case "export_item": return try line.exportItem()
    case "quarantine": return try line.quarantined()
    case "tombstone": return try line.tombstone()
    case "call_session": return try line.callSession()
    default:
      throw RecordError(
        "'type' is \"\(line.type)\"; it can be "
          + (RegoalLogImporter.types + RegoalLogImporter.typesOfDumps).joined(separator: ", "))
    }
  }
}
