internal import ArgumentParser
internal import Foundation
internal import Notebooks

struct NotebookRunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Ask the cells, and write answers and numbers.",
    discussion: """
      Without --out and --html the file itself is rewritten, if it was never run or was written on facts like \
      these (its head counts them); on another database it stays as it is until --in-place asks for it. --out \
      names a file, or a folder for several notebooks; - stands for standard output. --html writes one page with \
      all of them, charts included, that needs nothing beside it.

      EXAMPLE
        regoal notebook run Notebooks-md/01-threshold-sweep.md --out mine.md
        regoal notebook run Notebooks-md/*.md --html notebooks.html
        regoal notebook run mine.md --in-place
      """)

  @Argument(help: "Notebooks.")
  var files: [String]
  @Option(help: ArgumentHelp("Write to this file, folder, or -.", valueName: "path"))
  var out: String?
  @Option(help: ArgumentHelp("Write one HTML page.", valueName: "file"))
  var html: String?
  @Flag(help: "Rewrite the files, whatever they were written on.")
  var inPlace = false
  @OptionGroup var notebook: NotebookOptions

  func validate() throws {
    if inPlace, out != nil {
      throw ValidationError("--in-place rewrites the files, --out writes others: give one")
    }
    func place(_ path: String) -> URL { URL(filePath: path).standardizedFileURL }
    guard Set(files.map(place)).count == files.count else {
      throw ValidationError("a notebook is named twice")
    }
    if let html {
      guard html != "-" else { throw ValidationError("--html takes a file, not -") }
      if files.contains(where: { place($0) == place(html) }) {
        throw ValidationError("--html would write over the notebook '\(html)'")
      }
      if let out, place(out) == place(html) {
        throw ValidationError("--html and --out name the same file")
      }
    }
  }

  func run() async throws {
    try ErrorText.told {
      // What cannot be written is told before the cells are asked.
      if let html { try TextFile.expectWritable(html) }
      if let out, out != "-", !isFolder(out) { try TextFile.expectWritable(out) }
      if inPlace { for file in files { try TextFile.expectWritable(file) } }
      let runs = try notebook.runs(files)
      if let html {
        try TextFile.write(NotebookPage.html(runs.map(\.run)), to: html)
        Console.note("wrote \(html)")
      }
      if let out {
        try write(runs, to: out)
      } else if inPlace || html == nil {
        try rewrite(runs)
      }
    }
  }

  private func rewrite(_ runs: [(file: String, text: String, run: NotebookRun)]) throws {
    if !inPlace {
      for (file, _, run) in runs {
        guard let facts = run.notebook.facts, facts != run.facts else { continue }
        throw CommandError(
          what: "'\(file)' was written on other facts (\(facts)); these are \(run.facts)",
          fix: "--out PATH writes beside it, --in-place rewrites it; no file was changed")
      }
    }
    for (file, text, run) in runs {
      guard run.text != text else {
        Console.note("\(file): nothing changed")
        continue
      }
      try TextFile.write(run.text, to: file)
      Console.note("wrote \(file)")
    }
  }

  /// Whether --out names a folder: one that is there, that a / says it is, or that several notebooks need.
  private func isFolder(_ out: String) -> Bool {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: out, isDirectory: &isFolder)
    return files.count > 1 || out.hasSuffix("/") || (exists && isFolder.boolValue)
  }

  private func write(
    _ runs: [(file: String, text: String, run: NotebookRun)], to out: String
  ) throws {
    if out == "-" {
      Console.answer(runs.map(\.run.text).joined(separator: "\n"))
      return
    }
    guard isFolder(out) else {
      try TextFile.write(runs[0].run.text, to: out)
      Console.note("wrote \(out)")
      return
    }
    do {
      try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
    } catch {
      let isFile = FileManager.default.fileExists(atPath: out)
      throw CommandError(
        what: isFile
          ? "'\(out)' is a file, and \(runs.count) notebooks need a folder"
          : "there is no folder '\(out)', and it cannot be made",
        fix: "name another with --out")
    }
    let names = runs.map { URL(filePath: $0.file).lastPathComponent }
    guard Set(names).count == names.count else {
      throw CommandError(
        what: "two of the notebooks have the same name: they would be one file in '\(out)'",
        fix: "run them one at a time")
    }
    for (name, run) in zip(names, runs) {
      let path = URL(filePath: out).appending(path: name).path(percentEncoded: false)
      try TextFile.write(run.run.text, to: path)
      Console.note("wrote \(path)")
    }
  }
}
