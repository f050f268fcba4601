internal import Trajectories

/// `README.md` of an export: a data card for people, with the front matter by which `datasets` loads the folder.
struct DataCard {
  static let name = "README.md"

  let policy: AppliedPolicy
  let selection: ExampleSelection
  let plan: ExamplePlan
  let formats: [ExportRun.FormatReport]
  let split: ExportSplit?
  let card: ExportCard
  let sources: [(label: String, runs: Int)]

  func text() -> String {
    var lines = ["---", "configs:"]
    for (place, format) in formats.enumerated() {
      lines.append("- config_name: \(format.stem)")
      if place == 0 { lines.append("  default: true") }
      lines.append("  data_files:")
      lines += format.files.map { "  - \($0.name)" }
    }
    lines += ["---", "", "# Training data from failed agent runs", ""]
    lines.append(about)
    if policy.isByRules, selection.kind == .hindsight {
      lines += [
        "", "**Made by rules, not a model**, at least in part: `manifest.json` lists the engines.",
      ]
    }
    lines += [
      "", "```python", "from datasets import load_dataset",
      "data = load_dataset(\".\", \"\(formats.first?.stem ?? "")\")", "```", "",
      "| configuration | samples | tokens (estimated median, longest) | severity weight |",
      "| --- | ---: | ---: | --- |",
    ]
    for format in formats {
      let tokens = format.tokens.map { "\($0.p50), \($0.max)" } ?? "–"
      lines.append(
        "| \(format.stem) | \(format.samples) | \(tokens) | \(format.weightNote) |")
    }
    lines += [
      "", "## Where it comes from", "", "| source | runs | licence |", "| --- | ---: | --- |",
    ]
    for source in sources {
      lines.append(
        "| \(DataCard.cell(source.label)) | \(source.runs) | "
          + "\(DataCard.cell(card.licences[source.label] ?? "not stated")) |")
    }
    lines += ["", "## How far to trust it", "", noise, "", held]
    if let command = card.command {
      lines += [
        "", "## How to make it again", "", "From the same database:", "", "```", command, "```",
      ]
    }
    lines += [
      "",
      "`regoal verify` holds every line against the facts that it came from. The policy, its configs, prompts and "
        + "checksums stand in `manifest.json`.",
    ]
    return lines.joined(separator: "\n")
  }

  private var about: String {
    let count = "\(plan.examples.count) \(plan.examples.count == 1 ? "example" : "examples")"
    let what =
      switch selection.takes {
      case .hindsightPairs:
        "runs that failed their goal, each with a hindsight goal that it demonstrates, accepted at θ = "
          + CanonicalJSON.text(of: policy.theta)
      case .randomGoals:
        "failed runs with the goal of another run, drawn at random (naive relabeling)"
      case .successes: "successful runs"
      case .ownGoals: "failed runs with the goal that they failed"
      case .ownGoalsByConfidence:
        "failed runs with their own goal, kept where confidence exceeds "
          + CanonicalJSON.text(of: selection.confidenceAbove)
      case .successPairs: "failed runs beside a successful one on the same goal"
      case .nothing: "nothing"
      }
    let arm = card.arm.map { ", the arm `\(DataCard.cell($0.name))`" } ?? ""
    let successes =
      selection.successes == .none || selection.takes == .successes
      ? "" : "; \(plan.examples.count { $0.kind == .success }) of them are successful runs"
    return "\(count): \(what)\(successes)\(arm)."
  }

  private var noise: String {
    guard selection.kind == .hindsight else {
      return "Label noise is that of accepted pairs; no gate decided on these."
    }
    guard let noise = card.noise, let rate = noise.rate, let low = noise.low, let high = noise.high
    else { return "Label noise is not known: no accepted pair of these is rated by people." }
    return "Label noise: \(noise.invalid) of \(noise.rated) rated pairs are invalid, "
      + "\(DataCard.percent(rate)) [\(DataCard.percent(low)), \(DataCard.percent(high))] "
      + "(Clopper-Pearson, 95 %)."
  }

  private var held: String {
    guard let split else {
      return "It is not split: what a model is tested on may be among these."
    }
    let leaks = split.leaks.filter { !$0.isWarning && $0.pairs > 0 }
    let check =
      split.dropped != nil
      ? "what lay in two parts was left out"
      : leaks.isEmpty
        ? "its check found nothing in two parts"
        : "**its check found what lies in two parts**: "
          + leaks.map { "\($0.pairs) \($0.kind)" }.joined(separator: ", ")
    let parts = split.parts.map { "`\(DataCard.cell($0))`" }.joined(separator: ", ")
    return "Part \(parts) of the split `\(DataCard.cell(split.name))`; \(check)."
  }

  /// A share with one decimal, as papers have it.
  private static func percent(_ share: Double) -> String {
    "\((share * 1000).rounded() / 10) %"
  }

  /// A text of a source inside a table.
  private static func cell(_ text: String) -> String {
    text.replacing("|", with: "\\|").replacing("\n", with: " ").replacing("`", with: "'")
  }
}
