internal import Experiments
internal import Exports
internal import Store
internal import Tables
internal import Trajectories

/// Parts of a split for an export, which lets nothing leak without saying so.
enum SplitChoice {
  /// - Parameter leaky: a check that finds something is told, and no error.
  /// - Throws: `CommandError` where it does otherwise, or a part is not known; `SplitError`.
  static func checked(
    _ name: String, parts: [String], _ leaky: Bool, in store: Store
  ) throws -> ExportSplit {
    let check = try SplitCheck(name, in: store)
    let counts = try store.run("split_parts", ["split": .text(name)]).rows
    let known = counts.compactMap { $0[0].text }
    for part in parts where !known.contains(part) {
      throw CommandError(
        what: "the split '\(name)' has no part '\(part)'",
        fix: Suggestion.fix(part, among: known, all: "there are: " + known.joined(separator: ", ")))
    }
    if check.leaks > 0 {
      let what = "\(check.leaks) pairs lie in two parts of the split '\(name)'"
      guard leaky else {
        throw CommandError(
          what: what,
          fix:
            "see them with 'regoal split check \(name)'; --leaky writes all the same, and says so")
      }
      Console.warning(what)
    }
    let unplaced = counts.filter { $0[0].isNull }.reduce(0) { $0 + ($1[3].integer ?? 0) }
    if unplaced > 0 {
      Console.warning(
        "\(unplaced) runs are in no part of '\(name)', and not written: 'regoal split make \(name)' adds them"
      )
    }
    let rows = try store.run(
      "members_of_split", ["split": .text(name), "parts": .text(CanonicalJSON.array(parts))])
    let digest = try store.run("find_split", ["name": .text(name)]).rows.first?[1].text
    return ExportSplit(
      name: name, digest: digest ?? "", parts: parts,
      runs: Set(rows.rows.compactMap { $0[0].integer }), threshold: SplitCheck.defaultThreshold,
      leaks: check.summary.rows.map { row in
        ExportSplit.Leak(
          kind: row[0].text ?? "", isWarning: row[1].text == "warning",
          pairs: Int(row[2].integer ?? 0))
      })
  }
}
