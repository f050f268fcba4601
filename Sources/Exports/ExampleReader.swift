internal import Store
internal import Trajectories

/// Reads planned examples with the digests of the facts behind them.
struct ExampleReader {
  let configs: FactReader.PolicyConfigs
  /// nil: the weights of the examples are all 0, or there is none.
  let meanWeight: Double?

  /// - Throws: `StoreError.missingRow` where a fact went since the plan was made.
  func read(
    _ example: PlannedExample, from facts: FactReader
  ) throws -> (pair: ExportPair, item: ExportItem) {
    let run = try facts.exportRun(example.run)
    var pair = ExportPair(
      kind: example.kind, trajectory: run.value, goal: run.value.goal,
      confidence: example.confidence.isNaN ? nil : example.confidence, weight: example.weight,
      relativeWeight: ExampleReader.relative(example.weight, to: meanWeight),
      copies: Int(example.copies))
    var item = ExportItem(
      kind: example.kind, trajectory: try ExampleReader.bytes(run.digest),
      confidence: pair.confidence, weight: example.weight, copies: pair.copies)
    switch example.kind {
    case .hindsight:
      guard let found = try facts.pair(of: example.run, k: Int(example.k), configs) else {
        throw StoreError.missingRow(query: "pair_of_run")
      }
      pair.goal = found.attempt.goal
      pair.rationale = found.attempt.rationale
      pair.steps = found.attempt.steps
      item.isFallback = example.isFallback
      item.attempt = try ExampleReader.bytes(found.attempt.digest)
      item.votes = try found.votes.map(ExampleReader.bytes)
      item.detection = try facts.detection(of: example.run, configs).map(ExampleReader.bytes)
    case .randomGoal:
      let other = try facts.exportRun(example.other)
      pair.goal = other.value.goal
      item.other = try ExampleReader.bytes(other.digest)
    case .successPair:
      let other = try facts.exportRun(example.other)
      pair.preferred = other.value
      item.other = try ExampleReader.bytes(other.digest)
    case .ownGoal where example.k > 0:
      // Behind the confidence, not in the line's words.
      if let found = try facts.pair(of: example.run, k: Int(example.k), configs) {
        item.attempt = try ExampleReader.bytes(found.attempt.digest)
        item.votes = try found.votes.map(ExampleReader.bytes)
      }
    case .ownGoal, .success: break
    }
    return (pair, item)
  }

  /// A weight over the mean weight, to six decimals: loaders of tables read these as they stand, and
  /// seventeen not always.
  static func relative(_ weight: Double, to mean: Double?) -> Double? {
    guard let mean, mean > 0 else { return nil }
    return (weight / mean * 1e6).rounded() / 1e6
  }

  private static func bytes(_ digest: String) throws -> [UInt8] {
    guard let bytes = Digest.bytes(of: digest) else { throw ExportError.badDigest(text: digest) }
    return bytes
  }
}
