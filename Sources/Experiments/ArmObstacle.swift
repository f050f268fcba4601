internal import Trajectories

/// Why the facts here do not determine what an arm accepts.
enum ArmObstacle: Equatable, Sendable {
  /// No gate decides.
  case takes(ArmTraining.Takes)
  /// Made from some of the failed runs.
  case volume(Int)
  /// - known: configs of that stage that are stored.
  case noConfig(parameter: String, name: String, known: [String])
  case severalConfigs(parameter: String, name: String?, candidates: [String])
  case nothingRelabeled

  var words: String {
    switch self {
    case .takes(.hindsightPairs): ""
    case .takes(.randomGoals):
      "no yield: it trains on goals of other runs, drawn at random; no gate accepts these"
    case .takes(.successes): "no yield: it trains on successful runs alone"
    case .takes(.ownGoals): "no yield: it trains on failed runs with their own goals"
    case .takes(.ownGoalsByConfidence):
      "cannot be computed: a judge's confidence in a run's own goal is not recorded here"
    case .takes(.successPairs):
      "no yield: it trains on failed runs beside successful ones on the same goal"
    case .takes(.nothing): "no yield: it trains on nothing"
    case .volume(let count):
      "cannot be computed: which \(count) failed runs it is made from is not recorded here"
    case .noConfig(let parameter, let name, let known):
      "cannot be computed: no \(ArmObstacle.kind(parameter)) '\(name)' here"
        + (known.isEmpty ? "" : ", only " + known.joined(separator: ", "))
    case .severalConfigs(let parameter, let name, let candidates):
      "cannot be computed: "
        + (name.map { "'\($0)' means several \(ArmObstacle.kind(parameter))s" }
          ?? "several \(ArmObstacle.kind(parameter))s are here")
        + " (\(candidates.joined(separator: ", "))): name one"
        + (name == nil
          ? " in the arm, or with --\(parameter.split(separator: "_").joined(separator: "-"))" : "")
    case .nothingRelabeled: "cannot be computed: nothing is relabeled here yet"
    }
  }

  /// What a parameter names.
  private static func kind(_ parameter: String) -> String {
    switch parameter {
    case "confidence": "calibration"
    case "judges": "judge config"
    default: (parameter.split(separator: "_").first.map(String.init) ?? "") + " config"
    }
  }
}
