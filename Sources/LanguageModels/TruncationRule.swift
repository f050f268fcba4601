internal import Trajectories

/// How a prompt that is longer than its budget is made to fit; part of every model engine's config.
///
/// Nothing is cut where all of it fits. Else, in this order, and no further than needed:
/// 1. Every text longer than L bytes keeps its first two thirds of L and its last third. L is the largest of
///    49152, 36864, … (each three quarters of the one before, rounded down) that fits, at least 256.
/// 2. With L = 256, all but n steps, and all but n items of each list, are left out in the middle: the first ⌈n/2⌉
///    and the last ⌊n/2⌋ stay. n is the largest that fits, at least 1.
/// 3. If none fits, 1 and 2 with L = 128, then 64, then 32.
///
/// Where something is left out, the prompt says how much. A hindsight goal that is to be judged is never cut.
/// What does not fit even so is an error: a call that shows nothing of a run is not worth its price.
public struct TruncationRule: Equatable, Hashable, Sendable {
  /// Name of the rule above; another rule gets another name.
  public static let name = "middle-out-1"
  static let longest = 49_152
  static let usual = 256
  static let shortest = 32

  /// Most tokens of a request's messages and schema, by `TokenEstimate`. The answer is not in it.
  public let budget: Int

  public init(budget: Int = 16_000) { self.budget = budget }

  /// Text limits of step 1, falling.
  static var textLimits: [Int] {
    var limits: [Int] = []
    var limit = longest
    while limit > usual {
      limits.append(limit)
      limit = limit * 3 / 4
    }
    return limits + [usual]
  }

  /// Canonical JSON, as it stands in a config.
  var canonicalJSON: String {
    var json = CanonicalJSON()
    json.beginObject()
    json.member("budget_tokens", budget)
    json.member("estimate", TokenEstimate.name)
    json.member("rule", TruncationRule.name)
    json.endObject()
    return json.text
  }
}
