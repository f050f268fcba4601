public import LanguageModels
public import Relabeling
public import Trajectories

/// Stage 1: rules, or a model.
public enum Detector: Sendable {
  case rules(RuleDetector)
  case model(any ModelDetecting)

  public var config: StageConfig {
    switch self {
    case .rules(let engine): engine.config
    case .model(let engine): engine.config
    }
  }
}

/// Stage 2: rules, or a model.
public enum Extractor: Sendable {
  case rules(RuleExtractor)
  case model(any ModelExtracting)

  public var config: StageConfig {
    switch self {
    case .rules(let engine): engine.config
    case .model(let engine): engine.config
    }
  }
}

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

/// The engines of all stages.
public struct EngineChoice: Sendable {
  public var detector: Detector
  public var extractor: Extractor
  public var relabeler: Relabeler
  public var judges: [PanelJudge]

  public init(
    detector: Detector, extractor: Extractor, relabeler: Relabeler, judges: [PanelJudge]
  ) {
    self.detector = detector
    self.extractor = extractor
    self.relabeler = relabeler
    self.judges = judges
  }

  /// The templates behind those that are models.
  var prompts: [PromptText] {
    var prompts = relabeler.prompts + judges.flatMap(\.prompts)
    if case .model(let engine) = detector { prompts += engine.prompts }
    if case .model(let engine) = extractor { prompts += engine.prompts }
    return prompts
  }

  /// Rules alone: neither key nor network.
  var rules: (relabeler: any PromptRelabeling, judges: [any Judging])? {
    guard case .rules(let relabeler) = relabeler else { return nil }
    var free: [any Judging] = []
    for judge in judges {
      guard case .rules(let engine) = judge else { return nil }
      free.append(engine)
    }
    return (relabeler, free)
  }
}
