public import ArgumentParser
internal import Experiments
internal import Store
public import Trajectories

extension GatePolicy.Fallback: ExpressibleByArgument {}
extension GatePolicy.VoteValid: ExpressibleByArgument {}
extension GatePolicy.OnError: ExpressibleByArgument {}
extension GatePolicy.Weighting: ExpressibleByArgument {}
extension GatePolicy.Confidence: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
  public var defaultValueDescription: String { text }
}

/// What decides, and on which configs.
///
/// Unnamed settings come from the policy that is named here; where none is, from the environment, `regoal.yaml`
/// and the policy that these name.
struct GateOptions: ParsableArguments {
  enum Switch: String, ExpressibleByArgument, CaseIterable { case on, off }

  @Option(help: "Policy to start from: default, paper, reference, strict.")
  var policy: String?
  @Option(help: "Confidence threshold θ, 0...1.")
  var theta: Double?
  @Option(help: "Least severity weight that is kept, δ, 0...1.")
  var delta: Double?
  @Option(help: "Attempts K, from 1.")
  var attempts: Int?
  @Option(
    help: ArgumentHelp(
      "Judges of the panel, comma-separated; 'none' = single judge.", valueName: "names"))
  var judges: String?
  @Option(help: "When no attempt passes.")
  var fallback: GatePolicy.Fallback?
  @Option(help: "Does a judge's verdict count.")
  var voteValid: GatePolicy.VoteValid?
  @Option(help: "What an answer without a result is.")
  var onError: GatePolicy.OnError?
  @Option(help: "What the severity weight is.")
  var weighting: GatePolicy.Weighting?
  @Option(
    help: ArgumentHelp(
      "Confidences to read: \(GatePolicy.Confidence.choices) ('regoal calibration --save').",
      valueName: "which"))
  var confidence: GatePolicy.Confidence?
  @Option(help: "Use the failure detector.")
  var detection: Switch?
  @Option(help: "Series to read and write.")
  var series: String?
  @Option(help: ArgumentHelp("Detect config, if several are present.", valueName: "name"))
  var detectConfig: String?
  @Option(help: ArgumentHelp("Extract config, if several are present.", valueName: "name"))
  var extractConfig: String?
  @Option(help: ArgumentHelp("Relabel config, if several are present.", valueName: "name"))
  var relabelConfig: String?

  func validate() throws {
    for (name, value) in [("theta", theta), ("delta", delta)] {
      if let value, !(0...1).contains(value) {
        throw ValidationError("--\(name) lies in 0...1, is \(value)")
      }
    }
    if let series, series.isEmpty { throw ValidationError("--series takes a name") }
    if let attempts, attempts < 1 {
      throw ValidationError("--attempts counts from 1, is \(attempts)")
    }
  }

  /// The options that were typed, for commands in which some play no part.
  var given: [String] {
    let all = [
      ("policy", policy != nil), ("theta", theta != nil), ("delta", delta != nil),
      ("attempts", attempts != nil), ("judges", judges != nil), ("fallback", fallback != nil),
      ("vote-valid", voteValid != nil), ("on-error", onError != nil),
      ("weighting", weighting != nil), ("confidence", confidence != nil),
      ("detection", detection != nil), ("series", series != nil),
      ("detect-config", detectConfig != nil), ("extract-config", extractConfig != nil),
      ("relabel-config", relabelConfig != nil),
    ]
    return all.filter(\.1).map(\.0)
  }

  /// What the base of a request is.
  enum Base {
    /// What nothing else says.
    case fallback
    /// A policy, some of whose settings the user varies: none takes its place.
    case varied
    /// A policy that was called by name: flags alone change it.
    case named
  }

  /// - Parameter base: what unnamed settings are.
  func request(
    in store: Store, base: GateRequest = GateRequest(), as kind: Base = .fallback
  ) throws -> GateRequest {
    let all = try Settings()
    var request = base
    let isNamed = kind == .named || (kind == .fallback && policy != nil)
    if kind == .fallback, let name = policy ?? all["policy"] {
      request.policy = try PolicyPresets.policy(named: name, in: store)
    }
    // A flag goes before environment and file, so what a named policy says is not changed by these.
    let settings = isNamed ? Settings.none : all
    request.policy.theta = try theta ?? share("theta", settings) ?? request.policy.theta
    request.policy.delta = try delta ?? share("delta", settings) ?? request.policy.delta
    request.policy.attempts = try attempts ?? count("attempts", settings) ?? request.policy.attempts
    request.policy.fallback = try fallback ?? settings.word("fallback") ?? request.policy.fallback
    request.policy.voteValid =
      try voteValid ?? settings.word("vote_valid") ?? request.policy.voteValid
    request.policy.onError = try onError ?? settings.word("on_error") ?? request.policy.onError
    request.policy.weighting =
      try weighting ?? settings.word("weighting") ?? request.policy.weighting
    if let confidence = try confidence ?? confidence(settings) {
      request.policy.confidence = confidence
    }
    if let on: Switch = try detection ?? settings.word("detection") {
      request.policy.detection = on == .on
    }
    if let judges {
      request.policy.judges =
        judges == "none" ? [] : judges.split(separator: ",").map { String($0) }
    }
    request.series = series ?? all["series"] ?? request.series
    request.detectConfig = detectConfig ?? request.detectConfig
    request.extractConfig = extractConfig ?? request.extractConfig
    request.relabelConfig = relabelConfig ?? request.relabelConfig
    if !request.policy.detection && detectConfig == nil { request.detectConfig = nil }
    return request
  }

  private func confidence(_ settings: Settings) throws -> GatePolicy.Confidence? {
    guard let text = settings["confidence"] else { return nil }
    guard let value = GatePolicy.Confidence(text) else {
      throw CommandError(
        what: "setting 'confidence' is '\(text)'",
        fix: "it is one of: \(GatePolicy.Confidence.choices)")
    }
    return value
  }

  private func share(_ key: String, _ settings: Settings) throws -> Double? {
    guard let text = settings[key] else { return nil }
    guard let value = Double(text), (0...1).contains(value) else {
      throw CommandError(what: "setting '\(key)' is '\(text)'", fix: "it lies in 0...1")
    }
    return value
  }

  private func count(_ key: String, _ settings: Settings) throws -> Int? {
    guard let text = settings[key] else { return nil }
    guard let value = Int(text), value >= 1 else {
      throw CommandError(what: "setting '\(key)' is '\(text)'", fix: "it is an integer from 1")
    }
    return value
  }
}
