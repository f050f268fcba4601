internal import Trajectories

/// LLaMA-Factory's ShareGPT: human and observation on odd places, gpt and function_call on even ones.
///
/// LLaMA-Factory skips a sample of another order, so that neighbours of one side become one turn: answers of
/// parallel calls one observation, what the user says behind them its end, an agent's words before a call the
/// call's own. Observations behind the agent's last turn are left out. All calls of a turn are one
/// function_call; with words before it, it stands in `<tool_call>`, which LLaMA-Factory takes apart again from 0.9.4
/// on; before, and in its templates of the kind of Llama 2 (`Llama2Template`: gemma, llama2, mistral, pixtral), it fails
/// on words there.
/// - Source: llamafactory 0.9.5, `data/converter.py` (`SharegptDatasetConverter`), `data/formatter.py`
///   (`FunctionFormatter`).
struct FactoryShareGPTExporter: Exporter {
  static let name = "llamafactory-sharegpt"
  static let summary = "LLaMA-Factory ShareGPT with function_call and observation, and dataset_info"
  static let weight = Factory.weight
  static let limit: LengthLimit? = Factory.limit
  static let noGzip: String? = Factory.noGzip

  static func recipe(for report: ExportRun.FormatReport) -> Recipe? {
    FactoryRecipe.recipe(for: report, .sft, stage: "sft")
  }

  func samples(of pair: ExportPair) throws(Unfit) -> [Sample] {
    let dialogue = try Dialogue(pair.trajectory, goal: pair.goal).endingWithAgent()
    let turns = try FactoryShareGPTExporter.turns(of: dialogue)
    let sample = Sample(tokens: dialogue.tokens) { json in
      Factory.write(turns, into: &json)
      // Every line has every column: LLaMA-Factory takes those that dataset_info.json names for granted.
      json.member("system", dialogue.system ?? "")
      json.member("tools", dialogue.tools ?? "")
    }
    return [sample]
  }

  /// Turns in LLaMA-Factory's order: the sides alternate.
  static func turns(of dialogue: Dialogue) throws(Unfit) -> [Factory.Turn] {
    var sides: [[Dialogue.Turn]] = []
    for turn in dialogue.turns {
      if let last = sides.last?.last, (last.role == .assistant) == (turn.role == .assistant) {
        sides[sides.count - 1].append(turn)
      } else {
        sides.append([turn])
      }
    }
    var turns: [Factory.Turn] = []
    for side in sides {
      let text = side.map(\.text).filter { !$0.isEmpty }.joined(separator: "\n\n")
      let calls = side.flatMap(\.calls)
      if side[0].role != .assistant {
        let isHuman = side.allSatisfy { $0.role == .user }
        turns.append(Factory.Turn(from: isHuman ? "human" : "observation", value: text))
      } else if calls.isEmpty {
        turns.append(Factory.Turn(from: "gpt", value: text))
      } else {
        let value = try function(calls, after: text)
        turns.append(Factory.Turn(from: "function_call", value: value))
      }
    }
    return turns
  }

  private static func function(
    _ calls: [Dialogue.Call], after text: String
  ) throws(Unfit) -> String {
    // LLaMA-Factory looks for these words anywhere. In JSON they stand in strings alone, and can be escaped.
    let marks = ["<tool_call>", "</tool_call>", "<think>", "</think>"]
    guard !marks.contains(where: text.contains) else {
      throw Unfit(reason: "words before a call say <tool_call> or <think> themselves")
    }
    let objects = calls.map {
      "{\"name\":\(JSONText.quoted($0.name)),\"arguments\":\($0.arguments)}"
    }
    let plain = objects.count == 1 ? objects[0] : "[" + objects.joined(separator: ",") + "]"
    let json = marks.reduce(plain) { $0.replacing($1, with: "\\u003c" + $1.dropFirst()) }
    return text.isEmpty ? json : "\(text)\n<tool_call>\(json)</tool_call>"
  }
}
