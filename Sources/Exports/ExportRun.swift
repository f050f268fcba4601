internal import Foundation
public import Store
internal import Tables
internal import Trajectories

/// Writes what a policy accepted into a folder: a JSONL file a format, and `manifest.json`.
///
/// Same facts and policy give the same bytes: pairs in the order of the runs' names, no clock, no row ids.
public struct ExportRun {
  public struct File: Equatable, Sendable {
    public let name: String
    public let format: String
    public let lines: Int
    public let bytes: Int
    public let digest: String
  }

  public struct Report: Equatable, Sendable {
    public let folder: String
    public let pairs: Int
    public let files: [File]
  }

  let store: Store
  let formats: [any Exporter.Type]

  /// - Parameter formats: names; empty: all.
  /// - Throws: `ExportError.unknownFormat`.
  public init(store: Store, formats names: [String] = []) throws(ExportError) {
    self.store = store
    var formats: [any Exporter.Type] = []
    for name in names {
      guard let format = ExportFormats.all.first(where: { $0.name == name }) else {
        throw .unknownFormat(name: name, known: ExportFormats.names)
      }
      if !formats.contains(where: { $0.name == name }) { formats.append(format) }
    }
    self.formats = formats.isEmpty ? ExportFormats.all : formats
  }

  /// Writes the folder. Each file is absent, the old one or the new one, whole, at any moment; a manifest
  /// stands there only beside the files that it describes.
  /// - Parameter policy: digest of a policy that was applied.
  public func write(to folder: String, policy: String) throws -> Report {
    let body = try policyBody(policy)
    try attempting(folder) {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
    let writers = try formats.map { type in
      (type, type.init(), try JSONLFile(path: folder + "/" + type.name + ".jsonl"))
    }
    var counts: [String: Int] = ["accepted": 0, "fallback": 0]
    var weights = 0.0
    let accepted = try pairs(policy)
    try store.readFacts { facts in
      for pair in accepted {
        let run = try facts.trajectory(pair.row)
        let full = ExportPair(
          name: pair.name, trajectory: run.value, trajectoryDigest: run.stored.digest,
          attemptDigest: pair.attempt, decision: pair.decision, k: pair.k,
          hindsightGoal: pair.goal, rationale: pair.rationale, confidence: pair.confidence,
          weight: pair.weight)
        try store.checkCancellation()
        counts[pair.decision, default: 0] += 1
        weights += pair.weight ?? 0
        for (_, exporter, file) in writers { try file.append(exporter.line(full)) }
      }
    }
    let files = try writers.map { type, _, file in
      let digest = try file.finish()
      return File(
        name: type.name + ".jsonl", format: type.name, lines: file.lines, bytes: file.bytes,
        digest: digest)
    }
    let manifest = try ExportManifest(
      store: store, policy: policy, policyBody: body, counts: counts,
      meanWeight: accepted.isEmpty ? nil : weights / Double(accepted.count), files: files,
      weightNotes: formats.map { ($0.name, $0.weightNote) }
    ).text()
    let path = folder + "/manifest.json"
    let file = try JSONLFile(path: path)
    try file.append(manifest)
    _ = try file.finish()
    unlink(path)
    for (_, _, file) in writers { try file.publish() }
    try file.publish()
    return Report(folder: folder, pairs: accepted.count, files: files)
  }

  private struct Row {
    let row: Int64
    let name: String
    let decision: String
    let k: Int
    let confidence: Double?
    let weight: Double?
    let goal: String
    let rationale: String
    let attempt: String
  }

  private func pairs(_ policy: String) throws -> [Row] {
    var rows: [Row] = []
    try store.forEachRow(of: "accepted_pairs", ["policy": .text(policy)]) { row in
      rows.append(
        Row(
          row: row.integer(0) ?? 0, name: row.text(1) ?? "", decision: row.text(2) ?? "",
          k: row.int(3) ?? 0, confidence: row.real(4), weight: row.real(5), goal: row.text(6) ?? "",
          rationale: row.text(7) ?? "", attempt: row.text(8) ?? ""))
    }
    return rows
  }

  private func policyBody(_ digest: String) throws -> String {
    let table = try store.run("last_policy")
    guard let row = table.rows.first, row[1].text == digest, let body = row[2].text else {
      throw ExportError.noPolicy
    }
    return body
  }

  private func attempting(_ path: String, _ body: () throws -> Void) throws {
    do { try body() } catch {
      throw ExportError.cannotWrite(path: path, reason: (error as NSError).localizedDescription)
    }
  }
}
