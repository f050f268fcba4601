public import ArgumentParser
internal import Experiments
public import LanguageModels
public import Relabeling
internal import Store
public import Trajectories

extension RuleSet: ExpressibleByArgument {}
extension Collection.Mode: ExpressibleByArgument {}
extension AnswerSchema.Delivery: ExpressibleByArgument {}

/// Which engines answer, and how much is collected.
struct StageOptions: ParsableArguments {
  /// How endpoints are told the shape of an answer.
  enum Structured: String, ExpressibleByArgument, CaseIterable {
    case auto, schema, object, none

    /// nil: to be found out.
    var delivery: AnswerSchema.Delivery? { AnswerSchema.Delivery(rawValue: rawValue) }
  }

  static let rulesName = "rules"
  static let groundingName = "grounding"
  static let noneName = "none"
  static let answerTokens = 1_024
  /// Names that no endpoint can have.
  static let reserved: Set<String> = [rulesName, groundingName, noneName]

  @Option(help: "Rules of detector and extractor, where these are rules.")
  var rules: RuleSet?
  @Flag(
    help:
      "Rules detect as if no source stated outcome or failure reason, in all runs, in the series 'blind'."
  )
  var blind = false
  @Option(help: ArgumentHelp("Model that detects; 'rules' (default).", valueName: "endpoint"))
  var detector: String?
  @Option(help: ArgumentHelp("Model that extracts; 'rules' (default).", valueName: "endpoint"))
  var extractor: String?
  @Option(
    help: ArgumentHelp(
      "Model that relabels; 'rules' (default): a fixed template.", valueName: "endpoint"))
  var relabeler: String?
  @Option(
    help: ArgumentHelp(
      "Judge beside the relabeler, repeatable: a model, 'grounding' (rules, default) or 'none'.",
      valueName: "endpoint"))
  var judge: [String] = []
  @Option(
    help: "Stop at the first pass (lazy), or make all attempts and votes (exhaustive, the default)."
  )
  var collect: Collection.Mode?
  @Option(
    help: "How models are told the shape of an answer; auto (default) asks each endpoint once.")
  var structured: Structured?
  @Option(
    help: ArgumentHelp(
      "Prompt of your own for a stage, repeatable (see 'regoal prompt').",
      valueName: "stage=file"))
  var prompt: [String] = []
  @Option(
    help: ArgumentHelp(
      "Longest prompt; longer ones are cut by a fixed rule (default 16000).", valueName: "tokens"))
  var budgetTokens: Int?
  @Option(help: ArgumentHelp("Longest answer (default 1024).", valueName: "tokens"))
  var maxTokens: Int?

  func validate() throws {
    for (name, value) in [("budget-tokens", budgetTokens), ("max-tokens", maxTokens)] {
      if let value, value < 1 {
        throw ValidationError("--\(name) takes an integer from 1, not \(value)")
      }
    }
  }

  /// Blind detections have a series of their own.
  func checkSeries(_ gate: GateOptions, isRefreshing: Bool) throws {
    guard !blind || (gate.series == nil && !isRefreshing) else {
      throw ValidationError(
        "--blind answers in the series 'blind': leave --series and --refresh out")
    }
  }

  func plan(_ policy: GatePolicy) throws -> CollectionPlan {
    let mode = try collect ?? Settings().word("collect") ?? .exhaustive
    guard mode == .exhaustive || policy.confidence == .recorded else {
      throw CommandError(
        what: "lazy collection stops by confidences as they are given, not calibrated",
        fix: "--collect exhaustive, or --confidence recorded")
    }
    return CollectionPlan(
      mode: mode,
      attempts: policy.attempts, theta: policy.theta, voteValid: policy.voteValid)
  }

  func ruleSet() throws -> RuleSet {
    try rules ?? Settings().word("rules") ?? .default
  }

  /// What was typed for a stage, else its setting; nil: rules.
  private func named(_ flag: String?, _ key: String) throws -> String? {
    let text = try flag ?? Settings()[key]
    return text == StageOptions.rulesName ? nil : text
  }

  func names() throws -> EngineNames {
    let settings = try Settings()
    let judges =
      judge.isEmpty
      ? settings["judge"].map { $0.split(whereSeparator: \.isWhitespace).map(String.init) }
        ?? [StageOptions.groundingName]
      : judge
    guard judges == [StageOptions.noneName] || !judges.contains(StageOptions.noneName) else {
      throw CommandError(
        what: "the judge 'none' stands beside others", fix: "name 'none' alone, or leave it out")
    }
    let detector = try named(detector, "detector")
    guard detector == nil || !blind else {
      throw CommandError(
        what: "--blind is for rules: a model is never told whether the run succeeded",
        fix: "leave --blind or the detector out")
    }
    return EngineNames(
      detector: detector, extractor: try named(extractor, "extractor"),
      relabeler: try named(relabeler, "relabeler"),
      judges: judges == [StageOptions.noneName] ? [] : judges)
  }

  func delivery() throws -> Structured {
    try structured ?? Settings().word("structured") ?? .auto
  }

  /// The user's own prompts.
  func prompts() throws -> [Stage: PromptTemplate] {
    var found: [Stage: PromptTemplate] = [:]
    for text in prompt {
      let halves = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard halves.count == 2, let stage = Stage(rawValue: halves[0]),
        let kind = PromptKind(rawValue: halves[0])
      else {
        throw CommandError(
          what: "--prompt '\(text)' names no stage and file",
          fix: "such as --prompt judge=my-judge.md; the stages are detect, extract, relabel, judge")
      }
      guard found[stage] == nil else {
        throw CommandError(what: "two prompts are given for '\(stage.rawValue)'", fix: "give one")
      }
      found[stage] = try PromptTemplate(kind, text: try TextFile.read(halves[1]), name: halves[1])
    }
    return found
  }
}

/// Engines as they were named; nil and `grounding` are rules.
struct EngineNames {
  let detector: String?
  let extractor: String?
  let relabeler: String?
  let judges: [String]

  /// What names endpoints, in the order of the stages.
  var endpoints: [String] {
    [detector, extractor, relabeler].compactMap(\.self)
      + judges.filter { $0 != StageOptions.groundingName }
  }
}
