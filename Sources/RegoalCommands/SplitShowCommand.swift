internal import ArgumentParser
internal import Experiments
internal import Store
internal import Tables

struct SplitShowCommand: CellCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Count groups, tasks, runs and accepted pairs in the parts of a split.",
    discussion: """
      Without a name all splits are listed. --strata shows how benchmarks and failure types spread over the parts: they \
      are reported, not forced. As SQL: 'regoal query split_parts -p split=main', 'split_strata'.

      EXAMPLE
        regoal split show
        regoal split show main
        regoal split show main --strata --csv
      """)

  @Argument(help: "Name of the split.")
  var name: String?
  @Flag(help: "By benchmark and failure type.")
  var strata = false
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    try ErrorText.told {
      let store = try database.store(.read)
      var table = try table(in: store)
      if let name {
        let isByRun = try SplitMaker(store: store).rule(of: name)?.isByRun ?? false
        let marks = [
          isByRun ? SplitMaker.byRunNote : nil, try EngineMark.textOfLastPolicy(in: store),
        ].compactMap(\.self)
        table.note = marks.isEmpty ? nil : "(\(marks.joined(separator: "; ")))"
      }
      output.show(table)
    }
  }

  func table(in store: Store) throws -> Table {
    let splits = try store.run("splits")
    guard let name else { return splits }
    let known = splits.rows.compactMap { $0[0].text }
    guard known.contains(name) else { throw SplitError.unknown(name: name, known: known) }
    guard strata else { return try store.run("split_parts", ["split": .text(name)]) }
    let detector = try GateRequest.last(in: store)?.detectConfig
    return try store.run("split_strata", ["split": .text(name), "detect_config": .init(detector)])
  }
}
