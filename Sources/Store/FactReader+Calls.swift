extension FactReader {
  /// What a model answered to a request, as it is stored.
  public struct StoredAnswer: Equatable, Sendable {
    /// Row of the call.
    public let id: Int64
    public let text: String?
    public let rawAnswer: String
    public let finishReason: String?
    public let refusal: String?
    public let promptTokens: Int?
    public let completionTokens: Int?
    public let latencyMilliseconds: Double
    public let httpStatus: Int?
    public let tries: Int
    /// Whether the call is listed as one about the run that was asked for.
    public let isListed: Bool
  }

  /// The answer to a request; nil: it was not asked.
  /// - Parameters:
  ///   - digest: of the request.
  ///   - run: row of the run that it is asked about.
  public func answer(_ digest: String, about run: Int64) throws -> StoredAnswer? {
    let load = try statement("load_call")
    load.bind(0, digest)
    let isListed = try statement("find_call_run")
    return try load.first { row in
      let id = row.integer(0) ?? 0
      isListed.bind(0, id)
      isListed.bind(1, run)
      return StoredAnswer(
        id: id, text: row.text(1), rawAnswer: row.text(2) ?? "", finishReason: row.text(3),
        refusal: row.text(4), promptTokens: row.int(5), completionTokens: row.int(6),
        latencyMilliseconds: row.real(7) ?? 0, httpStatus: row.int(8), tries: row.int(9) ?? 1,
        isListed: try isListed.first { _ in true } ?? false)
    }
  }
}

extension Store {
  /// A store of the same file that writes with a connection of its own. A request to end the program does
  /// not stop it: what was paid for is committed. In memory, this one.
  public func committer() throws -> Store {
    guard path != ":memory:", path != Store.temporaryPath else { return self }
    return try Store(path: path, access: .write, catalog: catalog, wait: turns.limit)
  }
}
