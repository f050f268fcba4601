import Foundation
import RegoalTesting
import SQLFiles
import Testing
import Trajectories

@testable import Store

@Suite("Migrations")
struct MigrationTests {
  private let directory: Folder
  private var folder: String { directory.path }

  init() throws { directory = try Folder() }

  private let names = [
    "0001_create_corpus", "0002_create_stages", "0003_create_decisions", "0004_create_tombstones",
    "0005_widen_gate_indexes", "0006_create_arms", "0007_create_model_calls",
    "0008_create_batches", "0009_create_splits", "0010_create_exports",
    "0011_retract_annotations", "0012_create_calibrations", "0013_apply_calibrations",
  ]
  /// Number of the migration to come.
  private static let next = "0014"

  @Test("bring an empty file to the schema that is written down")
  func golden() throws {
    let schema = try memory().schema()
    #expect(try Golden.expected("schema.sql", for: schema) == schema)
  }

  @Test("mark the file, once; twice is a no-op")
  func twice() throws {
    let store = try Store(path: folder + "a.db", access: .create, catalog: .embedded())
    #expect(try store.migrate() == [])
    #expect(try store.version() == names.count)
    #expect(try store.texts("PRAGMA application_id") == ["\(0x5245_474C)"])
    #expect(try store.texts("PRAGMA page_size") == ["16384"])
    #expect(try store.texts("PRAGMA journal_mode") == ["wal"])
    #expect(try store.migrationStates().map(\.name) == names)
    #expect(try store.migrationStates().allSatisfy { $0.appliedAt != nil })
    let again = try Store(path: folder + "a.db", access: .create, catalog: .embedded())
    #expect(try again.schema() == store.schema())
    #expect(try again.texts("SELECT count(*) FROM migration") == ["\(names.count)"])
    #expect(try again.check().allSatisfy(\.isFine))
  }

  @Test("carry the rows of every older version to the newest", arguments: [1, 2, 3, 4, 5, 6, 10])
  func upgrade(version: Int) throws {
    let old = try SQLCatalog.embedded { $0.removeLast($0.count - version) }
    do {
      let store = try Store(path: folder + "a.db", access: .create, catalog: old)
      #expect(try store.version() == version)
      try store.copyRows(from: try newest(version == 1 ? [oneOfEach[0]] : oneOfEach))
    }
    #expect(
      throws: StoreError.needsMigration(
        path: folder + "a.db", version: version, known: names.count)
    ) { try Store(path: folder + "a.db", access: .read, catalog: .embedded()) }
    let store = try Store(path: folder + "a.db", access: .create, catalog: .embedded())
    #expect(try store.version() == names.count)
    #expect(try store.schema() == memory().schema())
    #expect(try store.check().allSatisfy(\.isFine))
    #expect(try store.texts("SELECT external_id FROM trajectory") == ["t1"])
    #expect(try store.texts("SELECT confidence FROM vote") == (version == 1 ? [] : ["0.5"]))
  }

  /// A file of the newest version with these facts, for older ones to take as many columns from as they have.
  private func newest(_ records: [LogRecord]) throws -> String {
    let path = folder + "new.db"
    try ingest(records, into: try Store(path: path, access: .create, catalog: .embedded()))
    return path
  }

  @Test("that were modified since are an error", arguments: [Store.Access.create, .read])
  func modified(access: Store.Access) throws {
    let path = folder + "a.db"
    _ = try Store(path: path, access: .create, catalog: .embedded())
    let modified = try SQLCatalog.embedded { $0[1].text += "\n-- another text\n" }
    #expect(throws: StoreError.modifiedMigration(name: names[1])) {
      try Store(path: path, access: access, catalog: modified)
    }
    let findings = try Store(path: path, access: .inspect, catalog: modified).check()
    #expect(findings.filter { !$0.isFine }.map(\.check) == ["migrations"])
  }

  @Test("that the program does not know are another", arguments: [Store.Access.create, .read])
  func newer(access: Store.Access) throws {
    let path = folder + "a.db"
    let newer = try SQLCatalog.embedded {
      $0.append(
        (path: "Migrations/\(Self.next)_create_extra.sql", text: "CREATE TABLE extra (id INTEGER);")
      )
    }
    _ = try Store(path: path, access: .create, catalog: newer)
    #expect(
      throws: StoreError.newerThanProgram(path: path, version: names.count + 1, known: names.count)
    ) {
      try Store(path: path, access: access, catalog: .embedded())
    }
    #expect(
      try Store(path: path, access: .inspect, catalog: .embedded()).version() == names.count + 1)
  }

  @Test("that are missing in the file are a third", arguments: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  func missing(version: Int) throws {
    let path = folder + "a.db"
    try Store(path: path, access: .create, catalog: .embedded())
      .execute("DELETE FROM migration WHERE version = \(version)")
    #expect(throws: StoreError.missingMigration(version: version, name: names[version - 1])) {
      try Store(path: path, access: .read, catalog: .embedded())
    }
  }

  @Test("that are recorded with an impossible version are refused", arguments: [-1, 0])
  func impossible(version: Int) throws {
    let path = folder + "a.db"
    try Store(path: path, access: .create, catalog: .embedded())
      .execute("UPDATE migration SET version = \(version) WHERE version = 1")
    #expect(throws: StoreError.modifiedMigration(name: names[0])) {
      try Store(path: path, access: .create, catalog: .embedded())
    }
  }

  @Test("that fail leave the version before them")
  func failing() throws {
    let path = folder + "a.db"
    let before = try Store(path: path, access: .create, catalog: .embedded()).schema()
    let broken = try SQLCatalog.embedded {
      $0.append(
        (
          path: "Migrations/\(Self.next)_break_things.sql",
          text: "CREATE TABLE extra (id INTEGER) STRICT; INSERT INTO nowhere VALUES (1);"
        ))
    }
    #expect(
      throws: StoreError.migrationFailed(
        name: "\(Self.next)_break_things", reason: "no such table: nowhere")
    ) { try Store(path: path, access: .create, catalog: broken) }
    let store = try Store(path: path, access: .create, catalog: .embedded())
    #expect(try store.version() == names.count)
    #expect(try store.schema() == before)
  }

  @Test(
    "with a gap or a wrong name are a mistake of ours",
    arguments: [
      "0015_create_extra.sql", "14_create_extra.sql", "0014_extra.sql", "0014_create_extra.txt",
    ])
  func misnamed(file: String) {
    #expect(throws: SQLFileError.self) {
      try SQLCatalog.embedded { $0.append((path: "Migrations/" + file, text: "")) }
    }
  }
}
