internal import Relabeling
internal import Store
internal import Tables

/// What stands under answers that no model gave.
enum EngineMark {
  /// Engines by their name in a config's body, with what is said of them.
  private static let marks = [
    ("rules", RuleEngines.mark), ("simulated", "simulated, not a model"),
  ]

  /// What has to be said of an engine; nil: it is a model.
  static func text(of engine: String) -> String? { marks.first { $0.0 == engine }?.1 }

  /// What has to be said of some configs; nil: all are models.
  /// - Parameter configs: digests.
  static func text(of configs: Set<String>, in store: Store) throws -> String? {
    try text(in: store) { configs.contains($0) }
  }

  /// What has to be said of the configs that the last policy read; nil: all are models, or no policy was
  /// applied.
  static func textOfLastPolicy(in store: Store) throws -> String? {
    try text(of: configsOfLastPolicy(in: store), in: store)
  }

  /// Digests of the configs that the last policy read.
  static func configsOfLastPolicy(in store: Store) throws -> Set<String> {
    guard let body = try store.run("last_policy").rows.first?[2].text else { return [] }
    return Set(
      try store.run("config_names").rows.compactMap { $0[2].text }.filter { body.contains($0) })
  }

  /// As `text(of:in:)`, in the form of a note under a table.
  static func note(of configs: Set<String>, in store: Store) throws -> String? {
    try text(of: configs, in: store).map { "(\($0))" }
  }

  private static func text(
    in store: Store, where isRead: (String) -> Bool
  ) throws -> String? {
    let bodies = try store.run("config_names").rows.compactMap { row in
      row[2].text.flatMap { isRead($0) ? row[3].text : nil }
    }
    let found = marks.filter { engine, _ in
      bodies.contains { $0.contains("\"engine\":\"\(engine)\"") }
    }.map(\.1)
    return found.isEmpty ? nil : found.joined(separator: "; ")
  }
}
