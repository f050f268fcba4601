internal import Relabeling
internal import Trajectories

/// DPO: the same assistant text under the hindsight goal (chosen) and the failed goal (rejected).
struct AgentHERDPOExporter: Exporter {
  static let name = "agenther-dpo"
  static let summary = "AgentHER reference format, DPO: the goal is contrasted, the run is the same"
  static let weight = AgentHERSample.weight

  func samples(of pair: ExportPair) -> [Sample] {
    let text = Augmenter.assistantText(of: pair.trajectory)
    return AgentHERSample.samples(
      pair, format: "dpo",
      chosen: [
        .init(role: "user", content: pair.hindsightGoal), .init(role: "assistant", content: text),
      ],
      rejected: [
        .init(role: "user", content: pair.trajectory.goal), .init(role: "assistant", content: text),
      ]
    ) { $0.member("rationale", pair.rationale) }
  }
}
