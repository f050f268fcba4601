public import Statistics
internal import Trajectories

/// A synthetic corpus as a log: runs that never were, with answers whose accuracy is known.
///
/// A pair of the corpus is a failed run with one attempt. Judge 1 is the relabeler: its b and c; the others vote. All
/// verdicts are valid from a confidence of ½, so at θ ≥ ½ without a fallback the gate accepts what
/// `SyntheticCorpus.isAccepted` does. Attempts behind the first are refused, so that no decision is open. The truth
/// stands in the metadata of each run; every config, run, frame and rating names the engine `simulated`.
///
/// The frame is a uniform draw of the pairs accepted at θ = ½ by all judges: the one that `AnnotationPlanner` draws from
/// the ingested log by the same seed.
public struct SimulatedLog {
  public struct Summary: Equatable, Sendable {
    public var runs = 0
    public var invalid = 0
    /// At θ = ½, by all judges.
    public var accepted = 0
    public var acceptedInvalid = 0
    public var rated = 0
  }

  public static let engine = "simulated"
  public static let frameName = "simulated"
  public static let theta = 0.5

  private let plan: SyntheticPlan
  private let seed: Int
  private let attempts: Int
  private let rated: Int
  private let ratesAll: Bool
  private let configs: SimulatedConfigs

  /// - Parameters:
  ///   - seed: from 0.
  ///   - attempts: K of each run, from 1.
  ///   - rated: pairs of the frame; 0: no frame.
  ///   - ratesAll: whether the pairs outside the frame are rated, too.
  public init(
    _ plan: SyntheticPlan, seed: Int, attempts: Int = 3, rated: Int = 200, ratesAll: Bool = false
  ) {
    self.plan = plan
    self.seed = seed
    self.attempts = attempts
    self.rated = rated
    self.ratesAll = ratesAll
    configs = SimulatedConfigs(plan, seed: seed)
  }

  /// Tasks that are in memory at a time.
  private static let chunk = 20_000

  /// - Parameter give: takes the lines, some at a time, each with its end.
  public func write(to give: (String) throws -> Void) throws -> Summary {
    try give(configs.all.map { $0.logLine + "\n" }.joined())
    var summary = Summary()
    var draw = PairDraw(count: rated)
    try forEachChunk { corpus, first in
      var text = ""
      for pair in corpus.isValid.indices {
        let run = SimulatedRun(corpus, pair, number: first + pair, configs, seed, attempts)
        text += run.lines
        if text.utf8.count > 1 << 16 {
          try give(text)
          text = ""
        }
        summary.runs += 1
        summary.invalid += run.isValid ? 0 : 1
        guard run.isAccepted else { continue }
        summary.accepted += 1
        summary.acceptedInvalid += run.isValid ? 0 : 1
        guard rated > 0 else { continue }
        let digests = run.digests()
        draw.offer(
          PairDraw.Pair(
            trajectory: digests.trajectory, attempt: digests.attempt, seed: seed,
            tag: first + pair))
      }
      try give(text)
    }
    try rate(draw, &summary, give)
    return summary
  }

  private func forEachChunk(_ body: (SyntheticCorpus, _ first: Int) throws -> Void) rethrows {
    var generator = SeededGenerator(seed: UInt64(seed))
    var done = 0
    while done < plan.tasks {
      let tasks = min(SimulatedLog.chunk, plan.tasks - done)
      guard let part = plan.with(tasks: tasks) else { return }
      try body(SyntheticCorpus(part, using: &generator), done * plan.pairsPerTask)
      done += tasks
    }
  }

  // MARK: Ratings

  private var names: [String] {
    (0..<plan.annotators.count).map { "\(SimulatedLog.engine)-\($0 + 1)" }
  }

  private func rate(
    _ draw: PairDraw, _ summary: inout Summary, _ give: (String) throws -> Void
  ) throws {
    guard !names.isEmpty else { return }
    let drawn = draw.drawn(rated)
    var frame: String?
    if !drawn.isEmpty {
      let probability =
        InclusionProbability.uniform(drawing: drawn.count, of: draw.population) ?? 1
      let body = configs.request(attempts: attempts).bodyJSON
      let made = AnnotationFrame(
        name: SimulatedLog.frameName, policyDigest: Digest.of(body), population: draw.population,
        seed: seed, rule: FrameDraw.Rule.uniform.rawValue,
        extraJSON: FrameDraw(
          count: rated, policyJSON: body, overlap: names.count, annotators: names,
          items: drawn.map {
            FrameDraw.Item(
              trajectory: $0.trajectory, attempt: $0.attempt, probability: probability)
          }, engine: SimulatedLog.engine
        ).extraJSON)
      frame = made.name
      try give(made.logLine + "\n")
    }
    guard ratesAll || frame != nil else { return }
    let inFrame = Set(drawn.map(\.tag))
    summary.rated = ratesAll ? summary.runs : inFrame.count
    // The same corpus again, which takes less than to keep all verdicts.
    try forEachChunk { corpus, first in
      var text = ""
      for pair in corpus.isValid.indices {
        let isDrawn = inFrame.contains(first + pair)
        guard isDrawn || ratesAll else { continue }
        let id = SimulatedRun.id(first + pair, seed)
        for (at, name) in names.enumerated() {
          let isValid = corpus.ratings[pair * names.count + at]
          text +=
            #"{"type":"annotation","source":"simulated","trajectory":"\#(id)","#
            + #""extract_config":"simulated","config":"simulated","k":1,"annotator":"\#(name)","#
            + #""seq":1,"verdict":"\#(isValid ? "valid" : "invalid")","#
            + (isDrawn ? #""frame":"\#(SimulatedLog.frameName)","# : "")
            + #""engine":"simulated"}"# + "\n"
        }
      }
      try give(text)
    }
  }
}

extension SyntheticPlan {
  fileprivate func with(tasks: Int) -> SyntheticPlan? {
    SyntheticPlan(
      tasks: tasks, pairsPerTask: pairsPerTask, noise: noise, taskCorrelation: taskCorrelation,
      judges: judges, judgeCorrelation: judgeCorrelation, annotators: annotators)
  }
}
