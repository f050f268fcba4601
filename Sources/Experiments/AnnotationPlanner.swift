public import Store
internal import Statistics
internal import Tables
public import Trajectories

/// Draws pairs to be rated, and stores from what and how they were drawn. A frame never changes.
public struct AnnotationPlanner {
  public struct Wish: Equatable, Sendable {
    public var count: Int
    public var rule: FrameDraw.Rule
    /// Of `stratified`.
    public var strataBy: FrameDraw.Strata?
    /// Of `theta_grid`, in any order.
    public var thetas: [Double]
    /// From 0.
    public var seed: Int
    /// Annotators for each pair; nil: all of them.
    public var overlap: Int?
    /// Empty: anybody.
    public var annotators: [String]

    public init(
      count: Int, rule: FrameDraw.Rule = .uniform, strataBy: FrameDraw.Strata? = nil,
      thetas: [Double] = [], seed: Int = 42, overlap: Int? = nil, annotators: [String] = []
    ) {
      self.count = count
      self.rule = rule
      self.strataBy = strataBy
      self.thetas = thetas
      self.seed = seed
      self.overlap = overlap
      self.annotators = annotators
    }
  }

  public struct Report: Sendable {
    public let frame: AnnotationFrame
    public let draw: FrameDraw
    public let isNew: Bool
    /// Pairs that could be drawn now; more or fewer than the frame's if facts have come since.
    public let population: Int
    /// Runs whose decision is not fixed by the facts: they are not drawn from.
    public let undetermined: Int
    /// Digests of the configs and judges that decide.
    public let configs: Set<String>
    public let warnings: [String]
  }

  private let store: Store

  public init(store: Store) { self.store = store }

  /// Stores a frame, or finds the one of that name if it was asked for in the same way.
  /// - Throws: `AnnotationError`, and `StoreError` for a config that means none or several.
  public func plan(_ name: String, _ wish: Wish, _ request: GateRequest) throws -> Report {
    let resolved = try ResolvedRequest(request, in: store)
    let body = resolved.request.bodyJSON
    let population = try Population(wish, resolved, store)
    let drawn = try population.draw(wish, policyJSON: body)
    let frame = AnnotationFrame(
      name: name, policyDigest: Digest.of(body), population: population.count,
      seed: wish.seed, rule: wish.rule.rawValue, extraJSON: drawn.extraJSON)
    func report(_ frame: AnnotationFrame, _ draw: FrameDraw, isNew: Bool) -> Report {
      Report(
        frame: frame, draw: draw, isNew: isNew, population: population.count,
        undetermined: population.undetermined, configs: resolved.choice.configs,
        warnings: resolved.warnings)
    }
    if let known = try StoredFrame(named: name, in: store) {
      guard known.frame.rule == frame.rule, known.frame.seed == frame.seed,
        known.frame.policyDigest == frame.policyDigest, let draw = known.draw,
        draw.isAskedAs(drawn)
      else { throw AnnotationError.otherPlan(name: name) }
      return report(known.frame, draw, isNew: false)
    }
    guard !drawn.items.isEmpty else { throw AnnotationError.nothingToDraw }
    // Another program may have made one of that name since.
    let isNew = try store.writeFacts { facts in
      guard try facts.frames(name: name).allSatisfy({ $0.digest == frame.digest }) else {
        throw AnnotationError.otherPlan(name: name)
      }
      return try facts.add(frame).isNew
    }
    return report(frame, drawn, isNew: isNew)
  }
}

/// The pairs that a wish draws from.
private struct Population {
  private struct Key: Hashable {
    let run: Int64
    let k: Int
  }

  /// By stratum; one without a name where there are none.
  private var strata: [String: PairDraw] = [:]
  private(set) var undetermined = 0

  var count: Int { strata.values.reduce(0) { $0 + $1.population } }

  init(_ wish: AnnotationPlanner.Wish, _ resolved: ResolvedRequest, _ store: Store) throws {
    let evaluation = try resolved.evaluation(from: store)
    let types =
      wish.strataBy == .failureType
      ? try Population.failureTypes(resolved.request, in: store) : [:]
    var candidates: [Key: (stratum: String, distance: Double)] = [:]
    for (place, run) in evaluation.facts.runs.enumerated() where evaluation.isMember(place) {
      for pair in evaluation.pairs(place, wish) {
        let stratum =
          switch wish.strataBy {
          case nil: ""
          case .confidence?: Population.tenth(of: pair.confidence)
          case .failureType?: types[run] ?? Population.unknown
          }
        candidates[Key(run: run, k: pair.k)] = (stratum, pair.distance)
      }
      if evaluation.decision(place).outcome.isUndetermined { undetermined += 1 }
    }
    guard !candidates.isEmpty, let extract = resolved.request.extractConfig,
      let relabel = resolved.request.relabelConfig
    else { return }
    var last: (key: Key, trajectory: String, attempt: String)?
    var strata: [String: PairDraw] = [:]
    func offer() {
      guard let last, let candidate = candidates[last.key] else { return }
      strata[candidate.stratum, default: PairDraw(count: wish.count)].offer(
        PairDraw.Pair(
          trajectory: last.trajectory, attempt: last.attempt, distance: candidate.distance,
          seed: wish.seed))
    }
    try store.forEachRow(
      of: "pairs_to_draw",
      [
        "extract_config": .text(extract), "relabel_config": .text(relabel),
        "series": .text(resolved.request.series),
      ]
    ) { row in
      let key = Key(run: row.storedInteger(0), k: Int(row.storedInteger(1)))
      if let last, last.key != key { offer() }
      last = candidates[key] == nil ? nil : (key, row.text(2) ?? "", row.text(3) ?? "")
    }
    offer()
    self.strata = strata
  }

  private static let unknown = "unknown"

  /// `0.7-0.8` for [0.7, 0.8); the last one is closed.
  private static func tenth(of confidence: Double?) -> String {
    guard let confidence else { return unknown }
    let lower = min(9, Int(confidence * 10))
    return "0.\(lower)-" + (lower == 9 ? "1.0" : "0.\(lower + 1)")
  }

  private static func failureTypes(
    _ request: GateRequest, in store: Store
  ) throws -> [Int64: String] {
    guard let detect = request.detectConfig else { return [:] }
    var types: [Int64: String] = [:]
    try store.forEachRow(
      of: "failure_types_of_runs",
      ["detect_config": .text(detect), "series": .text(request.series)]
    ) { row in types[row.storedInteger(0)] = row.text(1) }
    return types
  }

  func draw(_ wish: AnnotationPlanner.Wish, policyJSON: String) throws -> FrameDraw {
    let names = strata.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    guard wish.rule != .stratified || wish.count >= names.count else {
      throw AnnotationError.fewerThanStrata(count: wish.count, strata: names)
    }
    let populations = names.map { strata[$0]?.population ?? 0 }
    let shares = PairDraw.shares(of: wish.count, among: populations)
    var drawn: [(pair: PairDraw.Pair, probability: Double)] = []
    for (at, name) in names.enumerated() {
      let probability =
        wish.rule.isProbabilitySample
        ? InclusionProbability.uniform(drawing: shares[at], of: populations[at]) ?? 1 : 1
      drawn += (strata[name]?.drawn(shares[at]) ?? []).map { ($0, probability) }
    }
    drawn.sort { PairDraw.Pair.precedes($0.pair, $1.pair) }
    let annotators = wish.annotators.isEmpty ? nil : wish.annotators
    let overlap = annotators.map { wish.overlap ?? $0.count }
    return FrameDraw(
      count: wish.count, policyJSON: policyJSON, strataBy: wish.strataBy,
      strata: wish.rule == .stratified
        ? names.enumerated().map {
          FrameDraw.Stratum(name: $1, population: populations[$0], drawn: shares[$0])
        } : nil,
      thetas: wish.rule == .thetaGrid ? Array(Set(wish.thetas)).sorted(by: >) : nil,
      overlap: overlap, annotators: annotators,
      items: drawn.enumerated().map { place, one in
        FrameDraw.Item(
          trajectory: one.pair.trajectory, attempt: one.pair.attempt,
          probability: one.probability,
          annotators: annotators.flatMap {
            PairDraw.raters(place, of: $0, overlap: overlap ?? $0.count)
          })
      })
  }
}

extension GateEvaluation {
  /// The pairs of a run that may be drawn.
  fileprivate func pairs(
    _ run: Int, _ wish: AnnotationPlanner.Wish
  ) -> [(k: Int, confidence: Double?, distance: Double)] {
    switch wish.rule {
    case .uniform, .stratified:
      let decision = decision(run)
      guard decision.outcome.isAccepted, let k = decision.k else { return [] }
      return [(k, decision.confidence, 0)]
    case .thetaGrid:
      var found: Set<Int> = []
      for theta in wish.thetas {
        let decision = decision(run, at: theta)
        if decision.outcome.isAccepted, let k = decision.k { found.insert(k) }
      }
      return found.map { ($0, nil, 0) }
    case .informative:
      guard detectorOutcome(run) == nil else { return [] }
      var greatest = -1.0
      var found: [(k: Int, confidence: Double?, distance: Double)] = []
      for k in 1..<(slotCount + 1) {
        let slot = slot(run, k)
        // Behind a gap nothing is certain.
        guard slot.possible == slot.passing else { break }
        guard slot.passing > greatest else { continue }
        greatest = slot.passing
        found.append((k, nil, abs(slot.passing - policy.theta)))
      }
      return found
    }
  }
}

/// Why nothing is drawn or rated.
public enum AnnotationError: Error, Equatable {
  /// A frame of that name is there, and was asked for in another way.
  case otherPlan(name: String)
  /// The policy accepts no pair.
  case nothingToDraw
  case fewerThanStrata(count: Int, strata: [String])
  case unknownFrame(name: String, known: [String])
  case ambiguousFrame(name: String, candidates: [String])
  /// The frame came without a list of pairs.
  case withoutPairs(name: String)
  case notAssigned(annotator: String, known: [String])
}
