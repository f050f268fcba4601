internal import Foundation
internal import Trajectories

/// Facts about one run.
extension LogReader {
  /// - Parameter type: detection, outcome, attempt, vote, collection or annotation.
  public func records(_ type: LogType, about run: Run) throws -> [Item] {
    switch type {
    case .detection: try detections(run)
    case .outcome: try outcomes(run)
    case .attempt: try attempts(run)
    case .vote: try votes(run)
    case .collection: try collections(run)
    case .annotation: try annotations(run)
    default: []
    }
  }

  private func items(
    _ query: String, _ run: Run, _ record: (borrowing ResultRow) throws -> LogRecord
  ) throws -> [Item] {
    let load = try facts.statement(query)
    load.bind(0, run.id)
    return try load.all { row in
      Item(record: try record(row), digest: row.text(0), run: run)
    }
  }

  private func place(
    _ run: Run, config: String?, series: String?, extract: String? = nil, parent: String? = nil
  ) -> FactPlace {
    FactPlace(
      label: run.file.label, isLabelStated: true, trajectory: .digest(run.digest),
      config: .digest(config ?? ""), extractConfig: extract.map { .digest($0) },
      series: series ?? StageConfig.mainSeries, parent: parent)
  }

  private func detections(_ run: Run) throws -> [Item] {
    try items("log_detections", run) { row in
      .detection(
        Detection(
          isFailure: row.flag(3), failureType: row.text(4), severity: row.real(5),
          weight: row.real(6), recoverable: row.flag(7), explanation: row.text(8),
          extraJSON: row.text(9), call: row.text(10)),
        at: place(run, config: row.text(1), series: row.text(2)))
    }
  }

  private func outcomes(_ run: Run) throws -> [Item] {
    try items("log_outcomes", run) { row in
      .outcome(
        Outcome(
          achievements: try LogReader.texts(row.text(3)) ?? [],
          observations: try LogReader.texts(row.text(4)) ?? [], limitations: row.text(5),
          extraJSON: row.text(6), call: row.text(7)),
        at: place(run, config: row.text(1), series: row.text(2)))
    }
  }

  private func attempts(_ run: Run) throws -> [Item] {
    try items("log_attempts", run) { row in
      .attempt(
        Attempt(
          k: row.int(5) ?? 0, goalIndex: row.int(6) ?? 0, hindsightGoal: row.text(7),
          valid: row.flag(8), confidence: row.real(9), rationale: row.text(10),
          status: try row.word(11), firstStep: row.int(12), lastStep: row.int(13),
          extraJSON: row.text(14), call: row.text(15)),
        at: place(
          run, config: row.text(3), series: row.text(4), extract: row.text(2),
          parent: row.text(1)))
    }
  }

  private func votes(_ run: Run) throws -> [Item] {
    try items("log_votes", run) { row in
      .vote(
        Vote(
          valid: row.flag(8), confidence: row.real(9), reason: row.text(10),
          status: try row.word(11), extraJSON: row.text(12), call: row.text(13)),
        judge: .digest(row.text(6) ?? ""), k: row.int(4) ?? 0, goalIndex: row.int(5) ?? 0,
        at: place(
          run, config: row.text(3), series: row.text(7), extract: row.text(2),
          parent: row.text(1)))
    }
  }

  private func collections(_ run: Run) throws -> [Item] {
    try items("log_collections", run) { row in
      let panel = try LogReader.texts(row.text(5))
      return .collection(
        Collection(
          panel: panel, theta0: row.real(6), attemptsMax: row.int(7),
          mode: row.isNull(8) ? nil : try row.word(8), stopReason: row.text(9),
          extraJSON: row.text(10)),
        panel: panel?.map { .digest($0) },
        at: place(
          run, config: row.text(3), series: row.text(4), extract: row.text(2),
          parent: row.text(1)))
    }
  }

  private func annotations(_ run: Run) throws -> [Item] {
    let load = try facts.statement("log_annotations")
    load.bind(0, run.id)
    return try load.all { row in
      let target: Annotation.Target =
        row.isNull(5) ? .detection : .attempt(k: row.int(5) ?? 0, goalIndex: row.int(6) ?? 0)
      let annotation = Annotation(
        annotator: row.text(7) ?? "", seq: row.int(8) ?? 1, verdict: try row.word(9),
        category: row.text(10), note: row.text(11), extraJSON: row.text(14))
      return Item(
        record: .annotation(
          annotation, target: target, frame: row.text(12).map { .digest($0) },
          at: place(
            run, config: row.text(3), series: row.text(4), extract: row.text(2),
            parent: row.text(1))),
        digest: row.text(0), run: run, name: row.text(13))
    }
  }

  private static let decoder = JSONDecoder()

  static func texts(_ json: String?) throws -> [String]? {
    try json.map { try decoder.decode([String].self, from: Data($0.utf8)) }
  }
}
