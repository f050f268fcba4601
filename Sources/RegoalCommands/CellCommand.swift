internal import ArgumentParser
internal import Store
internal import Tables

/// A command that only reads and whose answer is one table, so that a cell of a notebook may run it.
protocol CellCommand: AsyncParsableCommand {
  var database: DatabaseOptions { get }
  var output: OutputOptions { get }

  func table(in store: Store) throws -> Table
}

extension CellCommand {
  private static func parsed(_ words: [String]) throws -> any CellCommand {
    do { return try parse(words) } catch {
      throw CommandError(what: message(for: error), fix: nil)
    }
  }

  fileprivate static func command(_ words: [String]) throws -> any CellCommand {
    let command = try parsed(words)
    guard command.output.format == nil, command.database.path == nil, command.database.wait == nil
    else {
      throw CommandError(
        what: "the command of a cell names no database and no format",
        fix: "its answer is a table, from the database of the notebook")
    }
    return command
  }
}

enum CellCommands {
  private static let known: [(words: [String], type: any CellCommand.Type)] = [
    (["split", "check"], SplitCheckCommand.self), (["split", "show"], SplitShowCommand.self),
    (["noise"], NoiseCommand.self), (["agreement"], AgreementCommand.self),
    (["calibration"], CalibrationCommand.self), (["certify"], CertifyCommand.self),
    (["bound"], BoundCommand.self),
  ]

  /// - Parameter words: of the command, without the program's name.
  /// - Throws: `CommandError`, and what the command throws.
  static func answer(to words: [String], in store: Store) throws -> Table {
    guard let command = known.first(where: { words.starts(with: $0.words) }) else {
      throw CommandError(
        what: "a cell cannot run 'regoal \(words.joined(separator: " "))'",
        fix: "it runs: " + known.map { $0.words.joined(separator: " ") }.joined(separator: ", "))
    }
    return try command.type.command(Array(words.dropFirst(command.words.count))).table(in: store)
  }
}
