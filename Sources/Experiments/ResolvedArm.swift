internal import Store
internal import Trajectories

/// An arm whose names have become digests, as far as they are stored here.
struct ResolvedArm: Sendable {
  let definition: ArmDefinition
  /// nil: the gate cannot be asked, or plays no part.
  private(set) var resolved: ResolvedRequest?
  /// What it is; nil: something that it names is not here.
  private(set) var arm: Arm?
  /// nil: the facts say what it accepts.
  private(set) var obstacle: ArmObstacle?

  init(_ definition: ArmDefinition, in store: Store) throws {
    self.definition = definition
    guard definition.training.takes == .hindsightPairs else {
      arm = Arm(training: definition.training)
      obstacle = .takes(definition.training.takes)
      return
    }
    do {
      try resolve(in: store)
    } catch StoreError.unknownName(let parameter, let name, let known) {
      obstacle = .noConfig(parameter: parameter, name: name, known: known)
    } catch NoiseError.unknownCalibration(let name, let known) {
      obstacle = .noConfig(parameter: "confidence", name: name ?? "calibrated", known: known)
    } catch StoreError.ambiguousName(let parameter, let name, let candidates) {
      obstacle = .severalConfigs(parameter: parameter, name: name, candidates: candidates)
    } catch StoreError.severalPresent(let parameter, let candidates) {
      obstacle = .severalConfigs(parameter: parameter, name: nil, candidates: candidates)
    }
  }

  private mutating func resolve(in store: Store) throws {
    let found = try ResolvedRequest(definition.request, in: store)
    let request = found.request
    if let name = found.unknownConfigs.first {
      let stages = [
        ("detect_config", request.detectConfig), ("extract_config", request.extractConfig),
      ]
      let parameter = stages.first { $0.1 == name }?.0 ?? "relabel_config"
      obstacle = .noConfig(parameter: parameter, name: name, known: [])
      return
    }
    guard request.extractConfig != nil, request.relabelConfig != nil else {
      obstacle = .nothingRelabeled
      return
    }
    if found.unknownJudges.isEmpty {
      arm = Arm(
        detectConfig: request.detectConfig, extractConfig: request.extractConfig,
        relabelConfig: request.relabelConfig, series: request.series, policy: request.policy,
        training: definition.training)
    }
    if let count = definition.training.failedRuns {
      obstacle = .volume(count)
    } else {
      resolved = found
    }
  }

  /// What evaluations hang on; nil: something that it names is not here.
  var digest: String? { definition.digest ?? arm?.digest }
}
