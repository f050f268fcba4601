import Foundation
import GRDB
import RegoalTesting
import SQLFiles
import Testing

@testable import Store

/// Flips one bit of one byte of a database file after the other. `db check --deep` has to see it, unless
/// the byte holds nothing: then all contents are what they were.
///
/// `REGOAL_FLIPS` says how many bytes of each page are tried (default 3; `all`: every byte that is not 0,
/// and every 97th that is).
@Suite("A flipped byte")
struct FlippedByteTests {
  private let directory: Folder
  private var path: String { directory.path + "a.db" }

  init() throws { directory = try Folder() }

  @Test("is found by the deep check, or changes no content")
  func found() throws {
    try makeFullDatabase(at: path)
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    #expect(try check() == nil)
    let contents = try contents()
    var generator = RandomLogs(seed: 20_260_321)
    var detected = 0
    var harmless = 0
    var missed: [String] = []
    for place in places(in: bytes, &generator) {
      let bit = UInt8(1) << UInt8.random(in: 0..<8, using: &generator)
      try write(bytes[place] ^ bit, at: place)
      if try check() != nil {
        detected += 1
      } else {
        let changed = Result { try self.contents() }
        if (try? changed.get()) == contents {
          harmless += 1
        } else {
          let lines = changed.map { Set(contents).subtracting($0).sorted() }
          missed.append(
            "byte \(place % Store.pageSize) of page \(place / Store.pageSize + 1): \(lines)")
        }
      }
      try write(bytes[place], at: place)
    }
    #expect(missed == [])
    #expect(detected > harmless)
    #expect(harmless > 0)
    print("flipped bytes: \(detected) found, \(harmless) in bytes that hold nothing")
  }

  /// Some bytes of every page, most of them in use, and many of the file's header.
  private func places(in bytes: [UInt8], _ generator: inout RandomLogs) -> [Int] {
    let wanted = ProcessInfo.processInfo.environment["REGOAL_FLIPS"]
    if wanted == "all" { return bytes.indices.filter { bytes[$0] != 0 || $0 % 97 == 0 } }
    let count = wanted.flatMap(Int.init) ?? 3
    var places = (0..<10 * count).map { _ in Int.random(in: 0..<100, using: &generator) }
    for page in stride(from: 0, to: bytes.count, by: Store.pageSize) {
      let inUse = (page..<page + Store.pageSize).filter { bytes[$0] != 0 }
      for _ in 0..<count {
        places.append(inUse.randomElement(using: &generator) ?? page)
      }
      places.append(page + Int.random(in: 0..<Store.pageSize, using: &generator))
    }
    return places
  }

  private func write(_ byte: UInt8, at place: Int) throws {
    for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    let file = try FileHandle(forUpdating: URL(filePath: path))
    try file.seek(toOffset: UInt64(place))
    try file.write(contentsOf: Data([byte]))
    try file.close()
  }

  /// What the deep check says; nil: nothing.
  private func check() throws -> String? {
    do {
      let store = try Store(path: path, access: .inspect, catalog: Self.catalog.get())
      return try store.check(deep: true).first { !$0.isFine }.map { "\($0)" }
    } catch {
      return "\(error)"
    }
  }

  private static let catalog = Result { try SQLCatalog.embedded() }

  /// All rows of all tables, the schema, and what the header says of us; but for the time of a migration, which
  /// no digest covers.
  private func contents() throws -> [String] {
    var configuration = Configuration()
    configuration.readonly = true
    return try DatabaseQueue(path: path, configuration: configuration).read { db in
      var lines = try Row.fetchAll(db, sql: "SELECT type, name, tbl_name, sql FROM sqlite_schema")
        .map { "schema: \($0)" }
      let tables = try String.fetchAll(
        db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
      for name in tables {
        let columns = name == "migration" ? "version, name, digest" : "*"
        lines += try Row.fetchAll(db, sql: "SELECT \(columns) FROM \"\(name)\"")
          .map { "\(name): \($0)" }
      }
      lines += try Row.fetchAll(db, sql: "PRAGMA application_id").map { "\($0)" }
      lines += try Row.fetchAll(db, sql: "PRAGMA user_version").map { "\($0)" }
      return lines.sorted()
    }
  }
}
