internal import Trajectories

/// The engines that need no key and no network.
public enum RuleEngines {
  /// What every table made from their answers says.
  public static let mark = "rules, not a model"

  static func config(
    _ stage: Stage, name: String, rules: RuleSet? = nil, lexicon: Lexicon? = nil,
    isBlind: Bool = false, version: Int
  ) -> StageConfig {
    var json = CanonicalJSON()
    json.beginObject()
    json.member("blind", isBlind ? true : nil)
    json.member("engine", "rules")
    json.member("lexicon", lexicon?.digest)
    json.member("rules", rules?.rawValue)
    json.member("version", version)
    json.endObject()
    return StageConfig(
      stage: stage, label: StageConfig.builtInLabel, name: name, bodyJSON: json.text)
  }
}
