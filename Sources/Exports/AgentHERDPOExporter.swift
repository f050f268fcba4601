internal import Relabeling
internal import Trajectories

/// DPO: the same assistant text under the hindsight goal (chosen) and the failed goal (rejected).
struct AgentHERDPOExporter: Exporter {
  static let name = "agenther-dpo"
  static let summary = "AgentHER reference format, DPO: the goal is contrasted, the run is the same"
  static let objective = Objective.conversationPreference
  static let weight = AgentHERSample.weight

  func samples(of pair: ExportPair) -> [Sample] {
    guard let contrast = pair.contrast else { return [] }
    return AgentHERSample.samples(
      pair, format: "dpo", chosen: turns(contrast.chosen), rejected: turns(contrast.rejected)
    ) { $0.member("rationale", pair.rationale) }
  }

  private func turns(_ side: ExportPair.Side) -> [Augmenter.Turn] {
    [
      .init(role: "user", content: side.goal),
      .init(role: "assistant", content: Augmenter.assistantText(of: side.run)),
    ]
  }
}
