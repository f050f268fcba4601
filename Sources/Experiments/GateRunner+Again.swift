internal import Store
internal import Tables

extension GateRunner {
  /// Decides anew by every policy that was applied, after facts came or went; the order of policies stays.
  /// - Returns: how many policies there are.
  /// - Throws: `StoreError`.
  @discardableResult
  public func decideAgain() throws -> Int {
    let policies = try store.run("log_policies").rows
    for row in policies {
      guard let digest = row[0].text, let body = row[1].text,
        let request = try GateRequest.applied(digest, in: store)
      else { continue }
      let tombstones = try store.tombstoneCount()
      let rows = try ResolvedRequest(request, in: store).evaluation(from: store).rows
      try store.writeDecisions(
        policy: digest, bodyJSON: body, decisions: rows, isLast: false, tombstones: tombstones)
    }
    return policies.count
  }
}
