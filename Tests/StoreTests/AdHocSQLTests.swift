import Foundation
import SQLFiles
import Tables
import Testing

@testable import Store

@Suite("SQL that a user types")
struct AdHocSQLTests {
  private let directory: Folder
  private let sql: AdHocSQL
  private var folder: String { directory.path }

  init() throws {
    directory = try Folder()
    let store = try Store(path: directory.path + "a.db", access: .create, catalog: .embedded())
    try ingest(oneOfEach, into: store)
    sql = AdHocSQL(path: directory.path + "a.db")
  }

  @Test("reads, with parameters, CTEs, JSON functions and what describes the schema")
  func reads() throws {
    #expect(
      try sql.run("SELECT external_id AS id, success, reward FROM trajectory;")
        == Table(
          columns: ["id", "success", "reward"], rows: [[.text("t1"), .integer(0), .null]]))
    #expect(
      try sql.run(
        "SELECT confidence FROM attempt WHERE confidence >= :theta AND status = :status",
        parameters: ["theta": .real(0.75), "status": .text("ok")]
      ).rows == [[.real(0.75)]])
    #expect(
      try sql.run(
        """
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3)
        SELECT i, value FROM n JOIN json_each('[1,2,3]') ON value = i ORDER BY i
        """, limit: 2
      ).rows == [[.integer(1), .integer(1)], [.integer(2), .integer(2)]])
    #expect(try sql.run("PRAGMA table_info(vote)").rows.isEmpty == false)
    #expect(
      try sql.run("SELECT name FROM pragma_table_info('vote') WHERE pk").rows == [[.text("id")]])
    #expect(try sql.run("SELECT count(*) FROM trajectory_name").rows == [[.integer(1)]])
    #expect(try sql.run("EXPLAIN QUERY PLAN SELECT * FROM vote").rows.isEmpty == false)
    #expect(try sql.run("SELECT 1; -- and no more").rows == [[.integer(1)]])
  }

  @Test(
    "cannot write",
    arguments: [
      "INSERT INTO source (label, format, file) VALUES ('a', 'b', 'c')",
      "UPDATE vote SET confidence = 1",
      "DELETE FROM vote", "DROP TABLE vote", "DROP TRIGGER vote_is_not_deleted",
      "CREATE TABLE x (a)",
      "CREATE TEMP TABLE x (a)", "CREATE TEMP VIEW x AS SELECT 1", "ALTER TABLE vote ADD COLUMN x",
      "ATTACH 'FOLDER/other.db' AS other", "DETACH main", "VACUUM", "VACUUM INTO 'FOLDER/other.db'",
      "REINDEX",
      "ANALYZE", "BEGIN IMMEDIATE", "SAVEPOINT s", "PRAGMA journal_mode = DELETE",
      "PRAGMA user_version = 9",
      "PRAGMA query_only = 0", "PRAGMA writable_schema = 1", "PRAGMA wal_checkpoint",
      "PRAGMA optimize",
      "WITH n AS (SELECT 1) DELETE FROM vote",
      "WITH n AS (SELECT 1) INSERT INTO vote SELECT * FROM vote",
      "REPLACE INTO vote SELECT * FROM vote", "SELECT load_extension('FOLDER/x.so')",
      "SELECT writefile('FOLDER/other.db', 'x')", "EXPLAIN DELETE FROM vote",
      "SELECT 1; DELETE FROM vote",
      "SELECT 1; SELECT 2", "DELETE FROM vote RETURNING *",
      "SELECT * FROM pragma_journal_mode('DELETE')",
      "SELECT * FROM pragma_query_only(0)", "CREATE VIRTUAL TABLE x USING fts5(a)",
    ])
  func cannotWrite(statement: String) throws {
    let before = try sql.run("SELECT * FROM vote")
    do {
      _ = try sql.run(statement.replacing("FOLDER", with: folder))
      Issue.record("it ran")
    } catch StoreError.badSQL {
    } catch { Issue.record("\(error)") }
    #expect(try sql.run("SELECT * FROM vote") == before)
    #expect(!FileManager.default.fileExists(atPath: folder + "other.db"))
    #expect(
      try Store(path: folder + "a.db", access: .read, catalog: .embedded()).check()
        .allSatisfy(\.isFine))
  }

  @Test("is refused with words where it is wrong")
  func wrong() throws {
    func message(_ statement: String, _ parameters: [String: Table.Value] = [:]) -> String? {
      do {
        _ = try sql.run(statement, parameters: parameters)
      } catch StoreError.badSQL(let message) { return message } catch {}
      return nil
    }
    #expect(message("SELEC 1") == "near \"SELEC\": syntax error")
    #expect(message("SELECT x FROM vote") == "no such column: x")
    #expect(message(" -- nothing") == "there is no statement in it")
    #expect(message("SELECT 1", ["x": .null]) == "the statement has no parameter ':x'")
    #expect(message("DELETE FROM vote") == "only reading is allowed here")
  }

  @Test("is stopped after its time")
  func interrupted() throws {
    let endless =
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    #expect(throws: StoreError.interrupted(seconds: 0)) { try sql.run(endless, seconds: 0) }
    #expect(try sql.run("SELECT 1", seconds: 1).rows == [[.integer(1)]])
  }

  @Test("needs a database")
  func noDatabase() throws {
    let path = folder + "b.db"
    #expect(throws: StoreError.notFound(path: path)) { try AdHocSQL(path: path).run("SELECT 1") }
    try Data(String(repeating: "no database ", count: 100).utf8).write(to: URL(filePath: path))
    #expect(throws: StoreError.notADatabase(path: path)) {
      try AdHocSQL(path: path).run("SELECT * FROM vote")
    }
  }

  @Test("names the tables that a statement reads, in any spelling and through views")
  func tablesRead() throws {
    let session = try sql.session()
    for (text, table) in [
      ("SELECT count(*) FROM vote", "vote"), ("SELECT count(*) FROM \"VOTE\"", "vote"),
      ("SELECT v.k FROM [attempt] AS v", "attempt"), ("SELECT 1 FROM main.detection", "detection"),
      ("SELECT name FROM config_label", "stage_config"),
    ] {
      #expect(try session.tables(readBy: text).contains(table), "\(text)")
    }
    #expect(try session.tables(readBy: "SELECT 'vote' AS vote -- attempt") == [])
    #expect(throws: StoreError.self) { try session.tables(readBy: "DELETE FROM vote") }
  }

  @Test("keeps an answer as a table of its own only where that is the answer to the last bit")
  func keeping() throws {
    let session = try sql.session()
    func kept(_ text: String, _ name: String) throws -> Bool {
      let answer = try session.run(text)
      let isKept = try session.keep(answer, of: text, as: name, seconds: 60)
      if isKept { #expect(try session.run("SELECT * FROM " + name) == answer) }
      return isKept
    }
    #expect(try kept("VALUES (1, 1.5, 'x', NULL), ('1', 2.0, 3, 4)", "plain"))
    #expect(try session.tables(readBy: "SELECT count(*) FROM plain") == [])
    #expect(try kept("SELECT CAST(0.1 AS REAL) AS x, 5 AS y -- end", "real"))
    // A column of integers would make an integer of the real.
    #expect(
      try !kept("SELECT CAST(1 AS INTEGER) AS x UNION ALL SELECT 2.0", "mixed"))
    #expect(try !kept("SELECT 1 AS a, 2 AS a", "twice"))
    #expect(try !kept("SELECT x'00' AS b", "bytes"))
    #expect(try !kept("SELECT 'a' COLLATE NOCASE AS c", "folded"))
    // The file stays closed to writing.
    #expect(throws: StoreError.self) { try session.run("DELETE FROM plain") }
    #expect(throws: StoreError.self) { try session.run("CREATE TEMP TABLE x (y)") }
    #expect(throws: StoreError.self) { try session.run("DELETE FROM vote") }
  }
}
