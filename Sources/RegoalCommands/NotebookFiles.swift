internal import ArgumentParser
internal import Foundation
internal import Notebooks
internal import Store

/// Reading and running the notebooks that a command names.
struct NotebookOptions: ParsableArguments {
  @Option(help: "Seconds after which a cell is stopped.")
  var seconds = 60
  @OptionGroup var configs: NotebookConfigs
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    guard (1...1_000_000).contains(seconds) else {
      throw ValidationError("--seconds takes an integer from 1 to 1000000, not \(seconds)")
    }
  }

  /// Runs every file, and tells of each what is wrong before it fails.
  func runs(_ files: [String]) throws -> [(file: String, text: String, run: NotebookRun)] {
    let store = try database.store(.read)
    let context = NotebookContext(store: store)
    let source = try NotebookDatabase(
      store, wait: try database.resolvedWait(), seconds: seconds,
      defaults: configs.defaults, context: context)
    var runs: [(file: String, text: String, run: NotebookRun)] = []
    var isBad = false
    for file in files {
      do {
        let (text, notebook) = try NotebookFile.read(file)
        runs.append((file, text, try NotebookRun(notebook, in: source)))
      } catch let error as NotebookError {
        Console.error(ErrorText.of(error, in: file))
        isBad = true
      } catch let error as CommandError {
        Console.error(ErrorText.of(error))
        isBad = true
      }
    }
    if isBad { throw ExitCode.failure }
    if !context.taken.isEmpty {
      let names = context.taken.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      Console.note(
        "cells that name no config read those of the policy applied last: "
          + names.joined(separator: " "))
    }
    return runs
  }
}

enum NotebookFile {
  /// - Throws: `CommandError` for the file, `NotebookError` for what is in it.
  static func read(_ path: String) throws -> (text: String, notebook: Notebook) {
    let text = try TextFile.read(path)
    return (text, try Notebook(parsing: text))
  }
}
