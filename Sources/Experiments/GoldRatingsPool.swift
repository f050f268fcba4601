internal import Store

/// Ratings for many policies: those of the same attempts are read once.
final class GoldRatingsPool {
  private struct Source: Hashable {
    let extract: String?
    let relabel: String?
    let series: String
  }

  private let store: Store
  private var loaded: [Source: GoldRatings] = [:]

  init(_ store: Store) { self.store = store }

  /// - Throws: `StoreError`.
  func ratings(of request: GateRequest) throws -> GoldRatings {
    let source = Source(
      extract: request.extractConfig, relabel: request.relabelConfig, series: request.series)
    if let known = loaded[source] { return known }
    let ratings = try GoldRatings(
      extract: source.extract, relabel: source.relabel, series: source.series, from: store)
    loaded[source] = ratings
    return ratings
  }
}
