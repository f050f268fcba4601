/// What turns a judge's confidence into the probability that a pair is valid; it can be stored and applied.
///
/// Isotonic from 200 ratings on, Platt's below. As JSON: `{"kind":"isotonic","confidences":[…],"values":[…]}` or
/// `{"kind":"platt","slope":…,"intercept":…}`.
/// - Source: STATISTICS.md (calibration).
public enum CalibrationMap: Equatable, Sendable {
  /// Ratings below which the map has two parameters only.
  public static let ratingsForIsotonic = 200

  case isotonic(IsotonicMap)
  case platt(PlattScaling)

  /// - Returns: nil: nothing is rated.
  public init?(fitting sample: CalibrationSample) {
    if sample.total >= CalibrationMap.ratingsForIsotonic {
      guard let map = IsotonicMap(fitting: sample) else { return nil }
      self = .isotonic(map)
    } else {
      guard let scaling = PlattScaling(fitting: sample) else { return nil }
      self = .platt(scaling)
    }
  }

  /// The calibrated confidence, in [0, 1]; it never decreases with the confidence.
  public func callAsFunction(_ confidence: Double) -> Double {
    switch self {
    case .isotonic(let map): map(confidence)
    case .platt(let scaling): scaling(confidence)
    }
  }

  /// Calibrated confidences by maps that have not seen the fold they are applied to.
  /// - Parameters:
  ///   - confidences: in [0, 1].
  ///   - folds: of each pair, any numbers; pairs of a task belong in one.
  /// - Returns: by pair, nil where no other fold has ratings; nil: arrays of different lengths, or a confidence out
  ///   of range.
  public static func crossFitted(
    confidences: [Double], isValid: [Bool], folds: [Int]
  ) -> [Double?]? {
    guard confidences.count == isValid.count, folds.count == confidences.count,
      confidences.allSatisfy({ $0 >= 0 && $0 <= 1 })
    else { return nil }
    var calibrated: [Double?] = Array(repeating: nil, count: confidences.count)
    for fold in Set(folds) {
      let others = folds.indices.filter { folds[$0] != fold }
      let sample = CalibrationSample(
        confidences: others.map { confidences[$0] }, isValid: others.map { isValid[$0] })
      guard let sample, let map = CalibrationMap(fitting: sample) else { continue }
      for at in folds.indices where folds[at] == fold { calibrated[at] = map(confidences[at]) }
    }
    return calibrated
  }
}

extension CalibrationMap: Codable {
  private enum Kind: String, Codable {
    case isotonic, platt
  }

  private enum Key: String, CodingKey {
    case kind, confidences, values, slope, intercept
  }

  /// - Throws: `DecodingError`, also for a map that decreases or leaves [0, 1].
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    switch try container.decode(Kind.self, forKey: .kind) {
    case .isotonic:
      let map = IsotonicMap(
        confidences: try container.decode([Double].self, forKey: .confidences),
        values: try container.decode([Double].self, forKey: .values))
      guard let map else {
        throw DecodingError.dataCorruptedError(
          forKey: .confidences, in: container,
          debugDescription:
            "confidences have to ascend and values not to descend, all within 0...1")
      }
      self = .isotonic(map)
    case .platt:
      let scaling = PlattScaling(
        slope: try container.decode(Double.self, forKey: .slope),
        intercept: try container.decode(Double.self, forKey: .intercept))
      guard let scaling else {
        throw DecodingError.dataCorruptedError(
          forKey: .slope, in: container, debugDescription: "the slope is from 0 on, and finite")
      }
      self = .platt(scaling)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    switch self {
    case .isotonic(let map):
      try container.encode(Kind.isotonic, forKey: .kind)
      try container.encode(map.confidences, forKey: .confidences)
      try container.encode(map.values, forKey: .values)
    case .platt(let scaling):
      try container.encode(Kind.platt, forKey: .kind)
      try container.encode(scaling.slope, forKey: .slope)
      try container.encode(scaling.intercept, forKey: .intercept)
    }
  }
}
