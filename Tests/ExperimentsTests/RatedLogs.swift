import RegoalTesting
import SQLFiles
import Statistics
import Store
import Tables
import Trajectories

@testable import Experiments

/// A simulated corpus in a database: a run for every pair, all accepted or not by confidences, with ratings.
struct RatedLogs {
  let store: Store
  let corpus: SyntheticCorpus
  /// By pair.
  private(set) var attempts: [(run: String, attempt: String)] = []

  static let request = GateRequest(
    extractConfig: "o1", relabelConfig: "r1",
    policy: GatePolicy(
      detection: false, attempts: 1, fallback: .none, voteValid: .ignored, weighting: .uniform))

  /// - Parameter isRated: by pair; the first annotator's verdict is the truth where `annotators` is empty.
  init(
    _ plan: SyntheticPlan, seed: UInt64, rates isRated: (Int) -> Bool = { _ in true }
  ) throws {
    store = try Store(path: ":memory:", access: .create, catalog: try SQLCatalog.embedded())
    var generator = SeededGenerator(seed: seed)
    let corpus = SyntheticCorpus(plan, using: &generator)
    self.corpus = corpus
    var stored: [(String, String)] = []
    try store.writeFacts { facts in
      func config(_ stage: Stage, _ name: String) -> StageConfig {
        .undeclared(stage: stage, label: "sim", name: name)
      }
      let source = try facts.source(label: "sim", format: "regoal", file: "-")
      let extract = try facts.add(config(.extract, "o1"))
      let relabel = try facts.add(config(.relabel, "r1"))
      let judges = try plan.judges.indices.map { try facts.add(config(.judge, "j\($0 + 1)")) }
      for pair in corpus.isValid.indices {
        var one = Trajectory(
          sourceLabel: "sim", id: "t\(pair)", goal: "g", steps: [], success: false)
        one.task = TaskReference(
          key: "k\(corpus.taskOf[pair])", benchmark: pair % 2 == 0 ? "a" : "b", domain: nil)
        let run = try facts.add(one, source: source).stored
        let outcome = try facts.add(Outcome(), trajectory: run, config: extract, series: "main")
          .stored
        let attempt = try facts.add(
          Attempt(k: 1, hindsightGoal: "h", valid: true, confidence: 1), outcome: outcome,
          config: relabel, series: "main"
        ).stored
        stored.append((run.digest, attempt.digest))
        for (judge, config) in judges.enumerated() {
          let confidence = corpus.confidences[pair * judges.count + judge]
          _ = try facts.add(
            Vote(valid: confidence >= 0.5, confidence: confidence), attempt: attempt,
            judge: config, series: "main")
        }
        guard isRated(pair) else { continue }
        let verdicts =
          plan.annotators.isEmpty
          ? [corpus.isValid[pair]]
          : Array(
            corpus.ratings[(pair * plan.annotators.count)..<((pair + 1) * plan.annotators.count)])
        for (annotator, isValid) in verdicts.enumerated() {
          _ = try facts.add(
            Annotation(
              annotator: "a\(annotator + 1)", seq: 1, verdict: isValid ? .valid : .invalid),
            about: .attempt(attempt), frame: nil)
        }
      }
    }
    attempts = stored
  }

  /// Stores a frame that drew some pairs.
  func addFrame(
    _ name: String, rule: String = RatingFrame.grid, pairs: [(pair: Int, probability: Double)],
    population: Int, thetas: [Double] = [], confidence: GatePolicy.Confidence = .recorded
  ) throws {
    let items = pairs.map {
      #"{"attempt":"\#(attempts[$0.pair].attempt)","probability":\#($0.probability),"#
        + #""trajectory":"\#(attempts[$0.pair].run)"}"#
    }
    var request = RatedLogs.request
    request.policy.confidence = confidence
    let policy = try ResolvedRequest(request, in: store).request.bodyJSON
    let extra =
      #"{"items":[\#(items.joined(separator: ","))],"policy":\#(policy),"thetas":\#(thetas)}"#
    try store.writeFacts { facts in
      var frame = AnnotationFrame(
        name: name, policyDigest: nil, population: population, seed: 1, rule: rule)
      frame.extraJSON = extra
      _ = try facts.add(frame)
    }
  }
}
