internal import ArgumentParser
internal import Experiments
internal import SQLFiles
internal import Store
internal import Tables

struct QueryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query",
    abstract: "Ask the database: a named query, or SQL of your own.",
    discussion: """
      Without a name it lists the queries. Parameters that are left out, or null, mean the query's default;
      --describe shows them. Every query also runs in the sqlite3 shell. --sql can only read. Under what comes from \
      answers of engines stands what these are, where they are no models.

      EXAMPLE
        regoal query decisions -p theta=0.6 -p 'judges=["grounding"]' --csv
        regoal query --sql "select model, count(*) from trajectory group by model"
      """)

  @Argument(help: "Name of a query.")
  var name: String?
  @Option(
    name: [.customShort("p"), .customLong("param")],
    help: ArgumentHelp("Parameter; may be given several times.", valueName: "name=value"))
  var parameters: [String] = []
  @Option(help: ArgumentHelp("One SELECT of your own.", valueName: "text"))
  var sql: String?
  @Flag(help: "Show what the query answers and takes, and its text.")
  var describe = false
  @Option(help: "Seconds after which --sql is stopped.")
  var seconds = 60
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if name != nil && sql != nil { throw ValidationError("give a name or --sql, not both") }
    for parameter in parameters where !parameter.contains("=") {
      throw ValidationError("-p takes name=value, not '\(parameter)'")
    }
  }

  func run() async throws {
    try ErrorText.told {
      if let sql {
        output.show(try answer(to: sql))
      } else if let name {
        try run(named: name)
      } else {
        list()
      }
    }
  }

  private var pairs: [(name: String, text: String)] {
    parameters.map { parameter in
      let halves = parameter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (String(halves[0]), halves.count > 1 ? String(halves[1]) : "")
    }
  }

  /// Values for SQL of the user's own: numbers where they read as such.
  private func typed() -> [String: Table.Value] {
    Dictionary(
      pairs.map { name, text in
        if let integer = Int64(text) { return (name, .integer(integer)) }
        if let real = Double(text), real.isFinite { return (name, .real(real)) }
        return (name, .text(text))
      }, uniquingKeysWith: { $1 })
  }

  private func run(named name: String) throws {
    let catalog = try SQLCatalog.embedded()
    guard let query = catalog.query(name), query.cardinality != .exec else {
      let known = catalog.queries.filter { $0.cardinality != .exec }.map(\.name)
      throw StoreError.unknownQuery(name: name, known: known)
    }
    if describe {
      Console.answer(query.sql)
      return
    }
    let store = try database.store(.read)
    var values: [String: Table.Value] = [:]
    for (name, text) in pairs {
      guard let parameter = query.parameters.first(where: { $0.name == name }) else {
        throw StoreError.unknownParameter(
          query: query.name, name: name, known: query.parameters.map(\.name))
      }
      values[name] = try parameter.value(of: text, query: query.name)
    }
    if query.parameters.contains(where: { $0.name == "relabel_config" }) {
      let resolution = try ConfigResolver(store: store).resolve(values, for: query.name)
      for judge in resolution.unknownJudges {
        Console.warning("no judge named '\(judge)' has voted here; its votes count as missing")
      }
      for config in resolution.unknownConfigs {
        Console.warning("no config named '\(config)' is stored yet")
      }
      values = resolution.parameters
    }
    var table = try store.run(query, values)
    let tables = try session().tables(readBy: query.sql)
    let configs = try EngineMark.configs(of: query, values, readingFrom: tables, in: store)
    table.note = try EngineMark.note(of: configs, in: store)
    output.show(table)
  }

  private func session() throws -> AdHocSession {
    try AdHocSQL(path: try database.resolvedPath(), wait: try database.resolvedWait()).session()
  }

  private func answer(to sql: String) throws -> Table {
    let session = try session()
    var table = try session.run(sql, parameters: typed(), seconds: seconds)
    let tables = try session.tables(readBy: sql)
    guard EngineMark.areAnswered(tables) else { return table }
    do {
      let store = try database.store(.inspect)
      let configs = try EngineMark.configs(readingFrom: tables, in: store)
      table.note = try EngineMark.note(of: configs, in: store)
    } catch StoreError.notOurs {
      // Any SQLite file may be asked; engines answered in ours alone.
    }
    return table
  }

  private func list() {
    guard let catalog = try? SQLCatalog.embedded() else { return }
    var table = Table(columns: ["query", "topic", "answers"])
    for query in catalog.queries where query.cardinality != .exec && query.topic != "store" {
      table.rows.append([.text(query.name), .text(query.topic), .text(query.summary)])
    }
    output.show(table)
  }
}
