internal import ArgumentParser
internal import Experiments
internal import Foundation
internal import Relabeling
internal import SQLFiles
internal import Store
internal import Tables

/// What an audit looks at: a database, or files that are read into one without a name, which ends with it.
struct AuditedCorpus {
  let store: Store
  /// Where prices are stored; nil: nowhere.
  let prices: Store?
  let isTemporary: Bool
  /// Whether a file that was named could not be read.
  let isIncomplete: Bool

  init(database: DatabaseOptions) throws {
    store = try database.store(.read)
    prices = store
    isTemporary = false
    isIncomplete = false
  }

  /// - Parameters:
  ///   - format: nil: recognised.
  ///   - rules: that say what went wrong in each run.
  /// - Throws: `InputError` where none can be read; `ExitCode` once all was told.
  init(files names: [String], format: String?, rules: RuleSet, database: DatabaseOptions) throws {
    let files = InputFiles(names)
    if let first = files.failed.first, files.inputs.isEmpty { throw first }
    prices = try AuditedCorpus.prices(database)
    store = try Store(
      path: Store.temporaryPath, access: .create, catalog: try SQLCatalog.embedded())
    let session = IngestSession(store: store, format: format, label: nil, isStrict: false)
    session.fail(files.failed)
    try session.ingest(files.inputs)
    session.fail(files.foldersWithout(skipped: session.report.skipped))
    session.report.tell(isDryRun: true)
    isTemporary = true
    isIncomplete = !session.report.failed.isEmpty
    if session.report.table.rows.isEmpty, isIncomplete { throw ExitCode.failure }
    _ = try StageRunner(store: store, progress: TerminalProgress()).detect(
      RuleDetector(rules: rules))
  }

  /// The database that the options name; one that nobody named may be absent, and has no prices then.
  private static func prices(_ database: DatabaseOptions) throws -> Store? {
    let path = try database.resolvedPath()
    guard database.path != nil || FileManager.default.fileExists(atPath: path) else { return nil }
    do { return try database.store(.read) } catch {
      guard database.path == nil else { throw error }
      Console.warning("prices are not looked up: \(ErrorText.what(error))")
      return nil
    }
  }
}
