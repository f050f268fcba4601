import Foundation
import GRDB
import SQLFiles
import Testing

@testable import Store

@Suite("Opening a file")
struct OpeningTests {
  private let directory: Folder
  private var folder: String { directory.path }

  init() throws { directory = try Folder() }

  @Test("that is no database", arguments: [Store.Access.create, .read, .inspect])
  func notADatabase(access: Store.Access) throws {
    let text = Data(String(repeating: "hello ", count: 1000).utf8)
    try text.write(to: URL(filePath: folder + "a.db"))
    #expect(throws: StoreError.notADatabase(path: folder + "a.db")) {
      try Store(path: folder + "a.db", access: access, catalog: .embedded())
    }
    #expect(try Data(contentsOf: URL(filePath: folder + "a.db")) == text)
  }

  @Test("of somebody else leaves it as it was", arguments: [Store.Access.create, .read, .inspect])
  func foreign(access: Store.Access) throws {
    let path = folder + "a.db"
    try DatabaseQueue(path: path).write { try $0.execute(sql: "CREATE TABLE t (a)") }
    let before = try Data(contentsOf: URL(filePath: path))
    #expect(throws: StoreError.notOurs(path: path)) {
      try Store(path: path, access: access, catalog: .embedded())
    }
    #expect(try Data(contentsOf: URL(filePath: path)) == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a.db"])
  }

  @Test("that is not there")
  func missing() throws {
    for access in [Store.Access.read, .inspect] {
      #expect(throws: StoreError.notFound(path: folder + "a.db")) {
        try Store(path: folder + "a.db", access: access, catalog: .embedded())
      }
    }
    #expect(
      throws: StoreError.cannotOpen(
        path: folder + "none/a.db", reason: "there is no folder '\(folder)none'")
    ) {
      try Store(path: folder + "none/a.db", access: .create, catalog: .embedded())
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    #expect(
      try Store(path: folder + "a.db", access: .create, catalog: .embedded()).version() == 13)
  }

  @Test("that is empty makes it ours, or finds that it is not")
  func empty() throws {
    try Data().write(to: URL(filePath: folder + "a.db"))
    #expect(throws: StoreError.nothingStored(path: folder + "a.db")) {
      try Store(path: folder + "a.db", access: .read, catalog: .embedded())
    }
    #expect(
      try Store(path: folder + "a.db", access: .create, catalog: .embedded()).version() == 13)
  }

  @Test("for reading does not write")
  func reading() throws {
    _ = try Store(path: folder + "a.db", access: .create, catalog: .embedded())
    let store = try Store(path: folder + "a.db", access: .read, catalog: .embedded())
    #expect(throws: StoreError.readOnly(path: folder + "a.db")) {
      try ingest(oneOfEach, into: store)
    }
  }
}

@Suite("A backup")
struct BackupTests {
  private let directory: Folder
  private var folder: String { directory.path }

  init() throws { directory = try Folder() }

  @Test("is the same database, and passes the check")
  func copy() throws {
    let store = try Store(path: folder + "a.db", access: .create, catalog: .embedded())
    try ingest(oneOfEach, into: store)
    try store.backup(to: folder + "b.db")
    let copy = try Store(path: folder + "b.db", access: .read, catalog: .embedded())
    #expect(try copy.check().allSatisfy(\.isFine))
    #expect(try copy.digests() == store.digests())
    #expect(try copy.schema() == store.schema())
    #expect(try copy.texts("PRAGMA page_size") == ["16384"])
  }

  @Test("never overwrites")
  func overwrites() throws {
    let store = try Store(path: folder + "a.db", access: .create, catalog: .embedded())
    try Data("mine".utf8).write(to: URL(filePath: folder + "b.db"))
    for target in ["a.db", "b.db"] {
      #expect(throws: StoreError.alreadyExists(path: folder + target)) {
        try store.backup(to: folder + target)
      }
    }
    #expect(try Data(contentsOf: URL(filePath: folder + "b.db")) == Data("mine".utf8))
  }
}
