internal import Statistics
internal import Store
internal import Tables

/// The current verdicts of the annotators, counted by attempt and by pair of annotators.
struct AnnotatorRatings {
  /// By UTF-8.
  let names: [String]
  /// Attempts by how many say invalid and valid; nil: nobody does.
  let table: RatingTable?
  /// Pairs with an attempt in common, in the order of names.
  let couples: [(first: Int, second: Int, counts: CoupleCounts)]
  /// Verdicts that are neither.
  let unsure: Int

  /// - Throws: `StoreError`.
  init(_ request: GateRequest, in store: Store) throws {
    var numbers: [String: Int] = [:]
    var names: [String] = []
    var counts: [Int] = []
    var known: [[Int]: CoupleCounts] = [:]
    var unsure = 0
    var attempt: Int64?
    var ratings: [(annotator: Int, isValid: Bool)] = []
    func close() {
      guard !ratings.isEmpty else { return }
      counts.append(ratings.count { !$0.isValid })
      counts.append(ratings.count(where: \.isValid))
      for (at, one) in ratings.enumerated() {
        for other in ratings[(at + 1)...] {
          known[[one.annotator, other.annotator], default: CoupleCounts()]
            .add(one.isValid, other.isValid)
        }
      }
      ratings.removeAll(keepingCapacity: true)
    }
    try store.forEachRow(
      of: "load_verdicts",
      [
        "extract_config": .init(request.extractConfig),
        "relabel_config": .init(request.relabelConfig), "series": .text(request.series),
      ]
    ) { row in
      if row.integer(0) != attempt {
        close()
        attempt = row.integer(0)
      }
      let name = row.text(1) ?? ""
      let number = numbers[name] ?? names.count
      if number == names.count {
        numbers[name] = number
        names.append(name)
      }
      switch row.text(2) {
      case "valid": ratings.append((number, true))
      case "invalid": ratings.append((number, false))
      default: unsure += 1
      }
    }
    close()
    self.names = names
    self.unsure = unsure
    table = counts.isEmpty ? nil : RatingTable(counts: counts, categories: 2)
    // Rows of an attempt come in the order of names, so the first of a pair is always the same one.
    couples = known.map { (first: $0[0], second: $0[1], counts: $1) }
      .sorted { (names[$0.first], names[$0.second]) < (names[$1.first], names[$1.second]) }
  }
}
