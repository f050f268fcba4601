internal import ArgumentParser
internal import Foundation
internal import LanguageModels
internal import Tables
internal import Trajectories

struct PromptDiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Compare two prompts line by line.",
    discussion: """
      A side is a stage, a digest (its first 8 digits at least), or a file; what exists as a file is one. No \
      difference: nothing on stdout. Exit code 0 in both cases.

      EXAMPLE
        regoal prompt diff judge my-judge.md
        regoal prompt diff old-judge.md my-judge.md --csv
      """)

  @Argument(help: "Stage, digest or file.") var a: String
  @Argument(help: "Stage, digest or file.") var b: String
  @OptionGroup var output: OutputOptions

  func run() async throws {
    try ErrorText.told {
      let (one, other) = (try PromptDiffCommand.text(a), try PromptDiffCommand.text(b))
      let diff = LineDiff(one, other)
      if output.format != nil {
        var table = Table(columns: ["change", "line_a", "line_b", "text"])
        for line in diff.lines where line.change != .same {
          table.rows.append([
            .text(line.change.rawValue), .init(line.a), .init(line.b), .text(line.text),
          ])
        }
        output.show(table)
      } else if !diff.isSame {
        Console.answer(
          diff.unified("\(a)\t\(Digest.of(one))", "\(b)\t\(Digest.of(other))", context: 3))
      }
      if diff.isSame {
        Console.note(
          Digest.of(one) == Digest.of(other)
            ? "no difference: \(Digest.of(one))" : "only the end of the last line differs")
      }
    }
  }

  private static func text(_ name: String) throws -> String {
    if FileManager.default.fileExists(atPath: name) { return try TextFile.read(name) }
    return try PromptLibrary.template(named: name).text
  }
}
