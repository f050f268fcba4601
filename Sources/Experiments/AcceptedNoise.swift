internal import Statistics
public import Store
internal import Trajectories

/// Label noise of the pairs that a policy accepts, as far as people have rated them by now.
/// - Source: METHOD.md §5.
public struct AcceptedNoise: Equatable, Sendable {
  /// Pairs with a majority.
  public let rated: Int
  public let invalid: Int
  /// invalid / rated; nil: nothing is rated.
  public let rate: Double?
  /// Clopper and Pearson's interval at 95 %; nil: nothing is rated.
  public let low: Double?
  public let high: Double?

  /// - Parameter only: row ids of the runs that count; nil: all.
  /// - Returns: nil where nobody has rated any attempt.
  /// - Throws: `StoreError`.
  public init?(
    _ request: GateRequest, only: @autoclosure () throws -> Set<Int64>? = nil, in store: Store
  ) throws {
    guard try GoldRatings.arePresent(in: store) else { return nil }
    let resolved = try ResolvedRequest(request, in: store)
    let evaluation = try resolved.evaluation(from: store, only: only())
    let ratings = try GoldRatings(
      extract: resolved.request.extractConfig, relabel: resolved.request.relabelConfig,
      series: resolved.request.series, from: store)
    let count = ratings.count(evaluation, at: resolved.request.policy.theta).all
    guard count.rated > 0 else { return nil }
    let proportion = Proportion(count.invalid, of: count.rated)
    let interval = proportion.clopperPearson()
    rated = count.rated
    invalid = count.invalid
    rate = proportion.rate
    low = interval?.low
    high = interval?.high
  }
}
