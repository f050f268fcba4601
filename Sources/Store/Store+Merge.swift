internal import Crypto
internal import Foundation
internal import GRDB
internal import Tables
internal import Trajectories

extension Store {
  /// Takes the facts of other databases, each in one transaction.
  ///
  /// What is here stays where it is. The others are taken in the order of their contents, so that the order
  /// in which they are named decides nothing. Killed and begun anew, it comes to the same end.
  /// - Parameter progress: told which source is read, how many runs of it are done, and how many it has.
  /// - Throws: `StoreError.mergedWithItself` where one of them is this database.
  public func merge(
    _ sources: [Store], progress: ((_ path: String, _ done: Int, _ total: Int) -> Void)? = nil
  ) throws -> MergeReport {
    let own = Store.identity(path)
    for source in sources where own != nil && Store.identity(source.path) == own {
      throw StoreError.mergedWithItself(path: source.path)
    }
    var report = MergeReport()
    var ordered = sources
    if sources.count > 1 {
      let prints = try sources.map { ($0, try $0.contentDigest()) }
      ordered = prints.sorted { $0.1 < $1.1 }.map(\.0)
    }
    for source in ordered { try forgetWhatIsForgotten(in: source, &report) }
    for source in ordered {
      try checkCancellation()
      let total = try source.run("corpus_overview").rows.first?[1].integer.map(Int.init) ?? 0
      try writeInParts { facts, part in
        try source.readFacts { reader in
          let merge = Merge(
            facts: facts, reader: LogReader(facts: reader), part: part, report: report
          ) { done in
            try self.checkCancellation()
            progress?(source.path, done, total)
          }
          try merge.takeAll()
          report = merge.report
        }
      }
    }
    return report
  }

  /// Device and file number; nil: it is in memory.
  private static func identity(_ path: String) -> [UInt64]? {
    var about = stat()
    guard stat(path, &about) == 0 else { return nil }
    return [UInt64(about.st_dev), UInt64(about.st_ino)]
  }

  /// The same for databases that a merge cannot tell apart.
  private func contentDigest() throws -> String {
    var hash = SHA256()
    try forEachRow(of: "log_digests") { row in
      hash.update(bufferPointer: UnsafeRawBufferPointer(row.utf8(0)))
      hash.update(data: [0x0A])
    }
    return Digest.text(hash.finalize())
  }

  /// Runs one transaction of which parts can be undone: a part that answers false is.
  private func writeInParts(
    _ body: (FactWriter, _ part: @escaping (() throws -> Bool) throws -> Void) throws -> Void
  ) throws {
    do {
      try database.write { db in
        let facts = FactWriter(connection: try Store.connection(db), catalog: catalog)
        try body(facts) { part in
          try db.inSavepoint { try part() ? .commit : .rollback }
        }
      }
      turns.wrote()
    } catch {
      throw Store.translated(error, path: path)
    }
  }

  /// Tombstones win: what was forgotten there is removed here.
  private func forgetWhatIsForgotten(in source: Store, _ report: inout MergeReport) throws {
    let stones = try source.tombstoneList()
    guard !stones.isEmpty else { return }
    try prepareToForget()
    for stone in stones where stone.kind == .trajectory {
      let found = try run("runs_named", ["name": .text(stone.digest)]).rows
      guard let row = found.first, row[2].text == stone.digest else { continue }
      _ = try forget(
        trajectory: row[0].integer ?? 0, externalID: row[4].text ?? "", digest: stone.digest,
        reason: stone.reason, at: stone.forgottenAt)
      report.removed.append(row[1].text ?? stone.digest)
    }
    let records = stones.filter { $0.kind == .quarantine }
    if !records.isEmpty {
      report.removed += try writeFacts { facts in
        try records.flatMap { try facts.forgetQuarantined($0) }
      }
    }
    // Also where a merge that was killed removed them.
    try purge()
  }
}
