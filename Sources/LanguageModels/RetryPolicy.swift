/// How long to wait before a further try.
public struct RetryPolicy: Equatable, Sendable {
  /// Seconds before the second try, at most; doubled for each further one.
  public var firstPause = 0.5
  /// Seconds that no pause exceeds, but where the endpoint asks for more.
  public var longestPause = 30.0
  /// Pauses are a function of the seed, the call and the try.
  public var seed: UInt64

  public init(seed: UInt64 = 0) { self.seed = seed }

  /// Half of the doubled pause, and a part of the other half by chance. If the endpoint said how long to
  /// wait, never less than that, and up to a quarter more, so that not all come back at once.
  /// - Parameters:
  ///   - tries: made so far, from 1.
  ///   - retryAfter: seconds; nil, 0: the endpoint does not say.
  ///   - call: digest of the request.
  public func pause(after tries: Int, retryAfter: Double?, call: String) -> Double {
    let chance = RetryPolicy.chance(seed: seed, call: call, tries: tries)
    if let retryAfter, retryAfter > 0 {
      return retryAfter + chance * max(0.05, min(5, retryAfter / 4))
    }
    var full = firstPause
    for _ in 1..<max(2, min(tries, 64)) where tries > 1 && full < longestPause { full *= 2 }
    return min(full, longestPause) * (0.5 + 0.5 * chance)
  }

  /// In [0, 1).
  private static func chance(seed: UInt64, call: String, tries: Int) -> Double {
    var hash = seed ^ 0xCBF2_9CE4_8422_2325
    for byte in call.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    hash = mixed(hash &+ UInt64(truncatingIfNeeded: tries) &* 0x9E37_79B9_7F4A_7C15)
    return Double(hash >> 11) * 0x1p-53
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var value = value
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
