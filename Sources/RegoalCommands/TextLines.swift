internal import Foundation

/// The lines of a file, one after another, however long the file is.
struct TextLines {
  private static let chunk = 1 << 20

  private let path: String
  private let file: FileHandle
  private var buffer = Data()
  private var isAtEnd = false

  /// - Throws: `CommandError`.
  init(_ path: String) throws {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw CommandError(
        what: "'\(path)' cannot be read", fix: "check the name, and that it may be read")
    }
    self.path = path
    self.file = file
    // A byte order mark is no part of the first line.
    let mark = Data([0xEF, 0xBB, 0xBF])
    let start = try? file.read(upToCount: mark.count)
    if let start, start != mark { buffer = start }
  }

  /// The next line, without its end; nil: there is none.
  /// - Throws: `CommandError`.
  mutating func next() throws -> String? {
    while true {
      if let end = buffer.firstIndex(of: 0x0A) {
        let line = String(decoding: buffer[buffer.startIndex..<end], as: UTF8.self)
        buffer = buffer[(end + 1)...]
        return line
      }
      guard !isAtEnd else {
        guard !buffer.isEmpty else { return nil }
        defer { buffer = Data() }
        return String(decoding: buffer, as: UTF8.self)
      }
      do {
        let more = try file.read(upToCount: TextLines.chunk) ?? Data()
        isAtEnd = more.isEmpty
        buffer = Data(buffer) + more
      } catch {
        throw CommandError(
          what: "'\(path)' cannot be read: \((error as NSError).localizedDescription)",
          fix: "name a file of results")
      }
    }
  }
}
