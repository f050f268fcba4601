internal import Statistics
internal import Trajectories

/// What stands for the engines of a simulated corpus; of each judge's body its accuracy is a part.
struct SimulatedConfigs {
  let detect: StageConfig
  let extract: StageConfig
  let relabel: StageConfig
  /// The second judge and those behind it.
  let judges: [StageConfig]

  var all: [StageConfig] { [detect, extract, relabel] + judges }

  init(_ plan: SyntheticPlan, seed: Int) {
    func config(_ stage: Stage, _ judge: Int?) -> StageConfig {
      let accuracy = judge.flatMap { plan.judges.indices.contains($0) ? plan.judges[$0] : nil }
      var json = CanonicalJSON()
      json.beginObject()
      if accuracy != nil { json.member("correlation", plan.judgeCorrelation) }
      json.member("engine", SimulatedLog.engine)
      json.member("seed", seed)
      json.member("sensitivity", accuracy?.sensitivity)
      json.member("specificity", accuracy?.specificity)
      json.member("stage", stage.rawValue)
      json.endObject()
      let name = stage == .judge ? "simulated-\((judge ?? 0) + 1)" : SimulatedLog.engine
      return StageConfig(
        stage: stage, label: SimulatedLog.engine, name: name, bodyJSON: json.text)
    }
    detect = config(.detect, nil)
    extract = config(.extract, nil)
    relabel = config(.relabel, 0)
    judges = plan.judges.indices.dropFirst().map { config(.judge, $0) }
  }

  /// The default policy with all judges.
  func request(attempts: Int) -> GateRequest {
    GateRequest(
      detectConfig: detect.digest, extractConfig: extract.digest, relabelConfig: relabel.digest,
      policy: GatePolicy(
        theta: SimulatedLog.theta, attempts: attempts, judges: judges.map(\.digest).sorted()))
  }
}

extension StageConfig {
  var logLine: String {
    var json = CanonicalJSON()
    json.beginObject()
    json.member("type", "config")
    json.member("source", label)
    json.member("name", name)
    json.member("stage", stage.rawValue)
    json.member("body", raw: bodyJSON)
    json.endObject()
    return json.text
  }
}
