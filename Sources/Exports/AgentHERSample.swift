internal import LanguageModels
internal import Relabeling
internal import Trajectories

/// The sample format of the published package: one object a line, keys in its order.
/// - Source: METHOD.md §4.
enum AgentHERSample {
  static let weight = WeightUse.written("in the field 'weight'; the trainer has to read it")

  static func samples(
    _ pair: ExportPair, format: String, chosen: [Augmenter.Turn], rejected: [Augmenter.Turn] = [],
    metadata: (inout CanonicalJSON) -> Void
  ) -> [Sample] {
    let sample = Sample(tokens: max(tokens(chosen), tokens(rejected))) { json in
      json.member("source_trajectory_id", pair.trajectory.id)
      json.member("format", format)
      json.member("hindsight_prompt", pair.goal)
      json.member("weight", pair.weight)
      write(chosen, as: "chosen", into: &json)
      write(rejected, as: "rejected", into: &json)
      json.key("metadata")
      json.beginObject()
      json.member("original_prompt", pair.trajectory.goal)
      json.member("relabel_confidence", pair.confidence)
      metadata(&json)
      json.endObject()
    }
    return [sample]
  }

  private static func tokens(_ turns: [Augmenter.Turn]) -> Int {
    TokenEstimate.tokens(of: turns.map { ChatMessage(.user, $0.content) })
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
