internal import Foundation
public import Store
internal import Tables
internal import Trajectories

/// Writes what a policy accepted into a folder: JSONL files of each format, and `manifest.json`.
///
/// Same facts and policy give the same bytes: pairs in the order of the runs' names, no clock, no row ids.
public struct ExportRun {
  public struct File: Equatable, Sendable {
    public let name: String
    public let format: String
    public let lines: Int
    public let bytes: Int
    public let digest: String
    /// Of the lines; nil: they are the file's bytes.
    public let contentDigest: String?
    /// nil: there is no sample.
    public let tokens: LengthStatistics?
  }

  public struct FormatReport: Equatable, Sendable {
    public let format: String
    public let files: [File]
    public let samples: Int
    /// Accepted runs that the format has no place for, by reason.
    public let left: [String: Int]
    public let tokens: LengthStatistics?
    public let weightNote: String
    public let ignoresWeight: Bool
  }

  public struct Report: Equatable, Sendable {
    public let folder: String
    public let pairs: Int
    public let formats: [FormatReport]
    /// Names of the trainers' configurations beside the files.
    public let recipes: [String]

    public var files: [File] { formats.flatMap(\.files) }
  }

  let store: Store
  let formats: [any Exporter.Type]
  let packing: Packing

  /// - Parameter formats: names; empty: the usual ones.
  /// - Throws: `ExportError.unknownFormat`, `.noExactForm`, `.noGzip`.
  public init(
    store: Store, formats names: [String] = [], packing: Packing = Packing()
  ) throws(ExportError) {
    self.store = store
    self.packing = packing
    formats = try ExportFormats.named(names)
    guard packing.isGzip else { return }
    var reasons: [String: String] = [:]
    for format in formats { reasons[format.name] = format.noGzip }
    guard reasons.isEmpty else { throw .noGzip(reasons: reasons) }
  }

  /// Writes the folder. Each file is absent, the old one or the new one, whole, at any moment; a manifest
  /// stands there only beside the files that it describes.
  /// - Parameters:
  ///   - policy: digest of a policy that was applied.
  ///   - split: parts that the pairs are taken from; nil: all are written.
  public func write(
    to folder: String, policy: String, split: ExportSplit? = nil
  ) throws -> Report {
    let body = try policyBody(policy)
    try attempting(folder) {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
    let writers = try formats.map { try FormatFiles($0, in: folder, packing: packing) }
    var counts: [String: Int] = ["accepted": 0, "fallback": 0]
    let accepted = try pairs(policy).filter { split?.runs.contains($0.row) ?? true }
    let weights = accepted.reduce(0) { $0 + ($1.weight ?? 0) }
    let meanWeight = accepted.isEmpty ? nil : weights / Double(accepted.count)
    try store.readFacts { facts in
      for pair in accepted {
        let run = try facts.trajectory(pair.row)
        var full = ExportPair(
          name: pair.name, trajectory: run.value, trajectoryDigest: run.stored.digest,
          attemptDigest: pair.attempt, decision: pair.decision, k: pair.k,
          hindsightGoal: pair.goal, rationale: pair.rationale, confidence: pair.confidence,
          weight: pair.weight)
        if let weight = pair.weight, let meanWeight, meanWeight > 0 {
          // Loaders of tables read six decimals as they stand, and seventeen not always.
          full.relativeWeight = (weight / meanWeight * 1e6).rounded() / 1e6
        }
        try store.checkCancellation()
        counts[pair.decision, default: 0] += 1
        for writer in writers { try writer.append(full) }
      }
    }
    let reports = try writers.map { try $0.finish() }
    let recipes = zip(formats, reports).compactMap { $0.recipe(for: $1) }
    let report = Report(
      folder: folder, pairs: accepted.count, formats: reports, recipes: recipes.map(\.name))
    var texts: [(name: String, text: String)] = []
    if let info = FactoryDatasetInfo.text(report.files) {
      texts.append((FactoryDatasetInfo.name, info))
    }
    texts += recipes.map { ($0.name, $0.text) }
    texts.append(
      (
        ExportManifest.name,
        try ExportManifest(
          store: store, policy: policy, policyBody: body, counts: counts, meanWeight: meanWeight,
          formats: reports, recipes: recipes, split: split
        ).text()
      ))
    let others = try texts.map { name, text in
      let file = try JSONLFile(path: folder + "/" + name)
      try file.append(text)
      _ = try file.finish()
      return file
    }
    unlink(folder + "/" + ExportManifest.name)
    for writer in writers { try writer.publish() }
    for file in others { try file.publish() }
    return report
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
