internal import Experiments
internal import SQLFiles
internal import Store
internal import Tables

extension EngineMark {
  /// Tables of what engines answered, and what follows from it.
  private static let answered: Set<String> = [
    "attempt", "collection", "decision", "detection", "outcome", "vote",
  ]

  /// Whether answers of engines, or what follows from them, are in some of these tables.
  static func areAnswered(_ tables: Set<String>) -> Bool { !answered.isDisjoint(with: tables) }

  /// Digests of the configs whose answers stand in some tables: of all, or of none.
  static func configs(readingFrom tables: Set<String>, in store: Store) throws -> Set<String> {
    guard areAnswered(tables) else { return [] }
    return Set(try store.run("config_names").rows.compactMap { $0[2].text })
  }

  /// Digests of the configs whose answers a named query reads.
  ///
  /// They are those that the gate's parameters mean, where it takes them; those of the policy that it reads the
  /// decisions of; else those of the whole database.
  /// - Parameters:
  ///   - values: of its parameters; absent ones are NULL.
  ///   - tables: what it reads.
  /// - Throws: as `ConfigResolver.resolve`.
  static func configs(
    of query: NamedQuery, _ values: [String: Table.Value], readingFrom tables: Set<String>,
    in store: Store
  ) throws -> Set<String> {
    guard areAnswered(tables) else { return [] }
    let taken = Set(query.parameters.map(\.name))
    if taken.contains("relabel_config") {
      let found = try ConfigResolver(store: store).resolve(values, for: query.name)
      let named = ["detect_config", "extract_config", "relabel_config"].compactMap {
        found.parameters[$0]?.text
      }
      return Set(named + found.judges)
    }
    if taken.contains("detect_config") {
      return Set([values["detect_config"]?.text].compactMap { $0 })
    }
    if tables.contains("decision"), taken.isSubset(of: ["policy"]) {
      return try configs(ofPolicy: values["policy"]?.text, in: store)
    }
    return try configs(readingFrom: tables, in: store)
  }

  /// - Parameter digest: nil: the policy that was applied last.
  private static func configs(ofPolicy digest: String?, in store: Store) throws -> Set<String> {
    let body =
      if let digest {
        try store.run("policy_body", ["digest": .text(digest)]).rows.first?[0].text
      } else {
        try store.run("last_policy").rows.first?[2].text
      }
    guard let body else { return [] }
    return Set(
      try store.run("config_names").rows.compactMap { $0[2].text }.filter { body.contains($0) })
  }
}
