public import Store
public import Tables
internal import Trajectories

/// What a policy would accept under other settings, from stored facts, at every θ or at some.
public struct Sweep {
  /// A setting that is varied.
  public enum Axis: String, CaseIterable, Sendable {
    case delta, attempts, judges, fallback, weighting, confidence, detection
    case voteValid = "vote_valid"
    case onError = "on_error"
  }

  /// An axis with its values, as people write them.
  public struct Values: Equatable, Sendable {
    public let axis: Axis
    public let texts: [String]

    public init(axis: Axis, texts: [String]) {
      self.axis = axis
      self.texts = texts
    }
  }

  /// The answer, and what the user should know about it.
  public struct Report: Sendable {
    public let table: Table
    public let warnings: [String]
    /// Digests of the configs whose answers were read.
    public let configs: Set<String>
  }

  let store: Store

  public init(store: Store) { self.store = store }

  /// Goes through every combination of the axes' values.
  /// - Parameters:
  ///   - request: where axes do not say otherwise.
  ///   - thetas: in [0, 1]; nil: every θ, in intervals.
  ///   - round: only runs of this round of redeployment; nil: all.
  /// - Throws: `StoreError` for names, `SweepError` for values that an axis does not take.
  public func table(
    _ request: GateRequest, over axes: [Values] = [], at thetas: [Double]? = nil,
    round: Int? = nil
  ) throws -> Report {
    let only = try round.map { try RoundRuns.ids(round: $0, in: store) }
    var warnings: [String] = []
    var configs: Set<String> = []
    let isRated = try GoldRatings.arePresent(in: store)
    let gold = GoldRatingsPool(store)
    let costs = try CallCosts(in: store)
    // Intervals take a while, and few counts are different.
    var noiseValues: [NoiseCount: [Table.Value]] = [:]
    func values(_ noise: NoiseCurve?, at theta: Double) -> [Table.Value] {
      guard let count = noise?.count(at: theta) else { return [] }
      let values = noiseValues[count] ?? count.values
      noiseValues[count] = values
      return values
    }
    var table = Table(
      columns: axes.map { "policy_" + $0.axis.rawValue }
        + (thetas == nil ? ["theta_low", "theta_high"] : ["theta"])
        + ThetaCurve.Piece.columns
        + (isRated ? NoiseCount.columns : []) + (costs == nil ? [] : CallCosts.columns))
    let combinations = Sweep.combinations(axes)
    let resolved = try combinations.map { words in
      try ResolvedRequest(try Sweep.varied(request, axes, words), in: store)
    }
    let pool = try GateFactsPool(resolved.map(\.choice), from: store)
    for (words, resolved) in zip(combinations, resolved) {
      for warning in resolved.warnings where !warnings.contains(warning) {
        warnings.append(warning)
      }
      configs.formUnion(resolved.choice.configs)
      let evaluation = try pool.evaluation(resolved.choice, resolved.request.policy, only: only)
      let curve = ThetaCurve(evaluation)
      var noise: NoiseCurve?
      if isRated {
        noise = NoiseCurve(
          evaluation,
          try gold.ratings(of: resolved.request))
      }
      func cost(_ piece: ThetaCurve.Piece) throws -> [Table.Value] {
        try costs?.values(resolved.choice, accepted: piece.counts.accepted) ?? []
      }
      let place = words.map { Table.Value.text($0) }
      if let thetas {
        for theta in thetas {
          let piece = curve.piece(at: theta)
          table.rows.append(
            place + [.real(theta)] + piece.values + values(noise, at: theta) + (try cost(piece)))
        }
      } else {
        for (number, piece) in curve.pieces.enumerated() {
          var low = piece.low
          let ends =
            noise?.ends(from: piece.low, to: piece.high, isFirst: number == 0) ?? [piece.high]
          for end in ends {
            table.rows.append(
              place + [.real(low), .real(end)] + piece.values + values(noise, at: end)
                + (try cost(piece)))
            low = end
          }
        }
      }
    }
    return Report(table: table, warnings: warnings, configs: configs)
  }

  /// Whether every value is one that its axis takes.
  /// - Throws: `SweepError`.
  public static func check(_ axes: [Values]) throws {
    for axis in axes {
      for text in axis.texts { _ = try varied(GateRequest(), [axis], [text]) }
    }
  }

  /// Every choice of one value from each axis, the last axis fastest.
  private static func combinations(_ axes: [Values]) -> [[String]] {
    axes.reduce([[]]) { chosen, axis in
      chosen.flatMap { words in axis.texts.map { words + [$0] } }
    }
  }

  private static func varied(
    _ request: GateRequest, _ axes: [Values], _ words: [String]
  ) throws -> GateRequest {
    var varied = request
    for (axis, word) in zip(axes.map(\.axis), words) {
      func chosen<Value: RawRepresentable & CaseIterable>(_: Value.Type) throws -> Value
      where Value.RawValue == String {
        guard let value = Value(rawValue: word) else {
          throw SweepError.badValue(
            axis: axis, text: word,
            expected: Value.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return value
      }
      switch axis {
      case .delta:
        guard let delta = Double(word), (0...1).contains(delta) else {
          throw SweepError.badValue(axis: axis, text: word, expected: "a number from 0 to 1")
        }
        varied.policy.delta = delta
      case .attempts:
        guard let attempts = Int(word), attempts >= 1 else {
          throw SweepError.badValue(axis: axis, text: word, expected: "an integer from 1")
        }
        varied.policy.attempts = attempts
      case .judges:
        switch word {
        case "none": varied.policy.judges = []
        case "all": varied.policy.judges = nil
        default: varied.policy.judges = word.split(separator: "+").map(String.init)
        }
      case .fallback: varied.policy.fallback = try chosen(GatePolicy.Fallback.self)
      case .voteValid: varied.policy.voteValid = try chosen(GatePolicy.VoteValid.self)
      case .onError: varied.policy.onError = try chosen(GatePolicy.OnError.self)
      case .weighting: varied.policy.weighting = try chosen(GatePolicy.Weighting.self)
      case .confidence:
        guard let confidence = GatePolicy.Confidence(word) else {
          throw SweepError.badValue(
            axis: axis, text: word, expected: GatePolicy.Confidence.choices)
        }
        varied.policy.confidence = confidence
      case .detection:
        guard ["on", "off"].contains(word) else {
          throw SweepError.badValue(axis: axis, text: word, expected: "on, off")
        }
        varied.policy.detection = word == "on"
        // Named beside detection off, a config would still decide who belongs to F.
        if word == "off" { varied.detectConfig = nil }
      }
    }
    return varied
  }
}

public enum SweepError: Error, Equatable {
  case badValue(axis: Sweep.Axis, text: String, expected: String)
}
