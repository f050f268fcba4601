internal import Foundation

/// Text files that commands read and write.
enum TextFile {
  /// - Throws: `CommandError`.
  static func write(_ text: String, to path: String) throws {
    try expectWritable(path)
    do {
      try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw CommandError(
        what: "'\(path)' cannot be written: \(reason(error))",
        fix: "look for room and quotas on its disk, or name a file elsewhere")
    }
  }

  /// Writes a text part by part, beside the file first: it appears whole or not at all.
  /// - Throws: `CommandError`, and what the writer throws.
  static func writing<T>(
    to path: String, _ write: ((String) throws -> Void) throws -> T
  ) throws -> T {
    try expectWritable(path)
    let beside = path + ".\(getpid()).part"
    guard let file = fopen(beside, "w") else {
      throw CommandError(
        what: "'\(path)' cannot be written: \(String(cString: strerror(errno)))",
        fix: "name a file elsewhere")
    }
    var isDone = false
    defer { if !isDone { unlink(beside) } }
    var isOpen = true
    defer { if isOpen { fclose(file) } }
    func failure() -> CommandError {
      CommandError(
        what: "'\(path)' cannot be written: \(String(cString: strerror(errno)))",
        fix: "look for room and quotas on its disk, or name a file elsewhere")
    }
    let result = try write { text in
      var text = text
      let isWritten = text.withUTF8 { fwrite($0.baseAddress, 1, $0.count, file) == $0.count }
      guard isWritten else { throw failure() }
    }
    isOpen = false
    guard fclose(file) == 0, rename(beside, path) == 0 else { throw failure() }
    isDone = true
    return result
  }

  /// That a file can be written, as far as that can be known before: to be asked before long work.
  /// - Throws: `CommandError`.
  static func expectWritable(_ path: String) throws {
    guard !path.isEmpty else {
      throw CommandError(what: "no file is named to write to", fix: "name one, or leave it out")
    }
    func refusal(_ reason: String, fix: String) -> CommandError {
      CommandError(what: "'\(path)' cannot be written: \(reason)", fix: fix)
    }
    let files = FileManager.default
    var isFolder: ObjCBool = false
    let exists = files.fileExists(atPath: path, isDirectory: &isFolder)
    if exists, isFolder.boolValue {
      throw refusal("it is a folder", fix: "name a file in it")
    }
    let slash = path.lastIndex(of: "/")
    let before = slash.map { String(path[..<$0]) } ?? "."
    let folder = before.isEmpty ? "/" : before
    guard files.fileExists(atPath: folder, isDirectory: &isFolder) else {
      throw refusal("there is no folder '\(folder)'", fix: "make it, or name a file elsewhere")
    }
    guard isFolder.boolValue else {
      throw refusal("'\(folder)' is no folder", fix: "name a file elsewhere")
    }
    if isDatabase(path)
      || ["-wal", "-shm"].contains(where: {
        path.hasSuffix($0) && isDatabase(String(path.dropLast($0.count)))
      })
    {
      throw refusal("it is a database, or belongs to one", fix: "name another file")
    }
    if exists, !files.isWritableFile(atPath: path) {
      throw refusal(
        "its permissions forbid it", fix: "allow it with 'chmod u+w', or name another file")
    }
    guard files.isWritableFile(atPath: folder) else {
      throw refusal(
        "the folder '\(folder)' may not be written to",
        fix: "allow it, or name a file elsewhere")
    }
  }

  /// Whether a file begins as SQLite's do.
  private static func isDatabase(_ path: String) -> Bool {
    guard let file = FileHandle(forReadingAtPath: path) else { return false }
    defer { try? file.close() }
    return (try? file.read(upToCount: 16)) == Data("SQLite format 3\0".utf8)
  }

  /// The file's text, its line ends made `\n`, without a byte order mark.
  /// - Throws: `CommandError`.
  static func read(_ path: String) throws -> String {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
      throw CommandError(what: "'\(path)' is a folder", fix: "name a file in it")
    }
    let data: Data
    do {
      data = try Data(contentsOf: URL(filePath: path))
    } catch {
      throw CommandError(
        what: "'\(path)' cannot be read: \(reason(error))",
        fix: "check the name, and that it may be read")
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw CommandError(what: "'\(path)' is not UTF-8 text", fix: "save it as UTF-8")
    }
    let plain =
      text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    return plain.replacing("\r\n", with: "\n")
  }

  /// The system's words, where there are some.
  private static func reason(_ error: any Error) -> String {
    let error = error as NSError
    if let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError,
      cause.domain == NSPOSIXErrorDomain
    {
      return String(cString: strerror(Int32(cause.code)))
    }
    switch error.code {
    case CocoaError.fileReadNoSuchFile.rawValue, CocoaError.fileNoSuchFile.rawValue:
      return String(cString: strerror(ENOENT))
    case CocoaError.fileReadNoPermission.rawValue, CocoaError.fileWriteNoPermission.rawValue:
      return String(cString: strerror(EACCES))
    case CocoaError.fileWriteOutOfSpace.rawValue: return String(cString: strerror(ENOSPC))
    default: return error.localizedDescription
    }
  }
}
