internal import Store
internal import Tables

/// What runs are grouped by, at the places that the facts give them.
struct RunTraits: Sendable {
  /// Numbers of tasks from 0 on; a run without a task has one of its own.
  private(set) var tasks: [Int] = []
  private(set) var rounds: [Int?] = []
  private(set) var benchmarks: [String?] = []
  private(set) var failureTypes: [String] = []

  /// - Throws: `StoreError`.
  init(_ facts: GateFacts, _ request: GateRequest, from store: Store) throws {
    let runs = facts.runs
    tasks.reserveCapacity(runs.count)
    var numbers: [Int64: Int] = [:]
    var next = 0
    var place = 0
    try store.forEachRow(
      of: "load_run_traits",
      ["detect_config": .init(request.detectConfig), "series": .text(request.series)]
    ) { row in
      guard place < runs.count, runs[place] == row.integer(0) else { return }
      place += 1
      var number = next
      if let task = row.integer(1) {
        if let known = numbers[task] { number = known } else { numbers[task] = next }
      }
      if number == next { next += 1 }
      tasks.append(number)
      rounds.append(row.int(2))
      benchmarks.append(row.text(3))
      failureTypes.append(row.text(4) ?? "")
    }
  }
}
