internal import Foundation
internal import Store
internal import Tables

/// From what pairs to be rated were drawn, and which were.
struct RatingFrame: Sendable {
  struct Item: Sendable {
    let key: AcceptedPair.Key
    /// π, in (0, 1].
    let probability: Double
    let trajectory: String
    /// Digest.
    let attempt: String
  }

  static let uniform = "uniform"
  static let grid = "theta_grid"

  let digest: String
  let name: String
  let rule: String?
  /// N; nil: not told.
  let population: Int?
  /// Pairs listed, stored here or not.
  let drawn: Int
  /// The grid, strict to loose; empty: none.
  let thetas: [Double]
  let policyDigest: String?
  /// nil: the frame does not say.
  let request: GateRequest?

  /// Whether every pair of the population was as likely to be drawn, by its rule.
  var isUniform: Bool { rule == RatingFrame.uniform || rule == RatingFrame.grid }

  /// All frames of a database, by name.
  /// - Throws: `StoreError`.
  static func all(in store: Store) throws -> [RatingFrame] {
    let table = try store.run("load_frames")
    return try table.rows.indices.map { row in
      func text(_ column: String) -> String? { table.value(row, column).text }
      let thetas = text("thetas").flatMap {
        try? JSONDecoder().decode([Double].self, from: Data($0.utf8))
      }
      return RatingFrame(
        digest: text("digest") ?? "", name: text("name") ?? "", rule: text("rule"),
        population: table.value(row, "population").integer.map(Int.init),
        drawn: table.value(row, "drawn").integer.map(Int.init) ?? 0, thetas: thetas ?? [],
        policyDigest: text("policy_digest"),
        request: text("relabel_config") == nil
          ? nil : try GateRequest(row: row, of: table, in: store, keepsPanel: true))
    }
  }

  /// The frames that names mean, or digests.
  /// - Throws: `NoiseError.unknownFrame`.
  static func named(_ names: [String], in store: Store) throws -> [RatingFrame] {
    let all = try all(in: store)
    return try names.flatMap { name in
      let found = all.filter { $0.name == name || $0.digest == name }
      guard !found.isEmpty else {
        throw NoiseError.unknownFrame(name: name, known: all.map(\.name))
      }
      return found
    }
  }

  /// Pairs that it drew of the attempts that a request reads, in their order.
  /// - Throws: `StoreError`.
  func items(of request: GateRequest, in store: Store) throws -> [Item] {
    var items: [Item] = []
    try store.forEachRow(of: "load_frame_items", ["frame": .text(digest)]) { row in
      guard let run = row.integer(0), let k = row.int(1), let probability = row.real(2),
        probability > 0, probability <= 1, row.text(3) == request.extractConfig,
        row.text(4) == request.relabelConfig
      else { return }
      items.append(
        Item(
          key: AcceptedPair.Key(run: run, k: k), probability: probability,
          trajectory: row.text(5) ?? "", attempt: row.text(6) ?? ""))
    }
    return items
  }
}
