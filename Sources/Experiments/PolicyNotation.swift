public import Store
internal import Tables
internal import Trajectories

/// A policy as people type it: a name, settings such as `theta=0.6,judges=none`, or both, the name first.
public struct PolicyNotation: Equatable, Sendable {
  /// What a setting is called, and what it takes.
  public enum Setting: String, CaseIterable, Sendable {
    case theta, delta, attempts, judges, fallback
    case voteValid = "vote_valid"
    case onError = "on_error"
    case weighting, confidence, detection
    case detectConfig = "detect_config"
    case extractConfig = "extract_config"
    case relabelConfig = "relabel_config"
    case series
  }

  /// The policy that was applied last.
  public static let last = "last"

  public let text: String
  /// nil: settings alone.
  public let name: String?
  public let settings: [Setting: String]

  /// - Throws: `PolicyNotationError` for a setting that is unknown, named twice, or without a value.
  public init(_ text: String) throws {
    var name: String?
    var settings: [Setting: String] = [:]
    for (at, part) in text.split(separator: ",", omittingEmptySubsequences: false).enumerated() {
      let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard halves.count == 2 else {
        guard at == 0, !part.isEmpty else {
          throw PolicyNotationError.notASetting(text: text, part: String(part))
        }
        name = String(part)
        continue
      }
      let key = String(halves[0]).split(separator: "-").joined(separator: "_")
      guard let setting = Setting(rawValue: key) else {
        throw PolicyNotationError.unknownSetting(text: text, name: String(halves[0]))
      }
      guard settings[setting] == nil else {
        throw PolicyNotationError.repeated(text: text, setting: setting)
      }
      settings[setting] = String(halves[1])
    }
    self.text = text
    self.name = name
    self.settings = settings
    var probe = GateRequest()
    try apply(to: &probe)
  }

  /// The request that the name means: a policy, the one applied last, or an arm, `FILE:ARM` or a stored one.
  /// - Parameter base: whose configs and series are kept, where the name says none; the whole request, where
  ///   there is no name.
  /// - Throws: `StoreError.unknownName`; `ArmFileError` for arms.
  public func named(base: GateRequest, in store: Store) throws -> GateRequest {
    guard let name else { return base }
    if name == PolicyNotation.last { return try GateRequest.last(in: store) ?? base }
    let presets = try PolicyPresets.all(in: store)
    if let policy = presets[name] {
      var request = base
      request.policy = policy
      return request
    }
    let library = try ArmLibrary(store: store)
    if name.contains(":") { return try library.request(named: name, base: base) }
    do {
      return try library.request(named: name, base: base)
    } catch ArmFileError.unknownStoredArm(_, let arms) {
      throw StoreError.unknownName(
        parameter: "policy", name: name,
        known: presets.keys.sorted() + [PolicyNotation.last] + arms)
    }
  }

  /// Sets what the settings say.
  /// - Throws: `PolicyNotationError.badValue`.
  public func apply(to request: inout GateRequest) throws {
    for setting in Setting.allCases {
      if let value = settings[setting] { try PolicyNotation.set(setting, value, in: &request) }
    }
  }

  private static func set(
    _ setting: Setting, _ text: String, in request: inout GateRequest
  ) throws {
    func bad(_ expected: String) -> PolicyNotationError {
      .badValue(setting: setting, text: text, expected: expected)
    }
    func word<Value: RawRepresentable & CaseIterable>(_: Value.Type) throws -> Value
    where Value.RawValue == String {
      guard let value = Value(rawValue: text) else {
        throw bad(Value.allCases.map(\.rawValue).joined(separator: ", "))
      }
      return value
    }
    func share() throws -> Double {
      guard let value = Double(text), (0...1).contains(value) else {
        throw bad("a number from 0 to 1")
      }
      return value
    }
    func name() throws -> String {
      guard !text.isEmpty else { throw bad("a name") }
      return text
    }
    switch setting {
    case .theta: request.policy.theta = try share()
    case .delta: request.policy.delta = try share()
    case .attempts:
      guard let count = Int(text), (1...1000).contains(count) else {
        throw bad("an integer from 1 to 1000")
      }
      request.policy.attempts = count
    case .judges:
      switch text {
      case "none": request.policy.judges = []
      case "all": request.policy.judges = nil
      case "": throw bad("none, all, or names joined by +")
      default: request.policy.judges = text.split(separator: "+").map(String.init)
      }
    case .fallback: request.policy.fallback = try word(GatePolicy.Fallback.self)
    case .voteValid: request.policy.voteValid = try word(GatePolicy.VoteValid.self)
    case .onError: request.policy.onError = try word(GatePolicy.OnError.self)
    case .weighting: request.policy.weighting = try word(GatePolicy.Weighting.self)
    case .confidence:
      guard let confidence = GatePolicy.Confidence(text) else {
        throw bad(GatePolicy.Confidence.choices)
      }
      request.policy.confidence = confidence
    case .detection:
      guard ["on", "off"].contains(text) else { throw bad("on, off") }
      request.policy.detection = text == "on"
      // Named beside detection off, a config would still decide who belongs to F.
      if text == "off" { request.detectConfig = nil }
    case .detectConfig: request.detectConfig = try name()
    case .extractConfig: request.extractConfig = try name()
    case .relabelConfig: request.relabelConfig = try name()
    case .series: request.series = try name()
    }
  }
}

public enum PolicyNotationError: Error, Equatable {
  /// A part that is no `setting=value`, and not the name in front.
  case notASetting(text: String, part: String)
  case unknownSetting(text: String, name: String)
  case repeated(text: String, setting: PolicyNotation.Setting)
  case badValue(setting: PolicyNotation.Setting, text: String, expected: String)
}
