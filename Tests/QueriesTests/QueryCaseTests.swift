import SQLFiles
import Tables
import Testing

@testable import Store

/// What the read queries answer, case by case, on rows written by hand.
@Suite("A named query answers")
struct QueryCaseTests {
  /// Rows that a reader can take in at once.
  static let rowLimit = 20

  @Test("as its case expects", arguments: QueryCase.all)
  func answers(_ one: QueryCase) throws {
    let database = try FreshDatabase()
    let given = try one.given()
    #expect(given.hasPrefix("-- "), "given.sql begins with what the case shows")
    #expect(try database.fill(given) <= Self.rowLimit)
    let query = try database.store.query(one.query)
    let answer = try self.answer(to: query, one.parameters(of: query), in: database)
    let expected = (try? one.expected()) ?? ""
    if QueryCase.isRecording {
      if !isSame(answer, expected) { try one.record(answer) }
      Issue.record("REGOAL_RECORD is set: read what changed, then run without it")
    } else if expected.hasPrefix(QueryCase.errorMark) {
      #expect(isSame(answer, expected), "\(answer)")
    } else {
      #expect(answer == expected)
    }
  }

  /// SQLite puts words of its own, which differ between its versions, around ours in an error.
  private func isSame(_ answer: String, _ expected: String) -> Bool {
    guard expected.hasPrefix(QueryCase.errorMark) else { return answer == expected }
    let words = expected.dropFirst(QueryCase.errorMark.count).dropLast()
    return answer.hasPrefix(QueryCase.errorMark) && !words.isEmpty && answer.contains(words)
  }

  @Test("in at least two cases, one of them empty, if it reads and is not the store's own")
  func everyQueryHasCases() throws {
    let all = try FreshDatabase.catalog.get().queries
    let queries = all.filter { $0.cardinality != .exec && $0.topic != "store" }
    let cases = Dictionary(grouping: QueryCase.all, by: \.query).mapValues { $0.map(\.name) }
    #expect(Set(cases.keys).subtracting(all.map(\.name)) == [])
    let bare = queries.map(\.name).filter { name in
      !["ordinary", "empty"].allSatisfy((cases[name] ?? []).contains)
    }
    #expect(bare == [])
  }

  /// The answer as CSV, or the error's message behind its mark.
  private func answer(
    to query: NamedQuery, _ parameters: [String: Table.Value], in database: FreshDatabase
  ) throws -> String {
    do {
      return try database.store.run(query, parameters).rendered(as: .csv)
    } catch StoreError.sqlite(_, let message) {
      return QueryCase.errorMark + message + "\n"
    }
  }
}
