public import LanguageModels
public import Store
internal import Tables

/// How long calls take, and how many are under way at a time: what the hours of an estimate follow from.
public struct CallPace: Sendable {
  /// Where the seconds of a call come from.
  public enum Origin: String, Sendable {
    /// Somebody said so.
    case given
    /// The mean of recorded calls of the same stage, endpoint and model.
    case recorded
    /// Nothing is known.
    case assumed
  }

  /// Taken where nothing is known.
  public static let assumedSeconds = 5.0

  private let limits: [String: ChatLimits]
  private let seconds: Double?
  private let inParallel: Int?
  private let recorded: [[String]: Double]

  /// - Parameters:
  ///   - limits: by endpoint.
  ///   - seconds: of every call; nil: as recorded, else assumed.
  ///   - inParallel: calls under way, from 1; nil: as many as each endpoint is allowed.
  /// - Throws: `StoreError`.
  public init(
    limits: [String: ChatLimits], seconds: Double?, inParallel: Int?, in store: Store
  ) throws {
    self.limits = limits
    self.seconds = seconds
    self.inParallel = inParallel
    var recorded: [[String]: Double] = [:]
    for row in try store.run("mean_latencies").rows {
      recorded[row[..<3].map { $0.text ?? "" }] = row[4].real
    }
    self.recorded = recorded
  }

  public func callsInParallel(_ endpoint: String) -> Int {
    inParallel ?? (limits[endpoint] ?? ChatLimits()).inFlight
  }

  public func secondsPerCall(
    stage: String, endpoint: String, model: String
  ) -> (seconds: Double, origin: Origin) {
    if let seconds { return (seconds, .given) }
    if let known = recorded[[stage, endpoint, model]] { return (known, .recorded) }
    return (CallPace.assumedSeconds, .assumed)
  }

  /// In waves of as many calls as are under way; no sooner than the endpoint's limits of a minute allow.
  /// - Parameter tokens: of all calls together, prompts and answers.
  func hours(calls: Int, seconds: Double, tokens: Int, endpoint: String) -> Double {
    let limits = limits[endpoint] ?? ChatLimits()
    func minutes(_ amount: Int, _ perMinute: Int?) -> Double {
      perMinute.map { Double(amount) / Double($0) } ?? 0
    }
    let waves = (Double(calls) / Double(callsInParallel(endpoint))).rounded(.up)
    return max(
      waves * seconds / 3_600,
      minutes(calls, limits.requestsPerMinute) / 60, minutes(tokens, limits.tokensPerMinute) / 60)
  }
}
