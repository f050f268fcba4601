internal import Experiments
internal import Notebooks
internal import SQLFiles
internal import Store
internal import Tables

/// The configs that a notebook's cells read in a database.
final class NotebookContext: CellContext {
  private let store: Store
  /// Names of configs by the parameter that was left open, those of the policy applied last.
  private(set) var taken: [String: String] = [:]

  init(store: Store) { self.store = store }

  /// Where a cell leaves a config open and several are present, that of the policy applied last is meant, with its
  /// series.
  func chosen(
    _ query: NamedQuery, _ values: [String: Table.Value]
  ) throws -> [String: Table.Value] {
    guard query.parameters.contains(where: { $0.name == "relabel_config" }) else { return values }
    let resolver = ConfigResolver(store: store)
    var values = values
    while true {
      do {
        _ = try resolver.resolve(values, for: query.name)
        return values
      } catch StoreError.severalPresent(let parameter, let candidates) {
        guard values[parameter] == nil, let last = try GateRequest.last(in: store),
          let config = last.parameters[parameter]?.text,
          let name = try store.run("config_names").rows.first(where: { $0[2].text == config })?[1]
        else {
          throw StoreError.severalPresent(parameter: parameter, candidates: candidates)
        }
        values[parameter] = name
        taken[parameter] = name.text
        if values["series"] == nil { values["series"] = .text(last.series) }
      }
    }
  }

  func configs(
    of query: NamedQuery, _ values: [String: Table.Value], readingFrom tables: Set<String>
  ) throws -> Set<String> {
    try EngineMark.configs(of: query, values, readingFrom: tables, in: store)
  }

  func configs(readingFrom tables: Set<String>) throws -> Set<String> {
    try EngineMark.configs(readingFrom: tables, in: store)
  }

  func answer(to words: [String]) throws -> Table { try CellCommands.answer(to: words, in: store) }

  func configsOfCommands() throws -> Set<String> { try EngineMark.configsOfLastPolicy(in: store) }

  func note(of configs: Set<String>) throws -> String? {
    try EngineMark.note(of: configs, in: store)
  }
}
