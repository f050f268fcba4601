internal import Statistics
public import Store
public import Tables
internal import Trajectories

/// What the judges' votes alone imply about noise (Dawid and Skene), never without what ratings say beside it.
///
/// It takes errors to be independent, and says far too little where they are not.
/// - Source: STATISTICS.md (noise without labels, and its limits).
public struct NoiseModel {
  public let judges: Table
  /// What is implied of the accepted pairs, and what ratings say of them.
  public let noise: Table
  public let warnings: [String]
  public let configs: Set<String>

  /// - Throws: `NoiseError`: nothing is rated, or the votes do not tell; `StoreError`.
  public init(_ request: GateRequest, round: Int? = nil, in store: Store) throws {
    let rated = try RatedEvaluation(request, round: round, in: store)
    let facts = rated.evaluation.facts
    let panel = rated.evaluation.panel
    let accepted = rated.accepted
    let gold = NoiseTables.count(accepted)
    var votes: [Bool?] = []
    var verdicts: [Bool?] = []
    var populations: [Int] = []
    var isAccepted: [Bool] = []
    var benchmarks: [String?: Int] = [:]
    let keys = Set(accepted.map(\.key))
    for (place, run) in facts.runs.enumerated() where rated.evaluation.isMember(place) {
      for k in 1..<(rated.evaluation.recorded + 1) {
        let slot = place * facts.slots + k - 1
        let answers = panel.map { judge -> Bool? in
          let state = judge.state[slot]
          return state >= GateFacts.State.invalid ? state == GateFacts.State.valid : nil
        }
        guard answers.contains(where: { $0 != nil }) else { continue }
        votes += answers
        switch rated.gold.verdict(run: run, k: k) {
        case .valid?: verdicts.append(true)
        case .invalid?: verdicts.append(false)
        case .unsettled?, nil: verdicts.append(nil)
        }
        let benchmark = rated.traits.benchmarks[place]
        populations.append(benchmarks[benchmark] ?? benchmarks.count)
        benchmarks[benchmark] = populations.last
        isAccepted.append(keys.contains(AcceptedPair.Key(run: run, k: k)))
      }
    }
    guard let table = VoteTable(votes: votes, judges: panel.count) else {
      throw NoiseError.noVotes
    }
    let model: DawidSkene
    do {
      model = try DawidSkene(table, gold: verdicts, populations: populations)
    } catch {
      throw NoiseError(error, panel.map(\.name))
    }
    guard gold.rated > 0 else { throw NoiseError.nothingRated(of: "the accepted pairs") }
    var judges = Table(columns: ["judge", "sensitivity", "specificity"])
    for (at, judge) in panel.enumerated() {
      judges.rows.append([
        .text(judge.name), .real(model.sensitivity[at]), .real(model.specificity[at]),
      ])
    }
    var noise = Table(columns: ["source", "pairs", "invalid", "noise", "noise_low", "noise_high"])
    noise.rows = [
      [
        .text("votes alone, errors taken to be independent"),
        .init(isAccepted.count { $0 }), .null,
        .init(model.impliedNoise { isAccepted[$0] }), .null, .null,
      ],
      [.text("ratings"), .init(gold.rated), .init(gold.invalid)] + gold.values.suffix(3),
    ]
    self.judges = judges
    self.noise = noise
    warnings = rated.resolved.warnings
    configs = rated.resolved.choice.configs
  }
}

extension NoiseError {
  /// - Parameter judges: names, in the order of the votes.
  init(_ refusal: DawidSkeneRefusal, _ judges: [String]) {
    func name(_ at: Int) -> String { judges.indices.contains(at) ? judges[at] : "\(at)" }
    switch refusal {
    case .noVotes, .lengthsDiffer: self = .noVotes
    case .notIdentified(let judges): self = .notIdentified(judges: judges.map(name))
    case .populationsAlike(let p): self = .populationsAlike(p: p)
    case .worseThanChance(let judge, let sensitivity, let specificity):
      self = .worseThanChance(
        judge: name(judge), sensitivity: sensitivity, specificity: specificity)
    }
  }
}
