internal import Foundation

/// A file that is written piece by piece and has its name once it is whole.
final class WholeFile {
  private let path: String
  private let partial: String
  private let file: FileHandle
  private var isWhole = false

  /// - Throws: `CommandError` where it cannot be written.
  init(_ path: String) throws {
    try TextFile.expectWritable(path)
    self.path = path
    partial = path + ".partial"
    guard FileManager.default.createFile(atPath: partial, contents: nil),
      let file = FileHandle(forWritingAtPath: partial)
    else { throw WholeFile.refusal(path, String(cString: strerror(errno))) }
    self.file = file
  }

  deinit {
    try? file.close()
    if !isWhole { unlink(partial) }
  }

  func write(_ bytes: [UInt8]) throws {
    do {
      try file.write(contentsOf: Data(bytes))
    } catch {
      throw WholeFile.refusal(path, String(cString: strerror(errno)))
    }
  }

  /// Gives it its name, once its bytes are on the disk.
  func end() throws {
    do { try file.synchronize() } catch {
      throw WholeFile.refusal(path, String(cString: strerror(errno)))
    }
    guard rename(partial, path) == 0 else {
      throw WholeFile.refusal(path, String(cString: strerror(errno)))
    }
    isWhole = true
  }

  private static func refusal(_ path: String, _ reason: String) -> CommandError {
    CommandError(
      what: "'\(path)' cannot be written: \(reason)",
      fix: "look for room and quotas on its disk, or name a file elsewhere")
  }
}
