internal import ArgumentParser
internal import Experiments
internal import Exports
internal import Store
internal import Tables
internal import Trajectories

struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Hold an exported folder against the facts that it came from.",
    discussion: """
      Every line is made again from the facts whose digests the export keeps, and these are computed again: one \
      changed character of a file is found, and one vote that was changed behind our back. What was collected or \
      decided since is no difference. Pairs that the same policy would accept by now, or would not any more, are told apart.

      Exit code 0: nothing differs; 1: something does.

      EXAMPLE
        regoal verify training
        regoal verify training --json
      """)

  @Argument(help: "Folder that 'regoal export' wrote.")
  var folder: String
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let isIntact = try ErrorText.told { try verify() }
    if !isIntact { throw ExitCode(1) }
  }

  private func verify() throws -> Bool {
    let store = try database.store(.read)
    let verification = try ExportVerification(folder: folder, in: store)
    let progress = TerminalProgress()
    let report = try verification.run(progress: progress.following("verifying \(folder)"))
    progress.end()
    var table = Table(columns: ["place", "difference"])
    table.rows = report.differences.map {
      [.text(Console.safe($0.place)), .text(Console.safe($0.what))]
    }
    if report.isIntact, output.format == nil {
      Console.answer(
        "nothing differs: \(report.examples) examples, \(report.files) files (\(report.digest))\n")
    } else {
      output.show(table)
    }
    if report.differenceCount > report.differences.count {
      Console.warning(
        "\(report.differenceCount - report.differences.count) more differences are not listed")
    }
    if !report.strangers.isEmpty {
      Console.note(
        "not of this export: \(report.strangers.map(Console.safe).joined(separator: ", "))")
    }
    try tellChanges(since: verification, in: store)
    return report.isIntact
  }

  /// What the policy would write now.
  private func tellChanges(since verification: ExportVerification, in store: Store) throws {
    guard verification.isWhole,
      let request = try GateRequest.applied(verification.policy, in: store)
    else { return }
    var allowed = try verification.split.map { split in
      Set(
        try store.ids(
          of: "members_of_split",
          ["split": .text(split.name), "parts": .text(CanonicalJSON.array(split.parts))]))
    }
    if let round = verification.round {
      let runs = Set(try store.ids(of: "runs_of_round", ["round": .integer(Int64(round))]))
      allowed = allowed?.intersection(runs) ?? runs
    }
    let now = Set(try AcceptedNow(request, only: allowed, in: store).pairs.map(\.run))
    var written: Set<Int64> = []
    try store.forEachRow(of: "export_items", ["export": .text(verification.digest)]) { row in
      if row.text(3) == ExampleKind.hindsight.rawValue, let run = row.integer(1) {
        written.insert(run)
      }
    }
    let new = now.subtracting(written).count
    let gone = written.subtracting(now).count
    if new > 0, !verification.hasDropped {
      Console.note("\(new) pairs qualify by now that are not in it: export again to have them")
    }
    if gone > 0 {
      Console.note("\(gone) pairs of it would not be accepted by the facts of now")
    }
  }
}
