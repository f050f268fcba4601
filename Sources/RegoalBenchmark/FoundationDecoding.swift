internal import Foundation

/// A file as JSONSerialization reads it: a document, or a document a line.
struct FoundationDecoding {
  private let file: String
  private let isLines: Bool

  /// - Throws: what JSONSerialization says of a file that is neither.
  init(_ file: String) throws {
    self.file = file
    let data = try Data(contentsOf: URL(fileURLWithPath: file))
    do {
      try FoundationDecoding.decode(data)
      isLines = false
    } catch {
      try FoundationDecoding.decode(lines: data)
      isLines = true
    }
  }

  /// Reads the file and decodes it; the values are dropped.
  func decode() throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: file))
    if isLines {
      try FoundationDecoding.decode(lines: data)
    } else {
      try FoundationDecoding.decode(data)
    }
  }

  private static func decode(_ data: Data) throws {
    _ = try JSONSerialization.jsonObject(with: data, options: [.fragmentsAllowed])
  }

  /// Lines are handed over without a copy.
  private static func decode(lines data: Data) throws {
    try data.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      var at = 0
      while at < bytes.count {
        let end =
          memchr(base + at, 0x0A, bytes.count - at).map { base.distance(to: $0) } ?? bytes.count
        let line = UnsafeMutableRawPointer(mutating: base + at)
        if bytes[at..<end].contains(where: { $0 > 0x20 }) {
          try decode(Data(bytesNoCopy: line, count: end - at, deallocator: .none))
        }
        at = end + 1
      }
    }
  }
}
