internal import Foundation
public import Store
public import Tables
internal import Trajectories

/// Finds out which configs a gate's parameters mean, before the gate is asked.
/// - Source: DESIGN.md §6.
public struct ConfigResolver {
  /// Parameters by digest, and what the user should know.
  public struct Resolution: Sendable {
    public var parameters: [String: Table.Value]
    /// Digests of the panel, sorted; the name itself where nobody knows it.
    public var judges: [String] = []
    /// Judges that nobody knows: their votes count as missing.
    public var unknownJudges: [String] = []
    /// Configs that were asked for while none of their stage is there at all.
    public var unknownConfigs: [String] = []
  }

  let store: Store

  public init(store: Store) { self.store = store }

  /// Replaces names by digests.
  /// - Throws: `StoreError.ambiguousName`, `.severalPresent`, `.unknownName`.
  public func resolve(_ parameters: [String: Table.Value]) throws -> Resolution {
    if let judges = parameters["judges"]?.text {
      guard (try? JSONDecoder().decode([String].self, from: Data(judges.utf8))) != nil else {
        throw StoreError.badParameter(
          query: "decisions", name: "judges", text: judges,
          expected: "a JSON array of names, such as [\"j1\",\"j2\"]")
      }
    }
    let known = Set(try store.parameterNames(of: "gate_configs"))
    let rows = try store.run("gate_configs", parameters.filter { known.contains($0.key) })
    var resolution = Resolution(parameters: parameters)
    for parameter in ["detect_config", "extract_config", "relabel_config"] {
      let found = rows.rows.filter { $0[0].text == parameter }
      let candidates = found.compactMap { $0[2].text }
      let given = parameters[parameter]?.text
      switch (found.count, given) {
      case (0, let given?):
        let others = try names(of: ConfigResolver.stages[parameter] ?? "")
        guard others.isEmpty else {
          throw StoreError.unknownName(parameter: parameter, name: given, known: others)
        }
        resolution.unknownConfigs.append(given)
      case (0, nil): break
      case (1, _): resolution.parameters[parameter] = found[0][3]
      case (_, let given?):
        throw StoreError.ambiguousName(parameter: parameter, name: given, candidates: candidates)
      case (_, nil):
        throw StoreError.severalPresent(parameter: parameter, candidates: candidates)
      }
    }
    try resolveJudges(rows, &resolution)
    return resolution
  }

  /// Replaces names by digests, for a query that takes some of the gate's parameters.
  /// - Returns: parameters that the query takes, and no others.
  /// - Throws: as `resolve(_:)`.
  public func resolve(
    _ parameters: [String: Table.Value], for query: String
  ) throws -> Resolution {
    let taken = Set(try store.parameterNames(of: query))
    var asked = parameters
    // No detector: which one is meant does not matter.
    if !taken.contains("detect_config") { asked["detection"] = .text("off") }
    var resolution = try resolve(asked)
    resolution.parameters = resolution.parameters.filter { taken.contains($0.key) }
    return resolution
  }

  static let stages = [
    "detect_config": "detect", "extract_config": "extract", "relabel_config": "relabel",
    "judges": "judge",
  ]

  private func resolveJudges(_ rows: Table, _ resolution: inout Resolution) throws {
    let judges = rows.rows.filter { $0[0].text == "judges" }
    let byName = Dictionary(grouping: judges) { $0[1].text ?? "" }
    var digests: [String] = []
    for (given, meant) in byName.sorted(by: { $0.key < $1.key }) {
      guard Set(meant.map { $0[3] }).count == 1 else {
        throw StoreError.ambiguousName(
          parameter: "judges", name: given, candidates: meant.compactMap { $0[2].text })
      }
      if let digest = meant[0][3].text {
        digests.append(digest)
      } else {
        resolution.unknownJudges.append(given)
        digests.append(given)
      }
    }
    resolution.judges = Set(digests).sorted()
    resolution.parameters["judges"] = .text(CanonicalJSON.array(resolution.judges))
  }

  /// Names of the configs of a stage.
  public func names(of stage: String) throws -> [String] {
    let all = try store.run("config_names")
    return all.rows.filter { $0[0].text == stage }.compactMap { $0[1].text }
  }
}
