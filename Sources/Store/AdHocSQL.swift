public import Tables

/// SQL that a user types: on a second handle that can only read.
///
/// The file is opened read-only; an authorizer allows SELECT, reads, functions and recursion and
/// nothing else (no ATTACH, no PRAGMA that sets anything, no load_extension); a progress handler ends it
/// after a time.
public struct AdHocSQL {
  private let path: String
  private let wait: Double

  /// - Parameter wait: seconds to wait for another writer.
  public init(path: String, wait: Double = Store.busyTimeout) {
    self.path = path
    self.wait = wait
  }

  /// Runs one statement.
  /// - Parameters:
  ///   - parameters: values for `:name`.
  ///   - limit: rows that are kept; nil: all.
  ///   - seconds: time after which it is interrupted.
  /// - Throws: `StoreError.badSQL`, `.interrupted`, `.notFound`, `.notADatabase`.
  public func run(
    _ sql: String, parameters: [String: Table.Value] = [:], limit: Int? = nil, seconds: Int = 60
  ) throws -> Table {
    try session().run(sql, parameters: parameters, limit: limit, seconds: seconds)
  }

  /// A connection for several statements.
  /// - Throws: as `run`.
  public func session() throws -> AdHocSession { try AdHocSession(path: path, wait: wait) }
}
