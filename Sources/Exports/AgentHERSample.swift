internal import Relabeling
internal import Trajectories

/// The sample format of the published package: one object a line, keys in its order.
/// - Source: METHOD.md §4.
enum AgentHERSample {
  static let weightNote = "in the field 'weight'; the trainer has to read it"

  static func line(
    _ pair: ExportPair, format: String, chosen: [Augmenter.Turn], rejected: [Augmenter.Turn] = [],
    metadata: (inout CanonicalJSON) -> Void
  ) -> String {
    var json = CanonicalJSON(reservingCapacity: 4096)
    json.beginObject()
    json.member("source_trajectory_id", pair.trajectory.id)
    json.member("format", format)
    json.member("hindsight_prompt", pair.hindsightGoal)
    json.member("weight", pair.weight)
    write(chosen, as: "chosen", into: &json)
    write(rejected, as: "rejected", into: &json)
    json.key("metadata")
    json.beginObject()
    json.member("original_prompt", pair.trajectory.goal)
    json.member("relabel_confidence", pair.confidence)
    metadata(&json)
    json.endObject()
    json.endObject()
    return json.text
  }

  private static func write(
    _ turns: [Augmenter.Turn], as key: String, into json: inout CanonicalJSON
  ) {
    json.key(key)
    json.beginArray()
    for turn in turns {
      json.beginObject()
      json.member("role", turn.role)
      json.member("content", turn.content)
      json.endObject()
    }
    json.endArray()
  }
}
