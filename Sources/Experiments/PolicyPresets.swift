public import Store
internal import Tables
public import Trajectories

/// The policies that have a name, as the query `presets` lists them.
public enum PolicyPresets {
  /// - Throws: `StoreError.unknownName`.
  public static func policy(named name: String, in store: Store) throws -> GatePolicy {
    let table = try store.run("presets")
    guard let row = table.rows.first(where: { $0[0].text == name }) else {
      throw StoreError.unknownName(
        parameter: "policy", name: name, known: table.rows.compactMap { $0[0].text })
    }
    return try policy(row)
  }

  /// All of them, by name.
  public static func all(in store: Store) throws -> [String: GatePolicy] {
    var all: [String: GatePolicy] = [:]
    for row in try store.run("presets").rows { all[row[0].text ?? ""] = try policy(row) }
    return all
  }

  private static func policy(_ row: [Table.Value]) throws -> GatePolicy {
    guard let fallback = row[1].text.flatMap(GatePolicy.Fallback.init(rawValue:)),
      let voteValid = row[2].text.flatMap(GatePolicy.VoteValid.init(rawValue:)),
      let onError = row[3].text.flatMap(GatePolicy.OnError.init(rawValue:)),
      let weighting = row[4].text.flatMap(GatePolicy.Weighting.init(rawValue:))
    else { throw StoreError.missingRow(query: "presets") }
    return GatePolicy(
      fallback: fallback, voteValid: voteValid, onError: onError, weighting: weighting)
  }
}
