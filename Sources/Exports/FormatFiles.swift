internal import Foundation

/// The files of a format while they are written.
final class FormatFiles {
  let type: any Exporter.Type
  private let exporter: any Exporter
  private let folder: String
  private let packing: Packing
  private var files: [(name: String, file: JSONLFile)] = []
  private var closed: [ExportRun.File] = []
  /// Of all samples in their order.
  private var lengths: [Int] = []
  /// Runs by the reason why they have no sample.
  private var left: [String: Int] = [:]

  init(_ type: any Exporter.Type, in folder: String, packing: Packing) throws(ExportError) {
    self.type = type
    exporter = type.init()
    self.folder = folder
    self.packing = packing
    try begin()
  }

  private func begin() throws(ExportError) {
    var name = type.name
    if packing.shardSize != nil {
      let number = String(files.count + 1)
      name += "-" + String(repeating: "0", count: max(0, 5 - number.count)) + number
    }
    name += packing.isGzip ? ".jsonl.gz" : ".jsonl"
    files.append((name, try JSONLFile(path: folder + "/" + name, gzip: packing.isGzip)))
  }

  func append(_ pair: ExportPair) throws(ExportError) {
    let samples: [Sample]
    do { samples = try exporter.samples(of: pair) } catch {
      left[error.reason, default: 0] += 1
      return
    }
    for sample in samples {
      if let last = files.last, last.file.lines == packing.shardSize {
        try close()
        try begin()
      }
      try files.last?.file.append(sample.line)
      lengths.append(sample.tokens)
    }
  }

  private func close() throws(ExportError) {
    guard let (name, file) = files.last else { return }
    let digest = try file.finish()
    closed.append(
      ExportRun.File(
        name: name, format: type.name, lines: file.lines, bytes: file.bytes, digest: digest.file,
        contentDigest: digest.content,
        tokens: LengthStatistics(Array(lengths.suffix(file.lines)), limit: type.limit)))
  }

  func finish() throws(ExportError) -> ExportRun.FormatReport {
    try close()
    return ExportRun.FormatReport(
      format: type.name, files: closed, samples: lengths.count, left: left,
      tokens: LengthStatistics(lengths, limit: type.limit), weightNote: type.weight.note,
      ignoresWeight: type.weight == .ignored(type.weight.note))
  }

  /// Gives the files their names, and takes away what an earlier export wrote of the format otherwise packed: who
  /// reads `NAME-*.jsonl` shall find one export there.
  func publish() throws(ExportError) {
    let names = Set(files.map(\.name))
    let present = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in present where !names.contains(name) && isOurs(name) { unlink(folder + "/" + name) }
    for (_, file) in files { try file.publish() }
  }

  private func isOurs(_ name: String) -> Bool {
    guard name.hasPrefix(type.name) else { return false }
    var rest = name.dropFirst(type.name.count)
    if rest.hasPrefix("-") {
      let digits = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
      guard digits.count >= 5 else { return false }
      rest = rest.dropFirst(1 + digits.count)
    }
    return rest == ".jsonl" || rest == ".jsonl.gz"
  }
}
