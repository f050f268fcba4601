public import LanguageModels
public import Relabeling
public import Trajectories

/// The relabeler of stage 3: rules, or a model.
public enum Relabeler: Sendable {
  case rules(any PromptRelabeling)
  case model(any ModelRelabeling)

  public var config: StageConfig {
    switch self {
    case .rules(let engine): engine.config
    case .model(let engine): engine.config
    }
  }

  var prompts: [PromptText] {
    if case .model(let engine) = self { engine.prompts } else { [] }
  }
}

/// A judge of the panel: rules, which are free, or a model.
public enum PanelJudge: Sendable {
  case rules(any Judging)
  /// - Parameter usdPerMillion: what a million prompt and a million completion tokens cost together; nil:
  ///   not known. It decides who is asked first, nothing else.
  case model(any ModelJudging, usdPerMillion: Double?)

  public var config: StageConfig {
    switch self {
    case .rules(let engine): engine.config
    case .model(let engine, _): engine.config
    }
  }

  var prompts: [PromptText] {
    if case .model(let engine, _) = self { engine.prompts } else { [] }
  }

  /// Cheapest first; of equals the one that was named first. Unknown prices come last.
  static func byCost(_ judges: [PanelJudge]) -> [PanelJudge] {
    judges.enumerated().sorted { one, other in
      let (a, b) = (one.element.cost, other.element.cost)
      return a == b ? one.offset < other.offset : a < b
    }.map(\.element)
  }

  private var cost: Double {
    switch self {
    case .rules: -1
    case .model(_, let usd): usd ?? .infinity
    }
  }
}
