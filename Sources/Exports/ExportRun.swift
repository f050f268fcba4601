internal import Foundation
public import Store
internal import Tables
internal import Trajectories
internal import Workers

/// Writes training files into a folder: JSONL files of each format, and what stands beside them.
///
/// Same facts and same choices give the same bytes: examples in the order of the runs' ids, no clock, no row
/// ids. What each line comes from is kept in the database, so that the folder can be verified.
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
    /// Name of the files without what packing adds.
    public let stem: String
    public let files: [File]
    public let samples: Int
    /// Examples that the format has no place for, by reason.
    public let left: [String: Int]
    public let tokens: LengthStatistics?
    public let weightNote: String
    public let ignoresWeight: Bool
  }

  public struct Report: Equatable, Sendable {
    public let folder: String
    /// Examples, each of which may be several lines of a file.
    public let pairs: Int
    public let formats: [FormatReport]
    /// `sha256:…` of the manifest, by which the database knows the export.
    public let digest: String
    /// Files that an earlier export into the folder listed, and that are none of this one.
    public internal(set) var leftBehind: [String] = []
    /// Names of the trainers' configurations beside the files.
    public let recipes: [String]

    public var files: [File] { formats.flatMap(\.files) }
  }

  let store: Store
  let formats: [any Exporter.Type]
  let packing: Packing
  let selection: ExampleSelection

  /// - Parameter formats: names; empty: the usual ones.
  /// - Throws: `ExportError.unknownFormat`, `.noExactForm`, `.standsAlone`, `.noGzip`.
  public init(
    store: Store, formats names: [String] = [], packing: Packing = Packing(),
    selection: ExampleSelection = ExampleSelection()
  ) throws(ExportError) {
    self.store = store
    self.packing = packing
    self.selection = selection
    formats = try ExportFormats.named(names, for: selection.kind)
    guard packing.isGzip else { return }
    var reasons: [String: String] = [:]
    for format in formats { reasons[format.name] = format.noGzip }
    guard reasons.isEmpty else { throw .noGzip(reasons: reasons) }
  }

  /// Whether the policy decides what is written.
  private var isGated: Bool { selection.takes == .hindsightPairs }

  /// Writes the folder. Each file is absent, the old one or the new one, whole, at any moment; a manifest
  /// stands there only beside the files that it describes.
  /// - Parameters:
  ///   - policy: digest of a policy that was applied.
  ///   - split: parts that the examples are taken from; nil: all are written.
  ///   - card: what the manifest tells beside.
  ///   - noise: label noise of the accepted pairs of some runs, by their rows: of those that are written.
  ///   - progress: told how many examples of how many are written.
  public func write(
    to folder: String, policy: String, split: ExportSplit? = nil,
    card: ExportCard = ExportCard(), noise: ((Set<Int64>) throws -> ExportCard.Noise?)? = nil,
    progress: ((Int, Int) -> Void)? = nil
  ) throws -> Report {
    let applied = try AppliedPolicy(policy, in: store)
    try attempting(folder) {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }
    let lock = try FolderLock(folder)
    defer { lock.release() }
    let plan = try ExamplePlan(
      selection, policy: policy, allowed: split?.runs,
      isMemory: formats.contains { $0.objective == .memory }, in: store)
    var card = card
    if isGated, let noise {
      card.noise = try noise(
        Set(plan.examples.lazy.filter { $0.kind == .hindsight }.map(\.run)))
    }
    let outputs = FormatOutput.all(
      of: formats, kind: selection.kind, successes: selection.successes)
    let writers = try outputs.map { output in
      try FormatFiles(
        output, in: folder, packing: packing, hasSuccessesApart: selection.successes == .apart)
    }
    let spool = try ItemSpool()
    let total = plan.examples.count
    var done = 0
    var labels: [String: Int] = [:]
    let pieces = workers(plan, applied.configs, outputs)
    defer { pieces.cancel() }
    while let piece = try pieces.next() {
      try store.checkCancellation()
      for (writer, lines) in zip(writers, piece.lines) { try writer.append(lines) }
      try spool.append(piece.items)
      done += piece.count
      labels.merge(piece.labels) { $0 + $1 }
      progress?(done, total)
    }
    let reports = try writers.map { try $0.finish() }
    let sources = try plan.sources(ofRuns: labels)
    let recipes = zip(outputs, reports).compactMap { output, report in
      output.stem == output.format.name ? output.format.recipe(for: report) : nil
    }
    var beside: [(name: String, text: String)] = []
    if let info = FactoryDatasetInfo.text(reports.flatMap(\.files)) {
      beside.append((FactoryDatasetInfo.name, info))
    }
    beside.append(
      (
        DataCard.name,
        DataCard(
          policy: applied, selection: selection, plan: plan, formats: reports, split: split,
          card: card, sources: sources
        ).text()
      ))
    let manifest = ExportManifest(
      policy: applied, selection: selection, plan: plan, formats: reports, packing: packing,
      recipes: recipes, split: split, card: card, itemsDigest: spool.digest, sources: sources,
      beside: beside
    ).text()
    var report = Report(
      folder: folder, pairs: total, formats: reports, digest: Digest.of(manifest),
      recipes: recipes.map(\.name))
    let texts = beside + recipes.map { ($0.name, $0.text) } + [(ExportManifest.name, manifest)]
    let others = try texts.map { name, text in
      let file = try JSONLFile(path: folder + "/" + name)
      try file.append(text)
      _ = try file.finish()
      return file
    }
    spool.rewind()
    try store.writeFacts { facts in
      try facts.addExport(bodyJSON: manifest) { spool.next() }
    }
    let earlier = (try? WrittenManifest(folder: folder))?.names ?? []
    unlink(folder + "/" + ExportManifest.name)
    for writer in writers { try writer.publish() }
    for file in others { try file.publish() }
    let written = Set(report.files.map(\.name) + texts.map(\.name))
    report.leftBehind = earlier.filter { name in
      !written.contains(name) && FileManager.default.fileExists(atPath: folder + "/" + name)
    }
    return report
  }

  private func workers(
    _ plan: ExamplePlan, _ configs: FactReader.PolicyConfigs, _ outputs: [FormatOutput]
  ) -> OrderedWorkers<Range<Int>, RenderedExamples> {
    let examples = plan.examples
    let reader = ExampleReader(configs: configs, meanWeight: plan.meanWeight)
    let store = store
    let starts = Pieces(count: examples.count, size: RenderedExamples.size)
    return OrderedWorkers(next: { starts.next() }) {
      let own = try store.reader()
      let exporters = outputs.map { $0.format.init() }
      return { piece in
        try own.readFacts { facts in
          var rendered = RenderedExamples(outputs: outputs.count)
          for example in examples[piece] {
            let (pair, item) = try reader.read(example, from: facts)
            rendered.add(pair, to: outputs, by: exporters)
            item.append(to: &rendered.items)
          }
          rendered.finish()
          return rendered
        }
      }
    }
  }

  private func attempting(_ path: String, _ body: () throws -> Void) throws {
    do { try body() } catch {
      throw ExportError.cannotWrite(path: path, reason: (error as NSError).localizedDescription)
    }
  }
}
