public import SQLFiles
public import Tables

/// What cells have to know of a database beyond its rows: which configs they read, and what these are.
public protocol CellContext {
  /// Values of a query's parameters, with those that the cell leaves open where several configs are present.
  /// - Throws: where a name means no config or several.
  func chosen(
    _ query: NamedQuery, _ values: [String: Table.Value]
  ) throws -> [String: Table.Value]

  /// Digests of the configs whose answers a query reads.
  /// - Parameter tables: what it reads, views included.
  func configs(
    of query: NamedQuery, _ values: [String: Table.Value], readingFrom tables: Set<String>
  ) throws -> Set<String>

  /// Digests of the configs whose answers stand in some of these tables.
  func configs(readingFrom tables: Set<String>) throws -> Set<String>

  /// What a command answers that only reads.
  /// - Parameter words: of the command, without the program's name.
  /// - Throws: where it is none, or another one.
  func answer(to words: [String]) throws -> Table

  /// Digests of the configs whose answers commands read.
  func configsOfCommands() throws -> Set<String>

  /// What stands under answers of these configs, such as that they are rules; nil: nothing.
  func note(of configs: Set<String>) throws -> String?
}
