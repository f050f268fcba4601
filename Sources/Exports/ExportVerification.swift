internal import CZlib
internal import Crypto
internal import Foundation
public import Store
internal import Trajectories
internal import Workers

/// Holds a folder that was exported against the facts that its lines came from.
///
/// Every listed line is made again from the facts whose digests the export keeps, whose own digests are computed
/// again; what was decided or collected since plays no part.
public struct ExportVerification {
  /// What is not as it was.
  public struct Difference: Equatable, Sendable {
    /// File with line, file, or example with its place in the export.
    public let place: String
    public let what: String
  }

  public struct Report: Equatable, Sendable {
    public let digest: String
    public let examples: Int
    public let files: Int
    /// The first ones.
    public let differences: [Difference]
    public let differenceCount: Int
    /// Files in the folder that the manifest does not list.
    public let strangers: [String]

    public var isIntact: Bool { differenceCount == 0 }
  }

  /// Differences that are listed; all are counted.
  static let listed = 20

  private let folder: String
  private let store: Store
  private let manifest: WrittenManifest
  /// Row of the export.
  public let export: Int64

  /// - Throws: `ExportError.cannotRead`, `.unknownExport`.
  public init(folder: String, in store: Store) throws {
    self.folder = folder
    self.store = store
    manifest = try WrittenManifest(folder: folder)
    guard let (id, _) = try store.export(manifest.digest) else {
      throw ExportError.unknownExport(
        path: folder + "/" + ExportManifest.name, digest: manifest.digest)
    }
    export = id
  }

  /// `sha256:` of the manifest.
  public var digest: String { manifest.digest }
  /// Digest of the policy.
  public var policy: String { manifest.policyDigest }
  public var split: (name: String, parts: [String])? { manifest.split }
  public var round: Int? { manifest.round }
  /// Whether everything that the policy accepts was written.
  public var isWhole: Bool { manifest.takes == .hindsightPairs && !manifest.hasDraw && !isMemory }

  /// Whether runs of its parts were left out since they leak.
  public var hasDropped: Bool { manifest.hasDropped }

  private var isMemory: Bool { manifest.outputs.contains { $0.format.objective == .memory } }

  private struct Piece: Sendable {
    var rendered: RenderedExamples
    var problems: [(position: Int, run: String, what: String)] = []
    /// An example whose lines cannot be made.
    var isBroken = false
  }

  /// - Parameter progress: told how many examples of how many are verified.
  public func run(progress: ((Int, Int) -> Void)? = nil) throws -> Report {
    var differences: [Difference] = []
    var count = 0
    func note(_ place: String, _ what: String) {
      count += 1
      if differences.count < ExportVerification.listed {
        differences.append(Difference(place: place, what: what))
      }
    }
    let (total, meanWeight) = try weights()
    let comparisons = manifest.outputs.map { output in
      LineComparison(output, files: manifest.names(of: output), in: folder)
    }
    var items = SHA256()
    var done = 0
    let pieces = try workers(total, meanWeight)
    defer { pieces.cancel() }
    while let piece = try pieces.next() {
      try store.checkCancellation()
      items.update(data: piece.rendered.items)
      for problem in piece.problems {
        note("example \(problem.position + 1) (\(problem.run))", problem.what)
      }
      for (comparison, lines) in zip(comparisons, piece.rendered.lines) {
        if piece.isBroken { comparison.stopComparing() }
        comparison.compare(lines.bytes)
      }
      done += piece.rendered.count
      progress?(done, total)
    }
    for comparison in comparisons {
      comparison.finish()
      for name in comparison.missing { note(name, "is not there") }
      for name in comparison.packed { note(name, "is packed, and should not be") }
      if comparison.missing.isEmpty, let difference = comparison.difference {
        note("\(difference.file):\(difference.line)", difference.what)
      }
    }
    if Digest.text(items.finalize()) != manifest.itemsDigest {
      note("the database", "its list of what the lines come from was changed")
    }
    try checkFiles(comparisons, note)
    let beside = Set(manifest.beside.map(\.name) + [ExportManifest.name])
    let known = beside.union(manifest.files.map(\.name))
    let present = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return Report(
      digest: manifest.digest, examples: total, files: manifest.files.count,
      differences: differences, differenceCount: count,
      strangers: present.filter { !known.contains($0) }.sorted())
  }

  /// How many items there are, and their mean weight in the order of the lines.
  private func weights() throws -> (count: Int, mean: Double?) {
    var sum = 0.0
    var count = 0
    try store.exportItems(of: export) { item in
      sum += item.weight
      count += 1
    }
    return (count, count == 0 ? nil : sum / Double(count))
  }

  /// Files against the digests that the manifest has of them.
  private func checkFiles(
    _ comparisons: [LineComparison], _ note: (String, String) -> Void
  ) throws {
    var read: [String: String] = [:]
    for comparison in comparisons { read.merge(comparison.digests) { one, _ in one } }
    for file in manifest.files {
      let found = file.name.hasSuffix(".gz") ? try digest(of: file.name) : read[file.name]
      if let found, found != file.digest {
        note(file.name, "its checksum is not the manifest's: \(found)")
      }
    }
    for file in manifest.beside {
      guard let found = try digest(of: file.name) else {
        note(file.name, "is not there")
        continue
      }
      if found != file.digest { note(file.name, "its checksum is not the manifest's: \(found)") }
    }
  }

  private func digest(of name: String) throws -> String? {
    guard let file = FileHandle(forReadingAtPath: folder + "/" + name) else { return nil }
    defer { try? file.close() }
    var hasher = SHA256()
    while let data = try file.read(upToCount: 1 << 20), !data.isEmpty { hasher.update(data: data) }
    return Digest.text(hasher.finalize())
  }

  private func workers(_ total: Int, _ mean: Double?) throws -> OrderedWorkers<Range<Int>, Piece> {
    let policy = try AppliedPolicy(
      digest: manifest.policyDigest, bodyJSON: manifest.policyJSON, in: store)
    let starts = Pieces(count: total, size: RenderedExamples.size)
    let (store, export, outputs) = (store, export, manifest.outputs)
    return OrderedWorkers(next: { starts.next() }) {
      let own = try store.reader()
      let exporters = outputs.map { $0.format.init() }
      var json = CanonicalJSON(reservingCapacity: 1 << 16)
      return { range in
        var items: [ExportItem] = []
        try own.exportItems(of: export, first: range.lowerBound, limit: range.count) {
          items.append($0)
        }
        return try own.readFacts { facts in
          var piece = Piece(rendered: RenderedExamples(outputs: outputs.count))
          for (place, item) in items.enumerated() {
            item.append(to: &piece.rendered.items)
            let example = try RecalledExample(
              item, policy: policy, meanWeight: mean, from: facts, using: &json)
            for what in example.problems {
              piece.problems.append((range.lowerBound + place, example.name, what))
            }
            if let pair = example.pair {
              piece.rendered.add(pair, to: outputs, by: exporters)
            } else {
              piece.isBroken = true
              piece.rendered.count += 1
            }
          }
          piece.rendered.finish()
          return piece
        }
      }
    }
  }
}
