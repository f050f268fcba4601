import Foundation
import SourceJSON
import Trajectories

@testable import Ingest

/// The readers of foreign bytes, and what has to hold of whatever they accept.
enum FuzzedReaders {
  static var names: [String] {
    ["json", "framer", "parts", "gzip", "archive", "python", "answer", "completion", "auto"]
      + InputFormats.names.map { "format-" + $0 }
  }

  static func reader(_ name: String) -> FuzzedReader? {
    switch name {
    case "json": json
    case "framer": framer
    case "parts": parts
    case "gzip": gzip
    case "auto", "archive": { records($0, format: nil) }
    case "python": python
    case "answer": FuzzedAnswers.answer
    case "completion": FuzzedAnswers.completion
    default:
      InputFormats.names.first { "format-" + $0 == name }.map { format in
        { records($0, format: format) }
      }
    }
  }

  // MARK: JSON

  /// Values lie within the text; the canonical text reads as the same value.
  private static func json(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let first = canonical(bytes) else { return }
    let second = first.withUTF8Copy { canonical($0) }
    insist(first == second, "canonical: \(first) then \(second ?? "refused")")
  }

  private static func canonical(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    // Allocated to the byte, so that the sanitizer sees a read behind the padding.
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count + JSONReader.padding)
    defer { copy.deallocate() }
    if let base = bytes.baseAddress { memcpy(copy, base, bytes.count) }
    memset(copy + bytes.count, 0x7D, JSONReader.padding)
    let reader = JSONReader()
    guard let root = try? reader.read(padded: copy, length: bytes.count) else { return nil }
    visit(root, in: UnsafeBufferPointer(start: copy, count: bytes.count))
    return root.canonicalText
  }

  private static func visit(_ value: JSONValue, in text: UnsafeBufferPointer<UInt8>) {
    let own = value.sourceBytes
    guard let start = own.baseAddress, let base = text.baseAddress else { return }
    insist(
      start >= base && start + own.count <= base + text.count && !own.isEmpty,
      "a value outside its text")
    switch value.kind {
    case .null: insist(own.elementsEqual("null".utf8), "null is \(value.sourceText)")
    case .bool:
      insist(own.elementsEqual((value.bool == true ? "true" : "false").utf8), value.sourceText)
    case .number:
      insist(own.allSatisfy { "+-.0123456789eE".utf8.contains($0) }, value.sourceText)
      _ = value.double
      _ = value.int
    case .string:
      insist(own.first == 0x22 && own.last == 0x22 && own.count > 1, value.sourceText)
      insist(String(validating: value.stringBytes ?? own, as: UTF8.self) != nil, "no UTF-8")
    case .array:
      insist(own.first == 0x5B && own.last == 0x5D, value.sourceText)
      for element in value.elements { visit(element, in: own) }
    case .object:
      insist(own.first == 0x7B && own.last == 0x7D, value.sourceText)
      for member in value.members { visit(member.value, in: own) }
    }
  }

  // MARK: Framing

  /// A buffer of any size cuts the same records; they are parts of the input, in its order.
  private static func framer(_ bytes: UnsafeBufferPointer<UInt8>) {
    let plenty = frames(bytes, capacity: 1 << 16)
    let little = frames(bytes, capacity: 4)
    insist(plenty == little, "\(plenty.count) records, with a small buffer \(little.count)")
    let total = plenty.reduce(0) { $0 + $1.bytes.count }
    insist(total <= bytes.count, "more bytes than were given")
    for (one, next) in zip(plenty, plenty.dropFirst()) {
      insist(one.line <= next.line, "lines go back")
    }
  }

  private struct Cut: Equatable {
    let bytes: [UInt8]
    let line: Int
  }

  private static func frames(_ bytes: UnsafeBufferPointer<UInt8>, capacity: Int) -> [Cut] {
    MemoryFile.with(bytes) { file in
      var cuts: [Cut] = []
      do {
        let framer = try RecordFramer(input: try ByteInput(file: file), capacity: capacity)
        while let frame = try framer.next() {
          cuts.append(
            Cut(
              bytes: Array(UnsafeBufferPointer(start: frame.bytes, count: frame.count)),
              line: frame.line))
        }
      } catch {
        // What is no whole gzip stream after all.
        return []
      }
      return cuts
    }
  }

  /// Parts found by brackets alone are those of the object that was read as JSON.
  private static func parts(_ bytes: UnsafeBufferPointer<UInt8>) {
    let padded = Array(bytes) + [UInt8](repeating: 0x7D, count: JSONReader.padding)
    let json = JSONReader()
    padded.withUnsafeBufferPointer { padded in
      guard let base = padded.baseAddress else { return }
      let text = UnsafeBufferPointer(rebasing: padded[..<bytes.count])
      for unit in [RecordUnit.members, .elements(of: "samples")] {
        let cut = DocumentParts(text, unit: unit, line: 1)
        for part in cut?.parts ?? [] {
          insist(part.range.upperBound <= bytes.count && !part.range.isEmpty, "\(part)")
        }
        guard let root = try? json.read(padded: base, length: bytes.count), root.offset == 0 else {
          continue
        }
        let read = DocumentParts(root, unit: unit, line: 1)
        insist(read?.parts.count == cut?.parts.count, "\(read?.parts ?? []) of \(cut?.parts ?? [])")
        for (one, other) in zip(read?.parts ?? [], cut?.parts ?? []) {
          insist(
            one.range == other.range && one.line == other.line && one.key == other.key,
            "\(one) of \(other)")
        }
      }
    }
  }

  // MARK: gzip

  /// Reads to the end, or to an error.
  private static func gzip(_ bytes: UnsafeBufferPointer<UInt8>) {
    MemoryFile.with(bytes) { file in
      guard let input = try? ByteInput(file: file) else { return }
      var buffer = [UInt8](repeating: 0, count: 1 << 14)
      var total = 0
      while true {
        let count = buffer.withUnsafeMutableBufferPointer { buffer in
          buffer.baseAddress.flatMap { try? input.read(into: $0, count: buffer.count) }
        }
        guard let count, count > 0 else { break }
        total += count
      }
      // A byte of deflate gives at most 1032, one of Zstandard what is allowed.
      let isZstandard = input.start == ZstandardStream.magic
      let limit = isZstandard ? (1 << 27) + bytes.count * 1_100 * 1_024 : bytes.count * 1_100
      insist(total <= limit, "\(total) bytes of \(bytes.count)")
    }
  }

  // MARK: Python

  /// What a dictionary holds is no longer than its text.
  private static func python(_ bytes: UnsafeBufferPointer<UInt8>) {
    let text = String(decoding: bytes, as: UTF8.self)
    var literal = PythonLiteral(text)
    let members = literal.dictionary() ?? []
    let total = members.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count }
    insist(total <= text.utf8.count, "\(total) bytes of \(text.utf8.count)")
  }

  // MARK: Records

  /// Reading again gives the same; a record that stands alone is the same when it is read alone, its digest too;
  /// all bytes are the input's.
  private static func records(_ bytes: UnsafeBufferPointer<UInt8>, format: String?) {
    MemoryFile.with(bytes) { file in
      guard let reader = try? RecordReader(file: file, format: format, label: "l") else { return }
      var found: [LogRecord] = []
      var total = 0
      var last: [UInt8]?
      while let item = try? reader.next() {
        let own = reader.bytes
        // Of a record that says several things the bytes come as often.
        if own != last { total += own.count }
        last = own
        insist(!isPlain(bytes) || total <= bytes.count, "more bytes than were given")
        guard case .record(let record, let identity, _) = item else { continue }
        found.append(record)
        if let again = own.withUnsafeBufferPointer({ alone($0, format: reader.format) }) {
          insist(again == record, "\(record) then \(again)")
        }
        check(record, identity)
      }
      guard let reader = try? RecordReader(file: file, format: format, label: "l") else {
        return insist(found.isEmpty, "it cannot be read again")
      }
      var place = 0
      while let item = try? reader.next() {
        guard case .record(let record, _, _) = item else { continue }
        insist(place < found.count && record == found[place], "\(record) is another one")
        place += 1
      }
      insist(place == found.count, "\(found.count) records, then \(place)")
    }
  }

  private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let isGzip = bytes.count > 1 && bytes[0] == 0x1F && bytes[1] == 0x8B
    return !isGzip && !bytes.starts(with: ZstandardStream.magic)
      && !bytes.starts(with: ZipArchive.magic)
  }

  /// The record of a format that needs nothing around it; nil: the format is another.
  private static func alone(_ bytes: UnsafeBufferPointer<UInt8>, format: String) -> LogRecord? {
    let type = InputFormats.all.first { $0.name == format } as? any PlainImporter.Type
    guard var importer = type?.init(label: "l") else { return nil }
    let padded = Array(bytes) + [UInt8](repeating: 0x7D, count: JSONReader.padding)
    let reader = JSONReader()
    return padded.withUnsafeBufferPointer { padded in
      padded.baseAddress.flatMap { base in
        try? importer.decode(try reader.read(padded: base, length: bytes.count))
      }
    }
  }

  private static func check(_ record: LogRecord, _ identity: TrajectoryIdentity?) {
    switch record {
    case .trajectory(let run):
      insist(identity == TrajectoryIdentity(of: run), "\(run.id) is known as another run")
      check(run)
    case .config(let config): insistJSON(config.bodyJSON)
    case .annotation(let annotation, _, _, _): insistJSON(annotation.extraJSON)
    default: break
    }
  }

  /// What is stored as JSON is JSON.
  private static func check(_ trajectory: Trajectory) {
    for text in [trajectory.toolsJSON, trajectory.metadataJSON]
      + trajectory.steps.map(\.actionInputJSON)
    {
      insistJSON(text)
    }
  }

  private static func insistJSON(_ text: String?) {
    guard let text else { return }
    let isJSON = (try? JSONReader().read(text) { _ in true }) ?? false
    insist(isJSON, "stored as JSON: \(text)")
  }
}

extension String {
  fileprivate func withUTF8Copy<T>(_ body: (UnsafeBufferPointer<UInt8>) -> T) -> T {
    Array(utf8).withUnsafeBufferPointer(body)
  }
}
