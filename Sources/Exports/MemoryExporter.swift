internal import LanguageModels
internal import Trajectories

/// Accepted hindsight goals with the shortest steps that reach them, one object a goal: for agents that look up
/// what worked before, not for trainers.
///
/// Of the runs with one goal, whatever its letters and its last mark, the one with the fewest steps stands for
/// all; of equals the first by its id. Steps are those that the relabeler named, else all.
/// - Source: ECHO, arXiv 2510.10304.
struct MemoryExporter: Exporter {
  static let name = "memory"
  static let summary =
    "goals with the shortest steps that reach them, to be looked up at inference time (ECHO)"
  static let objective = Objective.memory
  static let weight = WeightUse.written("in the field 'weight'; nothing is trained")

  func samples(of pair: ExportPair) throws(Unfit) -> [Sample] {
    let run = pair.trajectory
    let range = (pair.steps ?? 0...max(0, run.steps.count - 1)).clamped(
      to: 0...max(0, run.steps.count - 1))
    let steps = run.steps.isEmpty ? [] : Array(run.steps[range])
    guard !steps.isEmpty || !(run.finalAnswer ?? "").isEmpty else { throw Unfit.silent }
    let texts = steps.map { [$0.thought, $0.actionName, $0.actionInputJSON, $0.observation] }
    let tokens = texts.joined().compactMap { $0 }.reduce(0) {
      $0 + TokenEstimate.tokens(of: $1)
    }
    let sample = Sample(tokens: tokens + TokenEstimate.tokens(of: pair.goal)) { json in
      json.member("goal", pair.goal)
      json.member("confidence", pair.confidence)
      json.member("weight", pair.weight)
      json.member("trajectory", run.id)
      json.member("source", run.sourceLabel)
      json.member("step_count", steps.count)
      json.key("steps")
      json.beginArray()
      for step in steps {
        json.beginObject()
        json.member("thought", step.thought)
        json.member("action_name", step.actionName)
        json.member("action_input", raw: step.actionInputJSON.map(Dialogue.oneLine))
        json.member("observation", step.observation)
        json.endObject()
      }
      json.endArray()
      json.member("final_answer", run.finalAnswer)
    }
    return [sample]
  }
}
