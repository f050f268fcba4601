public import Store
internal import Tables
internal import Trajectories

/// Applies a policy to the stored facts and keeps the decisions. Touches no stage.
public struct GateRunner {
  /// A decision that is not what it was.
  public struct Change: Equatable, Sendable {
    public let trajectory: String
    /// nil: not decided before.
    public let before: String?
    /// nil: not decided any more.
    public let after: String?
  }

  public struct Report: Sendable {
    /// Digest of the policy with its configs.
    public let policy: String
    public let bodyJSON: String
    public let decisions: Int
    /// Against the policy that was applied last; nil: there was none.
    public let changes: [Change]?
    public let warnings: [String]
  }

  let store: Store

  public init(store: Store) { self.store = store }

  /// Decides on every member of F.
  /// - Throws: `StoreError` for a name that means none or several configs.
  public func decide(_ request: GateRequest) throws -> Report {
    let resolution = try ConfigResolver(store: store).resolve(request.parameters)
    var resolved = request
    resolved.detectConfig = resolution.parameters["detect_config"]?.text
    resolved.extractConfig = resolution.parameters["extract_config"]?.text
    resolved.relabelConfig = resolution.parameters["relabel_config"]?.text
    resolved.policy.judges = try names(resolution.parameters["judges"])
    let before = try lastDecisions()
    let table = try store.run("decisions", resolved.parameters)
    let body = resolved.bodyJSON
    let digest = Digest.of(body)
    let ids = try rowIDs()
    try store.writeDecisions(policy: digest, bodyJSON: body, decisions: table, rows: ids)
    return Report(
      policy: digest, bodyJSON: body, decisions: table.rows.count,
      changes: before.map { changes(from: $0, to: table) },
      warnings: resolution.unknownJudges.map {
        "no judge named '\($0)' has voted here; its votes count as missing"
      } + resolution.unknownConfigs.map { "no config named '\($0)' is stored yet" })
  }

  private func names(_ judges: Table.Value?) throws -> [String]? {
    guard let text = judges?.text else { return nil }
    let rows = try store.run("json_texts", ["texts": .text(text)])
    return rows.rows.compactMap { $0[0].text }
  }

  private func rowIDs() throws -> [ByteKey: Int64] {
    var ids: [ByteKey: Int64] = [:]
    try store.forEachRow(of: "trajectory_names") { row in
      ids[ByteKey(row.text(1) ?? "")] = row.integer(0)
    }
    return ids
  }

  private struct Decided {
    let name: String
    let words: String
  }

  /// In the order of the runs' names.
  private func lastDecisions() throws -> [Decided]? {
    guard try !store.run("last_policy").rows.isEmpty else { return nil }
    var last: [Decided] = []
    try store.forEachRow(of: "last_decisions") { row in
      last.append(
        Decided(
          name: row.text(0) ?? "", words: GateRunner.words(row.text(1) ?? "", row.integer(2))))
    }
    return last
  }

  private static func words(_ decision: String, _ k: Int64?) -> String {
    k.map { "\(decision) (k = \($0))" } ?? decision
  }

  private func changes(from last: [Decided], to table: Table) -> [Change] {
    let before = Dictionary(last.map { (ByteKey($0.name), $0.words) }, uniquingKeysWith: { $1 })
    var changes: [Change] = []
    var seen: Set<ByteKey> = []
    for row in table.rows {
      let name = row[0].text ?? ""
      let words = before[ByteKey(name)]
      let after = GateRunner.words(row[1].text ?? "", row[2].integer)
      seen.insert(ByteKey(name))
      if words != after { changes.append(Change(trajectory: name, before: words, after: after)) }
    }
    for one in last where !seen.contains(ByteKey(one.name)) {
      changes.append(Change(trajectory: one.name, before: one.words, after: nil))
    }
    return changes
  }
}
