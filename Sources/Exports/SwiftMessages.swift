internal import Trajectories

/// Turns as messages of ms-swift: calls and answers are messages of their own, tool schemas a string.
///
/// ms-swift joins an assistant message and the calls behind it to one turn, with the loss scale of each. What the
/// user says behind answers ends the last of them: between two turns of the agent, ms-swift has one of the others.
/// - Source: ms-swift 4.6.0, `template/base.py` (`_preprocess_tool_call`, `_swift_prepare_inputs`,
///   `_swift_encode`).
struct SwiftMessages {
  /// Of the agent's messages; nil: 1.
  var lossScale: Double?

  static let onlyLastRound =
    "ms-swift learns the last round alone unless it is given --loss_scale default"

  /// - Source: ms-swift 4.6.0, `dataset/loader.py` (`_load_dataset_path`).
  static let noGzip = "ms-swift goes by the file's extension, and knows .jsonl"

  func write(_ dialogue: Dialogue, prefix: String = "", into json: inout CanonicalJSON) {
    json.key(prefix + "messages")
    json.beginArray()
    for turn in folded(dialogue.messages) {
      switch turn.role {
      case .system, .user: message(turn.role.rawValue, turn.text, into: &json)
      case .tool: message("tool_response", turn.text, into: &json)
      case .assistant:
        if turn.calls.isEmpty || !turn.text.isEmpty {
          message("assistant", turn.text, scale: lossScale, into: &json)
        }
        for call in turn.calls {
          let text = "{\"name\":\(JSONText.quoted(call.name)),\"arguments\":\(call.arguments)}"
          message("tool_call", text, scale: lossScale, into: &json)
        }
      }
    }
    json.endArray()
    json.member(prefix + "tools", dialogue.tools)
  }

  private func folded(_ turns: [Dialogue.Turn]) -> [Dialogue.Turn] {
    var folded: [Dialogue.Turn] = []
    for turn in turns {
      if turn.role == .user, let answer = folded.last, answer.role == .tool {
        let both = [answer.text, turn.text].filter { !$0.isEmpty }
        folded[folded.count - 1].text = both.joined(separator: "\n\n")
      } else {
        folded.append(turn)
      }
    }
    return folded
  }

  private func message(
    _ role: String, _ content: String, scale: Double? = nil, into json: inout CanonicalJSON
  ) {
    json.beginObject()
    json.member("role", role)
    json.member("content", content)
    json.member("loss_scale", scale)
    json.endObject()
  }
}
