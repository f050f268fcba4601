internal import Trajectories

/// What holds of LLaMA-Factory's data sets.
enum Factory {
  struct Turn: Equatable {
    let from: String
    let value: String
  }

  static let weight = WeightUse.ignored("not consumed by LLaMA-Factory")
  /// - Source: llamafactory 0.9.5, `hparams/data_args.py`: what is longer is cut.
  static let limit = LengthLimit(tokens: 2048, setting: "LLaMA-Factory's default cutoff_len")
  static let noGzip = "LLaMA-Factory goes by the file's extension, and knows .jsonl"

  static func write(_ turns: [Turn], into json: inout CanonicalJSON) {
    json.key("conversations")
    json.beginArray()
    for turn in turns { write(turn, into: &json) }
    json.endArray()
  }

  static func write(_ turn: Turn, into json: inout CanonicalJSON) {
    json.beginObject()
    json.member("from", turn.from)
    json.member("value", turn.value)
    json.endObject()
  }
}
