public import Foundation

/// Answers of a model for every stage: in the schema that a request asks for, a function of the request's bytes
/// alone, spread over the ranges. It understands nothing.
public enum ModelScript {
  /// What a request asks for: the name of its schema; nil: it names none.
  public static func question(in body: String) -> String? {
    let root = try? JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any]
    let format = root?["response_format"] as? [String: Any]
    return (format?["json_schema"] as? [String: Any])?["name"] as? String
  }

  public static func reply(to request: ScriptedServer.Request) -> ScriptedServer.Reply {
    .answer(body: ScriptedServer.completion(text(for: request.body)))
  }

  /// The text of the answer; `{}` for a question that is not known.
  public static func text(for body: String) -> String {
    let hash = hash(body)
    let share = Double(hash % 101) / 100
    let fields: [String: Any]
    switch question(in: body) {
    case "probe": fields = ["structure_kept": true]
    case "detection":
      fields = [
        "analysis": "scripted \(hash)", "failure_type": "incomplete", "is_failure": true,
        "recoverable": true, "severity": 0.25, "weight": 0.75,
      ]
    case "outcome":
      fields = [
        "achievements": ["reached \(hash)"], "limitations": "", "observations": ["saw \(share)"],
      ]
    case "hindsight_goal":
      fields = [
        "hindsight_goal": "reach \(hash)", "rationale": "r", "valid": hash / 101 % 5 > 0,
        "valid_probability": share,
      ]
    case "verdict":
      fields = ["reason": "r", "valid": hash / 101 % 5 > 0, "valid_probability": share]
    default: fields = [:]
    }
    let data = try? JSONSerialization.data(withJSONObject: fields, options: .sortedKeys)
    return String(decoding: data ?? Data(), as: UTF8.self)
  }

  /// FNV-1a, below 2^31.
  private static func hash(_ text: String) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return Int(hash >> 33)
  }
}
