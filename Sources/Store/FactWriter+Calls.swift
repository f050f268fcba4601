public import Trajectories

/// Model calls, prompts and prices.
extension FactWriter {
  /// Stores a call and the runs that it is about.
  /// - Returns: `.conflict` if another answer to the same request is stored; the runs are listed under it.
  /// - Throws: `StoreError.unknownCall` if the call that it repairs is not stored.
  @discardableResult
  public func add(_ call: ModelCall, about runs: [Int64]) throws -> Insertion {
    let (digest, answerDigest) = (call.digest, call.answerDigest)
    let insert = try statement("insert_call")
    insert.bind(0, digest)
    insert.bind(1, answerDigest)
    insert.bind(2, call.stage.rawValue)
    insert.bind(3, call.endpoint)
    insert.bind(4, call.model)
    insert.bind(5, call.series)
    insert.bind(6, call.requestJSON)
    insert.bind(7, try call.repairs.map { try self.call(digest: $0).id })
    insert.bind(8, call.text)
    insert.bind(9, call.rawAnswer)
    insert.bind(10, call.finishReason)
    insert.bind(11, call.refusal)
    insert.bind(12, call.promptTokens)
    insert.bind(13, call.completionTokens)
    insert.bind(14, call.latencyMilliseconds)
    insert.bind(15, call.httpStatus)
    insert.bind(16, call.tries)
    insert.bind(17, call.calledOn)
    let insertion: Insertion
    if try insert.run() == 1 {
      insertion = .added(Stored(id: insert.lastRowID, digest: digest))
    } else {
      guard let (stored, known) = try knownCall(digest) else {
        throw StoreError.missingRow(query: "find_call")
      }
      insertion = known == answerDigest ? .present(stored) : .conflict(stored)
    }
    for run in runs { try list(run: run, under: insertion.stored.id) }
    return insertion
  }

  /// Lists a run under a call, and under the one that this call repairs.
  public func list(run: Int64, under call: Int64) throws {
    let insert = try statement("insert_call_run")
    insert.bind(0, call)
    insert.bind(1, run)
    try insert.run()
  }

  /// - Throws: `StoreError.unknownCall`.
  func call(digest: String) throws -> Stored {
    guard let (stored, _) = try knownCall(digest) else {
      throw StoreError.unknownCall(digest: digest)
    }
    return stored
  }

  func knownCall(_ digest: String) throws -> (Stored, answerDigest: String)? {
    let find = try statement("find_call")
    find.bind(0, digest)
    return try find.first {
      ($0.stored, $0.text(2) ?? "")
    }
  }

  /// The row of the call that gave a fact about a run.
  func call(_ digest: String?, about run: Int64) throws -> Int64? {
    guard let digest else { return nil }
    let id = try call(digest: digest).id
    try list(run: run, under: id)
    return id
  }

  /// As `call(_:about:)`, the run found by a query.
  func call(_ digest: String?, of query: String, _ row: Int64) throws -> Int64? {
    guard let digest else { return nil }
    let find = try statement(query)
    find.bind(0, row)
    guard let run = try find.first({ $0.integer(0) }), let run else {
      throw StoreError.missingRow(query: query)
    }
    return try call(digest, about: run)
  }

  /// - Returns: whether it is new.
  @discardableResult
  public func add(_ prompt: PromptText) throws -> Bool {
    let insert = try statement("insert_prompt")
    insert.bind(0, prompt.digest)
    insert.bind(1, prompt.stage.rawValue)
    insert.bind(2, prompt.text)
    return try insert.run() == 1
  }

  public func add(_ price: Price) throws -> Insertion {
    let digest = price.digest
    let insert = try statement("insert_price")
    insert.bind(0, digest)
    insert.bind(1, price.model)
    insert.bind(2, price.endpoint)
    insert.bind(3, price.validFrom)
    insert.bind(4, price.seq)
    insert.bind(5, price.promptUSDPerMillion)
    insert.bind(6, price.completionUSDPerMillion)
    return try insertion(insert, digest: digest) {
      try self.price(price, seq: price.seq)?.stored
    }
  }

  /// Makes a price the current one of its model, endpoint and day, whatever its `seq`.
  /// - Returns: as it was stored; `.present` if the current one says the same.
  public func set(_ price: Price) throws -> (Insertion, Price) {
    var price = price
    if let known = try self.price(price, seq: nil) {
      price.seq = known.price.seq
      if known.price == price { return (.present(known.stored), price) }
      price.seq += 1
    } else {
      price.seq = 1
    }
    return (try add(price), price)
  }

  private func price(_ price: Price, seq: Int?) throws -> (stored: Stored, price: Price)? {
    let find = try statement("find_price")
    find.bind(0, price.model)
    find.bind(1, price.endpoint)
    find.bind(2, price.validFrom)
    find.bind(3, seq)
    return try find.first { row in
      var known = price
      known.seq = row.int(2) ?? 0
      known.promptUSDPerMillion = row.real(3) ?? 0
      known.completionUSDPerMillion = row.real(4) ?? 0
      return (row.stored, known)
    }
  }
}
