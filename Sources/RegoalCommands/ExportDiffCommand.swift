internal import ArgumentParser
internal import Exports
internal import Foundation
internal import Store
internal import Tables
internal import Trajectories

struct ExportDiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Compare two exports: which examples came, went or changed, and why.",
    discussion: """
      An export is a folder that was written from this database, or the digest that 'regoal query exports' shows. \
      Compared is what the lines come from, not the formats. came: in B alone; went: in A alone; else the first \
      that differs: kind, goal, decision, weight, confidence, copies. 'why' is what the other export's policy or split \
      says of a run, as far as its decisions are kept.

      Exit code 0: nothing differs; 1: something does.

      EXAMPLE
        regoal export diff training-may training-june
        regoal export diff training strict --csv
      """)

  @Argument(help: ArgumentHelp("Folder or digest of export A.", valueName: "a"))
  var first: String
  @Argument(help: ArgumentHelp("Folder or digest of export B.", valueName: "b"))
  var second: String
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let isSame = try ErrorText.told {
      let store = try database.store(.read)
      let a = try digest(first, in: store)
      let b = try digest(second, in: store)
      var table = try store.run("export_changes", ["export_a": .text(a), "export_b": .text(b)])
      // One export cannot be both sides of the query.
      if a == b { table.rows = [] }
      output.show(table)
      var counts: [String: Int] = [:]
      for row in table.rows { counts[row[0].text ?? "", default: 0] += 1 }
      let words = counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
      Console.note(words.isEmpty ? "the same examples" : words.joined(separator: ", "))
      return table.rows.isEmpty
    }
    if !isSame { throw ExitCode(1) }
  }

  private func digest(_ name: String, in store: Store) throws -> String {
    if name.hasPrefix(Digest.prefix) {
      guard try store.export(name) != nil else {
        throw CommandError(
          what: "there is no export '\(Console.safe(name))'",
          fix: "'regoal query exports' lists them")
      }
      return name
    }
    return try ExportVerification(folder: name, in: store).digest
  }
}
