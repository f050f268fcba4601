internal import Trajectories

/// The pairs that one annotator goes through: what is next, what he can take back.
///
/// The order is by a hash of seed, annotator and attempt: neither how a pair was drawn nor what the judges say of it
/// can be told from its place, and no two annotators have the same.
public struct RatingQueue: Sendable {
  public struct Pair: Equatable, Sendable {
    /// Digest of the run.
    public let trajectory: String
    /// Digest of the attempt.
    public let attempt: String

    public init(trajectory: String, attempt: String) {
      self.trajectory = trajectory
      self.attempt = attempt
    }
  }

  /// What was done last.
  public enum Undone: Equatable, Sendable {
    /// A verdict: it has to be retracted.
    case verdict(Pair)
    case skip(Pair)
  }

  /// How far a pair is when a session begins.
  public enum State: Sendable {
    case open
    /// In this frame; may be taken back.
    case rated
    /// In another frame.
    case ratedElsewhere
  }

  private var waiting: [Pair] = []
  private var history: [Undone] = []
  public let total: Int
  /// Pairs with a verdict.
  public private(set) var rated = 0

  public init(_ pairs: [(pair: Pair, state: State)], seed: Int, annotator: String) {
    total = pairs.count
    let ordered = pairs.map { one in
      (one, Digest.leadingNumber(of: "\(seed)\u{1F}\(annotator)\u{1F}\(one.pair.attempt)"))
    }.sorted { ($0.1, $0.0.pair.attempt) < ($1.1, $1.0.pair.attempt) }
    for ((pair, state), _) in ordered {
      switch state {
      case .open: waiting.append(pair)
      case .rated:
        rated += 1
        history.append(.verdict(pair))
      case .ratedElsewhere: rated += 1
      }
    }
  }

  /// nil: all are rated.
  public var current: Pair? { waiting.first }

  /// The current pair has got a verdict.
  public mutating func rate() {
    guard !waiting.isEmpty else { return }
    history.append(.verdict(waiting.removeFirst()))
    rated += 1
  }

  /// The current pair comes again behind all others.
  public mutating func skip() {
    guard !waiting.isEmpty else { return }
    let pair = waiting.removeFirst()
    waiting.append(pair)
    history.append(.skip(pair))
  }

  /// What was done last is undone, and its pair is the current one.
  /// - Returns: nil: nothing was done yet.
  public mutating func undo() -> Undone? {
    guard let last = history.popLast() else { return nil }
    switch last {
    case .verdict(let pair):
      rated -= 1
      waiting.insert(pair, at: 0)
    case .skip(let pair):
      waiting.removeAll { $0 == pair }
      waiting.insert(pair, at: 0)
    }
    return last
  }
}
