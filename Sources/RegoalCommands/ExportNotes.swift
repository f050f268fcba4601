internal import Exports
internal import Store
internal import Tables

/// What people should know before they train.
enum ExportNotes {
  /// The files, and what to know of them.
  static func show(
    _ report: ExportRun.Report, in store: Store, _ output: OutputOptions
  ) throws {
    var table = Table(columns: ["file", "format", "lines", "bytes", "digest"])
    table.rows = report.files.map { file in
      [
        .text(report.folder + "/" + file.name), .text(file.format), .integer(Int64(file.lines)),
        .integer(Int64(file.bytes)), .text(file.digest),
      ]
    }
    table.note = try EngineMark.textOfLastPolicy(in: store).map { "(\($0))" }
    output.show(table)
    tellLengths(report)
    tellWeights(report)
  }

  static func tellEnd(_ report: ExportRun.Report) {
    if !report.leftBehind.isEmpty {
      Console.warning(
        "of an earlier export, and not of this one: "
          + report.leftBehind.map(Console.safe).joined(separator: ", "))
    }
    if report.pairs == 0 { Console.warning("nothing fits what was asked for: the files are empty") }
    let pairs = report.pairs == 1 ? "1 example" : "\(report.pairs) examples"
    Console.note("\(pairs); \(report.folder)/manifest.json says how they came about")
  }

  /// Lengths, and what a format has no place for.
  private static func tellLengths(_ report: ExportRun.Report) {
    for format in report.formats {
      if let tokens = format.tokens {
        var text =
          "\(format.stem): about \(tokens.p50) tokens a sample (p95 \(tokens.p95), at most \(tokens.max))"
        if let limit = tokens.limit, let setting = tokens.setting {
          text += "; \(tokens.over) of \(tokens.samples) over \(limit) (\(setting))"
        }
        Console.note(text)
      }
      for (reason, runs) in format.left.sorted(by: { $0.key < $1.key }) {
        Console.warning(
          "\(format.stem): \(runs) \(runs == 1 ? "example has" : "examples have") no place: \(reason)"
        )
      }
    }
  }

  /// Weights that a trainer will not see, once a format.
  static func tellWeights(_ report: ExportRun.Report) {
    for format in report.formats where format.ignoresWeight && format.format == format.stem {
      Console.note("\(format.format): the weight is \(format.weightNote)")
    }
  }

  static func tellRecipes(_ report: ExportRun.Report) {
    guard !report.recipes.isEmpty else { return }
    Console.note(
      "one command trains on each; it stands at the head of "
        + report.recipes.joined(separator: ", "))
  }
}
