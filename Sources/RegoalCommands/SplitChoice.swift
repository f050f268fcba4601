internal import Experiments
internal import Exports
internal import Store
internal import Tables
internal import Trajectories

/// Parts of a split for an export, which lets nothing leak without saying so.
enum SplitChoice {
  /// What becomes of runs that lie in two parts.
  enum Leaks {
    /// The export is.
    case refused
    /// So are they, and the manifest says so.
    case written
    /// By the rule of `SplitDrop`.
    case leftOut
  }

  /// - Throws: `CommandError` where the check finds something that is neither to be written nor mended by leaving out, or
  ///   a part is not known; `SplitError`.
  static func checked(
    _ name: String, parts: [String], _ leaks: Leaks, in store: Store
  ) throws -> ExportSplit {
    let check = try SplitCheck(name, in: store, progress: TerminalProgress())
    let counts = try store.run("split_parts", ["split": .text(name)]).rows
    let known = counts.compactMap { $0[0].text }
    for part in parts where !known.contains(part) {
      throw CommandError(
        what: "the split '\(name)' has no part '\(part)'",
        fix: Suggestion.fix(part, among: known, all: "there are: " + known.joined(separator: ", ")))
    }
    let dropped = try dropped(check, name, parts, leaks)
    let unplaced = counts.filter { $0[0].isNull }.reduce(0) { $0 + ($1[3].integer ?? 0) }
    if unplaced > 0 {
      Console.warning(
        "\(unplaced) runs are in no part of '\(name)', and not written: 'regoal split make \(name)' adds them"
      )
    }
    let rows = try store.run(
      "members_of_split", ["split": .text(name), "parts": .text(CanonicalJSON.array(parts))])
    let runs = Set(rows.rows.compactMap { $0[0].integer })
    let digest = try store.run("find_split", ["name": .text(name)]).rows.first?[1].text
    return ExportSplit(
      name: name, digest: digest ?? "", parts: parts,
      runs: dropped == nil ? runs : runs.subtracting(check.drop.pairsLeftOut),
      threshold: SplitCheck.defaultThreshold,
      leaks: check.summary.rows.map { row in
        ExportSplit.Leak(
          kind: row[0].text ?? "", isWarning: row[1].text == "warning",
          pairs: Int(row[2].integer ?? 0))
      }, dropped: dropped)
  }

  /// nil: nothing is to be left out.
  private static func dropped(
    _ check: SplitCheck, _ name: String, _ parts: [String], _ leaks: Leaks
  ) throws -> ExportSplit.Dropped? {
    let what = "\(check.leaks) pairs lie in two parts of the split '\(name)'"
    switch leaks {
    case .refused where check.leaks > 0:
      throw CommandError(
        what: what,
        fix: "see them with 'regoal split check \(name)'; --drop leaves out what leaks, "
          + "--leaky writes it all the same, and says so")
    case .written where check.leaks > 0: Console.warning(what)
    case .leftOut:
      guard check.drop.emptied.isEmpty else {
        throw CommandError(
          what: "\(what), and without what leaks nothing remains of "
            + check.drop.emptied.joined(separator: ", "),
          fix: "see 'regoal split check \(name) --drop'; make a split by task or template")
      }
      let counts = check.drop.counts(in: parts)
      let kinds = SplitCheck.Kind.allCases.compactMap { kind in
        counts.kinds[kind.rawValue].map { "\(kind.rawValue) \($0)" }
      }
      Console.note(
        "left out of \(parts.joined(separator: ", ")): \(counts.runs) "
          + "\(counts.runs == 1 ? "run" : "runs"), and the hindsight pairs of \(counts.pairs) more"
          + (kinds.isEmpty ? "" : " (\(kinds.joined(separator: ", ")))"))
      return ExportSplit.Dropped(
        kinds: counts.kinds, runs: counts.runs, hindsightPairs: counts.pairs)
    case .refused, .written: break
    }
    return nil
  }
}
