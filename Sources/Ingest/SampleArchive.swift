internal import SourceJSON

/// An Inspect log as a zip archive, `.eval`: a file that says what was run, and one for each sample.
///
/// A sample is a record by itself, as an element of a JSON log is; what was run stands around it. Samples come
/// in the order of the archive, one in memory at a time. A run that was killed left its beginning only.
final class SampleArchive: @unchecked Sendable {
  /// What says what was run, the best last.
  private static let headers = ["_journal/start.json", "header.json"]

  /// The format of the samples.
  let type: any Importer.Type
  private let archive: ZipArchive
  private let surroundings: [UInt8]

  /// - Throws: `InputError`, `.binary` where it is another archive.
  init(file: String) throws(InputError) {
    var header: ZipArchive.Entry?
    do {
      let first = try ZipArchive(file: file)
      while let found = try first.next(where: { SampleArchive.headers.contains($0) }) {
        header = found
        if found.name == SampleArchive.headers.last { break }
      }
    } catch {
      // A log that is cut short begins with what was run; its damage is told where its samples end.
      guard header != nil else { throw .binary(file: file, content: "a zip archive") }
    }
    let json = JSONReader()
    let padding = [UInt8](repeating: 0, count: JSONReader.padding)
    let text = (header?.bytes ?? []) + padding
    let type: (any Importer.Type)? = text.withUnsafeBufferPointer { buffer in
      guard let header, let base = buffer.baseAddress,
        let root = try? json.read(padded: base, length: header.bytes.count)
      else { return nil }
      return InputFormats.all.first { type in
        guard type.recognises(root, framing: .documents) else { return false }
        if case .elements = type.unit(of: root, framing: .documents) { return true }
        return false
      }
    }
    guard let type else { throw .binary(file: file, content: "a zip archive") }
    self.type = type
    surroundings = text
    archive = try ZipArchive(file: file)
  }

  /// The next sample, nil at the end.
  @Sendable func next() throws -> FrameBatch? {
    let entry = try archive.next { $0.hasPrefix("samples/") && $0.hasSuffix(".json") }
    guard let entry else { return nil }
    var batch = FrameBatch()
    entry.bytes.withUnsafeBufferPointer { bytes in
      batch.append(.init(range: 0..<bytes.count, line: 1), of: bytes, in: entry.name)
    }
    batch.append(padding: JSONReader.padding)
    batch.surroundings = surroundings
    batch.position = archive.position
    return batch
  }
}
