internal import Exports

/// What people should know before they train.
enum ExportNotes {
  /// Lengths, and what a format has no place for.
  static func tellLengths(_ report: ExportRun.Report) {
    for format in report.formats {
      if let tokens = format.tokens {
        var text =
          "\(format.format): about \(tokens.p50) tokens a sample (p95 \(tokens.p95), at most \(tokens.max))"
        if let limit = tokens.limit, let setting = tokens.setting {
          text += "; \(tokens.over) of \(tokens.samples) over \(limit) (\(setting))"
        }
        Console.note(text)
      }
      for (reason, runs) in format.left.sorted(by: { $0.key < $1.key }) {
        Console.warning(
          "\(format.format): \(runs) accepted \(runs == 1 ? "run has" : "runs have") no place: \(reason)"
        )
      }
    }
  }

  /// Weights that a trainer will not see, once a format.
  static func tellWeights(_ report: ExportRun.Report) {
    for format in report.formats where format.ignoresWeight {
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
