internal import Statistics
internal import Store
internal import Tables
internal import Trajectories

/// What models scored that were trained on some arms' data.
struct RecordedResults: Sendable {
  /// What was measured.
  struct Measure: Hashable, Sendable {
    let benchmark: String?
    let split: String?
    let model: String?
    let metric: String
    let round: Int?
  }

  /// The scores of one arm.
  struct Scores: Sendable {
    /// One value a seed and export: of the benchmark as a whole, or else the mean over its tasks.
    let seeds: Sample
    /// The mean over seeds, by task.
    let tasks: [String: Double]
    /// Seeds were measured on different tasks: their means do not vary by chance alone.
    let isUneven: Bool
  }

  private var scores: [String: [(measure: Measure, scores: Scores)]] = [:]

  /// - Parameter arms: digests.
  init(of arms: [String], in store: Store) throws {
    struct Run: Hashable {
      let seed: Int?
      let export: String?
    }
    /// A class, so that each row adds to it in place.
    final class Raw {
      var order: [Run] = []
      var whole: [Run: [Double]] = [:]
      var byTask: [Run: [Double]] = [:]
      var tasks: [String: [Double]] = [:]
      var names: [Run: Set<String>] = [:]
    }
    var raw: [String: [Measure: Raw]] = [:]
    try store.forEachRow(
      of: "load_evaluations", ["arms": .text(CanonicalJSON.array(Set(arms).sorted()))]
    ) { row in
      let measure = Measure(
        benchmark: row.text(1), split: row.text(2), model: row.text(3), metric: row.text(4) ?? "",
        round: row.int(5))
      let run = Run(seed: row.int(6), export: row.text(7))
      let value = row.real(9) ?? 0
      let arm = row.text(0) ?? ""
      let one = raw[arm]?[measure] ?? Raw()
      raw[arm, default: [:]][measure] = one
      if !one.order.contains(run) { one.order.append(run) }
      if let task = row.text(8) {
        one.byTask[run, default: []].append(value)
        one.tasks[task, default: []].append(value)
        one.names[run, default: []].insert(task)
      } else {
        one.whole[run, default: []].append(value)
      }
    }
    for (arm, measures) in raw {
      scores[arm] = measures.sorted { $0.key.order < $1.key.order }.map { measure, raw in
        let seeds = raw.order.compactMap { run in
          Sample(raw.whole[run] ?? raw.byTask[run] ?? []).mean
        }
        return (
          measure,
          Scores(
            seeds: Sample(seeds), tasks: raw.tasks.compactMapValues { Sample($0).mean },
            isUneven: Set(raw.order.map { raw.whole[$0] == nil ? raw.names[$0] ?? [] : [] }).count
              > 1)
        )
      }
    }
  }

  /// In the order of benchmark, split, model, metric and round.
  func scores(of arm: String) -> [(measure: Measure, scores: Scores)] { scores[arm] ?? [] }
}

extension RecordedResults.Measure {
  /// Whether it is what the paper's Table 2 tells: success on WebArena of the model that it trained.
  var isThePapers: Bool {
    benchmark == "webarena" && metric == "success_rate" && (model == nil || model == "qwen2.5-7b")
  }

  /// What is not stated comes first.
  fileprivate var order: SortedTexts {
    SortedTexts(texts: [benchmark, split, model, metric, round.map { String($0) }])
  }
}

private struct SortedTexts: Comparable {
  let texts: [String?]

  static func < (one: SortedTexts, other: SortedTexts) -> Bool {
    for (a, b) in zip(one.texts, other.texts) where a != b {
      guard let b else { return false }
      guard let a else { return true }
      return a.utf8.lexicographicallyPrecedes(b.utf8)
    }
    return false
  }
}
