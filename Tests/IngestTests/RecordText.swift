import Trajectories

@testable import Ingest

/// Records as text that people can compare: a line for each thing that a record says.
struct RecordText: CustomStringConvertible {
  let description: String

  init(_ records: [LogRecord]) {
    description = records.map(RecordText.text).joined(separator: "\n") + "\n"
  }

  private static func text(_ record: LogRecord) -> String {
    switch record {
    case .trajectory(let run): run.lines.joined(separator: "\n") + "\n"
    case .config(let config): "config \(config.label)/\(config.name) \(config.bodyJSON)"
    case .detection(let detection, let place):
      "detection of \(place.trajectory) by \(place.config) in \(place.series): "
        + "is_failure \(RecordText.shown(detection.isFailure)), "
        + "\(RecordText.shown(detection.failureType)), \(RecordText.shown(detection.explanation))"
    case .annotation(let rating, let target, _, let place):
      "annotation \(rating.seq) by \(rating.annotator) of the \(target) of \(place.trajectory): "
        + "\(rating.verdict), \(RecordText.shown(rating.category)), "
        + "\(RecordText.shown(rating.note)) \(RecordText.shown(rating.extraJSON))"
    default: String(describing: record)
    }
  }

  static func shown(_ value: (some CustomStringConvertible)?) -> String {
    value.map { $0.description.replacing("\n", with: "↵") } ?? "–"
  }
}

extension Trajectory {
  fileprivate var lines: [String] {
    let parts: [(String, String)] = [
      ("id", RecordText.shown(id)), ("task", RecordText.shown(task.key)),
      ("benchmark", RecordText.shown(task.benchmark)), ("domain", RecordText.shown(task.domain)),
      ("model", RecordText.shown(model)), ("trial", RecordText.shown(trial)),
      ("goal", RecordText.shown(goal)), ("system", RecordText.shown(systemPrompt)),
      ("tools", RecordText.shown(toolsJSON)),
    ]
    let ends: [(String, String)] = [
      ("final", RecordText.shown(finalAnswer)), ("reason", RecordText.shown(failureReason)),
      ("success", RecordText.shown(success)), ("reward", RecordText.shown(reward)),
      ("metadata", RecordText.shown(metadataJSON)),
    ]
    return (parts + steps.flatMap(\.parts) + ends).filter { $0.1 != "–" }
      .map { "\($0.0): \($0.1)" }
  }
}

extension Step {
  fileprivate var parts: [(String, String)] {
    [
      (
        "step",
        "\(RecordText.shown(turn)) \(RecordText.shown(kind)) \(RecordText.shown(callID))"
      ),
      ("  thought", RecordText.shown(thought)),
      (
        "  action",
        actionName == nil
          ? "–" : "\(RecordText.shown(actionName)) \(RecordText.shown(actionInputJSON))"
      ),
      ("  observation", RecordText.shown(observation)),
    ]
  }
}
