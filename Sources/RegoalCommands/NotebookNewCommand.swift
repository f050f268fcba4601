internal import ArgumentParser
internal import Foundation
internal import Notebooks

struct NotebookNewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Begin a notebook that runs at once.",
    discussion: """
      EXAMPLE
        regoal notebook new thresholds
        regoal notebook run thresholds.md
      """)

  @Argument(help: "Name of the file; .md is added where it is missing.")
  var name: String

  func validate() throws {
    if name.isEmpty || name.hasSuffix("/") { throw ValidationError("name a file") }
  }

  func run() async throws {
    try ErrorText.told {
      let path = name.hasSuffix(".md") ? name : name + ".md"
      guard !FileManager.default.fileExists(atPath: path) else {
        throw CommandError(what: "'\(path)' exists already", fix: "name another file")
      }
      let base = URL(filePath: path).deletingPathExtension().lastPathComponent
      let words = base.split { $0 == "-" || $0 == "_" }.joined(separator: " ")
      let title = words.prefix(1).uppercased() + words.dropFirst()
      try TextFile.write(NotebookTemplate.text(title: title), to: path)
      Console.note("wrote \(path)")
    }
  }
}
