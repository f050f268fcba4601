internal import Relabeling
internal import Trajectories

/// SFT: the hindsight goal, and the whole run as one assistant text.
struct AgentHERSFTExporter: Exporter {
  static let name = "agenther-sft"
  static let summary = "AgentHER reference format, SFT: goal and one assistant text"
  static let weight = AgentHERSample.weight

  func samples(of pair: ExportPair) -> [Sample] {
    AgentHERSample.samples(
      pair, format: "sft",
      chosen: [
        .init(role: "user", content: pair.goal),
        .init(role: "assistant", content: Augmenter.assistantText(of: pair.trajectory)),
      ]
    ) { $0.member("num_steps", pair.trajectory.steps.count) }
  }
}
