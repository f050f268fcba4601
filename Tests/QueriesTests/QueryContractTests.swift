import Foundation
import SQLFiles
import Testing

/// What the contract asks of every file in `Queries/` (its header is the contract).
@Suite("Every named query")
struct QueryContractTests {
  static let queries = (try? FreshDatabase.catalog.get().queries) ?? []
  /// Only read, so one does for all.
  static let database = Result { try FreshDatabase() }
  /// Tables that grow with the corpus; reading one from end to end must be meant.
  static let largeTables: Set<String> = ["step", "attempt", "vote"]

  @Test("is compiled into the program, from a folder of its topic")
  func everyFileIsEmbedded() throws {
    let root = PackageFolder.url.appending(path: "Queries")
    let files =
      FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
    let onDisk = files.filter { $0.hasSuffix(".sql") }.map { "Queries/" + $0 }
    let embedded = try FreshDatabase.catalog.get().queries.map(\.path)
    #expect(onDisk.sorted() == embedded.sorted())
    #expect(Self.queries.allSatisfy { !$0.topic.isEmpty })
  }

  @Test("has a name that no other has")
  func namesAreUnique() throws {
    let all = try FreshDatabase.catalog.get().queries
    let counts = Dictionary(grouping: all, by: \.name).mapValues(\.count)
    #expect(counts.filter { $0.value > 1 } == [:])
  }

  @Test("is called like its file and says what it is", arguments: names())
  func header(_ name: String) throws {
    let query = try query(name)
    #expect(query.path.hasSuffix("/\(query.name).sql"))
    #expect(!query.summary.isEmpty)
    #expect(query.summary.hasSuffix("."))
    #expect(query.columns.isEmpty == (query.cardinality == .exec))
    #expect((query.order != nil) == (query.cardinality == .many))
    let types = query.columns.map { $0.declaration.split(separator: " ").first.map(String.init) }
    #expect(types.allSatisfy { ["TEXT", "INTEGER", "REAL"].contains($0) })
  }

  @Test("is one statement that prepares on a fresh database", arguments: names())
  func prepares(_ name: String) throws {
    let query = try query(name)
    let prepared = try Self.database.get().prepared(query)
    #expect(prepared.rest.allSatisfy { $0.isWhitespace })
    #expect(prepared.isReadOnly == (query.cardinality != .exec))
  }

  @Test("takes exactly the parameters that it declares", arguments: names())
  func parameters(_ name: String) throws {
    let query = try query(name)
    let taken = try Self.database.get().prepared(query).parameters
    let declared = query.parameters.map { ":" + $0.name }
    #expect(taken.sorted() == declared.sorted())
  }

  @Test("answers with the columns that it declares, in their order", arguments: names())
  func columns(_ name: String) throws {
    let query = try query(name)
    #expect(try Self.database.get().prepared(query).columns == query.columns.map(\.name))
  }

  @Test(
    "ends in ORDER BY if it answers with many rows",
    arguments: names { $0 == .many })
  func order(_ name: String) throws {
    let query = try query(name)
    let clauses = outerWords(query.sql)
    let last = clauses.lastIndex(of: "ORDER") ?? 0
    #expect(clauses[last...].starts(with: ["ORDER", "BY"]))
    #expect(!clauses[last...].contains { ["SELECT", "UNION", "WHERE"].contains($0) })
  }

  @Test("reads no large table from end to end, unless it says why", arguments: names())
  func scans(_ name: String) throws {
    let query = try query(name)
    let scanned = try Self.database.get().scannedTables(query).intersection(Self.largeTables)
    #expect(scanned.isEmpty == (query.scan == nil), "\(scanned)")
  }

  @Test("that resolves configs does so in the same words")
  func configResolution() throws {
    let catalog = try FreshDatabase.catalog.get()
    let texts = try ["decisions", "gate_configs"].map { name in
      let sql = try #require(catalog.query(name)).sql
      let start = try #require(sql.range(of: "-- Configs: those that a parameter names"))
      let last = try #require(sql.range(of: "\nconfig_candidate AS (\n"))
      let end = try #require(sql.range(of: "\n),\n", range: last.upperBound..<sql.endIndex))
      return String(sql[start.lowerBound..<end.upperBound])
    }
    #expect(texts[0] == texts[1])
    #expect(texts[0].contains("named_config AS ("))
  }

  @Test("that asks the gate takes runs, judges and detections in the same words")
  func gateFacts() throws {
    let catalog = try FreshDatabase.catalog.get()
    let texts = try ["decisions", "theta_curve"].map { name in
      let sql = try #require(catalog.query(name)).sql
      let start = try #require(sql.range(of: "-- Configs: those that a parameter names"))
      let last = try #require(sql.range(of: "\ncorpus AS MATERIALIZED (\n"))
      let end = try #require(sql.range(of: "\n),\n", range: last.upperBound..<sql.endIndex))
      return String(sql[start.lowerBound..<end.upperBound])
    }
    #expect(texts[0] == texts[1])
    #expect(texts[0].contains("seen_attempt AS MATERIALIZED ("))
  }

  @Test("that counts what the gate decides does so from the same words")
  func gateDecisions() throws {
    let catalog = try FreshDatabase.catalog.get()
    let texts = try ["decisions", "yield_by_failure_type"].map { name in
      let sql = try #require(catalog.query(name)).sql
      let start = try #require(sql.range(of: "\nWITH\nargument AS (\n"))
      let last = try #require(sql.range(of: "\ndecided AS (\n"))
      let end = try #require(sql.range(of: "\n)", range: last.upperBound..<sql.endIndex))
      return String(sql[start.lowerBound..<end.upperBound])
    }
    #expect(texts[0] == texts[1])
  }

  @Test(
    "that compares judges reads attempts and judges in the gate's words",
    arguments: ["pair_present", "seen_attempt", "judge_candidate", "seat"])
  func judgeFacts(_ part: String) throws {
    let catalog = try FreshDatabase.catalog.get()
    let texts = try ["decisions", "judge_agreement"].map { name in
      let sql = try #require(catalog.query(name)).sql
      let start = try #require(sql.firstRange(of: try Regex("\n\(part) AS (MATERIALIZED )?\\(\n")))
      let end = try #require(sql.range(of: "\n)", range: start.upperBound..<sql.endIndex))
      return String(sql[start.lowerBound..<end.upperBound])
    }
    #expect(texts[0] == texts[1])
  }

  @Test("that prices the answers behind a gate does so in the same words")
  func answerCosts() throws {
    let catalog = try FreshDatabase.catalog.get()
    let texts = try ["config_costs", "policy_costs"].map { name in
      let sql = try #require(catalog.query(name)).sql
      let start = try #require(sql.range(of: "\nbehind AS MATERIALIZED (\n"))
      let last = try #require(sql.range(of: "\ncost AS (\n"))
      let end = try #require(sql.range(of: "\n)", range: last.upperBound..<sql.endIndex))
      return String(sql[start.lowerBound..<end.upperBound])
    }
    #expect(texts[0] == texts[1])
  }

  @Test("that prices calls takes a day's price in the same words")
  func prices() throws {
    let catalog = try FreshDatabase.catalog.get()
    let texts = try ["model_costs", "round_costs", "config_costs", "policy_costs"].map { name in
      let sql = try #require(catalog.query(name)).sql
      let start = try #require(sql.range(of: "-- An endpoint's own price, else that of any"))
      let end = try #require(sql.range(of: "\n),\n", range: start.upperBound..<sql.endIndex))
      return String(sql[start.lowerBound..<end.upperBound])
    }
    #expect(Set(texts).count == 1)
    #expect(texts[0].contains("day_price AS MATERIALIZED ("))
  }

  @Test(
    "that reads runs unchanged in the sqlite3 shell, every parameter left out",
    .enabled(if: Shell.isInstalled, "there is no \(Shell.path)"), arguments: names { $0 != .exec })
  func shell(_ name: String) throws {
    let query = try query(name)
    let file = FileManager.default.temporaryDirectory
      .appending(path: "queries-\(UUID().uuidString).db")
    defer {
      for suffix in ["", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: file.path + suffix)
      }
    }
    _ = try FreshDatabase(path: file.path)
    let result = try Shell.run(
      database: file.path, script: PackageFolder.url.appending(path: query.path))
    #expect(result.errors == "")
    #expect(result.status == 0)
  }

  @Test(
    "The search for scans finds one behind an alias, an index and a count",
    arguments: [
      ("SELECT other.id FROM vote AS other", "vote"),
      ("SELECT config_id FROM attempt", "attempt"),
      ("SELECT count(*) FROM step", "step"),
      ("SELECT a.id FROM vote AS a JOIN vote AS b ON b.reason = a.reason WHERE a.id = 1", "vote"),
    ])
  func scansAreFound(_ sql: String, _ table: String) throws {
    let catalog = try SQLCatalog(files: [
      ("Queries/test/probe.sql", "-- name: probe :many\n-- A probe.\n" + sql)
    ])
    #expect(try Self.database.get().scannedTables(try #require(catalog.query("probe"))) == [table])
  }

  private static func names(
    _ isMeant: (NamedQuery.Cardinality) -> Bool = { _ in true }
  ) -> [String] {
    queries.filter { isMeant($0.cardinality) }.map(\.name)
  }

  private func query(_ name: String) throws -> NamedQuery {
    try #require(Self.queries.first { $0.name == name })
  }

  /// Words outside parentheses and comments, without punctuation.
  private func outerWords(_ sql: String) -> [String] {
    var words: [String] = []
    var depth = 0
    for line in sql.split(separator: "\n") {
      let code = line.range(of: "--").map { line[..<$0.lowerBound] } ?? line
      var word = ""
      for character in code + " " {
        if character.isLetter || character == "_" {
          word.append(character)
          continue
        }
        if depth == 0, !word.isEmpty { words.append(word) }
        word = ""
        if character == "(" { depth += 1 }
        if character == ")" { depth -= 1 }
      }
    }
    return words
  }
}
