internal import Trajectories

/// Keeps of the pairs that it is offered those that come first: by distance, then by a hash of seed and attempt.
///
/// All distances 0, that is a uniform draw without replacement, which neither the order of the offers nor a row id
/// has a part in; and what a smaller draw takes, a larger one takes too.
struct PairDraw {
  struct Pair: Equatable {
    let trajectory: String
    let attempt: String
    let distance: Double
    let rank: UInt64
    /// The caller's own.
    let tag: Int

    init(
      trajectory: String, attempt: String, distance: Double = 0, seed: Int, tag: Int = 0
    ) {
      self.tag = tag
      self.trajectory = trajectory
      self.attempt = attempt
      self.distance = distance
      rank = Digest.leadingNumber(of: "\(seed)\u{1F}\(attempt)")
    }

    static func precedes(_ first: Pair, _ second: Pair) -> Bool {
      (first.distance, first.rank, first.attempt) < (second.distance, second.rank, second.attempt)
    }
  }

  /// Most pairs that are wanted.
  private let count: Int
  private(set) var population = 0
  private var kept: [Pair] = []

  init(count: Int) { self.count = count }

  mutating func offer(_ pair: Pair) {
    population += 1
    kept.append(pair)
    if kept.count >= 2 * count + 1_000 { trim() }
  }

  private mutating func trim() {
    kept.sort(by: Pair.precedes)
    kept.removeLast(max(0, kept.count - count))
  }

  /// The first ones, in order.
  func drawn(_ number: Int) -> [Pair] {
    Array(kept.sorted(by: Pair.precedes).prefix(min(number, count)))
  }

  /// How many to draw from each of some strata: the same number from each, as far as it has so many; what is left
  /// over goes to the first ones.
  static func shares(of count: Int, among populations: [Int]) -> [Int] {
    var shares = populations.map { _ in 0 }
    var left = min(count, populations.reduce(0, +))
    while left > 0 {
      let open = shares.indices.filter { shares[$0] < populations[$0] }
      let each = max(1, left / open.count)
      for at in open where left > 0 {
        let more = min(each, populations[at] - shares[at], left)
        shares[at] += more
        left -= more
      }
    }
    return shares
  }

  /// Who rates the pair at a place of the draw: `overlap` of the annotators, each pair beginning with the next one.
  static func raters(_ place: Int, of annotators: [String], overlap: Int) -> [String]? {
    guard overlap < annotators.count else { return nil }
    return (0..<overlap).map { annotators[(place + $0) % annotators.count] }.sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
  }
}
