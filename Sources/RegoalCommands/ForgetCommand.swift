internal import ArgumentParser
internal import Foundation
internal import Store
internal import Tables

struct ForgetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget",
    abstract: "Remove a run for good: a leaked secret, personal data.",
    discussion: """
      The run, its steps, and every answer, vote and decision about it leave the file; the file is written
      anew, so that their bytes are nowhere in it or beside it. A tombstone keeps the run's digest, a digest
      of its id, the time and your reason (do not repeat the secret in it): a later ingest does not take the
      run again. The bytes of a run are known by its digest alone: the same secret under changed content is
      another run. Quarantined records that name the run are listed, not removed: whether a record that
      could not be read is about it, only you can tell. Backups, exports and the ingested files are not
      touched. If it is stopped half-way, the same command finishes the job.

      EXAMPLE
        regoal db forget run-17 --reason "customer's address" --dry-run
        regoal db forget run-17 --reason "customer's address" --yes
        regoal db forget --quarantine runs.jsonl:17 --reason "API key" --yes
      """)

  @Argument(help: "Its id, label/id, id#digest12, or digest.")
  var trajectory: String?
  @Option(
    help: ArgumentHelp("A quarantined record instead, by its place.", valueName: "file:line"))
  var quarantine: String?
  @Option(help: ArgumentHelp("Why; kept in the database.", valueName: "text"))
  var reason: String
  @Flag(help: "Do not ask.")
  var yes = false
  @Flag(help: "Show what would be removed, and remove nothing.")
  var dryRun = false
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (trajectory == nil) != (quarantine == nil) else {
      throw ValidationError("name a trajectory, or a quarantined record with --quarantine")
    }
    if let quarantine, place(quarantine) == nil {
      throw ValidationError("--quarantine takes FILE:LINE, not '\(quarantine)'")
    }
    guard reason.contains(where: { !$0.isWhitespace }) else {
      throw ValidationError("--reason takes a text")
    }
  }

  func run() async throws {
    try ErrorText.told {
      let store = try database.store(dryRun ? .read : .write)
      if let trajectory {
        try forget(trajectory, store)
      } else if let place = quarantine.flatMap(place) {
        try forget(place.file, place.line, store)
      }
    }
  }

  private func forget(_ name: String, _ store: Store) throws {
    guard let run = try NamedRun.find(name, in: store) else {
      guard let stone = try NamedRun.tombstone(name, in: store) else {
        throw try NamedRun.unknown(name, in: store)
      }
      if !dryRun { try purge(store) }
      Console.answer("already \(ErrorText.what(StoreError.forgotten(stone)))\n")
      return
    }
    let preview = try store.run("forget_preview", ["trajectory_id": .integer(run.row)])
    let mentions = try store.run("quarantine_mentions", ["text": .text(run.externalID)])
    guard try isMeant("'\(Console.safe(run.name))' (\(run.digest))", preview) else { return }
    let removed = try store.forget(
      trajectory: run.row, externalID: run.externalID, digest: run.digest, reason: reason,
      at: ISO8601DateFormatter().string(from: Date()))
    try purge(store)
    output.show(removed)
    Console.note("forgotten: '\(Console.safe(run.name))' (\(run.digest))")
    for row in mentions.rows {
      Console.note(
        "a quarantined record names it: \(Console.safe(row[0].text ?? "")):\(row[1].integer ?? 0)"
          + " ('regoal db forget --quarantine' removes it)")
    }
    tellOfCopies(run.file)
  }

  private func forget(_ file: String, _ line: Int, _ store: Store) throws {
    let found = try store.run(
      "quarantined_at", ["file": .text(file), "line": .integer(Int64(line))])
    guard !found.rows.isEmpty else {
      if let stone = try store.tombstone(quarantineOf: file, line: line) {
        if !dryRun { try purge(store) }
        Console.answer("already \(ErrorText.what(StoreError.forgotten(stone)))\n")
        return
      }
      throw CommandError(
        what: "no quarantined record is of \(Console.safe(file)):\(line)",
        fix: "'regoal query quarantined' lists them")
    }
    let preview = Table(
      columns: ["what", "count"],
      rows: [[.text("quarantined record"), .integer(Int64(found.rows.count))]])
    guard try isMeant("\(Console.safe(file)):\(line) in quarantine", preview) else { return }
    let count = try store.forget(
      quarantineOf: file, line: line, reason: reason,
      at: ISO8601DateFormatter().string(from: Date()))
    try purge(store)
    output.show(
      Table(
        columns: ["what", "removed"],
        rows: [[.text("quarantined record"), .integer(Int64(count))]]))
    tellOfCopies(file)
  }

  /// Shows what would go, and asks, as far as that is needed.
  /// - Throws: `CommandError` where nobody can be asked, `ExitCode.failure` for a no.
  private func isMeant(_ what: String, _ preview: Table) throws -> Bool {
    if dryRun {
      output.show(preview)
      Console.note("nothing was removed (--dry-run); this would forget \(what)")
      return false
    }
    guard !yes else { return true }
    guard isatty(0) == 1, Console.isErrorTerminal else {
      throw CommandError(
        what: "nothing was removed: forgetting \(what) cannot be undone",
        fix: "add --yes to confirm, or --dry-run to see what would go")
    }
    Console.note(preview.rendered(as: .terminal))
    FileHandle.standardError.write(Data("Forget \(what) for good? [y/N] ".utf8))
    guard ["y", "yes"].contains(readLine()?.lowercased() ?? "") else {
      Console.note("nothing was removed")
      throw ExitCode.failure
    }
    return true
  }

  private func purge(_ store: Store) throws {
    if Console.isErrorTerminal { Console.note("writing the file anew …") }
    try store.purge()
  }

  private func tellOfCopies(_ file: String) {
    Console.note(
      "copies may remain in backups, in exports, in merged databases and in the ingested file"
        + (file == "-" ? "" : " (\(Console.safe(file)))"))
  }

  private func place(_ text: String) -> (file: String, line: Int)? {
    guard let mark = text.lastIndex(of: ":"), mark != text.startIndex,
      let line = Int(text[text.index(after: mark)...]), line >= 1
    else { return nil }
    return (String(text[..<mark]), line)
  }
}
