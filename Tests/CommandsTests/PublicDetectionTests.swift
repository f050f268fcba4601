import Foundation
import RegoalTesting
import Testing
import Trajectories

/// Folders whose sources state outcomes, or that people labelled.
private let folders = [
  "tau-bench", "tau2-grok", "fireact", "mini-swe-agent-gemini3", "toolbench", "inspect-docent",
  "inspect-ai-tests", "who-and-when", "agentrx", "trail",
]

@Suite(
  "Blind detection of published runs", .enabled(if: folders.allSatisfy(SharedData.has)),
  .timeLimit(.minutes(10)))
struct PublicDetectionTests {
  private static let types = [
    "(no type)", "tool_error", "incomplete", "hallucination", "constraint_violation",
    "wrong_result", "off_topic",
  ]

  private func measured() throws -> Trial {
    let trial = try Trial()
    // Files of no known format lie beside.
    try trial.program.run(["ingest"] + folders.map(SharedData.path))
    for rules in ["default", "reference"] {
      let run = try trial.program("run", "--until", "detect", "--blind", "--rules", rules)
      #expect(run.status == 0, "\(run.errors)")
    }
    return trial
  }

  /// What a cell of the notebook recorded, values joined by a comma and sorted; the head left out.
  private func recorded(_ cell: String, where isMeant: (String) -> Bool) throws -> [String] {
    let notebook = try String(
      contentsOf: Program.package.appending(path: "Notebooks-md/10-detector-against-people.md"),
      encoding: .utf8)
    let parts = notebook.components(separatedBy: "<!-- result \(cell) -->")
    try #require(parts.count == 2)
    let table = parts[1].components(separatedBy: "<!-- /result -->")[0]
    return table.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst(2)
      .map { row in
        row.dropFirst(2).dropLast(2).components(separatedBy: " | ").joined(separator: ",")
      }
      .filter(isMeant).sorted()
  }

  /// Rows of SQL, the head left out.
  private func rows(_ trial: Trial, _ sql: String) throws -> [String] {
    let answer = try trial.program("query", "--sql", sql, "--csv")
    #expect(answer.status == 0, "\(answer.errors)")
    return answer.output.split(separator: "\n").dropFirst().map(String.init)
  }

  /// Rows of a named query, by column.
  private func answer(_ trial: Trial, _ query: String) throws -> [[String: String]] {
    let answer = try trial.program("query", query, "--json")
    let rows = try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [[String: Any]]
    return try #require(rows).map { row in row.mapValues { "\($0)" } }
  }

  private func rules(_ detector: String?) -> String {
    detector?.replacing("-blind", with: "") ?? ""
  }

  private func count(_ row: [String: String], _ column: String) -> Int {
    Int(row[column] ?? "") ?? 0
  }

  @Test("finds as many failures as the notebook recorded, and gives the types that it recorded")
  func counts() throws {
    let trial = try measured()
    var outcomes: [String: [Int]] = [:]
    for row in try answer(trial, "outcome_confusion") where count(row, "compared") > 0 {
      let failed = count(row, "failed")
      let counts = [
        failed, count(row, "compared") - failed, count(row, "true_positive"),
        count(row, "false_positive"),
      ]
      let key = "\(rules(row["detector"])),\(row["source"] ?? "")"
      outcomes[key] = zip(outcomes[key] ?? [0, 0, 0, 0], counts).map { $0 + $1 }
    }
    let found = outcomes.map { key, counts in
      ([key] + counts.map(String.init)).joined(separator: ",")
    }
    #expect(
      found.sorted() == (try recorded("public_outcomes") { !$0.hasPrefix("default, version 1") }))

    var confusion: [String: [String: Int]] = [:]
    for row in try answer(trial, "failure_type_confusion") {
      let key = "\(rules(row["detector"])),\(row["annotator"] ?? ""),\(row["label_type"] ?? "")"
      confusion[key, default: [:]][row["detected_type"] ?? ""] = count(row, "runs")
    }
    let lines = confusion.map { key, counts in
      ([key] + Self.types.map { String(counts[$0] ?? 0) }).joined(separator: ",")
    }
    #expect(lines.sorted() == (try recorded("public_types") { _ in true }))
    #expect(confusion.values.allSatisfy { $0.keys.allSatisfy(Self.types.contains) })

    #expect(try rows(trial, "SELECT count(failure_reason) FROM trajectory") == ["0"])
    try expectHalves(trial)
  }

  /// The half that the default rules were chosen on, and the other one.
  private func expectHalves(_ trial: Trial) throws {
    let runs = try rows(
      trial,
      """
      SELECT source.label, trajectory.success, detection.is_failure,
        hex(coalesce(task.task_key, trajectory.external_id)) AS task
      FROM detection
      JOIN config_label ON config_label.config_id = detection.config_id
        AND config_label.name = 'default-blind'
      JOIN trajectory ON trajectory.id = detection.trajectory_id
      JOIN source ON source.id = trajectory.source_id
      LEFT JOIN task ON task.id = trajectory.task_id
      WHERE trajectory.success IS NOT NULL AND source.label NOT IN ('who-and-when', 'tau2-bench')
      ORDER BY trajectory.digest
      """)
    var halves: [String: [Int]] = [:]
    for run in runs {
      let values = run.split(separator: ",").map(String.init)
      try #require(values.count == 4)
      let bytes = stride(from: 0, to: values[3].utf8.count, by: 2).compactMap { at in
        UInt8(values[3].dropFirst(at).prefix(2), radix: 16)
      }
      let digest = Digest.of(String(decoding: bytes, as: UTF8.self)).dropFirst("sha256:".count)
      let first = try #require(digest.first?.hexDigitValue)
      let key = "\(values[0]),\(first.isMultiple(of: 2) ? "tuned" : "held_out")"
      let place = values[1] == "0" ? 0 : 1
      halves[key, default: [0, 0, 0, 0]][place] += 1
      if values[2] == "1" { halves[key, default: [0, 0, 0, 0]][2 + place] += 1 }
    }
    let found = halves.map { key, counts in
      ([key] + counts.map(String.init)).joined(separator: ",")
    }
    let recorded = try recorded("halves") { _ in true }.map { line in
      let values = line.split(separator: ",")
      return (values[..<4] + values[6...]).joined(separator: ",")
    }
    #expect(found.sorted() == recorded.sorted())
  }
}
