/// An interval for a statistic by drawing units again, with replacement.
///
/// Units that are alike are given once, with how often they occur, and a resample is how often each is drawn; so
/// the time depends on how many kinds of units there are, and hardly on how many units.
///
/// The interval is the percentile one: ends at the (level tail)-quantiles of the resampled values. It stays in the
/// statistic's range and follows any monotone transformation. BCa would correct bias and skewness, but needs the
/// statistic with each unit left out, undefined where one unit carries a category, and gains nothing to first order.
public struct Bootstrap: Equatable, Sendable {
  /// nil: fewer than two units, or the statistic is undefined in a larger share of resamples than lies outside.
  public let interval: Interval?
  public let resamples: Int
  /// Resamples in which the statistic is undefined (all units in one category, say); left out.
  public let undefined: Int

  /// 1,999 for up to 10,000 kinds of units, then fewer, so that a million take seconds; never below 99.
  public static func resamples(forKinds kinds: Int) -> Int {
    max(99, min(1_999, 20_000_000 / max(1, kinds)))
  }

  /// - Parameters:
  ///   - multiplicities: how often each kind of unit occurs, from 0.
  ///   - level: in (0, 1).
  ///   - resamples: nil: as `resamples(forKinds:)`.
  ///   - statistic: from how often each kind was drawn; nil where it is not defined.
  public init(
    multiplicities: [Int], level: Double = 0.95, resamples: Int? = nil,
    using generator: inout some RandomNumberGenerator, statistic: ([Int]) -> Double?
  ) {
    self =
      Bootstrap.of(
        1, multiplicities: multiplicities, level: level, resamples: resamples, using: &generator
      ) { [statistic($0)] }[0]
  }

  /// Several statistics of the same resamples.
  /// - Parameters:
  ///   - count: of statistics.
  ///   - statistics: from how often each kind was drawn, `count` of them; nil where one is not defined.
  public static func of(
    _ count: Int, multiplicities: [Int], level: Double = 0.95, resamples: Int? = nil,
    using generator: inout some RandomNumberGenerator, statistics: ([Int]) -> [Double?]
  ) -> [Bootstrap] {
    let total = multiplicities.reduce(0, +)
    let rounds = max(0, resamples ?? Bootstrap.resamples(forKinds: multiplicities.count))
    guard total > 1, level > 0, level < 1, rounds > 0 else {
      return Array(repeating: Bootstrap(values: [], rounds: 0, level: level), count: count)
    }
    var draw = Resampling(multiplicities)
    var values: [[Double]] = Array(repeating: [], count: count)
    for at in values.indices { values[at].reserveCapacity(rounds) }
    for _ in 0..<rounds {
      // A concrete generator, seeded by the given one: a call of a protocol's method costs more than a draw.
      var dice = SeededGenerator(seed: generator.next())
      for (at, value) in statistics(draw.next(using: &dice)).enumerated() {
        if let value, !value.isNaN { values[at].append(value) }
      }
    }
    return values.map { Bootstrap(values: $0, rounds: rounds, level: level) }
  }

  /// - Parameter values: those that are defined, of so many rounds.
  private init(values: [Double], rounds: Int, level: Double) {
    var values = values
    self.resamples = rounds
    undefined = rounds - values.count
    let tail = (1 - level) / 2
    guard !values.isEmpty, Double(undefined) <= 2 * tail * Double(rounds) else {
      interval = nil
      return
    }
    values.sort()
    let rank = max(0, Int((tail * Double(values.count + 1)).rounded(.down)) - 1)
    let low = min(rank, (values.count - 1) / 2)
    interval = Interval(low: values[low], high: values[values.count - 1 - low])
  }
}

/// Multinomial draws: as many units as there are, of each kind as it occurs.
private struct Resampling {
  /// Units that stay in a processor's cache while they are drawn from.
  private static let blockSize = 4_096

  private let multiplicities: [Int]
  private let total: Int
  /// The kind of each unit, where drawing unit by unit is faster; else empty.
  private let kinds: [Int32]
  private var counts: [Int]

  init(_ multiplicities: [Int]) {
    self.multiplicities = multiplicities
    total = multiplicities.reduce(0, +)
    counts = Array(repeating: 0, count: multiplicities.count)
    guard total < 20 * multiplicities.count else {
      kinds = []
      return
    }
    var kinds: [Int32] = []
    kinds.reserveCapacity(total)
    for (kind, multiplicity) in multiplicities.enumerated() {
      for _ in 0..<multiplicity { kinds.append(Int32(kind)) }
    }
    self.kinds = kinds
  }

  mutating func next(using generator: inout SeededGenerator) -> [Int] {
    if kinds.isEmpty {
      var (left, mass) = (total, total)
      for (kind, multiplicity) in multiplicities.enumerated() {
        let share = mass > 0 ? Double(multiplicity) / Double(mass) : 0
        let drawn = generator.binomial(left, share)
        counts[kind] = drawn
        left -= drawn
        mass -= multiplicity
      }
      return counts
    }
    for kind in counts.indices { counts[kind] = 0 }
    // First how many come from each block, then which.
    var left = total
    for start in stride(from: 0, to: total, by: Resampling.blockSize) {
      let size = min(Resampling.blockSize, total - start)
      let drawn = generator.binomial(left, Double(size) / Double(total - start))
      for _ in 0..<drawn { counts[Int(kinds[start + generator.below(size)])] += 1 }
      left -= drawn
    }
    return counts
  }
}
