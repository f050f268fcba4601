internal import ArgumentParser
internal import LanguageModels

/// What an estimate takes where nothing is named, stored or recorded.
struct ForecastOptions: ParsableArguments {
  /// The relabeler of the paper.
  static let assumedModel = "gpt-4o-mini"

  @Option(
    help: ArgumentHelp(
      "Model that is reckoned with as extractor, relabeler and second judge where no engine is named "
        + "(default: \(ForecastOptions.assumedModel)).", valueName: "endpoint"))
  var model: String?
  @Option(
    help: ArgumentHelp(
      "Price of a million prompt tokens, of every model here, in place of stored ones.",
      valueName: "dollars"))
  var promptUsdPerMillion: Double?
  @Option(
    help: ArgumentHelp("Price of a million tokens of answers, likewise.", valueName: "dollars"))
  var completionUsdPerMillion: Double?
  @Option(
    help: ArgumentHelp(
      "Calls under way at a time (default: as many as each endpoint is allowed).", valueName: "n"))
  var callsInParallel: Int?
  @Option(
    help: ArgumentHelp(
      "Seconds that a call takes (default: the mean of recorded ones).", valueName: "seconds"))
  var secondsPerCall: Double?

  func validate() throws {
    for (name, value) in [
      ("prompt-usd-per-million", promptUsdPerMillion),
      ("completion-usd-per-million", completionUsdPerMillion),
    ] {
      if let value, !(value >= 0 && value.isFinite) {
        throw ValidationError("--\(name) takes dollars from 0, not \(value)")
      }
    }
    guard (promptUsdPerMillion == nil) == (completionUsdPerMillion == nil) else {
      throw ValidationError(
        "--prompt-usd-per-million and --completion-usd-per-million make one price: give both")
    }
    if let callsInParallel, callsInParallel < 1 {
      throw ValidationError("--calls-in-parallel counts from 1, is \(callsInParallel)")
    }
    if let secondsPerCall, !(secondsPerCall > 0 && secondsPerCall.isFinite) {
      throw ValidationError("--seconds-per-call takes seconds above 0, not \(secondsPerCall)")
    }
  }

  var price: TokenPrice? {
    guard let promptUsdPerMillion, let completionUsdPerMillion else { return nil }
    return TokenPrice(
      promptPerMillion: promptUsdPerMillion, completionPerMillion: completionUsdPerMillion)
  }
}

extension StageOptions {
  var isAnyEngineTyped: Bool {
    [detector, extractor, relabeler].contains { $0 != nil } || !judge.isEmpty
  }

  /// Whether neither flag nor setting names an engine.
  func namesNoEngine() throws -> Bool {
    let settings = try Settings()
    return !isAnyEngineTyped
      && ["detector", "extractor", "relabeler", "judge"].allSatisfy { settings[$0] == nil }
  }

  /// The engines of the paper's main arm, all models of which are this one.
  func asking(_ model: String) -> StageOptions {
    var options = self
    options.detector = StageOptions.rulesName
    options.extractor = model
    options.relabeler = model
    options.judge = [model]
    return options
  }
}
