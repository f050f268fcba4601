internal import Foundation

/// The files of an output while they are written.
final class FormatFiles {
  let output: FormatOutput
  private let folder: String
  private let packing: Packing
  private let hasSuccessesApart: Bool
  private var files: [(name: String, file: JSONLFile)] = []
  private var closed: [ExportRun.File] = []
  /// Lines of the closed files.
  private var written = 0
  /// Of all samples in their order.
  private var lengths: [Int32] = []
  /// Examples by the reason why they have no sample.
  private var left: [String: Int] = [:]

  /// - Parameter hasSuccessesApart: false: files of them are of an earlier export.
  init(
    _ output: FormatOutput, in folder: String, packing: Packing, hasSuccessesApart: Bool
  ) throws(ExportError) {
    self.output = output
    self.hasSuccessesApart = hasSuccessesApart
    self.folder = folder
    self.packing = packing
    try begin()
  }

  private func begin() throws(ExportError) {
    var name = output.stem
    if packing.shardSize != nil {
      let number = String(files.count + 1)
      name += "-" + String(repeating: "0", count: max(0, 5 - number.count)) + number
    }
    name += packing.isGzip ? ".jsonl.gz" : ".jsonl"
    files.append((name, try JSONLFile(path: folder + "/" + name, gzip: packing.isGzip)))
  }

  func append(_ lines: RenderedExamples.Lines) throws(ExportError) {
    left.merge(lines.left) { $0 + $1 }
    lengths += lines.tokens
    var line = 0
    var start = 0
    while line < lines.ends.count {
      if let last = files.last, last.file.lines == packing.shardSize {
        try close()
        try begin()
      }
      guard let file = files.last?.file else { return }
      let room = packing.shardSize.map { $0 - file.lines } ?? .max
      let count = min(room, lines.ends.count - line)
      let end = lines.ends[line + count - 1]
      try file.append(lines.bytes[start..<end], lines: count)
      line += count
      start = end
    }
  }

  private func close() throws(ExportError) {
    guard let (name, file) = files.last else { return }
    let digest = try file.finish()
    let before = written
    written += file.lines
    closed.append(
      ExportRun.File(
        name: name, format: output.format.name, lines: file.lines, bytes: file.bytes,
        digest: digest.file, contentDigest: digest.content,
        tokens: LengthStatistics(
          lengths[before..<(before + file.lines)], limit: output.format.limit)))
  }

  func finish() throws(ExportError) -> ExportRun.FormatReport {
    try close()
    let format = output.format
    // Of one file, the lengths are the format's.
    let tokens =
      closed.count == 1
      ? closed[0].tokens : LengthStatistics(lengths[...], limit: format.limit)
    return ExportRun.FormatReport(
      format: format.name, stem: output.stem, files: closed, samples: lengths.count, left: left,
      tokens: tokens, weightNote: format.weight.note,
      ignoresWeight: format.weight.isIgnored)
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
    output.owns(name) || (!hasSuccessesApart && output.ownsSuccesses(name))
  }
}
