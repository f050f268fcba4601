internal import Relabeling
internal import Trajectories

/// ShareGPT: the hindsight goal, then an assistant turn and an observation a step.
struct AgentHERShareGPTExporter: Exporter {
  static let name = "agenther-sharegpt"
  static let summary = "AgentHER reference format, multi-turn; its role 'observation' is its own"
  static let weight = AgentHERSample.weight

  func samples(of pair: ExportPair) -> [Sample] {
    AgentHERSample.samples(
      pair, format: "sharegpt",
      chosen: [.init(role: "user", content: pair.goal)]
        + Augmenter.turns(of: pair.trajectory)
    ) { _ in }
  }
}
