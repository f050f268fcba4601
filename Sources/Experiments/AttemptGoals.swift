internal import Store
internal import Tables

/// The hindsight goals behind decisions, by run.
struct AttemptGoals {
  struct Text {
    /// nil: the answer has none.
    let goal: String?
    /// In lower case (ASCII), white space as single spaces, without full stop, question or exclamation mark
    /// at the end: the query's own words.
    let normalised: String?
  }

  private let texts: [Int64: Text]

  subscript(_ run: Int64) -> Text? { texts[run] }

  /// - Parameters:
  ///   - attempts: one k for each run.
  ///   - request: configs by digest.
  /// - Throws: `StoreError`.
  init(_ attempts: [(run: Int64, k: Int)], _ request: GateRequest, in store: Store) throws {
    guard !attempts.isEmpty, let extract = request.extractConfig,
      let relabel = request.relabelConfig
    else {
      texts = [:]
      return
    }
    var texts: [Int64: Text] = [:]
    let pairs = attempts.map { "[\($0.run),\($0.k)]" }.joined(separator: ",")
    try store.forEachRow(
      of: "goals_of_attempts",
      [
        "extract_config": .text(extract), "relabel_config": .text(relabel),
        "series": .text(request.series), "attempts": .text("[\(pairs)]"),
      ]
    ) { row in
      texts[row.storedInteger(0)] = Text(goal: row.text(2), normalised: row.text(3))
    }
    self.texts = texts
  }
}
