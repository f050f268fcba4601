internal import Trajectories

/// Turns as an array of OpenAI messages, in the dialect of a trainer.
struct ChatMessages {
  /// Arguments of a call as an object, or as the string that OpenAI sends.
  var argumentsAreText = false
  /// Whether a tool message repeats the name of its tool.
  var namesTools = true
  /// Whether an assistant message with calls and without words says so with an empty content.
  var writesEmptyContent = true
  /// `weight` of assistant messages, which OpenAI takes as a mask.
  var mask: ((Dialogue.Turn) -> Int)?

  func write(_ turns: [Dialogue.Turn], as key: String, into json: inout CanonicalJSON) {
    json.key(key)
    json.beginArray()
    for turn in turns {
      json.beginObject()
      json.member("role", turn.role.rawValue)
      json.member("tool_call_id", turn.answered?.id)
      if namesTools { json.member("name", turn.answered?.name) }
      if writesEmptyContent || turn.calls.isEmpty || !turn.text.isEmpty {
        json.member("content", turn.text)
      }
      if !turn.calls.isEmpty { write(turn.calls, into: &json) }
      if turn.role == .assistant, let mask { json.member("weight", mask(turn)) }
      json.endObject()
    }
    json.endArray()
  }

  private func write(_ calls: [Dialogue.Call], into json: inout CanonicalJSON) {
    json.key("tool_calls")
    json.beginArray()
    for call in calls {
      json.beginObject()
      json.member("id", call.id)
      json.member("type", "function")
      json.key("function")
      json.beginObject()
      json.member("name", call.name)
      if argumentsAreText {
        json.member("arguments", call.arguments)
      } else {
        json.member("arguments", raw: call.arguments)
      }
      json.endObject()
      json.endObject()
    }
    json.endArray()
  }
}
