internal import Statistics
public import Store
public import Tables

/// How many ratings a certificate will take, said before any rating.
/// - Source: STATISTICS.md (choosing θ with a guarantee).
public struct CertificationPower {
  /// The least number of ratings for each number of invalid ones among them.
  public let least: Table
  /// The ratings that certify with some probability, by the true noise.
  public let power: Table
  /// Of each threshold of a grid, how many pairs have to be drawn from the union for the least number to be there.
  public let draws: Table
  public let configs: Set<String>

  /// - Parameters:
  ///   - thetas: candidates, strict to loose; empty: no draws.
  ///   - request: whose accepted pairs are drawn from; nil: no draws.
  /// - Throws: `NoiseError.badTest`, `StoreError`.
  public init(
    maxNoise: Double, risk: Double, thetas: [Double] = [], of request: GateRequest? = nil,
    in store: Store?
  ) throws {
    guard let test = CertificationTest(maxNoise: maxNoise, risk: risk) else {
      throw NoiseError.badTest(maxNoise: maxNoise, risk: risk)
    }
    var least = Table(columns: ["max_noise", "risk", "invalid", "rated"])
    for invalid in 0...3 {
      least.rows.append([
        .real(maxNoise), .real(risk), .init(invalid), .init(test.leastRated(invalid: invalid)),
      ])
    }
    self.least = least
    var power = Table(columns: ["true_noise", "rated_50", "rated_80", "rated_90"])
    for share in [0, 0.1, 0.25, 0.5] {
      let noise = share * maxNoise
      power.rows.append(
        [.real(noise)]
          + [0.5, 0.8, 0.9].map { .init(test.ratingsNeeded(trueNoise: noise, power: $0)) })
    }
    self.power = power
    var draws = Table(columns: [
      "theta", "accepted", "union", "rated_least", "drawn_least", "drawn_twice",
    ])
    var configs: Set<String> = []
    if let request, let store, !thetas.isEmpty {
      let resolved = try ResolvedRequest(request, in: store)
      configs = resolved.choice.configs
      let evaluation = try resolved.evaluation(from: store)
      let none = try GoldRatings(extract: nil, relabel: nil, series: "", from: store)
      let accepted = thetas.map { Set(none.accepted(evaluation, at: $0).map(\.key)) }
      let union = accepted.reduce(into: Set()) { $0.formUnion($1) }.count
      let needed = test.leastRated(invalid: 0)
      for (theta, pairs) in zip(thetas, accepted) {
        /// nil: there are not as many pairs.
        func drawn(_ wanted: Int) -> Int? {
          guard pairs.count >= wanted else { return nil }
          return min(union, (wanted * union + pairs.count - 1) / pairs.count)
        }
        draws.rows.append([
          .real(theta), .init(pairs.count), .init(union), .init(needed), .init(drawn(needed)),
          .init(drawn(2 * needed)),
        ])
      }
    }
    self.draws = draws
    self.configs = configs
  }
}
